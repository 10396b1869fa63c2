//! Finds the web addresses in a message. Knows only `http` and `https`, so no other scheme can
//! ever become a link.

/// A part of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// An address, as it was written.
    Link(&'a str),
}

/// The parts of a text, in order; together they are the text.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find("://") {
        let separator = at + found;
        at = separator + 3;
        let Some(start) = scheme_before(&text[plain..separator]).map(|start| plain + start) else {
            continue;
        };
        let end = at + address_len(&text[at..]);
        if !text[at..end].starts_with(|c: char| c.is_alphanumeric() || c == '[') {
            continue;
        }
        if plain < start {
            pieces.push(Piece::Text(&text[plain..start]));
        }
        pieces.push(Piece::Link(&text[start..end]));
        (plain, at) = (end, end);
    }
    if plain < text.len() {
        pieces.push(Piece::Text(&text[plain..]));
    }
    pieces
}

/// Where a scheme that ends this text begins, if it is ours and not the tail of a longer word.
fn scheme_before(text: &str) -> Option<usize> {
    ["https", "http"].into_iter().find_map(|scheme| {
        let start = text.len().checked_sub(scheme.len())?;
        let is_scheme = text.get(start..)?.eq_ignore_ascii_case(scheme);
        let stands_alone = !text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        (is_scheme && stands_alone).then_some(start)
    })
}

/// How much of this belongs to an address: up to a space or a mark that no address holds, without
/// the punctuation of the sentence around it.
fn address_len(text: &str) -> usize {
    let stop = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»`".contains(c);
    let mut address = &text[..text.find(stop).unwrap_or(text.len())];
    while let Some(last) = address.chars().next_back() {
        let trims = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '…' | '’' => true,
            ')' => opens_fewer(address, '(', ')'),
            ']' => opens_fewer(address, '[', ']'),
            '}' => opens_fewer(address, '{', '}'),
            _ => false,
        };
        if !trims {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
}

fn opens_fewer(text: &str, open: char, close: char) -> bool {
    text.matches(open).count() < text.matches(close).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(text: &str) -> Vec<&str> {
        let whole: String = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Link(text) => *text,
            })
            .collect();
        assert_eq!(whole, text, "nothing is lost");
        let is_link = |piece| match piece {
            Piece::Link(link) => Some(link),
            Piece::Text(_) => None,
        };
        pieces(text).into_iter().filter_map(is_link).collect()
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(links("see https://example.org/a?b=c#d now"), ["https://example.org/a?b=c#d"]);
        assert_eq!(links("http://localhost:3000"), ["http://localhost:3000"]);
        assert_eq!(links("HTTPS://Example.org"), ["HTTPS://Example.org"]);
        assert_eq!(links("http://[::1]:80/"), ["http://[::1]:80/"]);
        assert_eq!(links("a https://a.example\nhttps://b.example b").len(), 2);
        assert_eq!(links("https://cs.example/příklad"), ["https://cs.example/příklad"]);
    }

    #[test]
    fn the_sentence_around_is_left_out() {
        assert_eq!(links("Is it https://example.org/?"), ["https://example.org/"]);
        assert_eq!(links("(https://example.org/a)."), ["https://example.org/a"]);
        assert_eq!(
            links("https://w.example/Rust_(language)"),
            ["https://w.example/Rust_(language)"]
        );
        assert_eq!(links("[https://example.org], and"), ["https://example.org"]);
        assert_eq!(links("<https://example.org/x>"), ["https://example.org/x"]);
        assert_eq!(links("“https://example.org”…"), ["https://example.org"]);
    }

    #[test]
    fn nothing_else_does() {
        for text in [
            "javascript:alert(1)",
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x",
            "xhttp://example.org",
            "http://",
            "https://)",
            "ftp://example.org",
            "example.org",
            "://",
            "é://h",
        ] {
            assert_eq!(links(text), [""; 0], "{text}");
        }
    }
}
