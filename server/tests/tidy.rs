//! The shape of the project, held by a test: headers, sizes, who may import whom, words that do
//! not belong. It reads files only; what the compiler or clippy can see is left to them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A longer file is two files.
const MAX_LINES: usize = 300;

/// Built, downloaded or written by a running program: not ours to shape.
const NOT_OURS: [&str; 9] = [
    "target",
    "node_modules",
    ".git",
    "hark-data",
    ".dev-data",
    "test-results",
    "playwright-report",
    "artifacts",
    "coverage",
];

/// Names that say nothing of what is inside.
const EMPTY_NAMES: [&str; 7] = ["mod.rs", "util", "utils", "helpers", "manager", "common", "types"];

/// Who may not name whom: dependencies point one way.
const MAY_NOT_NAME: [(&str, &[&str]); 12] = [
    ("protocol/src", &["tokio", "axum", "leptos", "std::fs", "std::net", "std::thread", "web_sys"]),
    ("client/src", &["rusqlite", "axum", "hark_server", "leptos_router", "leptos_axum"]),
    ("client/hydrate/src", &["rusqlite", "axum", "hark_server"]),
    ("server/src/chat.rs", &["axum", "crate::socket", "crate::web"]),
    ("server/src/chat", &["axum", "crate::socket", "crate::web"]),
    ("server/src/store.rs", &["axum", "crate::chat", "crate::socket", "crate::web", "crate::hub"]),
    ("server/src/store", &["axum", "crate::chat", "crate::socket", "crate::web", "crate::hub"]),
    ("server/src/hub.rs", &["axum", "crate::chat", "crate::socket", "crate::web", "rusqlite"]),
    ("server/src/hub", &["axum", "crate::chat", "crate::socket", "crate::web", "rusqlite"]),
    ("server/src/socket", &["rusqlite", "crate::web"]),
    ("server/src/web", &["rusqlite", "crate::socket"]),
    ("server/src/presence.rs", &["axum", "crate::store", "crate::chat", "crate::web"]),
];

#[test]
fn every_file_says_what_it_is() {
    let faults = files(&["rs", "css", "ts"]).filter(|file| {
        let text = file.text();
        !match file.extension() {
            "rs" => text.starts_with("//! "),
            "css" => text.starts_with("/*"),
            _ => text.starts_with("// ") || text.starts_with("/** "),
        }
    });
    none(faults.map(|file| file.name), "must open with a comment that says what the file is");

    let scripts = files(&[""]).filter(|file| file.name.starts_with("bin/"));
    let silent = scripts.filter(|file| {
        let text = file.text();
        let second = text.lines().nth(1).unwrap_or_default();
        !text.starts_with("#!") || !second.starts_with("# ")
    });
    none(silent.map(|file| file.name), "must say on its second line what the script does");
}

#[test]
fn no_file_is_long() {
    let long = files(&["rs", "css", "ts", "sh", "mjs", ""]).filter_map(|file| {
        let lines = file.text().lines().count();
        let is_prose = file.name.starts_with("LICENSE");
        (lines > MAX_LINES && !is_prose).then(|| format!("{} ({lines} lines)", file.name))
    });
    none(long, &format!("is longer than {MAX_LINES} lines"));
}

/// What rustfmt leaves as it is.
#[test]
fn no_comment_is_wide() {
    let wide = files(&["rs"]).flat_map(|file| {
        let is_wide =
            |line: &str| line.trim_start().starts_with("//") && line.chars().count() > 100;
        let text = file.text();
        let wide = text.lines().enumerate().filter(|(_, line)| is_wide(line));
        wide.map(|(at, _)| format!("{}:{}", file.name, at + 1)).collect::<Vec<_>>()
    });
    none(wide, "is a comment of more than 100 columns");
}

#[test]
fn every_name_says_something() {
    let empty = files(&["rs", "css", "ts", "mjs"]).filter(|file| {
        Path::new(&file.name).iter().any(|part| {
            let part = part.to_string_lossy();
            let stem = part.split('.').next().unwrap_or_default();
            EMPTY_NAMES.iter().any(|empty| *empty == part || *empty == stem)
        })
    });
    none(empty.map(|file| file.name), "has a name that says nothing of what is inside");
}

#[test]
fn dependencies_point_one_way() {
    let mut faults = Vec::new();
    for (place, forbidden) in MAY_NOT_NAME {
        for file in files(&["rs"]).filter(|file| Path::new(&file.name).starts_with(place)) {
            faults.extend(file.lines_naming(forbidden));
        }
    }
    none(faults, "names what its layer must not know");
}

#[test]
fn the_protocol_depends_on_three_crates_only() {
    let manifest = read(&root().join("protocol/Cargo.toml"));
    let dependencies: BTreeSet<&str> = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split(['.', ' ', '=']).next())
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .collect();
    assert_eq!(dependencies, BTreeSet::from(["postcard", "pulldown-cmark", "serde"]));
}

#[test]
fn wire_types_are_derived_in_the_protocol_only() {
    let elsewhere = files(&["rs"])
        .filter(|file| file.name.starts_with("client/") || file.name.starts_with("server/src"));
    none(
        elsewhere.flat_map(|file| file.lines_naming(&["Serialize"])),
        "derives a wire type outside of protocol",
    );
}

#[test]
fn nothing_forbidden_is_written() {
    // Put together here, so that this file does not contain what it looks for.
    let in_code = [
        ["inner", "_html"].concat(),
        ["set_inner", "_html"].concat(),
        ["#[", "allow("].concat(),
        ["#![", "allow("].concat(),
    ];
    let anywhere = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["registry", ".npmjs"].concat(),
        ["npmjs", ".org"].concat(),
        ["index.", "crates"].concat(),
        ["static.", "crates"].concat(),
        ["deb.", "debian"].concat(),
        ["pypi", ".org"].concat(),
        ["arti", "factory"].concat(),
        ["\"reso", "lved\""].concat(),
    ];
    let in_code: Vec<&str> = in_code.iter().map(String::as_str).collect();
    let anywhere: Vec<&str> = anywhere.iter().map(String::as_str).collect();
    let mut faults: Vec<String> =
        files(&["rs"]).flat_map(|file| file.lines_naming(&in_code)).collect();
    let written = ["rs", "css", "ts", "mjs", "js", "sh", "toml", "json", "yml", "md", "sql", ""];
    for file in files(&written) {
        for (number, line) in file.text().lines().enumerate() {
            if let Some(found) = anywhere.iter().find(|word| line.contains(**word)) {
                faults.push(format!("{}:{}: {found}", file.name, number + 1));
            }
        }
    }
    none(faults, "is forbidden");
}

#[test]
fn every_style_sheet_is_used() {
    let bundle = root().join("style/main.css");
    if !bundle.exists() {
        return;
    }
    let bundle = read(&bundle);
    let unused = files(&["css"]).filter(|file| {
        let name = file.name.strip_prefix("style/").unwrap_or("main.css");
        name != "main.css" && !bundle.contains(name)
    });
    none(unused.map(|file| file.name), "is not imported by style/main.css");
}

#[test]
fn every_decision_is_listed_and_every_link_leads_somewhere() {
    let index = root().join("docs/adr/README.md");
    let index = if index.exists() { read(&index) } else { String::new() };
    let unlisted = files(&["md"]).filter(|file| {
        let Some(name) = file.name.strip_prefix("docs/adr/") else { return false };
        name != "README.md" && !index.contains(&format!("{name})"))
    });
    none(unlisted.map(|file| file.name), "is not listed in docs/adr/README.md");

    let dead = files(&["md"]).flat_map(|file| {
        let folder = file.path.parent().expect("a file is in a folder").to_owned();
        let links: Vec<String> = file
            .text()
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#', ' ']).next().map(str::to_owned))
            .filter(|link| !link.is_empty() && !link.contains("://"))
            .filter(|link| !folder.join(link).exists())
            .map(|link| format!("{}: {link}", file.name))
            .collect();
        links
    });
    none(dead, "leads nowhere");
}

/// One file of the project.
struct File {
    path: PathBuf,
    /// Its path from the project's root, with `/`.
    name: String,
}

impl File {
    fn extension(&self) -> &str {
        self.path.extension().and_then(|extension| extension.to_str()).unwrap_or_default()
    }

    fn text(&self) -> String {
        read(&self.path)
    }

    /// The lines of code, comments left out, that hold one of these.
    fn lines_naming(&self, forbidden: &[&str]) -> Vec<String> {
        let text = self.text();
        let lines = text.lines().enumerate();
        lines
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .filter(|(_, line)| forbidden.iter().any(|word| names(line, word)))
            .map(|(number, line)| format!("{}:{}: {}", self.name, number + 1, line.trim()))
            .collect()
    }
}

/// The word stands in the line by itself, not as a part of a longer one.
fn names(line: &str, word: &str) -> bool {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(start, found)| {
        let before = line[..start].chars().next_back();
        let after = line[start + found.len()..].chars().next();
        let goes_on = found.ends_with(is_word) && after.is_some_and(is_word);
        !(before.is_some_and(is_word) || goes_on)
    })
}

/// The project's own files with one of these extensions, in order.
fn files(extensions: &[&str]) -> impl Iterator<Item = File> {
    let root = root();
    let mut found = Vec::new();
    walk(&root, &mut found);
    found.sort();
    let mut files = Vec::new();
    for path in found {
        let name = path.strip_prefix(&root).expect("it was found below the root");
        let name = name.to_string_lossy().replace('\\', "/");
        let file = File { path, name };
        if extensions.contains(&file.extension()) {
            files.push(file);
        }
    }
    assert!(!files.is_empty() || extensions == ["css"], "the walk found no file {extensions:?}");
    files.into_iter()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the project's folders can be read") {
        let entry = entry.expect("the project's folders can be read");
        let name = entry.file_name();
        if NOT_OURS.iter().any(|not_ours| name == *not_ours) {
            continue;
        }
        match entry.file_type().expect("a listed entry has a type") {
            kind if kind.is_dir() => walk(&entry.path(), found),
            // Links, and what is no text: neither is a source.
            kind if kind.is_file() && fs::read_to_string(entry.path()).is_ok() => {
                found.push(entry.path());
            }
            _ => {}
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("server/ is in the project").to_owned()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn none(faults: impl IntoIterator<Item = String>, what: &str) {
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "\n{what}:\n  {}\n", faults.join("\n  "));
}
