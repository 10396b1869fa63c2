//! What people say of themselves beside their names. It is no event of a room: the whole of it
//! comes when one connects, and each change as it happens. Nobody is told of somebody with whom
//! they share no room.

use serde::{Deserialize, Serialize};

use crate::{StatusText, Timestamp, UserId, ZoneName};

/// What one person says of themselves.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct About {
    /// Who.
    pub user: UserId,
    /// What they are about; `None`: they do not say.
    pub status: Option<Status>,
    /// Where their clock is; `None`: they do not say.
    pub zone: Option<ZoneName>,
}

/// What somebody is about for a while.
#[derive(Clone, Debug, Eq, PartialEq, Deserialize, Serialize)]
pub struct Status {
    /// What they say.
    pub text: StatusText,
    /// When it ends by itself; `None`: it does not.
    pub until: Option<Timestamp>,
}

impl About {
    /// People of whom this is told at the most: about 100 kB. Of more than these the first.
    pub const MAX: usize = 1000;

    /// The status, if it has not ended.
    pub fn status_at(&self, now: Timestamp) -> Option<&Status> {
        self.status.as_ref().filter(|status| status.until.is_none_or(|until| until > now))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_ends_by_itself() {
        let text = StatusText::parse("🌴 Away").expect("a good text");
        let status = |until| Some(Status { text: text.clone(), until });
        let about = |status| About { user: UserId(1), status, zone: None };
        let ends = about(status(Some(Timestamp(1_000))));
        assert!(ends.status_at(Timestamp(999)).is_some());
        assert!(ends.status_at(Timestamp(1_000)).is_none());
        assert!(about(status(None)).status_at(Timestamp(i64::MAX)).is_some());
        assert!(about(None).status_at(Timestamp(0)).is_none());
    }
}
