//! Replays the seeds of the fuzz target `decode` on any tool chain, and what was found by it.
//!
//! `UPDATE_GOLDEN=1` adds the golden vectors that are not among the seeds yet.

use std::fs;
use std::path::{Path, PathBuf};

use hark_protocol::{ClientFrame, ServerFrame};

#[test]
fn nothing_in_the_corpus_breaks_the_decoder() {
    let seeds = files(&root().join("fuzz/corpus/decode"));
    assert!(seeds.len() > 50, "the corpus is there");
    for seed in seeds {
        decode(&fs::read(&seed).expect("a seed can be read"));
    }
}

#[test]
fn every_golden_vector_is_a_seed() {
    for kind in ["client", "server"] {
        for vector in files(&root().join("tests/golden/v1").join(kind)) {
            let name = vector.file_stem().expect("a name").to_string_lossy().into_owned();
            let seed = root().join("fuzz/corpus/decode").join(format!("{kind}-{name}"));
            let hex = fs::read_to_string(&vector).expect("a vector can be read");
            let bytes = from_hex(&hex);
            if !seed.exists() && std::env::var_os("UPDATE_GOLDEN").is_some() {
                fs::create_dir_all(seed.parent().expect("a folder")).expect("it can be made");
                fs::write(&seed, &bytes).expect("a seed can be written");
            }
            assert_eq!(fs::read(&seed).ok(), Some(bytes), "{} is not a seed", vector.display());
        }
    }
}

/// Every seed, with each byte changed in turn, cut anywhere.
#[test]
fn nothing_near_the_corpus_breaks_the_decoder() {
    for seed in files(&root().join("fuzz/corpus/decode")) {
        let bytes = fs::read(&seed).expect("a seed can be read");
        for at in 0..bytes.len() {
            decode(&bytes[..at]);
            for change in [0x00, 0x01, 0x7f, 0x80, 0xff] {
                let mut changed = bytes.clone();
                changed[at] = change;
                decode(&changed);
            }
        }
    }
}

/// What the fuzz target does: what can be read can be written, and then says the same.
fn decode(bytes: &[u8]) {
    if let Ok(frame) = ClientFrame::decode(bytes) {
        assert_eq!(ClientFrame::decode(&frame.encode()), Ok(frame));
    }
    if let Ok(frame) = ServerFrame::decode(bytes) {
        assert_eq!(ServerFrame::decode(&frame.encode()), Ok(frame));
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).expect("digits");
        u8::from_str_radix(pair, 16).expect("hexadecimal digits")
    };
    digits.chunks(2).map(byte).collect()
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
