//! A room with ten thousand messages, put together from a few dozen phrases and a fixed seed: the
//! station's log book.

use hark_protocol::{Access, Body, RoomName, Seq, Timestamp, Topic, UserId};

use super::LAST_DAY;
use super::people::Cast;
use crate::store::{Past, StoreError};

/// How many messages.
const MESSAGES: i64 = 10_000;

/// Over how long, in milliseconds: they end when the last day begins.
const SPAN: i64 = 40 * 24 * 60 * 60 * 1000;

const WHAT: [&str; 14] = [
    "Tape 14, side B",
    "A letter from the lighthouse",
    "Rain on the studio roof",
    "The bakery's birthday request",
    "Two accordions, one tempo between them",
    "An hour of the river",
    "The school choir, take five",
    "Grandmother Brennan on bees",
    "The long version of the tram song",
    "Weather, read as poetry",
    "A lost dog, found by the second verse",
    "Nocturne for kettle and spoon",
    "Interview with the clockmaker",
    "The 1987 opening, minutes one to eleven",
];

const HOW: [&str; 12] = [
    "played in full",
    "faded out for the news",
    "digitised and labelled",
    "found under the wrong lid",
    "asked for three times before noon",
    "missing its first minute",
    "louder than we remembered",
    "recorded in one go",
    "saved from the damp shelf",
    "kept for the anniversary",
    "cut to four minutes",
    "left exactly as it was",
];

const REMARK: [&str; 14] = [
    "Nobody complained.",
    "One caller cried, in a good way.",
    "The jackdaw sang along.",
    "Two more like it in the blue box.",
    "Check the left channel.",
    "Thank you, whoever wrote the label.",
    "Žádné praskání, krásné. 🎧",
    "很好听。",
    "يا سلام!",
    "איזה יופי.",
    "We should do this every week.\nOr every second week, says the kettle.",
    "Details: https://example.org/log",
    "Bob hummed. It is on the tape.",
    "",
];

/// Makes the room and fills it.
pub(super) fn fill(past: &mut Past<'_, '_>, cast: &Cast) -> Result<(), StoreError> {
    let name = RoomName::parse("Archive of everything").expect("a room's name");
    let topic = Topic::parse("The station's log book, every entry since we have it on a computer")
        .expect("a topic");
    let people = cast.ids();
    let keeper = cast.id("yael");
    past.at(Timestamp(LAST_DAY.0 - SPAN - 1));
    let room = past.room(keeper, &name, &topic, Access::Open)?;
    for user in &people {
        past.join(*user, room)?;
    }
    let mut dice = Dice(0x4c61_6e74_6572_6e21);
    for number in 0..MESSAGES {
        past.at(Timestamp(LAST_DAY.0 - SPAN + SPAN * number / MESSAGES));
        let author: UserId = people[dice.below(people.len())];
        let seq = past.post(author, room, &entry(number, &mut dice))?;
        match dice.below(150) {
            0 => past.delete(author, room, seq)?,
            1 => past.edit(author, room, seq, &entry(number, &mut dice))?,
            _most => {}
        }
    }
    people.iter().try_for_each(|user| past.read(*user, room, Seq(u64::MAX)))
}

fn entry(number: i64, dice: &mut Dice) -> Body {
    let (what, how) = (dice.pick(&WHAT), dice.pick(&HOW));
    let text = format!("No. {}: {what}, {how}. {}", number + 1, dice.pick(&REMARK));
    Body::parse(&text).expect("an entry says something")
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^= bits >> 31;
        usize::try_from(bits % sides as u64).expect("less than a usize")
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }
}
