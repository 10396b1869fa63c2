//! RFC 6455 frame by frame: about three hundred cases by the numbers of the Autobahn testsuite
//! (groups 1 to 7, 9 and 10, and one case each for 12 and 13), and what the design's list of
//! hostile inputs (C25 to C47) adds to them.
//!
//! A case is data: what is sent, as bytes and in which pieces, and what must come back, in which
//! order, up to the end of the connection. [`peer`] plays one against a server. Autobahn asks for
//! a server that echoes, which Hark is not, so all cases are played against the echo of a debug
//! build, which stands behind the same upgrade, limits and link as Hark's own socket; those that
//! need no echo are played against the release server's `/ws` too, after its hello.
//!
//! A server may read no message longer than [`hark_protocol::MAX_FRAME_BYTES`]: what Autobahn sends
//! beyond that (in group 9, and 7.1.6) is expected to be refused with 1009, or is sent at the
//! limit; each case says so where it stands.

pub(crate) mod wire;
mod script;
mod cases;
pub(crate) mod peer;

pub(crate) use cases::all;
pub(crate) use script::Case;

/// What is allowed and not as strict as it could be, with the reason. Nothing else may be lenient,
/// and nothing may stand here that is strict by now.
pub(crate) const NON_STRICT: [(&str, &str); 3] = [
    ("6.4.3", "bad text is found when its frame is whole, not within it; Hark speaks no text"),
    ("6.4.4", "bad text is found when its frame is whole, not within it; Hark speaks no text"),
    (
        "C47",
        "a length written longer than it must be is read, as most servers do; it says the same",
    ),
];
