//! A message as a quotation, in the Markdown that the composer sends.

/// So much of a message is quoted, in characters: the rest is behind the link, and there has to be
/// room for what is said of it.
const QUOTED_CHARS: usize = 1_000;

/// This text with the author's name over it, which leads to the message.
pub fn quote(author: &str, link: &str, text: &str) -> String {
    let end = text.char_indices().nth(QUOTED_CHARS).map(|(end, _)| end);
    let shown = end.map_or(text, |end| text[..end].trim_end());
    let mut quote = ["> [", &plain(author), "](", link, "):\n>"].concat();
    for line in shown.split('\n') {
        quote.push_str(if line.is_empty() { "\n>" } else { "\n> " });
        quote.push_str(line);
    }
    if end.is_some() {
        quote.push_str("\n>\n> …");
    }
    quote.push_str("\n\n");
    quote
}

/// A name whose characters mean nothing else.
fn plain(name: &str) -> String {
    let mut plain = String::new();
    for letter in name.chars() {
        if matches!(letter, '\\' | '[' | ']' | '*' | '_' | '~' | '`') {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use hark_protocol::Body;
    use hark_protocol::markup::{Block, Inline, Markup};

    use super::*;

    const LINK: &str = "https://hark.example/rooms/7/messages/12#m-12";

    fn read(text: &str) -> Vec<Block> {
        Markup::of(&Body::parse(text).unwrap()).blocks
    }

    fn quoted(author: &str, text: &str) -> Vec<Block> {
        let answer = [&quote(author, LINK, text), "And so?"].concat();
        let [Block::Quote(inner), Block::Paragraph(_)] = &read(&answer)[..] else {
            panic!("{answer}: {:?}", read(&answer))
        };
        inner.clone()
    }

    #[test]
    fn it_says_who_and_what_and_leads_there() {
        let name = r"[Ann\] *L* _x_ ~~y~~ `z` \ <b>";
        let inner = quoted(name, "Tea");
        let [Block::Paragraph(head), Block::Paragraph(said)] = &inner[..] else {
            panic!("{inner:?}")
        };
        let [Inline::Link(link), Inline::Text(colon)] = &head[..] else { panic!("{head:?}") };
        assert_eq!((link.address.as_str(), colon.as_str()), (LINK, ":"));
        let texts = link.text.iter().map(|part| match part {
            Inline::Text(text) => text.as_str(),
            other => panic!("{other:?} in a name"),
        });
        assert_eq!(texts.collect::<String>(), name);
        assert_eq!(said[..], [Inline::Text("Tea".into())]);
    }

    #[test]
    fn what_is_quoted_means_what_it_meant() {
        for text in
            ["one\ntwo", "- a\n- b", "```\nlet x = 1;\n\ny\n```", "> before\n\nafter", "7. seven"]
        {
            assert_eq!(quoted("Ann", text)[1..], read(text)[..], "{text}");
        }
    }

    #[test]
    fn a_long_one_is_cut_and_can_be_sent() {
        let quote = quote("Ann", LINK, &"č ".repeat(8_000));
        assert!(quote.ends_with("č\n>\n> …\n\n"), "{quote}");
        assert!(quote.chars().count() < QUOTED_CHARS + 100);
        let code = super::quote("Ann", LINK, &["```\n", &"x\n".repeat(2_000), "```"].concat());
        assert!(matches!(&read(&(code + "And so?"))[..], [Block::Quote(_), Block::Paragraph(_)]));
    }
}
