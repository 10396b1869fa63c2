//! Bytes of any content, read as frames of both directions: never a panic, and what can be read
//! can be written and then says the same. `bin/fuzz` runs it.

#![no_main]

use hark_protocol::{ClientFrame, ServerFrame};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(frame) = ClientFrame::decode(bytes) {
        assert_eq!(ClientFrame::decode(&frame.encode()), Ok(frame));
    }
    if let Ok(frame) = ServerFrame::decode(bytes) {
        assert_eq!(ServerFrame::decode(&frame.encode()), Ok(frame));
    }
});
