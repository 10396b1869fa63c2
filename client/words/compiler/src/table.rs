//! The texts of one language as one text, in the order of their names. How a message stands in it
//! is said where it is read, in `client/words/src/format.rs`.

use std::collections::BTreeMap;

use crate::message::{Key, Kind, Message, Piece};

/// What these messages say in a language, each ended by a NUL but the last one.
pub(crate) fn table(original: &[Message], own: &[Message]) -> String {
    let said: BTreeMap<&str, &Message> = own.iter().map(|own| (own.id.as_str(), own)).collect();
    let texts: Vec<String> = original
        .iter()
        .map(|original| {
            let variables: Vec<&str> = original.variables().into_keys().collect();
            let mut text = String::new();
            if let Some(own) = said.get(original.id.as_str()) {
                write(&own.pieces, &variables, &mut text);
            }
            text
        })
        .collect();
    texts.join("\0")
}

fn write(pieces: &[Piece], variables: &[&str], out: &mut String) {
    // A variable is a letter: the first one is A.
    let letter = |name: &str| {
        let at = variables.iter().position(|known| *known == name).unwrap_or_default();
        char::from(b'A' + at as u8)
    };
    for piece in pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Variable(name, Kind::Text | Kind::Number) => out.extend(['\u{1}', letter(name)]),
            Piece::Choice(name, variants) => {
                out.extend(['\u{2}', letter(name)]);
                for (key, inside) in variants {
                    match key {
                        Key::Exactly(number) => out.push_str(&number.to_string()),
                        Key::Category(name) => out.push_str(&name[..1]),
                        Key::Other => {}
                    }
                    out.push('\u{3}');
                    write(inside, variables, out);
                    out.push('\u{4}');
                }
                out.push('\u{5}');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn messages_stand_in_the_order_of_the_original() {
        let english = parse("a-a = A\na-b = { $y }{ $x }\n").0;
        let own = parse("a-b = { $x } b { NUMBER($y) }\na-a = a\n").0;
        assert_eq!(table(&english, &own), "a\0\u{1}A b \u{1}B");
    }

    #[test]
    fn a_choice_holds_its_variants_in_order() {
        let text = "a-b = { $n ->\n   *[other] c\n    [one] b\n    [10] a\n } end\n";
        let own = parse(text).0;
        assert_eq!(table(&own, &own), "\u{2}A10\u{3}a\u{4}o\u{3}b\u{4}\u{3}c\u{4}\u{5} end");
    }
}
