//! The wire as bytes: one vector for each variant and direction, which must never change.
//!
//! A new variant does not compile until it is named in `golden/variants.rs`, and is then missed
//! here until there is a sample of it. `UPDATE_GOLDEN=1` writes the vectors that are missing; it
//! never changes one.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use hark_protocol::sync::OutboxItem;
use hark_protocol::{ChatPage, ClientFrame, ServerFrame};

#[path = "golden/client.rs"]
mod client;
#[path = "golden/server.rs"]
mod server;
#[path = "golden/things.rs"]
mod things;
#[path = "golden/variants.rs"]
mod variants;

#[test]
fn frames_of_browsers_keep_their_bytes() {
    let (encode, decode) = (ClientFrame::encode, |bytes: &[u8]| ClientFrame::decode(bytes).ok());
    check("client", &client::samples(), encode, decode);
}

#[test]
fn frames_of_the_server_keep_their_bytes() {
    let (encode, decode) = (ServerFrame::encode, |bytes: &[u8]| ServerFrame::decode(bytes).ok());
    check("server", &server::samples(), encode, decode);
}

#[test]
fn pages_keep_their_bytes() {
    let (encode, decode) = (ChatPage::encode, |bytes: &[u8]| ChatPage::decode(bytes).ok());
    check("page", &things::pages(), encode, decode);
}

/// A newer page reads what an older one has stored in the browser.
#[test]
fn stored_messages_keep_their_bytes() {
    let (encode, decode) = (OutboxItem::encode, |bytes: &[u8]| OutboxItem::decode(bytes).ok());
    check("outbox", &things::outbox(), encode, decode);
}

#[test]
fn every_variant_has_a_vector() {
    let mut seen = BTreeSet::new();
    for (_, frame) in client::samples() {
        variants::of_client(&frame, &mut seen);
    }
    for (_, frame) in server::samples() {
        variants::of_server(&frame, &mut seen);
    }
    for (_, item) in things::outbox() {
        seen.insert(variants::outbox_state(&item.state));
    }
    let all: BTreeSet<&str> = variants::ALL.iter().flat_map(|list| list.iter().copied()).collect();
    let missing: Vec<_> = all.difference(&seen).collect();
    assert!(missing.is_empty(), "no vector has {missing:?}");
}

fn check<T: PartialEq + std::fmt::Debug>(
    kind: &str,
    samples: &[(&str, T)],
    encode: impl Fn(&T) -> Vec<u8>,
    decode: impl Fn(&[u8]) -> Option<T>,
) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1").join(kind);
    let mut files = BTreeSet::new();
    for (name, sample) in samples {
        let path = folder.join(format!("{name}.hex"));
        if !path.exists() && std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(&folder).expect("the folder can be made");
            fs::write(&path, to_hex(&encode(sample))).expect("the vector can be written");
        }
        let bytes = from_hex(&path);
        assert_eq!(encode(sample), bytes, "{kind}/{name} is written otherwise than it was");
        assert_eq!(decode(&bytes).as_ref(), Some(sample), "{kind}/{name} is read otherwise");
        assert!(files.insert(path), "two samples are named {kind}/{name}");
    }
    let on_disk = fs::read_dir(&folder).expect("there are vectors");
    let on_disk: BTreeSet<PathBuf> = on_disk.map(|file| file.expect("a file").path()).collect();
    assert_eq!(on_disk, files, "a vector without a sample");
}

/// 32 bytes a line.
fn to_hex(bytes: &[u8]) -> String {
    let line = |bytes: &[u8]| {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        digits + "\n"
    };
    bytes.chunks(32).map(line).collect()
}

fn from_hex(path: &Path) -> Vec<u8> {
    let text = fs::read_to_string(path).unwrap_or_else(|_| {
        panic!("{} is missing; UPDATE_GOLDEN=1 writes it", path.display());
    });
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let byte = |pair: &[u8]| {
        let pair = std::str::from_utf8(pair).expect("digits");
        u8::from_str_radix(pair, 16).expect("hexadecimal digits")
    };
    digits.chunks(2).map(byte).collect()
}
