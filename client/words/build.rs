//! Compiles the catalogues. What is wrong with them stops the build, a line each.

use std::path::PathBuf;
use std::{env, fs, io, process};

/// The folders of the catalogues, by the order of `Language::ALL`. English is first.
const LANGUAGES: [&str; 4] = ["en", "cs", "zh", "ar"];

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    for language in LANGUAGES {
        println!("cargo::rerun-if-changed={language}");
    }
    let parts = hark_words_compiler::compile(&folder, &LANGUAGES).unwrap_or_else(|faults| {
        eprintln!("{}", faults.join("\n"));
        process::exit(1)
    });
    for part in parts {
        fs::write(out.join(part.name).with_extension("rs"), part.code)?;
        for (language, table) in LANGUAGES.iter().zip(part.tables) {
            fs::write(out.join(format!("{language}.{}.txt", part.name)), table)?;
        }
    }
    Ok(())
}
