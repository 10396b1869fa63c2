//! Makes of catalogues in Fluent's format (<https://projectfluent.org>) what the pages use: a typed
//! function for each message, and for each language a table of texts. Runs while Hark is built, so
//! that a message which is missing somewhere stops the build.
//!
//! Of Fluent it takes messages with variables, `NUMBER($count)` and choices by a number. What it
//! does not take, it refuses.

mod message;
mod parse;
mod check;
mod table;
mod code;

use std::fs;
use std::path::Path;

pub use check::categories;
use message::Message;

/// The language that all others are held against.
const ORIGINAL: &str = "en";

/// The parts of a catalogue, each a file: what the chat page says, and what only the server says.
/// A page in the browser is given the first one alone.
pub const PARTS: [&str; 2] = ["chat", "pages"];

/// One part in all languages.
pub struct Part {
    /// One of [`PARTS`].
    pub name: &'static str,
    /// Rust: a function for each message, in modules.
    pub code: String,
    /// The texts of each language, in the order it was asked for.
    pub tables: Vec<String>,
}

/// Compiles `{folder}/{language}/{part}.ftl` for these languages, of which the first is English.
/// Else all that is wrong with them, a line each.
pub fn compile(folder: &Path, languages: &[&str]) -> Result<Vec<Part>, Vec<String>> {
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    let mut before = 0;
    for name in PARTS {
        let mut original = read(folder, ORIGINAL, name, &mut faults);
        faults.extend(check::original(&original).into_iter().map(told(ORIGINAL, name)));
        original.sort_by(|a, b| a.id.cmp(&b.id));
        let mut tables = Vec::new();
        for language in languages {
            let own = read(folder, language, name, &mut faults);
            let wrong = check::translation(&original, &own, language);
            faults.extend(wrong.into_iter().map(told(language, name)));
            tables.push(table::table(&original, &own));
        }
        let code = code::code(&original, before);
        before += original.len();
        parts.push(Part { name, code, tables });
    }
    faults.sort();
    faults.dedup();
    if faults.is_empty() { Ok(parts) } else { Err(faults) }
}

fn read(folder: &Path, language: &str, part: &str, faults: &mut Vec<String>) -> Vec<Message> {
    let file = folder.join(language).join(part).with_extension("ftl");
    match fs::read_to_string(&file) {
        Ok(text) => {
            let (messages, wrong) = parse::parse(&text);
            faults.extend(wrong.into_iter().map(told(language, part)));
            messages
        }
        Err(error) => {
            faults.push(format!("{}: {error}", file.display()));
            Vec::new()
        }
    }
}

/// Puts the file's name before what is wrong in it.
fn told(language: &str, part: &str) -> impl Fn(String) -> String {
    let file = format!("{language}/{part}.ftl");
    move |fault| format!("{file}: {fault}")
}
