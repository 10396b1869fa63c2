//! Words of pages stand in catalogues only, and what stands there is said somewhere. What stands in
//! a `view!` is held by the macro itself.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// What begins like a sentence in the client's code and is none: names of keys, as browsers have
/// them, the product's name, and what only the console is told.
const NO_WORDS: [&str; 14] = [
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "Control+K Meta+K",
    "End",
    "Enter",
    "Esc",
    "Escape",
    "Hark",
    "Home",
    "Mac",
    "Tab",
    "The page is not what the server wrote.",
];

#[test]
fn no_view_has_words_of_its_own() {
    let mut found = Vec::new();
    for (file, code) in code("client/src") {
        for (at, line) in code.lines().enumerate() {
            let is_comment = line.trim_start().starts_with("//");
            let words = literals(line).into_iter().filter(|text| reads_like_words(text));
            for text in words.filter(|text| !is_comment && !NO_WORDS.contains(text)) {
                found.push(format!("{}:{}: {text}", file.display(), at + 1));
            }
        }
    }
    assert!(found.is_empty(), "\nshould stand in client/words:\n  {}\n", found.join("\n  "));
}

#[test]
fn every_message_is_said_somewhere() {
    let all: String = ["client/src", "client/words/src", "server/src"]
        .into_iter()
        .flat_map(code)
        .map(|(_, code)| code)
        .collect();
    let mut silent = Vec::new();
    for part in ["chat", "pages"] {
        let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("en").join(part);
        let catalogue = fs::read_to_string(catalogue.with_extension("ftl")).unwrap();
        let ids = catalogue.lines().filter(|line| line.starts_with(|c: char| c.is_alphabetic()));
        for id in ids.filter_map(|line| line.split_once(" =").map(|(id, _)| id)) {
            let name = id.split_once('-').map_or(id, |(_, name)| name).replace('-', "_");
            if !says(&all, &name) {
                silent.push(id.to_owned());
            }
        }
    }
    assert!(silent.is_empty(), "\nnobody says:\n  {}\n", silent.join("\n  "));
}

/// The function of this name is called or handed on.
fn says(code: &str, name: &str) -> bool {
    code.match_indices(name).any(|(at, _)| {
        let (before, after) = (&code[..at], &code[at + name.len()..]);
        let begins = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let ends = !after.starts_with(|c: char| c.is_alphanumeric() || c == '_');
        begins && ends && (after.starts_with(['(', ')', ',']) || before.ends_with("::"))
    })
}

/// A capital, and a small letter behind it.
fn reads_like_words(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// What stands between quotation marks on this line.
fn literals(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

/// The files of Rust below this folder of the project, without their tests.
fn code(folder: &str) -> Vec<(PathBuf, String)> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let mut found = Vec::new();
    let mut folders = vec![project.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|kind| kind == "rs")
                && !path.ends_with("tests.rs")
            {
                let code = fs::read_to_string(&path).unwrap();
                let end = code.find("#[cfg(test)]\nmod ").unwrap_or(code.len());
                found.push((path, code[..end].to_owned()));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} holds code");
    found
}
