//! An answer of HTTP/1.1 as it came: where it ends, what its header says, and its body, put
//! together and unpacked. What a browser would have to guess at is an error.

use std::io::Read as _;

use flate2::read::GzDecoder;

/// More than any header here.
const HEAD_BYTES: usize = 16 * 1024;

/// More than any page here, unpacked.
const BODY_BYTES: u64 = 4 * 1024 * 1024;

/// A whole answer.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The fields of the header, their names in lower case.
    pub fields: Vec<(String, String)>,
    /// The body as it was sent.
    pub body: Vec<u8>,
}

/// How the end of a body is known.
enum Length {
    Told(usize),
    Chunked,
}

impl Answer {
    /// How many bytes the answer at the beginning of these takes. `None`: it is not all there yet.
    pub fn end(bytes: &[u8]) -> Result<Option<usize>, String> {
        let Some(head) = head(bytes)? else { return Ok(None) };
        let rest = &bytes[head..];
        let body = match length(&fields(&bytes[..head])?)? {
            Length::Told(length) => (rest.len() >= length).then_some(length),
            Length::Chunked => chunks(rest, |_| {})?,
        };
        Ok(body.map(|length| head + length))
    }

    /// Reads one that is all there.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let head = head(bytes)?.ok_or("the header has no end")?;
        let first = bytes.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
        let status = std::str::from_utf8(first).ok().and_then(|status| status.parse().ok());
        let status = status.filter(|_| bytes.starts_with(b"HTTP/1.1 ")).ok_or("no status")?;
        let fields = fields(&bytes[..head])?;
        let mut body = Vec::new();
        match length(&fields)? {
            Length::Told(_) => body.extend_from_slice(&bytes[head..]),
            Length::Chunked => drop(chunks(&bytes[head..], |chunk| body.extend(chunk))?),
        }
        Ok(Self { status, fields, body })
    }

    /// The values of a field, which may stand there more than once.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.fields.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.as_str())
    }

    /// The body as it was before it was packed.
    pub fn unpacked(&self) -> Result<Vec<u8>, String> {
        let mut page = Vec::new();
        let body = self.body.as_slice();
        let read = match self.values("content-encoding").next() {
            None => return Ok(self.body.clone()),
            Some("gzip") => GzDecoder::new(body).take(BODY_BYTES).read_to_end(&mut page),
            Some("br") => {
                brotli::Decompressor::new(body, 4096).take(BODY_BYTES).read_to_end(&mut page)
            }
            Some(other) => return Err(format!("the body is packed by {other}")),
        };
        read.map(|_| page).map_err(|error| format!("the body cannot be unpacked: {error}"))
    }
}

/// Where the body begins.
fn head(bytes: &[u8]) -> Result<Option<usize>, String> {
    match bytes.windows(4).take(HEAD_BYTES).position(|four| four == b"\r\n\r\n") {
        Some(end) => Ok(Some(end + 4)),
        None if bytes.len() > HEAD_BYTES => Err("the header has no end".into()),
        None => Ok(None),
    }
}

fn fields(head: &[u8]) -> Result<Vec<(String, String)>, String> {
    let text = std::str::from_utf8(head).map_err(|error| error.to_string())?;
    let lines = text.trim_end().lines().skip(1);
    lines
        .map(|line| {
            let (name, value) = line.split_once(':').ok_or("a line of the header has no name")?;
            Ok((name.to_ascii_lowercase(), value.trim().to_owned()))
        })
        .collect()
}

fn length(fields: &[(String, String)]) -> Result<Length, String> {
    let value = |name: &str| {
        let mut values = fields.iter().filter(|(known, _)| known == name);
        (values.next().map(|(_, value)| value.as_str()), values.next().is_none())
    };
    match (value("content-length"), value("transfer-encoding")) {
        ((Some(length), true), (None, _)) => {
            length.parse().map(Length::Told).map_err(|_| format!("its length is {length}"))
        }
        ((None, _), (Some("chunked"), true)) => Ok(Length::Chunked),
        _ => Err("its length is told by none or by two".into()),
    }
}

/// Takes all chunks. How many bytes they took; `None`: the last is not there yet.
fn chunks(bytes: &[u8], mut each: impl FnMut(&[u8])) -> Result<Option<usize>, String> {
    let mut at = 0;
    loop {
        let rest = &bytes[at..];
        let Some(line) = rest.windows(2).position(|two| two == b"\r\n") else { return Ok(None) };
        let size = std::str::from_utf8(&rest[..line]).unwrap_or_default();
        let size = usize::from_str_radix(size, 16).map_err(|_| "a chunk has no size")?;
        let start = line + 2;
        let Some(end) = rest.get(start..).and_then(|rest| rest.get(size..size.checked_add(2)?))
        else {
            return Ok(None);
        };
        if end != b"\r\n" {
            return Err("a chunk is longer than it says".into());
        }
        each(&rest[start..start + size]);
        at += start + size + 2;
        if size == 0 {
            return Ok(Some(at));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const CHUNKED: &[u8] =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nWiki\r\na\r\npedia in \n\r\n0\r\n\r\n";

    fn with(fields: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{fields}\r\n").as_bytes(), body].concat()
    }

    #[test]
    fn an_answer_ends_where_it_says() {
        let told = with("Content-Length: 5\r\n", b"hello");
        for whole in [CHUNKED, &told] {
            for part in 0..whole.len() {
                assert_eq!(Answer::end(&whole[..part]), Ok(None), "after {part} bytes");
            }
            assert_eq!(Answer::end(&[whole, b"more"].concat()), Ok(Some(whole.len())));
        }
        assert_eq!(Answer::read(CHUNKED).unwrap().body, b"Wikipedia in \n");
        assert_eq!(Answer::read(&told).unwrap().body, b"hello");
    }

    #[test]
    fn an_end_that_has_to_be_guessed_is_none() {
        for fields in [
            "",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 5\r\n",
            "Content-Length: five\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
        ] {
            assert!(Answer::end(&with(fields, b"hello")).is_err(), "{fields}");
        }
        assert!(Answer::end(&with("Transfer-Encoding: chunked\r\n", b"4\r\nWikip\r\n")).is_err());
    }

    #[test]
    fn a_body_is_unpacked_by_what_packed_it() {
        let page = "The same line of chat. ".repeat(100);
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(page.as_bytes()).unwrap();
        let mut br = Vec::new();
        {
            let mut writer = brotli::CompressorWriter::new(&mut br, 4096, 4, 22);
            writer.write_all(page.as_bytes()).unwrap();
        }
        for (encoding, body) in [("gzip", gzip.finish().unwrap()), ("br", br)] {
            assert!(body.len() < page.len() / 10);
            let fields = vec![("content-encoding".to_owned(), encoding.to_owned())];
            let answer = Answer { status: 200, fields, body };
            assert_eq!(answer.unpacked().unwrap(), page.as_bytes());
            let half = Answer { body: answer.body[..answer.body.len() / 2].to_vec(), ..answer };
            assert!(half.unpacked().is_err(), "half of {encoding}");
        }
    }
}
