//! The chat page: what the server renders and the browser brings to life. It holds no rules of the
//! protocol: those are in `hark_protocol::sync`.

pub mod linkify;
pub mod rows;
pub mod words;

/// The inside of `<body class="chat">` as HTML. Nothing may stand between `<body>` and it: the
/// browser hydrates the body's first children.
#[cfg(feature = "ssr")]
pub fn render(page: &hark_protocol::ChatPage, zone: &crate::clock::Zone) -> String {
    let _ = (page, zone);
    String::new()
}
