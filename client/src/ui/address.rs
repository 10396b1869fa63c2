//! Addresses that hold what somebody wrote, and those of messages.

#[cfg(feature = "hydrate")]
use hark_protocol::Message;
use hark_protocol::{PictureId, RoomId, Seq, UserId};

/// The page that shows what is found for this query.
pub fn search(query: &str) -> String {
    let mut address = String::from("/search?q=");
    push_encoded(&mut address, query);
    address
}

/// A message, with what was said around it.
pub fn message(room: RoomId, seq: Seq) -> String {
    let (room, seq) = (room.to_string(), seq.to_string());
    ["/rooms/", &room, "/messages/", &seq, "#m-", &seq].concat()
}

/// The page on which a message is reported.
pub fn report(room: RoomId, seq: Seq) -> String {
    ["/rooms/", &room.to_string(), "/messages/", &seq.to_string(), "/report"].concat()
}

/// A thread, by the message it hangs on.
pub fn thread(room: RoomId, root: Seq) -> String {
    ["/rooms/", &room.to_string(), "/threads/", &root.to_string()].concat()
}

/// A reply, in its thread.
pub fn reply(room: RoomId, seq: Seq) -> String {
    [&thread(room, seq), "#t-", &seq.to_string()].concat()
}

/// Where a message stands: in its room, or in its thread where it is shown only there.
#[cfg(feature = "hydrate")]
pub fn of(room: RoomId, message: &Message) -> String {
    let in_thread_only = message.to.is_some_and(|to| !to.in_room);
    if in_thread_only { reply(room, message.seq) } else { self::message(room, message.seq) }
}

/// A person's picture: another one has another address.
pub fn picture(person: UserId, picture: PictureId) -> String {
    ["/people/", &person.to_string(), "/pictures/", &picture.to_string()].concat()
}

/// What a path leads to in a room.
#[cfg(any(test, feature = "hydrate"))]
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Place {
    /// The room itself.
    Newest,
    /// A message, with what was said around it.
    Message(Seq),
    /// The thread of this message, or around this reply.
    Thread(Seq),
}

/// The room that a path leads to, and what in it.
#[cfg(any(test, feature = "hydrate"))]
pub fn place(path: &str) -> Option<(RoomId, Place)> {
    let mut parts = path.strip_prefix("/rooms/")?.split('/');
    let room = parts.next()?.parse().ok()?;
    match (parts.next(), parts.next(), parts.next()) {
        (None, None, None) => Some((room, Place::Newest)),
        (Some("messages"), Some(seq), None) => Some((room, Place::Message(seq.parse().ok()?))),
        (Some("threads"), Some(seq), None) => Some((room, Place::Thread(seq.parse().ok()?))),
        _ => None,
    }
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
    fn a_link_leads_to_its_message() {
        let link = message(RoomId(7), Seq(12));
        assert_eq!(link, "/rooms/7/messages/12#m-12");
        let (path, _) = link.split_once('#').unwrap();
        assert_eq!(place(path), Some((RoomId(7), Place::Message(Seq(12)))));
        assert_eq!(place("/rooms/7"), Some((RoomId(7), Place::Newest)));
        let link = reply(RoomId(7), Seq(15));
        assert_eq!(link, "/rooms/7/threads/15#t-15");
        let (path, _) = link.split_once('#').unwrap();
        assert_eq!(place(path), Some((RoomId(7), Place::Thread(Seq(15)))));
        for other in ["/rooms", "/rooms/x", "/rooms/7/settings", "/rooms/7/messages/12/history"] {
            assert_eq!(place(other), None, "{other}");
        }
    }

    #[test]
    fn what_was_written_is_encoded() {
        assert_eq!(search("tea -pot"), "/search?q=tea%20-pot");
        assert_eq!(search("in:\"A&B\" č"), "/search?q=in%3A%22A%26B%22%20%C4%8D");
    }
}
