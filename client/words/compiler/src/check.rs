//! Holds catalogues against each other: what one says, all say, with the same variables and for
//! every number.

use std::collections::BTreeMap;

use crate::message::{Key, Kind, Message, Piece};

/// The categories that the CLDR has for whole numbers of this language, besides `other`.
/// Source: <https://www.unicode.org/cldr/charts/48/supplemental/language_plural_rules.html>. Czech
/// has `many`, too, but for fractions only.
pub fn categories(language: &str) -> &'static [&'static str] {
    match language {
        "en" => &["one"],
        "cs" => &["one", "few"],
        "ar" => &["zero", "one", "two", "few", "many"],
        _ => &[],
    }
}

/// What is wrong with a catalogue by itself.
pub(crate) fn original(messages: &[Message]) -> Vec<String> {
    let mut faults = Vec::new();
    for Message { id, .. } in messages {
        let plain = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase());
        let (module, rest) = id.split_once('-').unwrap_or((id, ""));
        let named = rest.split('-').all(|word| plain(word) || word.parse::<u8>().is_ok());
        if !plain(module) || rest.is_empty() || !named {
            faults.push(format!("{id} should be a module and a name, such as threads-close"));
        }
    }
    faults
}

/// What is wrong with a translation of these messages.
pub(crate) fn translation(original: &[Message], own: &[Message], language: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut said: BTreeMap<&str, &Message> = BTreeMap::new();
    for message in own {
        if said.insert(&message.id, message).is_some() {
            faults.push(format!("{} stands there twice", message.id));
        }
    }
    for message in original {
        match said.remove(message.id.as_str()) {
            Some(own) => faults.extend(one(message, own, language)),
            None => faults.push(format!("{} is missing", message.id)),
        }
    }
    faults.extend(said.keys().map(|id| format!("{id} is not in the English catalogue")));
    faults
}

fn one(original: &Message, own: &Message, language: &str) -> Vec<String> {
    let id = &own.id;
    let mut faults = Vec::new();
    if own.pieces.is_empty() {
        faults.push(format!("{id} is empty"));
    }
    if control(&own.pieces) {
        faults.push(format!("{id} holds a control character"));
    }
    let (expected, used) = (original.variables(), own.variables());
    for (name, kind) in &used {
        match expected.get(name) {
            None => faults.push(format!("{id} has ${name}, which English has not")),
            Some(Kind::Text) if *kind == Kind::Number => {
                faults.push(format!("{id} has ${name} as a number, which English has as text"));
            }
            Some(Kind::Text | Kind::Number) => {}
        }
    }
    // A number may go without saying: "no replies", "one reply".
    let texts = expected.iter().filter(|(_, kind)| **kind == Kind::Text);
    let missing = texts.filter(|(name, _)| !used.contains_key(*name));
    faults.extend(missing.map(|(name, _)| format!("{id} lacks ${name}")));
    for keys in own.choices() {
        faults.extend(choice(&keys, language).into_iter().map(|fault| format!("{id} {fault}")));
    }
    faults
}

/// A choice has each category of the language once, and no other.
fn choice(keys: &[&Key], language: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let has = |name: &str| keys.iter().any(|key| matches!(key, Key::Category(own) if own == name));
    let missing = categories(language).iter().filter(|name| !has(name));
    faults.extend(missing.map(|name| format!("lacks [{name}]")));
    for key in keys {
        match key {
            Key::Category(name) if !categories(language).contains(&name.as_str()) => {
                faults.push(format!("has [{name}], which no whole number of this language is"));
            }
            Key::Category(_) | Key::Exactly(_) | Key::Other => {}
        }
    }
    let twice = keys.windows(2).any(|two| two[0] == two[1]);
    faults.extend(twice.then(|| "has a variant twice".to_owned()));
    faults
}

/// What a table is put together with must not stand in it.
fn control(pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| match piece {
        Piece::Text(text) => text.contains(|c: char| c < ' '),
        Piece::Variable(..) => false,
        Piece::Choice(_, variants) => variants.iter().any(|(_, inside)| control(inside)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    fn faults(english: &str, own: &str, language: &str) -> Vec<String> {
        translation(&parse(english).0, &parse(own).0, language)
    }

    const ENGLISH: &str = "\
        a-by = By { $name }\n\
        a-count = { $count ->\n    [one] One\n   *[other] { $count }\n }\n";

    #[test]
    fn english_is_in_order() {
        assert_eq!(faults(ENGLISH, ENGLISH, "en"), Vec::<String>::new());
        assert_eq!(original(&parse(ENGLISH).0), Vec::<String>::new());
    }

    #[test]
    fn what_is_missing_or_too_much_is_found() {
        let own =
            "a-bye = By { $name }\na-count = { $count ->\n    [one] One\n   *[other] Many\n }\n";
        assert_eq!(
            faults(ENGLISH, own, "en"),
            ["a-by is missing", "a-bye is not in the English catalogue"]
        );
        let twice = format!("{ENGLISH}a-by = By {{ $name }}\n");
        assert_eq!(faults(ENGLISH, &twice, "en"), ["a-by stands there twice"]);
    }

    #[test]
    fn variables_and_categories_are_held() {
        let english = &ENGLISH[..ENGLISH.find("a-count").unwrap()];
        assert_eq!(faults(english, "a-by = By\n", "en"), ["a-by lacks $name"]);
        assert_eq!(
            faults(english, "a-by = { $name } { $nam }\n", "en"),
            ["a-by has $nam, which English has not"]
        );
        assert_eq!(
            faults(english, "a-by = { $name ->\n    [one] x\n   *[other] y\n }\n", "en"),
            ["a-by has $name as a number, which English has as text"]
        );
        let count = &ENGLISH[ENGLISH.find("a-count").unwrap()..];
        let few = "a-count = { $count ->\n    [few] x\n   *[other] y\n }\n";
        assert_eq!(
            faults(count, few, "en"),
            ["a-count lacks [one]", "a-count has [few], which no whole number of this language is"]
        );
        assert_eq!(faults(count, few, "cs"), ["a-count lacks [one]"]);
        assert_eq!(faults(count, count, "zh").len(), 1, "Chinese has no [one]");
        assert_eq!(faults(count, "a-count = \u{7}\n", "en"), ["a-count holds a control character"]);
    }

    #[test]
    fn names_are_a_module_and_a_name() {
        for name in ["close", "threads-Close", "threads-is_new"] {
            assert_eq!(original(&parse(&format!("{name} = x\n")).0).len(), 1, "{name}");
        }
    }
}
