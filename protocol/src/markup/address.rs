//! Finds the web addresses in a text, and says which addresses a link may have: those of `http`,
//! `https` and `mailto` and no others.

/// A part of a message.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Piece<'a> {
    /// Plain text.
    Text(&'a str),
    /// An address, as it was written.
    Link(&'a str),
}

/// The parts of a text, in order; together they are the text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(found) = text[at..].find("://") {
        let separator = at + found;
        at = separator + 3;
        let Some(start) = scheme_before(&text[plain..separator]).map(|start| plain + start) else {
            continue;
        };
        if !begins_address(&text[at..]) {
            continue;
        }
        let end = at + address_len(&text[at..]);
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

/// Whether a link may lead there: to a page or to a letter, never to a script.
pub(super) fn may_be_followed(address: &str) -> bool {
    let clean = !address.contains(|c: char| c.is_whitespace() || c.is_control());
    let letter = address.split_once(':').is_some_and(|(scheme, to)| {
        scheme.eq_ignore_ascii_case("mailto") && to.contains('@') && !to.starts_with('/')
    });
    let page = address.split_once("://").is_some_and(|(scheme, rest)| {
        let known = ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        known && begins_address(rest)
    });
    clean && (letter || page)
}

fn begins_address(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || c == '[')
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

/// How much of this belongs to an address: up to a space, a mark that no address holds, or the end
/// of a link's words; without the punctuation of the sentence around it.
fn address_len(text: &str) -> usize {
    let stop = |c: char| c.is_whitespace() || c.is_control() || "<>\"“”«»`".contains(c);
    let ends = |(at, c): &(usize, char)| stop(*c) || text[*at..].starts_with("](");
    let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
    let mut address = &text[..end];
    let mut brackets = [('(', ')'), ('[', ']'), ('{', '}')].map(|(open, close)| {
        (close, address.matches(close).count().saturating_sub(address.matches(open).count()))
    });
    while let Some(last) = address.chars().next_back() {
        let surplus = brackets.iter_mut().find(|(close, _)| *close == last);
        let trims = match (last, surplus) {
            (_, Some((_, surplus))) => {
                let is_surplus = *surplus > 0;
                *surplus = surplus.saturating_sub(1);
                is_surplus
            }
            ('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…' | '’', None) => {
                true
            }
            (_, None) => false,
        };
        if !trims {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address.len()
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
        assert_eq!(links("((https://example.org/(a)/(b)))"), ["https://example.org/(a)/(b)"]);
        assert_eq!(
            links("https://w.example/Rust_(language)"),
            ["https://w.example/Rust_(language)"]
        );
        assert_eq!(links("[https://example.org], and"), ["https://example.org"]);
        assert_eq!(
            links("https://a.example](https://b.example"),
            ["https://a.example", "https://b.example"]
        );
        assert_eq!(links("**https://example.org/a**, ~https://example.org/b~").len(), 2);
        assert_eq!(links("<https://example.org/x>"), ["https://example.org/x"]);
        assert_eq!(links("“https://example.org”…"), ["https://example.org"]);
    }

    #[test]
    fn a_link_leads_to_pages_and_letters_only() {
        for address in ["https://a.example", "HTTP://a", "mailto:ann@example.org", "http://[::1]/"]
        {
            assert!(may_be_followed(address), "{address}");
        }
        for address in [
            "javascript:alert(1)",
            "JavaScript://a/%0aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "/sign-out",
            "//a.example",
            "a.example",
            "http:a",
            "http:///a",
            "https://a b",
            "java\u{86}script:x@y",
            "mailto:",
            "javascript:ann@example.org",
            "",
        ] {
            assert!(!may_be_followed(address), "{address}");
        }
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
