//! What each workload is held to, and whether it is met.

use std::fmt;

use serde_json::Value;

use crate::spread::{number, ratio};

/// What is asked for, and where the number stands.
pub(super) struct Bar {
    pub(super) workload: &'static str,
    pub(super) what: &'static str,
    pub(super) limit: Limit,
    measured: fn(&Value) -> Option<f64>,
}

/// How much it may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Limit {
    Most(f64),
    Least(f64),
}

impl fmt::Display for Limit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Most(most) => write!(out, "at most {most}"),
            Self::Least(least) => write!(out, "at least {least}"),
        }
    }
}

impl Bar {
    /// The number, if it was measured.
    pub(super) fn measured(&self, result: &Value) -> Option<f64> {
        (self.measured)(result)
    }

    /// Whether this is enough.
    pub(super) fn verdict(&self, measured: Option<f64>) -> &'static str {
        let is_met = match self.limit {
            Limit::Most(most) => measured.map(|number| number <= most),
            Limit::Least(least) => measured.map(|number| number >= least),
        };
        match is_met {
            Some(true) => "met",
            Some(false) => "**not met**",
            None => "not measured",
        }
    }
}

const ONE: &str = "one_poster.server_us_per_delivery";
const EIGHT: &str = "eight_posters.server_us_per_delivery";

/// Fewer clients than these share too little of what a delivery costs once.
const ENOUGH: u64 = 1_000;

/// Those of a workload as it was run.
pub(super) fn of(line: &Value) -> impl Iterator<Item = &'static Bar> {
    let is_enough = line["result"]["clients"].as_u64().is_none_or(|clients| clients >= ENOUGH);
    BARS.iter().filter(move |bar| is_enough && line["workload"] == bar.workload)
}

static BARS: [Bar; 18] = [
    Bar {
        workload: "W1",
        what: "server time for a delivery, of the floor's",
        limit: Limit::Most(1.6),
        measured: |result| beside(result, "floor", ONE),
    },
    Bar {
        workload: "W1",
        what: "server time for a delivery, of the cheapest peer's",
        limit: Limit::Most(1.0),
        measured: |result| beside_peers(result, ONE),
    },
    Bar {
        workload: "W1",
        what: "with eight on their way, of the cheapest peer's",
        limit: Limit::Most(1.0),
        measured: |result| beside_peers(result, EIGHT),
    },
    Bar {
        workload: "W1",
        what: "with eight on their way, of its own with one",
        limit: Limit::Most(0.5),
        measured: |result| ratio(result, &of_server("hark", EIGHT), &of_server("hark", ONE)),
    },
    Bar {
        workload: "W1",
        what: "memory for a client after load, KiB",
        limit: Limit::Most(12.0),
        measured: |result| number(result, "servers.hark.loaded_per_client.anon_kib"),
    },
    Bar {
        workload: "W3",
        what: "until all are in, s, for 9,000",
        limit: Limit::Most(2.5),
        measured: |result| number(result, "servers.hark.connect_s"),
    },
    Bar {
        workload: "W3",
        what: "first packets sent again",
        limit: Limit::Most(0.0),
        measured: |result| number(result, "servers.hark.syn_retransmits"),
    },
    Bar {
        workload: "W9",
        what: "memory for an idle client, KiB",
        limit: Limit::Most(8.0),
        measured: |result| number(result, "servers.hark.idle_per_client.anon_kib"),
    },
    Bar {
        workload: "W4",
        what: "posts a second, 64 on their way",
        limit: Limit::Least(15_000.0),
        measured: |result| number(result, "in_flight_64.posts_per_s"),
    },
    Bar {
        workload: "W4",
        what: "p99 of an answer, one on its way, ms, where the disk takes 0.1",
        limit: Limit::Most(2.0),
        measured: |result| number(result, "in_flight_1.post_to_ack.p99_ms"),
    },
    Bar {
        workload: "W4",
        what: "commits without a sync of their own",
        limit: Limit::Most(0.0),
        measured: |result| {
            Some(number(result, "safe.commits")? - number(result, "safe.after_commits")?)
        },
    },
    Bar {
        workload: "W5",
        what: "pages a second at the head",
        limit: Limit::Least(20_000.0),
        measured: |result| number(result, "places.head_64.pages_per_s"),
    },
    Bar {
        workload: "W5",
        what: "pages a second at the first message",
        limit: Limit::Least(20_000.0),
        measured: |result| number(result, "places.first_64.pages_per_s"),
    },
    Bar {
        workload: "W6",
        what: "cold pages a second",
        limit: Limit::Least(2_000.0),
        measured: |result| number(result, "phases.cold_gzip_16.pages_per_s"),
    },
    Bar {
        workload: "W6",
        what: "warm pages a second",
        limit: Limit::Least(15_000.0),
        measured: |result| number(result, "phases.warm_gzip_16.pages_per_s"),
    },
    Bar {
        workload: "W10",
        what: "p99 beside slow readers, of that without",
        limit: Limit::Most(1.2),
        measured: |result| number(result, "p99_ratio"),
    },
    Bar {
        workload: "W12",
        what: "from the start to 200, ms",
        limit: Limit::Most(60.0),
        measured: |result| number(result, "starts.exec_to_200_ms"),
    },
    Bar {
        workload: "W12",
        what: "idle memory, KiB",
        limit: Limit::Most(20_000.0),
        measured: |result| number(result, "starts.rss_kib"),
    },
];

/// A place in a server's numbers.
fn of_server(server: &str, place: &str) -> String {
    format!("servers.{server}.{place}")
}

/// What Hark needs, of what another needs.
fn beside(result: &Value, other: &str, place: &str) -> Option<f64> {
    ratio(result, &of_server("hark", place), &of_server(other, place))
}

/// Likewise of the peer beside which it looks worst. The floor is no server.
fn beside_peers(result: &Value, place: &str) -> Option<f64> {
    let servers = result["servers"].as_object()?.keys();
    let peers = servers.filter(|name| !matches!(name.as_str(), "hark" | "floor"));
    peers.filter_map(|peer| beside(result, peer, place)).reduce(f64::max)
}
