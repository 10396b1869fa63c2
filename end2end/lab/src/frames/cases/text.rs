//! Group 6: text is UTF-8, however it is cut, and what is not is refused with 1007.

use super::sequences::SEQUENCES;
use crate::frames::script::Case;
use crate::frames::wire::{CONTINUATION, Frame, TEXT, fragments};

/// Kosme, in Greek.
const GREEK: &[u8] = b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5";
/// In between, what is beyond the last character; and some letters.
const BEYOND: &[u8] = b"\xf4\x90\x80\x80";
const EDITED: &[u8] = b"edited";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = empty();
    cases.extend(valid());
    cases.extend(invalid());
    cases.extend(fail_fast());
    for (group, sequences) in (5..).zip(SEQUENCES) {
        for (number, (is_text, bytes)) in (1..).zip(*sequences) {
            let case = Case::new(format!("6.{group}.{number}")).send(&[Frame::new(TEXT, *bytes)]);
            cases.push(if *is_text { case.hear_text(*bytes).goes_on() } else { case.fails(1007) });
        }
    }
    cases
}

fn empty() -> Vec<Case> {
    let three = |middle: &str| {
        let begin = Frame::new(TEXT, "").unfinished();
        [begin, Frame::new(CONTINUATION, middle).unfinished(), Frame::new(CONTINUATION, "")]
    };
    vec![
        Case::new("6.1.1").send(&[Frame::new(TEXT, "")]).hear_text("").goes_on(),
        Case::new("6.1.2").send(&three("")).hear_text("").goes_on(),
        Case::new("6.1.3").send(&three("middle")).hear_text("middle").goes_on(),
    ]
}

fn valid() -> Vec<Case> {
    let text = "Hello-µ@ßöäüàá-UTF-8!!";
    let boundary = text.find('ö').expect("it is in there");
    let (front, back) = text.split_at(boundary);
    let halves = [Frame::new(TEXT, front).unfinished(), Frame::new(CONTINUATION, back)];
    let bytes = fragments(TEXT, text.as_bytes(), 1);
    vec![
        Case::new("6.2.1").send(&[Frame::new(TEXT, text)]).hear_text(text).goes_on(),
        Case::new("6.2.2").send(&halves).hear_text(text).goes_on(),
        Case::new("6.2.3").send(&bytes).hear_text(text).goes_on(),
        Case::new("6.2.4").send(&fragments(TEXT, GREEK, 1)).hear_text(GREEK).goes_on(),
    ]
}

fn invalid() -> Vec<Case> {
    let surrogate = [GREEK, b"\xed\xa0\x80", EDITED].concat();
    vec![
        Case::new("6.3.1").send(&[Frame::new(TEXT, surrogate.clone())]).fails(1007),
        Case::new("6.3.2").send(&fragments(TEXT, &surrogate, 1)).fails(1007),
    ]
}

/// What cannot become text any more is refused before the rest of it was sent.
fn fail_fast() -> Vec<Case> {
    let whole = [GREEK, BEYOND, EDITED].concat();
    let frame = Frame::new(TEXT, whole.clone()).bytes();
    let header = frame.len() - whole.len();
    let mut cases = Vec::new();
    // 6.4.1 and 6.4.3 cut behind the four bytes of it, 6.4.2 and 6.4.4 behind the byte that can
    // not stand there, which is the second.
    for (fragmented, chopped, first, second) in
        [("6.4.1", "6.4.3", 11, 15), ("6.4.2", "6.4.4", 12, 13)]
    {
        let begin = Frame::new(TEXT, &whole[..first]).unfinished();
        let bad = Frame::new(CONTINUATION, &whole[first..second]).unfinished();
        cases.push(Case::new(fragmented).send_each(&[begin, bad]).fails(1007));
        let (first, second) = (header + first, header + second);
        let begun = Case::new(chopped).send_bytes(&frame[..first]);
        let begun = begun.send_bytes(&frame[first..second]);
        let to_its_end = begun.clone().send_bytes(&frame[second..]).fails(1007);
        cases.push(begun.fails(1007).or(to_its_end));
    }
    cases
}
