//! Durations, counted in buckets that are as fine as their values are small: each is known to one
//! part in 128, the largest exactly.

use std::time::Duration;

use serde::Serialize;

/// Buckets for each doubling, as a power of two.
const FINE: u32 = 7;

/// So many that every number of nanoseconds has one.
const BUCKETS: usize = ((64 - FINE as usize) + 1) << FINE;

/// All samples of a run, merged: percentiles of parts cannot be.
#[derive(Clone, Debug)]
pub struct Histogram {
    counts: Vec<u64>,
    count: u64,
    most: u64,
}

/// What is told of a histogram, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Half of the samples are no larger.
    pub p50_ms: f64,
    /// 99 of 100 samples are no larger.
    pub p99_ms: f64,
    /// The largest.
    pub max_ms: f64,
    /// How many samples.
    pub samples: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self { counts: vec![0; BUCKETS], count: 0, most: 0 }
    }
}

impl Histogram {
    /// Counts one more.
    pub fn add(&mut self, sample: Duration) {
        let nanos = u64::try_from(sample.as_nanos()).unwrap_or(u64::MAX);
        self.counts[bucket(nanos)] += 1;
        self.count += 1;
        self.most = self.most.max(nanos);
    }

    /// The least value that so many of a thousand samples do not exceed, in nanoseconds.
    fn quantile(&self, per_mille: u64) -> u64 {
        let rank = (self.count * per_mille).div_ceil(1000).max(1);
        let mut seen = 0;
        for (at, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= rank {
                return largest_of(at).min(self.most);
            }
        }
        self.most
    }

    /// What is told of it.
    pub fn summary(&self) -> Summary {
        let ms = |nanos: u64| (nanos as f64 / 1e3).round() / 1e3;
        Summary {
            p50_ms: ms(self.quantile(500)),
            p99_ms: ms(self.quantile(990)),
            max_ms: ms(self.most),
            samples: self.count,
        }
    }
}

fn bucket(nanos: u64) -> usize {
    let doublings = (63 - (nanos | 1).leading_zeros()).saturating_sub(FINE);
    ((doublings as usize) << FINE) + (nanos >> doublings) as usize
}

fn largest_of(bucket: usize) -> u64 {
    let doublings = (bucket >> FINE).saturating_sub(1);
    let place = (bucket - (doublings << FINE)) as u64;
    ((place + 1) << doublings).wrapping_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_is_in_a_bucket_close_to_it() {
        let mut last = 0;
        for shift in 0..64 {
            for near in [-1, 0, 1, 77] {
                let nanos = (1_u64 << shift).saturating_add_signed(near);
                let largest = largest_of(bucket(nanos));
                assert!(largest >= nanos, "{nanos} lies above its bucket, {largest}");
                assert!(largest - nanos <= nanos >> FINE, "{nanos} is told as {largest}");
            }
            assert!(bucket(1 << shift) > last || shift == 0);
            last = bucket(1 << shift);
        }
        assert_eq!(bucket(u64::MAX), BUCKETS - 1);
    }

    #[test]
    fn quantiles_are_those_of_the_samples() {
        let mut histogram = Histogram::default();
        for us in (1..=1000).rev() {
            histogram.add(Duration::from_micros(us));
        }
        let told = histogram.summary();
        assert!((told.p50_ms - 0.5).abs() <= 0.5 / 128.0, "{told:?}");
        assert!((told.p99_ms - 0.99).abs() <= 0.99 / 128.0, "{told:?}");
        assert_eq!((told.max_ms, told.samples), (1.0, 1000));
    }

    #[test]
    fn of_nothing_nothing_is_told() {
        let nothing = Summary { p50_ms: 0.0, p99_ms: 0.0, max_ms: 0.0, samples: 0 };
        assert_eq!(Histogram::default().summary(), nothing);
    }
}
