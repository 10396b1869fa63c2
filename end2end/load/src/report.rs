//! A report: every number of every workload as a table for people, with its spread, and the bars
//! that they are held to. Whether they are kept is for people to say.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hark_lab::Failure;
use serde_json::Value;

use crate::spread::number;

/// What is asked for, and where the number stands.
struct Bar {
    workload: &'static str,
    what: &'static str,
    limit: &'static str,
    measured: fn(&Value) -> Option<f64>,
}

const BARS: [Bar; 16] = [
    Bar {
        workload: "W1",
        what: "server time for a delivery, of the floor's",
        limit: "at most 1.6",
        measured: |result| {
            let cost = |server| number(result, &format!("servers.{server}.{ONE}"));
            Some(cost("hark")? / cost("floor")?)
        },
    },
    Bar {
        workload: "W1",
        what: "with eight on their way, of its own with one",
        limit: "at most 0.5",
        measured: |result| {
            let eight = "servers.hark.eight_posters.server_us_per_delivery";
            Some(number(result, eight)? / number(result, &format!("servers.hark.{ONE}"))?)
        },
    },
    Bar {
        workload: "W1",
        what: "memory for a client after load, KiB",
        limit: "at most 12",
        measured: |result| number(result, "servers.hark.loaded_per_client.anon_kib"),
    },
    Bar {
        workload: "W3",
        what: "until all are in, s",
        limit: "at most 2.5 for 9,000",
        measured: |result| number(result, "servers.hark.connect_s"),
    },
    Bar {
        workload: "W3",
        what: "first packets sent again",
        limit: "none",
        measured: |result| number(result, "servers.hark.syn_retransmits"),
    },
    Bar {
        workload: "W9",
        what: "memory for an idle client, KiB",
        limit: "at most 8",
        measured: |result| number(result, "servers.hark.idle_per_client.anon_kib"),
    },
    Bar {
        workload: "W4",
        what: "posts a second, 64 on their way",
        limit: "at least 15,000",
        measured: |result| number(result, "in_flight_64.posts_per_s"),
    },
    Bar {
        workload: "W4",
        what: "p99 of an answer, one on its way, ms",
        limit: "at most 2 where the disk takes 0.1",
        measured: |result| number(result, "in_flight_1.post_to_ack.p99_ms"),
    },
    Bar {
        workload: "W4",
        what: "calls that made commits safe, for each commit",
        limit: "1",
        measured: |result| {
            Some(number(result, "safe.after_commits")? / number(result, "safe.commits")?)
        },
    },
    Bar {
        workload: "W5",
        what: "pages a second at the head",
        limit: "at least 20,000",
        measured: |result| number(result, "places.head_64.pages_per_s"),
    },
    Bar {
        workload: "W5",
        what: "pages a second at the first message",
        limit: "the same",
        measured: |result| number(result, "places.first_64.pages_per_s"),
    },
    Bar {
        workload: "W6",
        what: "cold pages a second",
        limit: "at least 2,000",
        measured: |result| number(result, "phases.cold_gzip_16.pages_per_s"),
    },
    Bar {
        workload: "W6",
        what: "warm pages a second",
        limit: "at least 15,000",
        measured: |result| number(result, "phases.warm_gzip_16.pages_per_s"),
    },
    Bar {
        workload: "W10",
        what: "p99 beside slow readers, of that without",
        limit: "at most 1.2",
        measured: |result| number(result, "p99_ratio"),
    },
    Bar {
        workload: "W12",
        what: "from the start to 200, ms",
        limit: "at most 60",
        measured: |result| number(result, "starts.exec_to_200_ms"),
    },
    Bar {
        workload: "W12",
        what: "idle memory, KiB",
        limit: "at most 20,000",
        measured: |result| number(result, "starts.rss_kib"),
    },
];

const ONE: &str = "one_poster.server_us_per_delivery";

/// Writes the report of these lines, and the lines themselves beside it. Where it is.
pub fn write(dir: &Path, date: &str, commit: &str, lines: &[Value]) -> Result<PathBuf, Failure> {
    let failed = |error| Failure::of("the report", error);
    let path = dir.join(format!("{date}-{commit}.md"));
    fs::create_dir_all(dir).map_err(failed)?;
    fs::write(&path, render(date, commit, lines)).map_err(failed)?;
    let raw: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(path.with_extension("jsonl"), raw).map_err(failed)?;
    Ok(path)
}

fn render(date: &str, commit: &str, lines: &[Value]) -> String {
    let mut page = format!("# Measured {date}, {commit}\n\n");
    let machine = lines.first().map_or(&Value::Null, |line| &line["machine"]);
    let _ = writeln!(
        page,
        "{}, {} cores, {} MiB, Linux {}. How to read this, and the rules: [README](README.md).\n",
        machine["processor"].as_str().unwrap_or_default(),
        machine["cores"],
        machine["memory_mib"],
        machine["kernel"].as_str().unwrap_or_default()
    );
    page += "## Bars\n\n| | what | bar | measured |\n|---|---|---|---|\n";
    for line in lines {
        let title = title(line);
        for bar in BARS.iter().filter(|bar| line["workload"] == bar.workload) {
            let measured = (bar.measured)(&line["result"]);
            let measured = measured.map_or("not measured".into(), told);
            let _ = writeln!(page, "| {title} | {} | {} | {measured} |", bar.what, bar.limit);
        }
    }
    for line in lines {
        let _ = writeln!(page, "\n## {}\n", title(line));
        let all =
            if line["ok"] == true { "Nothing went wrong" } else { "**Something went wrong**" };
        let (before, after) = (&line["load_before"], &line["load_after"]);
        let _ = writeln!(page, "{all}. Load of the machine before: {before}, after: {after}.\n");
        labels(&mut page, &line["result"]);
        table(&mut page, &line["result"]);
    }
    page
}

fn title(line: &Value) -> String {
    let workload = line["workload"].as_str().unwrap_or_default();
    match line["result"]["clients"].as_u64() {
        Some(clients) => format!("{workload}, {clients} clients"),
        None => workload.to_owned(),
    }
}

/// What each server is, and what it does not do.
fn labels(page: &mut String, result: &Value) {
    let Some(labels) = result["labels"].as_object() else { return };
    for (server, label) in labels {
        let _ = writeln!(page, "- **{server}**: {}", label.as_str().unwrap_or_default());
    }
    page.push('\n');
}

/// A row for each number, a column for each server.
fn table(page: &mut String, result: &Value) {
    let servers = match result["servers"].as_object() {
        Some(servers) => servers.iter().map(|(name, value)| (name.as_str(), value)).collect(),
        None => vec![("hark", result)],
    };
    let (mut names, mut lines, mut rows) = (String::from("| |"), String::from("|---|"), Vec::new());
    for (name, value) in &servers {
        let _ = write!(names, " {name} |");
        lines += "---:|";
        flatten("", value, &mut rows);
    }
    let _ = writeln!(page, "{names}\n{lines}");
    let mut seen: Vec<String> = Vec::new();
    for place in rows {
        if seen.contains(&place) {
            continue;
        }
        let cells = servers.iter().map(|(_, value)| cell(value, &place));
        let _ = writeln!(page, "| {place} | {} |", cells.collect::<Vec<_>>().join(" | "));
        seen.push(place);
    }
}

/// The places of all numbers.
fn flatten(place: &str, value: &Value, places: &mut Vec<String>) {
    match value {
        Value::Object(fields) if !fields.contains_key("median") => {
            for (name, value) in fields {
                let inner = if place.is_empty() { name.clone() } else { format!("{place}.{name}") };
                flatten(&inner, value, places);
            }
        }
        _ => places.push(place.to_owned()),
    }
}

fn cell(value: &Value, place: &str) -> String {
    let Some(at) = value.pointer(&format!("/{}", place.replace('.', "/"))) else {
        return String::new();
    };
    match (at["median"].as_f64(), at["min"].as_f64(), at["max"].as_f64(), at.as_f64()) {
        (Some(median), Some(min), Some(max), _) if min == max => told(median),
        (Some(median), Some(min), Some(max), _) => {
            format!("{} [{}–{}]", told(median), told(min), told(max))
        }
        (.., Some(number)) => told(number),
        _ => at.to_string(),
    }
}

/// A number with as much of it as means something.
fn told(number: f64) -> String {
    match number.abs() {
        large if large >= 100.0 || number.fract() == 0.0 => format!("{number:.0}"),
        middle if middle >= 1.0 => format!("{number:.2}"),
        _ => format!("{number:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_report_has_every_number_and_its_bars() {
        let server = |us: f64| {
            let spread = json!({"median": us, "min": us - 1.0, "max": us + 1.5});
            json!({"one_poster": {"server_us_per_delivery": spread, "late": false}})
        };
        let servers = json!({"hark": server(4.5), "floor": server(3.0)});
        let line = json!({
            "workload": "W1",
            "machine": {"processor": "Abacus", "cores": 2, "memory_mib": 64, "kernel": "1.0"},
            "load_before": [0.1, 0.0, 0.0],
            "load_after": [1.0, 0.5, 0.0],
            "result": {"clients": 100, "labels": {"floor": "no disk"}, "servers": servers},
            "ok": true,
        });
        let page = render("2026-11-22", "abc", &[line]);
        let expected = [
            "# Measured 2026-11-22, abc",
            "Abacus, 2 cores, 64 MiB, Linux 1.0.",
            "| W1, 100 clients | server time for a delivery, of the floor's | at most 1.6 | 1.50 |",
            "| W1, 100 clients | memory for a client after load, KiB | at most 12 | not measured |",
            "Nothing went wrong. Load of the machine before: [0.1,0.0,0.0]",
            "- **floor**: no disk\n\n| | floor | hark |",
            "| one_poster.server_us_per_delivery | 3 [2–4.50] | 4.50 [3.50–6] |",
            "| one_poster.late | false | false |",
        ];
        for words in expected {
            assert!(page.contains(words), "{words} is not in\n{page}");
        }
    }
}
