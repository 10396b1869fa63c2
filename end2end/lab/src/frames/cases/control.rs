//! Group 2: pings are answered with what they brought, pongs that nobody asked for are passed
//! over, and a control frame holds 125 bytes.

use crate::frames::script::Case;
use crate::frames::wire::{Frame, PING, PONG};

pub(super) fn cases() -> Vec<Case> {
    let ping = |payload: &[u8]| Frame::new(PING, payload);
    let pong = |payload: &[u8]| Frame::new(PONG, payload);
    let bytes = b"\x00\xff\xfe\xfd\xfc\xfb\x00\xff";
    let longest = [0xfe; 125];
    let answered = |id: &str, payload: &[u8]| {
        Case::new(id).send(&[ping(payload)]).hear_pong(payload).goes_on()
    };
    let ten: Vec<Vec<u8>> =
        (0..10).map(|number| format!("payload-{number}").into_bytes()).collect();
    let pings: Vec<Frame> = ten.iter().map(|payload| ping(payload)).collect();
    let ten_answered =
        |case: Case| ten.iter().fold(case, |case, payload| case.hear_pong(payload.clone()));
    vec![
        answered("2.1", b""),
        answered("2.2", b"Hello, world!"),
        answered("2.3", bytes),
        answered("2.4", &longest),
        Case::new("2.5").send(&[ping(&[0xfe; 126])]).fails(1002),
        Case::new("2.6").in_pieces(&[ping(&longest)], 1).hear_pong(longest).goes_on(),
        Case::new("2.7").send(&[pong(b"")]).goes_on(),
        Case::new("2.8").send(&[pong(b"unsolicited pong payload")]).goes_on(),
        Case::new("2.9")
            .send_each(&[pong(b"unsolicited pong payload"), ping(b"ping payload")])
            .hear_pong("ping payload")
            .goes_on(),
        ten_answered(Case::new("2.10").send_each(&pings)).goes_on(),
        ten_answered(Case::new("2.11").in_pieces(&pings, 1)).goes_on(),
    ]
}
