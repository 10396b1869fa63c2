//! What the chat page says, a file for each language. Its name holds a hash of it, so that browsers
//! keep it for ever.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::{Asset, Embedded};

static WORDS: &[Embedded] = &include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// As much of a hash as `cargo leptos` puts into a name, in characters.
const HASH_CHARS: usize = 22;

/// Where each file is, by the order of the languages.
pub(super) fn files() -> Arc<[(String, Asset)]> {
    let file = |words: &Embedded| {
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(words.plain));
        let path = format!("/pkg/words.{}.{}.txt", words.path, &hash[..HASH_CHARS]);
        let asset =
            Asset { hashed: true, content_type: "text/plain; charset=utf-8", ..words.asset() };
        (path, asset)
    };
    WORDS.iter().map(file).collect()
}

#[cfg(test)]
mod tests {
    use hark_words::Language;

    use super::*;
    use crate::assets::kind;

    #[test]
    fn each_language_has_its_words_under_a_name_with_a_hash() {
        let files = files();
        assert_eq!(files.len(), Language::ALL.len());
        for (language, (path, asset)) in Language::ALL.into_iter().zip(files.iter()) {
            assert!(path.starts_with(&format!("/pkg/words.{}.", language.tag())), "{path}");
            assert!(kind::is_hashed(path), "{path}");
            assert_eq!(asset.plain, hark_words::chat_words(language).as_bytes());
        }
    }
}
