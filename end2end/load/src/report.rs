//! A report for people: the bars and whether they are met, then the main numbers of each workload,
//! with their spread. All numbers stand in the lines beside it.

mod bars;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hark_lab::Failure;
use serde_json::Value;

/// What a reader of each workload wants to know, by the ends of the numbers' names.
const MAIN: [(&str, &[&str]); 9] = [
    (
        "W1",
        &[
            "server_us_per_delivery",
            "deliveries_per_s",
            "frames_per_write",
            "post_to_all.p50_ms",
            "post_to_all.p99_ms",
            "others_cores",
            "client_limited",
            "per_client.anon_kib",
        ],
    ),
    ("W3", &["connect_s", "connect.p99_ms", "server_us_per_connect", "syn_retransmits"]),
    (
        "W4",
        &[
            "disk.p50_ms",
            "posts_per_s",
            "post_to_ack.p50_ms",
            "post_to_ack.p99_ms",
            "server_us_per_post",
            "posts",
            "commits",
            "posts_per_commit",
            "after_commits",
            "others",
            "audited",
        ],
    ),
    (
        "W5",
        &["events", "pages_per_s", "asked_to_page.p99_ms", "server_us_per_page", "client_cores"],
    ),
    (
        "W6",
        &[
            "pages_per_s",
            "server_us_per_page",
            "last_byte.p99_ms",
            "bytes_per_page",
            "others_cores",
        ],
    ),
    ("W7", &["back_s", "back.p99_ms", "missed", "deliveries_per_s", "restart_s"]),
    ("W9", &["idle_per_client.anon_kib", "idle_per_client.pss_kib", "idle_cores"]),
    (
        "W10",
        &["post_to_all.p99_ms", "p99_ratio", "grown_kib_per_slow", "came_back", "afresh", "slow"],
    ),
    ("W12", &["exec_to_200_ms", "rss_kib", "content_ms", "interactive_ms", "br", "html_plain"]),
];

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
    page += "## Bars\n\n| | what | bar | measured | |\n|---|---|---|---:|---|\n";
    for line in lines {
        let title = title(line);
        for bar in bars::of(line) {
            let measured = bar.measured(&line["result"]);
            let (told, verdict) = (measured.map(told).unwrap_or_default(), bar.verdict(measured));
            let _ =
                writeln!(page, "| {title} | {} | {} | {told} | {verdict} |", bar.what, bar.limit);
        }
    }
    page += "\nEvery number of every run stands in the `.jsonl` beside this.\n";
    for line in lines {
        let _ = writeln!(page, "\n## {}\n", title(line));
        let all =
            if line["ok"] == true { "Nothing went wrong" } else { "**Something went wrong**" };
        let (before, after) = (&line["load_before"], &line["load_after"]);
        let _ = writeln!(page, "{all}. Load of the machine before: {before}, after: {after}.\n");
        labels(&mut page, &line["result"]);
        table(&mut page, &line["result"], main_of(line));
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

/// The numbers of a workload that are told.
fn main_of(line: &Value) -> &'static [&'static str] {
    let of = MAIN.iter().find(|(workload, _)| line["workload"] == *workload);
    of.map_or(&[], |(_, main)| main)
}

/// A row for each number with such a name, a column for each server.
fn table(page: &mut String, result: &Value, main: &[&str]) {
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
    rows.retain(|place| main.iter().any(|end| is_named(place, end)));
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

/// Whether the last words of a place are these.
fn is_named(place: &str, end: &str) -> bool {
    let before = place.strip_suffix(end);
    before.is_some_and(|before| before.is_empty() || before.ends_with(['.', '_']))
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
    fn a_report_has_the_bars_and_the_main_numbers() {
        let server = |us: f64| {
            let runs = [us - 1.0, us + 1.5, us];
            let spread = json!({"median": us, "min": us - 1.0, "max": us + 1.5, "runs": runs});
            json!({"one_poster": {"server_us_per_delivery": spread, "client_limited": false, "seconds": 1}})
        };
        let servers = json!({"hark": server(4.5), "floor": server(3.0), "uws": server(4.0)});
        let line = json!({
            "workload": "W1",
            "machine": {"processor": "Abacus", "cores": 2, "memory_mib": 64, "kernel": "1.0"},
            "load_before": [0.1, 0.0, 0.0],
            "load_after": [1.0, 0.5, 0.0],
            "result": {"clients": 1000, "labels": {"floor": "no disk"}, "servers": servers},
            "ok": true,
        });
        let page = render("2026-11-22", "abc", &[line]);
        let expected = [
            "# Measured 2026-11-22, abc",
            "Abacus, 2 cores, 64 MiB, Linux 1.0.",
            "| W1, 1000 clients | server time for a delivery, of the floor's | at most 1.6 | 1.50 | met |",
            "| W1, 1000 clients | server time for a delivery, of the cheapest peer's | at most 1 | 1.12 | **not met** |",
            "| W1, 1000 clients | memory for a client after load, KiB | at most 12 |  | not measured |",
            "Nothing went wrong. Load of the machine before: [0.1,0.0,0.0]",
            "- **floor**: no disk\n\n| | floor | hark | uws |",
            "| one_poster.server_us_per_delivery | 3 [2–4.50] | 4.50 [3.50–6] | 4 [3–5.50] |",
            "| one_poster.client_limited | false | false | false |",
        ];
        for words in expected {
            assert!(page.contains(words), "{words} is not in\n{page}");
        }
        assert!(!page.contains("seconds"), "what few want to know is not in\n{page}");
    }
}
