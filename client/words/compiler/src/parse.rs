//! From the text of a catalogue to its messages. What Hark does not use is a fault.

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey,
};
use fluent_syntax::parser;
use fluent_syntax::unicode::unescape_unicode_to_string;

use crate::message::{Key, Kind, Message, Piece};

/// The messages in their order, and what is wrong.
pub(crate) fn parse(text: &str) -> (Vec<Message>, Vec<String>) {
    let (resource, mut faults) = match parser::parse(text) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => {
            let line = |at: usize| text[..at].matches('\n').count() + 1;
            let faults = errors.iter().map(|e| format!("line {}: {e}", line(e.pos.start)));
            (resource, faults.collect())
        }
    };
    let mut messages = Vec::new();
    for entry in resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.to_owned();
                if !message.attributes.is_empty() {
                    faults.push(format!("{id} has attributes"));
                }
                let pieces = message.value.as_ref().map_or_else(|| Ok(Vec::new()), pieces);
                match pieces {
                    Ok(pieces) => messages.push(Message { id, pieces }),
                    Err(fault) => faults.push(format!("{id}: {fault}")),
                }
            }
            Entry::Term(term) => faults.push(format!("-{} is a term", term.id.name)),
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            // An error told of it.
            Entry::Junk { .. } => {}
        }
    }
    (messages, faults)
}

fn pieces(pattern: &Pattern<&str>) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    for element in &pattern.elements {
        match element {
            // A line that is too long goes on in the next one.
            PatternElement::TextElement { value } => {
                add_text(&mut pieces, &value.replace('\n', " "))
            }
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(InlineExpression::StringLiteral { value }) => {
                    add_text(&mut pieces, &unescape_unicode_to_string(value));
                }
                Expression::Inline(inline) => {
                    let (name, kind) = variable(inline)?;
                    pieces.push(Piece::Variable(name, kind));
                }
                Expression::Select { selector, variants } => {
                    pieces.push(Piece::Choice(variable(selector)?.0, choice(variants)?));
                }
            },
        }
    }
    Ok(pieces)
}

/// Text after text is one piece.
fn add_text(pieces: &mut Vec<Piece>, more: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(text)) => text.push_str(more),
        _ => pieces.push(Piece::Text(more.to_owned())),
    }
}

/// `$name` or `NUMBER($name)`.
fn variable(inline: &InlineExpression<&str>) -> Result<(String, Kind), String> {
    match inline {
        InlineExpression::VariableReference { id } => Ok((id.name.to_owned(), Kind::Text)),
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            match arguments.positional.as_slice() {
                [inside @ InlineExpression::VariableReference { .. }]
                    if arguments.named.is_empty() =>
                {
                    Ok((variable(inside)?.0, Kind::Number))
                }
                _ => Err("NUMBER takes one variable".into()),
            }
        }
        _ => Err("holds what is neither text, a variable nor NUMBER of one".into()),
    }
}

/// The variants, as they are to be tried.
fn choice(variants: &[Variant<&str>]) -> Result<Vec<(Key, Vec<Piece>)>, String> {
    let mut tried = Vec::new();
    for variant in variants {
        let key = match variant.key {
            VariantKey::Identifier { name: "other" } => Key::Other,
            VariantKey::Identifier { name } => Key::Category(name.to_owned()),
            VariantKey::NumberLiteral { value } => {
                Key::Exactly(value.parse().map_err(|_| format!("[{value}] is no whole number"))?)
            }
        };
        if variant.default != (key == Key::Other) {
            return Err("the variant with the asterisk is *[other]".into());
        }
        tried.push((key, pieces(&variant.value)?));
    }
    tried.sort_by(|(a, _), (b, _)| a.cmp(b));
    Ok(tried)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_variables_and_choices_are_read() {
        let text = "\
            a-hello = Hello, { $name }{\"\\u0021\"}\n\
            # For translators.\n\
            a-count = { $count ->\n    [0] None\n   *[other] Of { NUMBER($most) }\n       no more\n    [one] One\n }\n";
        let (messages, faults) = parse(text);
        assert_eq!(faults, Vec::<String>::new());
        let text = |text: &str| Piece::Text(text.into());
        let name = Piece::Variable("name".into(), Kind::Text);
        assert_eq!(messages[0].pieces, [text("Hello, "), name, text("!")]);
        let most = Piece::Variable("most".into(), Kind::Number);
        let variants = vec![
            (Key::Exactly(0), vec![text("None")]),
            (Key::Category("one".into()), vec![text("One")]),
            (Key::Other, vec![text("Of "), most, text(" no more")]),
        ];
        assert_eq!(messages[1].pieces, [Piece::Choice("count".into(), variants)]);
        assert_eq!(messages[1].variables().len(), 2);
    }

    #[test]
    fn what_is_not_used_is_a_fault() {
        for (text, fault) in [
            ("a-b = { other-message }\n", "neither text, a variable nor NUMBER"),
            ("a-b = { DATETIME($day) }\n", "neither text, a variable nor NUMBER"),
            ("a-b = B\n    .title = C\n", "has attributes"),
            ("-a = B\n", "is a term"),
            ("a-b = { $n ->\n   *[one] B\n    [other] C\n }\n", "*[other]"),
            ("a-b = { $n ->\n    [1.5] B\n   *[other] C\n }\n", "no whole number"),
            ("a-b = fine\na-c = { $\n", "line 2"),
        ] {
            let (_, faults) = parse(text);
            assert!(faults.iter().any(|found| found.contains(fault)), "{text}: {faults:?}");
        }
    }
}
