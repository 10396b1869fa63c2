//! Addresses that hold what somebody wrote.

/// The page that shows what is found for this query.
pub fn search(query: &str) -> String {
    let mut address = String::from("/search?q=");
    push_encoded(&mut address, query);
    address
}

/// A message, with what was said around it.
#[cfg(feature = "ssr")]
pub fn message(room: hark_protocol::RoomId, seq: hark_protocol::Seq) -> String {
    format!("/rooms/{room}?around={seq}#m-{seq}")
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
    #[cfg(feature = "ssr")]
    fn a_message_has_an_address() {
        let address = message(hark_protocol::RoomId(7), hark_protocol::Seq(12));
        assert_eq!(address, "/rooms/7?around=12#m-12");
    }

    #[test]
    fn what_was_written_is_encoded() {
        assert_eq!(search("tea -pot"), "/search?q=tea%20-pot");
        assert_eq!(search("in:\"A&B\" č"), "/search?q=in%3A%22A%26B%22%20%C4%8D");
    }
}
