//! How fast things may go on, each rate in a second; four seconds' worth may come at once.

use hark_protocol::{Limits, Rate};

/// Seconds' worth of a rate that may come at once.
const BURST_SECONDS: u32 = 4;

/// The rates `hark serve` holds people and addresses to.
#[derive(clap::Args, Clone, Copy, Debug, Eq, PartialEq)]
pub struct Rates {
    /// Messages that one person may post in a second, and four times as many at once. What is more
    /// is told when to come again, as with all of these rates
    #[arg(
        long,
        env = "HARK_POSTS_PER_SECOND",
        value_name = "COUNT",
        default_value_t = Self::DEFAULT.posts_per_second
    )]
    pub posts_per_second: u32,

    /// Messages that may be posted in one room in a second, by all of its members together
    #[arg(
        long,
        env = "HARK_ROOM_POSTS_PER_SECOND",
        value_name = "COUNT",
        default_value_t = Self::DEFAULT.room_posts_per_second
    )]
    pub room_posts_per_second: u32,

    /// What else one person may ask for in a second
    #[arg(
        long,
        env = "HARK_COMMANDS_PER_SECOND",
        value_name = "COUNT",
        default_value_t = Self::DEFAULT.commands_per_second
    )]
    pub commands_per_second: u32,

    /// Forms that may be sent from one address in a second, those for signing in among them
    #[arg(
        long,
        env = "HARK_FORMS_PER_SECOND",
        value_name = "COUNT",
        default_value_t = Self::DEFAULT.forms_per_second
    )]
    pub forms_per_second: u32,

    /// WebSockets that may be opened in a second, by all people together
    #[arg(
        long,
        env = "HARK_UPGRADES_PER_SECOND",
        value_name = "COUNT",
        default_value_t = Self::DEFAULT.upgrades_per_second
    )]
    pub upgrades_per_second: u32,
}

impl Rates {
    /// As it comes.
    pub const DEFAULT: Self = Self {
        posts_per_second: Limits::POSTS.per_second,
        // Nobody can follow a room in which ten people say five things in a second.
        room_posts_per_second: 50,
        commands_per_second: Limits::COMMANDS.per_second,
        // An office behind one address, where everybody signs in at nine.
        forms_per_second: 20,
        // Two thousand people who come back at once are there within ten seconds, and the server
        // answers everybody else meanwhile.
        upgrades_per_second: 200,
    };

    /// As good as none: for those who measure, and for tests in which people type faster than
    /// anybody does.
    pub const UNLIMITED: Self = Self {
        posts_per_second: 1_000_000,
        room_posts_per_second: 1_000_000,
        commands_per_second: 1_000_000,
        forms_per_second: 1_000_000,
        upgrades_per_second: 1_000_000,
    };

    /// This many in a second, with what may come at once.
    pub fn of(per_second: u32) -> Rate {
        Rate { per_second, burst: per_second.saturating_mul(BURST_SECONDS) }
    }
}

impl Default for Rates {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_what_is_announced() {
        let Rates { posts_per_second, commands_per_second, .. } = Rates::default();
        assert_eq!(Rates::of(posts_per_second), Limits::POSTS);
        assert_eq!(Rates::of(commands_per_second), Limits::COMMANDS);
    }
}
