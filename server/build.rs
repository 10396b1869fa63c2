//! Puts the built site and the words of each language into the binary, compressed ahead of time, so
//! that one file is all there is to deploy. A debug build reads the site from the disk instead and
//! compresses nothing.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use hark_words::Language;

/// Files that gain less than this from compression are stored as they are, in percent.
const WORTHWHILE_PERCENT: usize = 95;

fn main() -> io::Result<()> {
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let manifest = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let workspace = manifest.parent().expect("the server is a member of a workspace");
    println!("cargo::rerun-if-env-changed=LEPTOS_SITE_ROOT");

    let site = std::env::var_os("LEPTOS_SITE_ROOT")
        .map_or_else(|| workspace.join("target/site"), |root| workspace.join(root));
    let embed = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    let mut table = String::from("[\n");
    if embed {
        println!("cargo::rerun-if-changed={}", site.display());
        if site.join("pkg").is_dir() {
            embed_directory(&site, "", &out, &mut table)?;
        } else {
            println!("cargo::warning=no site to embed; build with `cargo leptos build --release`");
        }
    }
    table.push_str("]\n");
    fs::write(out.join("embedded.rs"), table)?;

    let mut words = String::from("[\n");
    for language in Language::ALL {
        let plain = hark_words::chat_words(language).as_bytes();
        embed_bytes(plain, language.tag(), &out, &mut words, embed)?;
    }
    words.push_str("]\n");
    fs::write(out.join("words.rs"), words)
}

/// Adds every file below the directory, in order of name so that builds are the same.
fn embed_directory(dir: &Path, url: &str, out: &Path, table: &mut String) -> io::Result<()> {
    let mut entries = fs::read_dir(dir)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name().into_string().expect("asset names are UTF-8");
        let url = format!("{url}/{name}");
        if entry.file_type()?.is_dir() {
            embed_directory(&entry.path(), &url, out, table)?;
        } else if !name.ends_with(".ts") {
            embed_file(&entry.path(), &url, out, table)?;
        }
    }
    Ok(())
}

fn embed_file(path: &Path, url: &str, out: &Path, table: &mut String) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", path.display());
    embed_bytes(&fs::read(path)?, url, out, table, true)
}

/// Adds one file under this address, and what it is compressed, if that is wanted and worth it.
fn embed_bytes(
    plain: &[u8],
    url: &str,
    out: &Path,
    table: &mut String,
    compress: bool,
) -> io::Result<()> {
    let stored = out.join(url.trim_start_matches('/').replace('/', "+"));
    fs::write(&stored, plain)?;
    let variant = |suffix: &str, squeeze: fn(&[u8]) -> io::Result<Vec<u8>>| -> io::Result<String> {
        let bytes = if compress { squeeze(plain)? } else { plain.to_owned() };
        if bytes.len() * 100 > plain.len() * WORTHWHILE_PERCENT {
            return Ok("None".into());
        }
        let file = PathBuf::from(format!("{}.{suffix}", stored.display()));
        fs::write(&file, bytes)?;
        Ok(format!("Some(include_bytes!({file:?}))"))
    };
    let br = variant("br", brotli)?;
    let gzip = variant("gz", gzip)?;
    writeln!(
        table,
        "    Embedded {{ path: {url:?}, plain: include_bytes!({stored:?}), br: {br}, gzip: {gzip} }},"
    )
    .expect("a string takes what it is given");
    Ok(())
}

fn brotli(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut small = Vec::new();
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: plain.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*plain, &mut small, &params)?;
    Ok(small)
}

fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain)?;
    encoder.finish()
}
