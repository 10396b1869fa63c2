//! Addresses that hold what somebody wrote.

/// The page that shows what is found for this query.
pub fn search(query: &str) -> String {
    let mut address = String::from("/search?q=");
    push_encoded(&mut address, query);
    address
}

/// Adds a text as a part of a query (RFC 3986): all but the unreserved characters are encoded.
fn push_encoded(address: &mut String, text: &str) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                address.push(char::from(byte));
            }
            _ => {
                address.push('%');
                address.push(char::from(DIGITS[usize::from(byte >> 4)]));
                address.push(char::from(DIGITS[usize::from(byte & 15)]));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_encoded() {
        assert_eq!(search("tea -pot"), "/search?q=tea%20-pot");
        assert_eq!(search("in:\"A&B\" č"), "/search?q=in%3A%22A%26B%22%20%C4%8D");
    }
}
