//! Text of any content, read as a message and as a question: never a panic, nothing of the text is
//! made up, and what leads somewhere leads by a scheme that runs nothing. `bin/fuzz` runs it.

#![no_main]

use hark_protocol::Body;
use hark_protocol::markup::{Markup, is_address};
use hark_protocol::query::Query;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = Query::parse(text);
    if is_address(text) {
        let scheme = text.split(':').next().unwrap_or_default().to_ascii_lowercase();
        assert!(["http", "https", "mailto"].contains(&scheme.as_str()), "{text:?}");
    }
    if let Ok(body) = Body::parse(text) {
        let plain = Markup::of(&body).plain_text();
        assert!(plain.len() <= 8 * text.len() + 64, "{} of {}", plain.len(), text.len());
    }
});
