//! Every address of the router, what it asks for, and a form for each that changes something.

use hark_server::rights::Right;

/// In a form: another member of the room.
pub(super) const OTHER: &str = "{other}";

/// What a browser can send.
pub(super) const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// One method of one address.
pub(super) struct Route {
    pub(super) method: &'static str,
    pub(super) path: &'static str,
    pub(super) asks: Asks,
    /// A good form.
    pub(super) fields: &'static [(&'static str, &'static str)],
}

/// What it asks for.
pub(super) enum Asks {
    /// This right.
    For(Right),
    /// Nothing: it answers everybody with this status.
    Nothing(u16),
    /// A session, and says so in its own way.
    Session,
}

const fn get(path: &'static str, asks: Asks) -> Route {
    Route { method: "GET", path, asks, fields: &[] }
}

const fn post(
    path: &'static str,
    right: Right,
    fields: &'static [(&'static str, &'static str)],
) -> Route {
    Route { method: "POST", path, asks: Asks::For(right), fields }
}

/// A form that needs no session.
const fn form(
    path: &'static str,
    status: u16,
    fields: &'static [(&'static str, &'static str)],
) -> Route {
    Route { method: "POST", path, asks: Asks::Nothing(status), fields }
}

/// Every address.
pub(super) const ROUTES: &[Route] = &{
    use Asks::{For, Nothing, Session};
    use Right::*;
    [
        get("/", Session),
        get("/first-run/{token}", Nothing(404)),
        form("/first-run/{token}", 404, &[]),
        get("/join/{token}", Nothing(404)),
        form("/join/{token}", 404, &[]),
        get("/reset/{token}", Nothing(404)),
        form("/reset/{token}", 404, &[]),
        get("/sign-in", Session),
        form("/sign-in", 422, &[("email", OTHER)]),
        get("/sign-in/code", Nothing(303)),
        form("/sign-in/code", 303, &[("code", "123456")]),
        form("/sign-in/passkey", 404, &[]),
        form("/sign-in/passkey/ask", 404, &[]),
        post("/sign-out", Account, &[]),
        post("/sign-out-everywhere", Account, &[]),
        get("/rooms", For(Account)),
        get("/rooms/new", For(MakeRooms)),
        post("/rooms/new", MakeRooms, &[("name", "Garden"), ("access", "open")]),
        get("/rooms/{room}", For(Read)),
        post("/rooms/{room}/messages", Write, &[("body", "Hello")]),
        get("/rooms/{room}/messages/{message}", For(Read)),
        get("/rooms/{room}/messages/{message}/report", For(Read)),
        post("/rooms/{room}/messages/{message}/report", Report, &[("reason", "Rude")]),
        get("/rooms/{room}/threads/{message}", For(Read)),
        post("/rooms/{room}/join", FindRooms, &[]),
        post("/rooms/{room}/leave", Leave, &[]),
        get("/rooms/{room}/settings", For(Read)),
        post("/rooms/{room}/settings", ShapeRoom, &[("name", "Bored"), ("topic", "")]),
        get("/rooms/{room}/level", For(Read)),
        post("/rooms/{room}/level", Read, &[("level", "nothing")]),
        post("/rooms/{room}/members/add", ShapeRoom, &[("user", "1")]),
        post("/rooms/{room}/members/remove", KeepRoom, &[("user", OTHER)]),
        post("/rooms/{room}/slow", SlowRoom, &[("seconds", "30")]),
        post("/rooms/{room}/archive", KeepRoom, &[]),
        post("/rooms/{room}/unarchive", KeepRoom, &[]),
        get("/threads", For(Account)),
        get("/search", For(Account)),
        post("/direct", SeeEverybody, &[("person", "1")]),
        get("/direct/new", For(Account)),
        get("/account", For(Account)),
        post("/account/name", Account, &[("name", "Somebody else")]),
        post("/account/picture", Account, &[]),
        post("/account/picture/remove", Account, &[]),
        post("/account/status", Account, &[("status", "Away")]),
        post("/account/status/clear", Account, &[]),
        post("/account/zone", Account, &[("zone", "Europe/Prague")]),
        post("/account/receipts", Account, &[]),
        post("/account/look", Account, &[("theme", "dark")]),
        post("/account/password", Account, &[("current", "no"), ("password", "short")]),
        post("/account/sessions/end", Account, &[("session", "1")]),
        get("/account/passkeys", For(Account)),
        post("/account/passkeys", Account, &[]),
        post("/account/passkeys/ask", Account, &[]),
        post("/account/passkeys/remove", Account, &[("passkey", "1")]),
        get("/account/second-step", For(Account)),
        post("/account/second-step/prepare", Account, &[("current", "no")]),
        post("/account/second-step/on", Account, &[("code", "123456")]),
        post("/account/second-step/codes", Account, &[("current", "no")]),
        post("/account/second-step/off", Account, &[("current", "no")]),
        get("/people", For(Account)),
        get("/people/{user}/pictures/{picture}", For(SeeEverybody)),
        post("/people/invites", Invite, &[("uses", "1"), ("days", "7")]),
        post("/people/invites/revoke", Invite, &[("invite", "9999")]),
        get("/admin", For(Silence)),
        get("/admin/audit", For(ReadAudit)),
        get("/admin/reports", For(HandleReports)),
        get("/admin/reports/{report}", For(HandleReports)),
        post("/admin/reports/{report}", HandleReports, &[("outcome", "dismissed")]),
        get("/admin/people/{other}", For(Silence)),
        post("/admin/people/{other}/role", KeepPeople, &[("role", "member")]),
        post("/admin/people/{other}/silence", Silence, &[("minutes", "10")]),
        post("/admin/people/{other}/ban", Ban, &[]),
        post("/admin/people/{other}/lift", Ban, &[]),
        post("/admin/people/{other}/sign-out", KeepPeople, &[]),
        post("/admin/people/{other}/second-step", KeepPeople, &[]),
        get("/api/session", Session),
        get("/healthz", Nothing(200)),
    ]
};

#[test]
fn every_address_of_the_router_is_listed() {
    let router = include_str!("../../../src/router.rs");
    let listed: Vec<_> = ROUTES.iter().map(|route| (route.method, route.path)).collect();
    let mut found = Vec::new();
    let mut named = 0;
    for rest in router.split(".route(").skip(1) {
        // The socket's two addresses are constants; the stories of the sockets ask there.
        let Some(rest) = rest.strip_prefix('"') else {
            named += 1;
            continue;
        };
        let (path, rest) = rest.split_once('"').unwrap();
        let handlers = rest.split(".route(").next().unwrap();
        for (mark, method) in [("get(", "GET"), ("post(", "POST")] {
            if handlers.contains(mark) {
                found.push((method, path));
            }
        }
        for other in ["put(", "delete(", "patch(", "any(", "on("] {
            assert!(!handlers.contains(other), "{path} takes {other}");
        }
    }
    assert_eq!(named, 2, "an address by another name");
    // Whoever looks after people does so with somebody who stands below them.
    let below = |path: &str| path.starts_with("/admin").then(|| path.replace(OTHER, "{user}"));
    let mut listed: Vec<_> = listed
        .iter()
        .map(|(method, path)| (*method, below(path).unwrap_or_else(|| (*path).to_owned())))
        .collect();
    let mut found: Vec<_> =
        found.into_iter().map(|(method, path)| (method, path.to_owned())).collect();
    found.sort_unstable();
    listed.sort_unstable();
    assert_eq!(found, listed, "an address that nobody asks as everybody");
}
