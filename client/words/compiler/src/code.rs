//! The functions by which Rust says what is in a catalogue.

use std::fmt::Write as _;

use crate::message::{Kind, Message, Piece};

/// A function for each message, in modules. `before` is how many stand before them in the table.
pub(crate) fn code(messages: &[Message], before: usize) -> String {
    let mut code = String::new();
    let mut open = "";
    for (at, message) in messages.iter().enumerate() {
        let (module, name) = message.id.split_once('-').unwrap_or(("", &message.id));
        if module != open {
            if !open.is_empty() {
                code += "}\n";
            }
            writeln!(code, "/// What is said by messages whose names begin with `{module}-`.\npub mod {module} {{")
                .expect("a string takes what it is given");
            open = module;
        }
        code += &function(message, name, before + at);
    }
    if !open.is_empty() {
        code += "}\n";
    }
    code
}

fn function(message: &Message, name: &str, at: usize) -> String {
    let name = name.replace('-', "_");
    let variables = message.variables();
    let about = format!("/// {}\n", shown(&message.pieces));
    if variables.is_empty() {
        return format!("{about}pub fn {name}() -> &'static str {{ crate::text({at}) }}\n");
    }
    let (mut taken, mut given) = (Vec::new(), Vec::new());
    for (variable, kind) in variables {
        match kind {
            Kind::Text => {
                taken.push(format!("{variable}: &str"));
                given.push(format!("crate::Given::Text({variable})"));
            }
            Kind::Number => {
                taken.push(format!("{variable}: impl crate::Count"));
                given.push(format!("crate::Given::Number(crate::Count::count({variable}))"));
            }
        }
    }
    let (taken, given) = (taken.join(", "), given.join(", "));
    format!("{about}pub fn {name}({taken}) -> String {{ crate::format({at}, &[{given}]) }}\n")
}

/// What it says, for whoever reads the code.
fn shown(pieces: &[Piece]) -> String {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(piece) => text += piece,
            Piece::Variable(name, _) => text += &["{", name, "}"].concat(),
            Piece::Choice(_, variants) => {
                let last = variants.last().map(|(_, inside)| shown(inside));
                text += &last.unwrap_or_default();
            }
        }
    }
    text.replace('[', "\\[").replace('<', "\\<")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn each_message_is_a_typed_function() {
        let text =
            "a-b = B\na-by = { $name }: { $count ->\n    [one] x\n   *[other] y\n }\nc-d = D\n";
        let code = code(&parse(text).0, 7);
        assert_eq!(
            code.lines().filter(|line| !line.starts_with("///")).collect::<Vec<_>>(),
            [
                "pub mod a {",
                "pub fn b() -> &'static str { crate::text(7) }",
                "pub fn by(count: impl crate::Count, name: &str) -> String { \
                 crate::format(8, &[crate::Given::Number(crate::Count::count(count)), crate::Given::Text(name)]) }",
                "}",
                "pub mod c {",
                "pub fn d() -> &'static str { crate::text(9) }",
                "}",
            ]
        );
    }
}
