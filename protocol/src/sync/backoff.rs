//! How long to wait before the next try.

/// Full jitter: a random time between zero and a limit that doubles with each try
/// (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015).
#[derive(Clone, Debug)]
pub struct Backoff {
    tries: u32,
    random: u64,
}

impl Backoff {
    /// The limit before the first try, in milliseconds.
    pub const BASE_MS: u64 = 500;
    /// The largest limit, in milliseconds.
    pub const MAX_MS: u64 = 30_000;

    /// A back-off whose jitter comes from this seed.
    pub fn new(seed: u64) -> Self {
        Self { tries: 0, random: seed }
    }

    /// How many milliseconds to wait now. Each call counts as one more try.
    pub fn next_ms(&mut self) -> u64 {
        let limit = Self::MAX_MS.min(Self::BASE_MS << self.tries.min(16));
        self.tries += 1;
        self.below(limit + 1)
    }

    /// The connection proved stable: begin again from the shortest wait.
    pub fn reset(&mut self) {
        self.tries = 0;
    }

    /// A random number below the limit, by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
    pub fn below(&mut self, limit: u64) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.random;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit.max(1)
    }
}
