//! How much decoding allocates, whatever the bytes claim. Alone in its program, since it counts
//! every allocation there is.

use std::alloc::System;
use std::fs;
use std::path::{Path, PathBuf};

use hark_protocol::sync::Backoff;
use hark_protocol::{ClientFrame, MAX_FRAME_BYTES, MAX_SERVER_FRAME_BYTES, ServerFrame};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// All bytes ever asked for while one frame is decoded are at most so many for each of its bytes.
/// The shortest summary of a room takes 11 bytes on the wire; in memory it takes about 180 with
/// its texts, and a list that grows takes them twice, since the old one lives while it is copied.
const PER_BYTE: usize = 48;
/// And so many more, since the room for a list's first values is made before they are read.
const AT_LEAST: usize = 2 * 1024;

#[test]
fn decoding_allocates_no_more_than_the_frame_is_worth() {
    let mut worst: (f64, String) = (0.0, String::new());
    let mut tried = |bytes: &[u8], what: &str| {
        let used = allocated(bytes);
        let bound = bytes.len() * PER_BYTE + AT_LEAST;
        assert!(used <= bound, "{what}: {used} bytes for {}: {bytes:02x?}", bytes.len());
        let share = used as f64 / bound as f64;
        if share > worst.0 {
            worst = (share, format!("{what}: {used} bytes for {}", bytes.len()));
        }
    };
    for (name, bytes) in hostile() {
        tried(&bytes, &name);
    }
    let mut random = Backoff::new(1);
    for seed in seeds() {
        let bytes = fs::read(&seed).expect("a seed can be read");
        let name = seed.display().to_string();
        tried(&bytes, &name);
        for _ in 0..300 {
            tried(&changed(&bytes, &mut random), &name);
        }
    }
    println!("the worst is {:.0} % of the bound: {}", worst.0 * 100.0, worst.1);
}

/// Sizes that lie, and lists of the smallest things there are.
fn hostile() -> Vec<(String, Vec<u8>)> {
    let mut frames = Vec::new();
    let lie = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
    for variant in 0..21 {
        for before in 0..48 {
            let mut bytes = vec![variant];
            bytes.extend(std::iter::repeat_n(1, before));
            bytes.extend(lie);
            bytes.extend([1; 40]);
            frames.push((format!("variant {variant} with a lie after {before}"), bytes));
        }
        for fill in [0, 1, 2, 0x41] {
            let bytes = [vec![variant], vec![fill; MAX_FRAME_BYTES - 1]].concat();
            frames.push((format!("variant {variant} full of {fill}"), bytes));
        }
    }
    // A welcome (version, person 1 "A" without a picture, who moderates nothing) that says it lists
    // 2^28 rooms, each as short as can be.
    let mut rooms = vec![0, 1, 1, 1, b'A', 0, 0, 0xff, 0xff, 0xff, 0x7f];
    for count in 1..2_000_u32 {
        rooms.extend([1, 1, b'r', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        // Around the powers of two lists grow.
        if count % 97 == 0 || (count & (count - 1)) < 2 || count == 1_000 {
            frames.push((format!("a welcome to {count} rooms"), rooms.clone()));
        }
    }
    frames.extend(reactions());
    let too_big = vec![0; MAX_SERVER_FRAME_BYTES + 1];
    frames.push(("more than the largest frame".to_owned(), too_big));
    frames
}

/// A reply with a page of messages (variant 1 of the frames, command 1, done, variant 2 of the
/// replies), each with as many reactions of nobody, as short as can be.
fn reactions() -> Vec<(String, Vec<u8>)> {
    let page = |messages: u8, reactions: u8| {
        let mut bytes = vec![1, 1, 0, 2, messages];
        for _ in 0..messages {
            // A message by person 1 "A" without a picture; without a text, removed by themselves.
            bytes.extend([0, 1, 0, 1, 1, b'A', 0]);
            bytes.extend([7; 16]);
            bytes.extend([0, 0, 1, reactions]);
            bytes.extend([1, b'y', 0].repeat(usize::from(reactions)));
            // Their last change; no thread, nothing said of one.
            bytes.extend([1, 0, 0, 0, 0, 0]);
        }
        bytes.extend([0, 0, 1]);
        (format!("{messages} messages with {reactions} reactions"), bytes)
    };
    let counts = [1, 3, 5, 9, 17, 20];
    let pages = counts.iter().flat_map(|reactions| [1, 33, 65, 100].map(|n| page(n, *reactions)));
    let pages: Vec<_> = pages.collect();
    for (name, bytes) in &pages {
        assert!(ServerFrame::decode(bytes).is_ok(), "{name} is no page");
    }
    pages
}

fn changed(bytes: &[u8], random: &mut Backoff) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() as u64) as usize;
        match random.below(3) {
            0 => bytes[at] = random.below(256) as u8,
            1 => bytes.insert(at, 0xff),
            _ => bytes[at] ^= 1 << random.below(8),
        }
    }
    bytes
}

fn allocated(bytes: &[u8]) -> usize {
    let region = Region::new(ALLOCATOR);
    let _ = std::hint::black_box(ClientFrame::decode(bytes));
    let _ = std::hint::black_box(ServerFrame::decode(bytes));
    // What was grown counts twice.
    let change = region.change();
    change.bytes_allocated + usize::try_from(change.bytes_reallocated.max(0)).unwrap_or(0)
}

fn seeds() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/decode");
    let entries = fs::read_dir(folder).expect("the folder is there");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}
