//! A snapshot and the events after it make the next snapshot, in whatever way the events come.

use hark_protocol::sync::{Applied, Counted, RoomState};
use hark_protocol::{RoomSnapshot, Row, Seq};
use proptest::prelude::*;

use crate::model::Log;
use crate::story::{ME, Turn, play, room, turns};

/// Rows of a snapshot here.
const ROWS: usize = 20;

/// News on its way to a screen.
#[derive(Clone, Debug)]
enum News {
    Event(Seq),
    Read(Counted),
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn every_event_leads_from_one_snapshot_to_the_next(before in turns(30), after in turns(60)) {
        let mut log = told(&before);
        let mut screen = RoomState::from_snapshot(log.snapshot(ME));
        for turn in after {
            let head = log.head();
            play(&mut log, turn);
            if log.head() > head {
                prop_assert_eq!(screen.apply(&log.told(log.head()), ME), Applied::Yes);
            } else {
                screen.told(log.counted(ME));
            }
            same(&screen, &log.snapshot(ME))?;
        }
    }

    #[test]
    fn a_resume_ends_where_a_fresh_snapshot_begins(before in turns(30), after in turns(60)) {
        let mut log = told(&before);
        let mut screen = RoomState::from_snapshot(log.snapshot(ME));
        let from = log.head();
        for turn in after {
            play(&mut log, turn);
        }
        // The texts that were deleted meanwhile are gone from the events, too.
        for seq in from.0..log.head().0 {
            prop_assert_eq!(screen.apply(&log.told(Seq(seq + 1)), ME), Applied::Yes);
        }
        screen.told(log.counted(ME));
        same(&screen, &log.snapshot(ME))?;
    }

    #[test]
    fn lost_doubled_and_delayed_news_change_nothing(
        before in turns(30),
        after in turns(60),
        disorder in proptest::collection::vec((0..6u8, 0..4usize), 100),
    ) {
        let mut log = told(&before);
        let mut screen = RoomState::from_snapshot(log.snapshot(ME));
        let (from, mut news) = (log.head(), Vec::new());
        for turn in after {
            let head = log.head();
            play(&mut log, turn);
            news.push(if log.head() > head {
                News::Event(log.head())
            } else {
                News::Read(log.counted(ME))
            });
        }
        for (at, (what, distance)) in disorder.into_iter().enumerate() {
            let other = at + distance;
            if other >= news.len() {
                break;
            }
            match (what, &news[at], &news[other]) {
                (0, doubled, _) => news.insert(other, doubled.clone()),
                (1, News::Event(_), _) => _ = news.remove(at),
                (2, News::Event(_), News::Event(_)) => news.swap(at, other),
                // Counts keep their order among each other; counts and events race.
                (3, News::Event(_), News::Read(_)) | (3, News::Read(_), News::Event(_))
                    if distance == 1 =>
                {
                    news.swap(at, other);
                }
                _ => {}
            }
        }
        for one in news {
            match one {
                News::Event(seq) => _ = screen.apply(&log.told(seq), ME),
                News::Read(counted) => screen.told(counted),
            }
        }
        // What is missing comes with the resume.
        for seq in from.0..log.head().0 {
            screen.apply(&log.told(Seq(seq + 1)), ME);
        }
        same(&screen, &log.snapshot(ME))?;
    }
}

fn told(turns: &[Turn]) -> Log {
    let mut log = room(ROWS);
    for turn in turns {
        play(&mut log, *turn);
    }
    log
}

/// The screen shows what the snapshot says, and more of the past at the most.
fn same(screen: &RoomState, snapshot: &RoomSnapshot) -> Result<(), TestCaseError> {
    prop_assert_eq!(screen.summary(), &snapshot.summary);
    prop_assert_eq!(screen.member_count(), Some(snapshot.member_count));
    prop_assert_eq!(screen.members(), &*snapshot.members);
    let timeline = screen.timeline().expect("it was opened");
    let rows: Vec<&Row> = timeline.rows().collect();
    let newest: Vec<&Row> = rows[rows.len() - snapshot.rows.len()..].to_vec();
    let should: Vec<&Row> = snapshot.rows.iter().collect();
    prop_assert_eq!(newest, should);
    prop_assert!(!timeline.has_newer());
    Ok(())
}
