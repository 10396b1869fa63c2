//! What the list of hostile inputs has besides, by its numbers, and groups 12 and 13 of Autobahn:
//! compression is offered and never taken.

use hark_protocol::MAX_FRAME_BYTES;

use crate::frames::script::{Case, Heard};
use crate::frames::wire::{BINARY, Frame, PING, TEXT, fragments};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = compression();
    cases.extend(masks());
    cases.extend(lengths());
    cases
}

/// It is not negotiated, so that a message which says it is compressed breaks the rules.
fn compression() -> Vec<Case> {
    let offers = [
        ("12.1.1", "Sec-WebSocket-Extensions: permessage-deflate\r\n"),
        (
            "13.1.1",
            "Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover; \
             client_max_window_bits\r\n",
        ),
        ("C25", "Sec-WebSocket-Extensions: permessage-deflate, x-webkit-deflate-frame\r\n"),
    ];
    let offered = |(id, header): (&str, &'static str)| {
        let mut case = Case::new(id).send(&[Frame::new(TEXT, "plain")]).hear_text("plain");
        case.header = header;
        if id == "C25" {
            case.goes_on()
        } else {
            // "plain", deflated.
            let packed = Frame::new(TEXT, [0x2b, 0xc8, 0x49, 0xcc, 0xcc, 0x03, 0x00]).reserved(4);
            case.send(&[packed]).fails(1002)
        }
    };
    offers.map(offered).into()
}

fn masks() -> Vec<Case> {
    let unmasked = Frame::new(BINARY, "open").unmasked();
    let mut glued = Case::new("C29").fails(1002);
    glued.glued = unmasked.bytes();
    vec![
        glued,
        Case::new("C30").send(&[unmasked]).fails(1002),
        Case::new("C30.ping").send(&[Frame::new(PING, "").unmasked()]).fails(1002),
        Case::new("C30.close").send(&[Frame::close(1000, b"").unmasked()]).fails(1002),
    ]
}

fn lengths() -> Vec<Case> {
    let too_long = vec![0; MAX_FRAME_BYTES + 1];
    let claims = |length: u64| [Frame::new(BINARY, "").claiming(length)];
    let two = || Frame::new(BINARY, "ab").with_long_length();
    vec![
        Case::new("C36").send(&[Frame::new(BINARY, too_long.clone())]).fails(1009),
        // Nothing is made room for: what is claimed is no memory's size.
        Case::new("C37.63").send(&claims((1 << 63) - 1)).fails(1009),
        Case::new("C37.64").send(&claims(u64::MAX)).fails(1009),
        Case::new("C38").send(&fragments(BINARY, &too_long, 4096)).fails(1009),
        Case::new("C38.last").send(&fragments(BINARY, &too_long, MAX_FRAME_BYTES)).fails(1009),
        Case::new("C47")
            .send(&[two()])
            .fails(1002)
            .or(Case::new("C47").send(&[two()]).hear(Heard::Binary(b"ab".into())).goes_on()),
    ]
}
