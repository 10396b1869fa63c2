//! P26: pages of thirty other origins ask for our socket, with a session and without one.

use futures::FutureExt;

use crate::Failure;
use crate::hostile::hand::ask;
use crate::http::Visitor;
use crate::peer::Peer;
use crate::promise::{Promise, Trial};
use crate::report::Report;
use crate::town::Town;

pub(crate) const PROMISE: Promise = Promise {
    name: "P26",
    sentence: "No page of another origin can open our socket, or learn whether there is a session.",
    ci_seeds: 1,
    full_seeds: 1,
    beside: 1,
    alone: false,
    run: |trial| run(trial).boxed(),
};

/// What an origin is that is not ours.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Foreign,
    Near,
    None,
    Alike,
}

/// Thirty of them, beside a server of this name and port.
pub(crate) fn others(name: &str, port: u16) -> Vec<(Kind, String)> {
    use Kind::{Alike, Foreign, Near, None};
    let foreign = ["https://evil.example", "http://evil.example", "https://example.com:8443"];
    let near = [
        format!("https://{name}:{port}"),
        format!("ws://{name}:{port}"),
        format!("http://{name}"),
        format!("http://{name}:{port}0"),
        format!("http://{name}:0{port}"),
        format!("http://{name}:{port}/"),
        format!("http://{name}:{port}/rooms"),
        format!("http://{name}:{port}?x"),
        format!("http://{name}:{port}#x"),
        format!("http://{name}:{port}.evil.example"),
        format!("http://{name}.evil.example:{port}"),
        format!("http://evil{name}:{port}"),
        format!("http://evil.{name}:{port}"),
        format!("http://user@{name}:{port}"),
        format!("http://{name}:{port}@evil.example"),
        format!("http://{name}:{port}, http://evil.example"),
        format!("http://evil.example http://{name}:{port}"),
    ];
    let none = ["null", "file://", "about:blank", "chrome-extension://abcdefgh", "*"];
    let alike = [
        format!("http://{name}\u{2024}:{port}"),
        format!("http://xn--{name}-og:{port}"),
        format!("http://{}:{port}", name.replace('0', "\u{43e}").replace('a', "\u{430}")),
        format!("http://{name}\u{200b}:{port}"),
        format!("HTTP://{}:{port}", name.to_ascii_uppercase()),
    ];
    let of = |kind: Kind| move |origin: String| (kind, origin);
    let all = foreign.map(str::to_owned).map(of(Foreign)).into_iter();
    let all = all.chain(near.map(of(Near))).chain(none.map(str::to_owned).map(of(None)));
    // What is written in capital letters is ours where no letter of the name has any.
    all.chain(alike.map(of(Alike))).collect()
}

/// A page of this origin is turned away with the session and without, in the same words, which are
/// returned.
pub(crate) async fn turned_away(
    visitor: &Visitor,
    ours: &str,
    origin: &str,
) -> Result<String, String> {
    let nobody = Visitor { token: None, ..visitor.clone() };
    let mut said = Vec::new();
    for who in [visitor, &nobody] {
        let request = who.handshake("/ws", "");
        let theirs =
            request.replace(&format!("Origin: {ours}\r\n"), &format!("Origin: {origin}\r\n"));
        let answer = ask(who.server, theirs).await?;
        answer.is(403).map_err(|problem| format!("{origin}: {problem}"))?;
        said.push(format!("{}\n{}", without_date(&answer.head), answer.body));
    }
    match said.as_slice() {
        [first, second] if first == second => Ok(first.clone()),
        _ => Err(format!("{origin} is told whether there is a session")),
    }
}

fn without_date(head: &str) -> String {
    head.lines().filter(|line| !line.starts_with("date: ")).collect::<Vec<_>>().join("\n")
}

async fn run(trial: Trial) -> Result<Report, Failure> {
    let mut report = Report::default();
    let town = Town::found(trial.launch()?, 2, 0).await?;
    let visitor = &town.people[1].visitor;
    let address = visitor.server;
    let others = others(&address.ip().to_string(), address.port());
    report.measure("origins", others.len());
    let mut words = Vec::new();
    for (_, origin) in &others {
        match turned_away(visitor, &format!("http://{address}"), origin).await {
            Ok(said) => words.push(said),
            Err(problem) => report.problem(problem),
        }
    }
    words.dedup();
    report.require(words.len() <= 1, || "origins are told from each other".into());
    let opened = Peer::open(visitor).await;
    report.require(opened.is_ok(), || format!("our own page: {:?}", opened.err()));
    Ok(report)
}
