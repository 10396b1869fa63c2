//! What a case is: pieces to send and things to hear, one after the other.

use super::wire::Frame;

/// What is said and heard on one connection.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Its number in the Autobahn testsuite, or in the list of hostile inputs.
    pub(crate) id: String,
    /// What is asked for besides in the handshake: one line of a header.
    pub(crate) header: &'static str,
    /// Sent with the handshake, in one piece.
    pub(crate) glued: Vec<u8>,
    pub(crate) steps: Vec<Step>,
    /// What may happen instead where the case stands on the list of what is not strict.
    pub(crate) lenient: Option<Vec<Step>>,
}

/// One step of a case.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// Sends these bytes, in pieces of at most so many, each given to the system by itself.
    Send(Vec<u8>, usize),
    /// The next thing heard is this.
    Hear(Heard),
    /// The server ends the connection, and nothing more is heard.
    End,
}

/// What a server says.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Heard {
    Text(Vec<u8>),
    Binary(Vec<u8>),
    Pong(Vec<u8>),
    /// A close frame, which may have no code.
    Close(Option<u16>),
}

impl Case {
    pub(crate) fn new(id: impl Into<String>) -> Self {
        let (id, header, glued) = (id.into(), "", Vec::new());
        Self { id, header, glued, steps: Vec::new(), lenient: None }
    }

    /// Sends frames in one piece.
    pub(crate) fn send(self, frames: &[Frame]) -> Self {
        self.in_pieces(frames, usize::MAX)
    }

    /// Sends frames one by one.
    pub(crate) fn send_each(self, frames: &[Frame]) -> Self {
        frames.iter().fold(self, |case, frame| case.send(std::slice::from_ref(frame)))
    }

    /// Sends frames in pieces of so many bytes, wherever that cuts them.
    pub(crate) fn in_pieces(mut self, frames: &[Frame], size: usize) -> Self {
        let bytes = frames.iter().flat_map(Frame::bytes).collect();
        self.steps.push(Step::Send(bytes, size));
        self
    }

    /// Sends bytes that are no frames, or not all of one.
    pub(crate) fn send_bytes(mut self, bytes: &[u8]) -> Self {
        self.steps.push(Step::Send(bytes.to_vec(), usize::MAX));
        self
    }

    pub(crate) fn hear(mut self, heard: Heard) -> Self {
        self.steps.push(Step::Hear(heard));
        self
    }

    pub(crate) fn hear_text(self, text: impl Into<Vec<u8>>) -> Self {
        self.hear(Heard::Text(text.into()))
    }

    pub(crate) fn hear_pong(self, payload: impl Into<Vec<u8>>) -> Self {
        self.hear(Heard::Pong(payload.into()))
    }

    /// The server closes with this code and ends the connection.
    pub(crate) fn fails(self, code: u16) -> Self {
        self.closes(Some(code))
    }

    pub(crate) fn closes(self, code: Option<u16>) -> Self {
        let mut case = self.hear(Heard::Close(code));
        case.steps.push(Step::End);
        case
    }

    /// The connection is as good as before: we close it, and nothing else was on its way.
    pub(crate) fn goes_on(self) -> Self {
        self.send(&[Frame::close(1000, b"")]).fails(1000)
    }

    /// What may happen instead.
    pub(crate) fn or(mut self, lenient: Self) -> Self {
        self.lenient = Some(lenient.steps);
        self
    }

    /// Whether it hears what only an echo says.
    pub(crate) fn needs_echo(&self) -> bool {
        let is_echo = |step: &Step| matches!(step, Step::Hear(Heard::Text(_) | Heard::Binary(_)));
        self.steps.iter().chain(self.lenient.iter().flatten()).any(is_echo)
    }
}
