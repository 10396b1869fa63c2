//! Every address, asked by GET and by forms of other sites: nothing comes of it.

use rusqlite::Connection;
use sha2::{Digest as _, Sha256};

use crate::Failure;
use crate::hostile::hand::ask;
use crate::report::Report;
use crate::town::Town;

/// What changes something, as somebody's page would send it. That the list is whole is no matter
/// here: the server's own tests go through all of its addresses.
const FORMS: [&str; 24] = [
    "/sign-out",
    "/sign-out-everywhere",
    "/rooms/new",
    "/rooms/1/messages",
    "/rooms/1/join",
    "/rooms/1/leave",
    "/rooms/1/settings",
    "/rooms/1/level",
    "/rooms/1/members/add",
    "/rooms/1/members/remove",
    "/rooms/1/archive",
    "/rooms/1/unarchive",
    "/direct",
    "/account/name",
    "/account/picture/remove",
    "/account/status",
    "/account/zone",
    "/account/receipts",
    "/account/look",
    "/account/password",
    "/people/invites",
    "/people/invites/revoke",
    "/admin/people/2/ban",
    "/admin/people/2/role",
];
/// Where a request may come from that is no page of ours.
const ELSEWHERE: [&str; 8] = [
    "",
    "Origin: null\r\n",
    "Origin: https://evil.example\r\n",
    "Sec-Fetch-Site: cross-site\r\n",
    "Sec-Fetch-Site: same-site\r\n",
    "Sec-Fetch-Site: none\r\n",
    "Origin: https://evil.example\r\nSec-Fetch-Site: same-origin\r\n",
    "Referer: https://evil.example/\r\n",
];
/// What is written down of who was here, and when, is no change.
const TABLES: &str = "SELECT name FROM sqlite_schema WHERE type = 'table'
    AND name NOT IN ('session', 'seen', 'sqlite_sequence', 'sqlite_stat1')
    AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name";

pub(super) async fn run(town: &Town, report: &mut Report) -> Result<(), Failure> {
    let owner = &town.people[0].visitor;
    let (server, token) = (owner.server, owner.token.clone().unwrap_or_default());
    let form = "name=Forged&topic=&body=Forged&user=2&role=admin&email=x&password=x&uses=1&days=1";
    let before = print_of(town)?;
    let mut asked = 0;
    for path in FORMS {
        let request = |method: &str, headers: &str| {
            format!(
                "{method} {path} HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\nCookie: hark_session={token}\r\n\
                 Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\
                 {headers}\r\n{form}",
                form.len()
            )
        };
        for elsewhere in ELSEWHERE {
            let answer = ask(server, request("POST", elsewhere)).await.map_err(Failure)?;
            asked += 1;
            report.require(answer.status == 403, || {
                format!("POST {path} with {elsewhere:?} was answered with {}", answer.status)
            });
        }
        for method in ["GET", "HEAD"] {
            let ours = format!("Origin: http://{server}\r\n");
            let answer = ask(server, request(method, &ours)).await;
            asked += 1;
            // An address may have a page, too.
            if let Ok(answer) = answer {
                let harmless = matches!(answer.status, 200 | 404 | 405);
                report.require(harmless, || format!("{method} {path}: {}", answer.status));
            }
        }
    }
    report.measure("forged", asked);
    report.require(print_of(town)? == before, || "something has changed".into());
    Ok(())
}

/// Of everything that is kept.
fn print_of(town: &Town) -> Result<[u8; 32], Failure> {
    let failed = |error| Failure::of("reading the database", error);
    let db = Connection::open(town.server()?.database()).map_err(failed)?;
    let mut hash = Sha256::new();
    let mut names = db.prepare(TABLES).map_err(failed)?;
    let names = names.query_map([], |row| row.get::<_, String>(0)).map_err(failed)?;
    for name in names {
        let name = name.map_err(failed)?;
        let mut rows = db.prepare(&format!("SELECT * FROM \"{name}\"")).map_err(failed)?;
        let columns = rows.column_count();
        let mut rows = rows.query([]).map_err(failed)?;
        while let Some(row) = rows.next().map_err(failed)? {
            for column in 0..columns {
                hash.update(format!("{:?};", row.get_ref(column).map_err(failed)?));
            }
        }
    }
    Ok(hash.finalize().into())
}
