//! How a server is spoken to. Hark's own protocol is the crowd's mother tongue; servers by others
//! pass on the very same events, each in a wrapping of its own.

/// What a crowd and its server speak.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Tongue {
    /// Hark's protocol: the server says who is live, numbers what is posted and answers.
    #[default]
    Hark,
    /// What one client says, all are told, in the very same message. Who is connected is in.
    Relay,
    /// The text protocol of NATS, in binary messages. Who has their first answer is in.
    Nats,
}

/// What is published to, and subscribed to, in NATS.
const SUBJECT: &str = "room";

/// What a server of NATS said.
#[derive(Debug, Eq, PartialEq)]
pub(crate) enum Said<'a> {
    /// A message that somebody published.
    Message(&'a [u8]),
    /// Wants to hear that we are there.
    Ping,
    /// All that was said before was done.
    Pong,
    /// About the server, and that something went well.
    Nothing,
}

impl Tongue {
    /// What is said first to a server by others: nothing, where to be connected is to be in.
    pub fn hello(self) -> Vec<u8> {
        match self {
            Self::Hark | Self::Relay => Vec::new(),
            Self::Nats => format!(
                "CONNECT {{\"verbose\":false,\"pedantic\":false,\"echo\":true,\"protocol\":1}}\r\n\
                 SUB {SUBJECT} 1\r\nPING\r\n"
            )
            .into_bytes(),
        }
    }

    /// What makes a server tell everybody this event.
    pub fn publish(self, event: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Hark | Self::Relay => event,
            Self::Nats => {
                let line = format!("PUB {SUBJECT} {}\r\n", event.len());
                [line.as_bytes(), &event, b"\r\n"].concat()
            }
        }
    }
}

/// The answer to a ping of NATS.
pub(crate) const PONG: &[u8] = b"PONG\r\n";

/// Takes the first of what a server of NATS said, and what comes after it. What it refuses, and
/// what is not whole, is an error: a server of NATS sends whole lines.
pub(crate) fn take(bytes: &[u8]) -> Result<(Said<'_>, &[u8]), String> {
    let (line, rest) = line(bytes).ok_or("a line of NATS came in parts")?;
    match line.split(|byte| *byte == b' ').next().unwrap_or_default() {
        b"MSG" => {
            let length = line.rsplit(|byte| *byte == b' ').next().and_then(number);
            let length = length.ok_or("a message of NATS came without its length")?;
            let message = rest.get(..length).zip(rest.get(length..));
            let (message, rest) = message.ok_or("a message of NATS came in parts")?;
            let rest = rest.strip_prefix(b"\r\n").ok_or("a message of NATS has no end")?;
            Ok((Said::Message(message), rest))
        }
        b"PING" => Ok((Said::Ping, rest)),
        b"PONG" => Ok((Said::Pong, rest)),
        b"INFO" | b"+OK" => Ok((Said::Nothing, rest)),
        _ => Err(format!("NATS said {}", String::from_utf8_lossy(line))),
    }
}

fn line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.windows(2).position(|two| two == b"\r\n")?;
    Some((&bytes[..end], &bytes[end + 2..]))
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nats_says_is_taken_line_by_line() {
        let said = b"INFO {\"a\": 1} \r\nMSG room 1 4\r\n\r\n\0\xff\r\nPING\r\nPONG\r\n+OK\r\n";
        let (mut rest, mut all) = (&said[..], Vec::new());
        while !rest.is_empty() {
            let (one, after) = take(rest).unwrap();
            all.push(one);
            rest = after;
        }
        let message = Said::Message(b"\r\n\0\xff");
        assert_eq!(all, [Said::Nothing, message, Said::Ping, Said::Pong, Said::Nothing]);
    }

    #[test]
    fn what_is_not_whole_and_what_is_refused_is_an_error() {
        for broken in [
            &b"PIN"[..],
            b"MSG room 1 4\r\nabc",
            b"MSG room 1 4\r\nabcde\r\n",
            b"MSG room 1 -\r\nabcd\r\n",
            b"-ERR 'Unknown Protocol Operation'\r\n",
        ] {
            assert!(take(broken).is_err(), "{}", String::from_utf8_lossy(broken));
        }
    }

    #[test]
    fn what_is_published_says_how_long_it_is() {
        assert_eq!(Tongue::Nats.publish(b"a\r\n".to_vec()), b"PUB room 3\r\na\r\n\r\n");
        assert_eq!(Tongue::Relay.publish(b"a\r\n".to_vec()), b"a\r\n");
    }
}
