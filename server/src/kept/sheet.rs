//! A page that was drawn, in pieces: between them stand the two words that each load has for
//! itself. Packed, a piece looks back at none before it, so that they go together with any words
//! between them.

use std::cell::RefCell;

use axum::http::HeaderMap;
use bytes::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};
use memchr::memmem;

use crate::assets;

/// How well pages are packed: at 2 a room's page of 51 KB takes 0.17 ms and is 13.9 KB, at 3 it
/// takes 0.23 ms and is 13.2 KB, at 1 it takes 0.09 ms and is 16.6 KB. Brotli at 4 takes 0.65 ms
/// for 12.3 KB.
pub const LEVEL: u32 = 2;

/// What a gzip member begins with: deflated, with no name, time or system (RFC 1952, section 2.3).
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

thread_local! {
    /// What packs pages. It is a third of a megabyte, which is dear to ask for and to give back.
    static DEFLATE: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(LEVEL), false));
}

/// The words that a page has for one load only. Both hold more randomness than chance meets twice,
/// so a page has them nowhere but where they were put.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// Under which its scripts run.
    pub nonce: String,
    /// Under which its form posts.
    pub form_id: String,
}

/// In which form a page is sent.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Packing {
    /// As it is.
    Plain,
    /// By gzip.
    Gzip,
}

/// A page that was drawn.
#[derive(Debug)]
pub struct Sheet {
    packing: Packing,
    /// Each with what stands behind it; nothing only behind the last.
    pieces: Vec<(Piece, Option<Blank>)>,
}

#[derive(Debug)]
struct Piece {
    bytes: Box<[u8]>,
    /// Of the piece before it was packed, if it was.
    crc: Crc,
}

/// The place of a word.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
enum Blank {
    Nonce,
    FormId,
}

impl Packing {
    /// What whoever asks with these headers takes.
    pub fn asked(headers: &HeaderMap) -> Self {
        if assets::takes(headers, "gzip") { Self::Gzip } else { Self::Plain }
    }
}

impl Fresh {
    fn word(&self, blank: Blank) -> &str {
        match blank {
            Blank::Nonce => &self.nonce,
            Blank::FormId => &self.form_id,
        }
    }
}

impl Sheet {
    /// This page, which was drawn with these words.
    pub fn of(page: &str, fresh: &Fresh, packing: Packing) -> Self {
        let page = page.as_bytes();
        let places = |blank| {
            let word = fresh.word(blank).as_bytes();
            memmem::find_iter(page, word).map(move |at| (at, at + word.len(), Some(blank)))
        };
        let mut places: Vec<_> = places(Blank::Nonce).chain(places(Blank::FormId)).collect();
        places.sort_unstable();
        places.push((page.len(), page.len(), None));
        let mut begin = 0;
        let texts = places.into_iter().map(|(at, end, blank)| {
            let text = &page[begin..at];
            begin = end;
            (text, blank)
        });
        let pieces = match packing {
            Packing::Plain => texts.map(|(text, blank)| (Piece::plain(text), blank)).collect(),
            Packing::Gzip => DEFLATE.with_borrow_mut(|deflate| {
                deflate.reset();
                let mut packed = |text, last| Piece::packed(deflate, text, last);
                texts.map(|(text, blank)| (packed(text, blank.is_none()), blank)).collect()
            }),
        };
        Self { packing, pieces }
    }

    /// In which form it is.
    pub fn packing(&self) -> Packing {
        self.packing
    }

    /// How many bytes are kept for it.
    pub fn bytes(&self) -> usize {
        self.pieces.iter().map(|(piece, _)| piece.bytes.len() + size_of::<Piece>()).sum()
    }

    /// The page with these words.
    pub fn with(&self, fresh: &Fresh) -> Bytes {
        // Room for all blanks, and for what a gzip member begins and ends with.
        let mut page = Vec::with_capacity(self.bytes() + 1024);
        match self.packing {
            Packing::Plain => {
                for (piece, blank) in &self.pieces {
                    page.extend_from_slice(&piece.bytes);
                    page.extend(blank.iter().flat_map(|blank| fresh.word(*blank).bytes()));
                }
            }
            Packing::Gzip => self.member(fresh, &mut page),
        }
        page.into()
    }

    fn member(&self, fresh: &Fresh, page: &mut Vec<u8>) {
        let mut crc = Crc::new();
        page.extend_from_slice(&GZIP_HEADER);
        for (piece, blank) in &self.pieces {
            page.extend_from_slice(&piece.bytes);
            crc.combine(&piece.crc);
            if let Some(blank) = blank {
                let word = fresh.word(*blank).as_bytes();
                stored(word, page);
                crc.update(word);
            }
        }
        page.extend_from_slice(&crc.sum().to_le_bytes());
        page.extend_from_slice(&crc.amount().to_le_bytes());
    }
}

impl Piece {
    fn plain(text: &[u8]) -> Self {
        Self { bytes: text.into(), crc: Crc::new() }
    }

    /// Ends on a whole byte and looks back at nothing: what comes next may be anything.
    fn packed(deflate: &mut Compress, text: &[u8], last: bool) -> Self {
        let mut crc = Crc::new();
        crc.update(text);
        let flush = if last { FlushCompress::Finish } else { FlushCompress::Full };
        let (begin, mut bytes) = (deflate.total_in(), Vec::new());
        loop {
            let done = (deflate.total_in() - begin) as usize;
            bytes.reserve(text.len() / 2 + 64);
            let status = deflate.compress_vec(&text[done..], &mut bytes, flush);
            // All is out only where room was left (zlib.h, "deflate").
            match status.expect("it was set up to deflate") {
                Status::StreamEnd => break,
                Status::Ok | Status::BufError if !last && bytes.len() < bytes.capacity() => break,
                Status::Ok | Status::BufError => {}
            }
        }
        Self { bytes: bytes.into(), crc }
    }
}

/// As a block that was stored and not deflated, and is not the last (RFC 1951, section 3.2.4).
fn stored(word: &[u8], page: &mut Vec<u8>) {
    let length = u16::try_from(word.len()).expect("a word is short");
    page.push(0);
    page.extend_from_slice(&length.to_le_bytes());
    page.extend_from_slice(&(!length).to_le_bytes());
    page.extend_from_slice(word);
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::GzDecoder;

    use super::*;

    fn fresh(nonce: &str, form_id: &str) -> Fresh {
        Fresh { nonce: nonce.into(), form_id: form_id.into() }
    }

    /// How a browser reads it.
    fn read(sheet: &Sheet, fresh: &Fresh) -> String {
        let page = sheet.with(fresh);
        let mut text = String::new();
        match sheet.packing() {
            Packing::Plain => text.push_str(std::str::from_utf8(&page).unwrap()),
            Packing::Gzip => {
                let mut member = GzDecoder::new(&page[..]);
                member.read_to_string(&mut text).unwrap();
                assert!(member.into_inner().is_empty(), "nothing stands behind the member");
            }
        }
        text
    }

    #[test]
    fn each_load_has_its_own_words_and_all_else_alike() {
        let (first, second) = (fresh("bm9uY2Ux+/==", "0011"), fresh("Ym90aGVy/+==", "ffee"));
        // Neither packed well nor short: more than a block, and more than the window.
        let mut seed = 1_u64;
        let mut noise = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            char::from(b' ' + (seed >> 58) as u8 % 60)
        };
        let noise: String = (0..200_000).map(|_| noise()).filter(|char| *char != '0').collect();
        for page in [
            "{n}".to_owned(),
            "{n}{f}".to_owned(),
            "none of them".to_owned(),
            String::new(),
            format!("<script nonce=\"{{n}}\">{}</script>", "row ".repeat(20_000)),
            format!("{{n}}{noise}{{f}}{noise}{{n}}"),
            format!("čau {{f}} čau {}{{n}}", "čau ".repeat(50)),
        ] {
            let drawn = |of: &Fresh| page.replace("{n}", &of.nonce).replace("{f}", &of.form_id);
            for packing in [Packing::Plain, Packing::Gzip] {
                let sheet = Sheet::of(&drawn(&first), &first, packing);
                assert!(read(&sheet, &first) == drawn(&first), "as it was drawn: {packing:?}");
                assert!(read(&sheet, &second) == drawn(&second), "for another: {packing:?}");
            }
        }
    }
}
