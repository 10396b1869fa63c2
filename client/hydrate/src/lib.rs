//! The browser's entry: brings the chat page to life. A crate of its own, because a library that
//! is both `cdylib` and `rlib` is built without link-time optimisation.

/// Called by the page's script once the module is loaded, with what the page says in its language.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate(words: String) {
    hark_client::hydrate(words);
}
