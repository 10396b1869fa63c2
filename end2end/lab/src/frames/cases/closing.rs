//! Group 7: closing. What comes behind a close frame is not answered; codes that may not be sent
//! and reasons that are no text are refused.

use hark_protocol::MAX_FRAME_BYTES;

use crate::frames::script::Case;
use crate::frames::wire::{CLOSE, CONTINUATION, Frame, PING, TEXT};

const HELLO: &str = "Hello World!";

/// Codes that a client may close with, and that it may not.
const VALID: [u16; 13] =
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
const INVALID: [u16; 9] = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = behind();
    cases.extend(forms());
    for (number, code) in (1..).zip(VALID) {
        let case = Case::new(format!("7.7.{number}"));
        cases.push(case.send(&[Frame::close(code, b"")]).fails(code));
    }
    for (number, code) in (1..).zip(INVALID) {
        let case = Case::new(format!("7.9.{number}"));
        cases.push(case.send(&[Frame::close(code, b"")]).fails(1002));
    }
    // Autobahn only notes what is done with these two; they are no codes either.
    for (number, code) in (1..).zip([5000, 65_535]) {
        let case = Case::new(format!("7.13.{number}"));
        cases.push(case.send(&[Frame::close(code, b"")]).fails(1002));
    }
    cases
}

fn behind() -> Vec<Case> {
    let text = || Frame::new(TEXT, HELLO);
    let close = || Frame::close(1000, b"");
    let begin = Frame::new(TEXT, "fragment1").unfinished();
    // Autobahn sends 256 KiB and notes what is done; ours are the most there may be, and answered.
    let long = vec![b'B'; MAX_FRAME_BYTES];
    vec![
        Case::new("7.1.1").send(&[text()]).hear_text(HELLO).goes_on(),
        Case::new("7.1.2").send(&[close(), close()]).fails(1000),
        Case::new("7.1.3").send(&[close(), Frame::new(PING, "")]).fails(1000),
        Case::new("7.1.4").send(&[close(), text()]).fails(1000),
        Case::new("7.1.5")
            .send(&[begin, close(), Frame::new(CONTINUATION, "fragment2")])
            .fails(1000),
        Case::new("7.1.6")
            .send(&[Frame::new(TEXT, long.clone()), text(), close(), Frame::new(PING, "")])
            .hear_text(long)
            .hear_text(HELLO)
            .fails(1000),
    ]
}

fn forms() -> Vec<Case> {
    let close = |code, reason: &[u8]| [Frame::close(code, reason)];
    let bad_text = b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80edited";
    vec![
        Case::new("7.3.1").send(&[Frame::new(CLOSE, "")]).closes(None),
        Case::new("7.3.2").send(&[Frame::new(CLOSE, "a")]).fails(1002),
        Case::new("7.3.3").send(&close(1000, b"")).fails(1000),
        Case::new("7.3.4").send(&close(1000, b"Hello World!")).fails(1000),
        Case::new("7.3.5").send(&close(1000, &[b'*'; 123])).fails(1000),
        Case::new("7.3.6").send(&close(1000, &[b'*'; 124])).fails(1002),
        Case::new("7.5.1").send(&close(1000, bad_text)).fails(1007),
    ]
}
