//! C89 to C96: who somebody is.

use std::sync::Arc;

use futures::FutureExt;

use super::hand::ask;
use super::scene::Scene;
use super::{Case, Verdict, absent, passkeys, tried};
use crate::http::Visitor;
use crate::peer::Peer;
use crate::promises::p35_first_ones;
use crate::town::PASSWORD;

/// The longest password that is looked at, in bytes.
const LONGEST: usize = 1024;
/// Guesses at an invite.
const GUESSES: usize = 10_000;

pub(super) fn cases() -> Vec<Case> {
    vec![
        tried(89, "names that nobody has, passwords without end and with NUL", |scene| {
            sign_ins(scene).boxed()
        }),
        absent(90, "keys of bots that are none", "there are no bots"),
        tried(91, "a session that was planted before signing in", |scene| planted(scene).boxed()),
        tried(92, "forms of other sites, in other forms, and by GET", |scene| {
            forged(scene).boxed()
        }),
        tried(
            93,
            "a hundred who claim the same server, and the last place of an invite",
            |scene| first_and_last(scene).boxed(),
        ),
        tried(94, "invites that are cut, guessed, used up and taken back", |scene| {
            dead_invites(scene).boxed()
        }),
        tried(95, "answers of passkeys that are garbage, replayed or foreign", |scene| {
            passkeys::answers(scene).boxed()
        }),
        tried(96, "a link to a new password, twice, and under another host's name", |scene| {
            reset_links(scene).boxed()
        }),
    ]
}

/// The same page for a name that is not there and a password that is wrong, whatever is tried.
async fn sign_ins(scene: Arc<Scene>) -> Verdict {
    let nobody = scene.nobody();
    let (known, unknown) = ("olga@example.org", "olgo@example.org");
    let mut pages = Vec::new();
    for email in [known, unknown] {
        for password in ["wrong wrong wrong", "correct horse battery\0", &"x".repeat(LONGEST + 1)] {
            let form = [("email", email), ("password", password)];
            let answer = nobody.post("/sign-in", &form).await?;
            if answer.status != 422 {
                return Err(format!("{email} was answered with {}", answer.status));
            }
            let page = String::from_utf8_lossy(&answer.body).into_owned();
            pages.push(without_nonce(&page.replace(email, "EMAIL")));
        }
    }
    pages.dedup();
    if pages.len() == 1 { Ok(()) } else { Err("the answers differ".into()) }
}

/// The page without what is new each time it is made.
fn without_nonce(page: &str) -> String {
    let mut parts = page.split("nonce=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once('"').map_or(part, |(_, rest)| rest))
}

async fn planted(scene: Arc<Scene>) -> Verdict {
    let form = [("email", "olga@example.org"), ("password", PASSWORD)];
    let planted = Visitor { token: Some("planted".repeat(6)), ..scene.nobody() };
    let mine = planted.submit("/sign-in", &form).await?.session();
    let mine = mine.ok_or("no session was begun")?;
    if planted.token.as_ref() == Some(&mine) {
        return Err("the planted session is used".into());
    }
    // One that was somebody's, of whoever planted it: it is over.
    let theirs = scene.somebody().visitor.clone();
    let again = theirs.submit("/sign-in", &form).await?.session();
    if again.is_none() || again == theirs.token {
        return Err("somebody else's session is used".into());
    }
    match Peer::open(&theirs).await {
        Err(refusal) if refusal.contains(" 401 ") => Ok(()),
        other => Err(format!("the old session: {:?}", other.map(drop))),
    }
}

async fn forged(scene: Arc<Scene>) -> Verdict {
    let citizen = scene.somebody();
    let (server, token) = (citizen.visitor.server, citizen.visitor.token.as_deref());
    let request = |method: &str, headers: &str, form: &str| {
        format!(
            "{method} /account/name HTTP/1.1\r\nHost: {server}\r\nCookie: hark_session={}\r\n\
             Content-Length: {}\r\n{headers}\r\n{form}",
            token.unwrap_or_default(),
            form.len()
        )
    };
    let (fields, ours) = (
        "Content-Type: application/x-www-form-urlencoded\r\n",
        format!("Origin: http://{server}\r\n"),
    );
    for foreign in [
        String::new(),
        "Origin: null\r\n".into(),
        "Origin: https://evil.example\r\n".into(),
        "Sec-Fetch-Site: cross-site\r\n".into(),
        "Sec-Fetch-Site: same-site\r\n".into(),
        "Origin: https://evil.example\r\nSec-Fetch-Site: same-origin\r\n".into(),
        format!("{ours}Sec-Fetch-Site: cross-site\r\n"),
    ] {
        let sent = request("POST", &format!("{fields}{foreign}"), "name=Forged");
        ask(server, sent).await?.is(403).map_err(|problem| format!("{foreign:?}: {problem}"))?;
    }
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
        let sent = request("POST", &format!("Content-Type: {kind}\r\n{ours}"), "name=Forged");
        ask(server, sent).await?.is_one_of(&[415, 400]).map_err(|it| format!("{kind}: {it}"))?;
    }
    for method in ["GET", "HEAD"] {
        ask(server, request(method, &ours, "")).await?.is(405)?;
    }
    let page = citizen.visitor.get("/account").await?;
    let forged = page.body.windows(6).any(|part| part == b"Forged");
    if forged { Err("a name was changed".into()) } else { Ok(()) }
}

async fn first_and_last(scene: Arc<Scene>) -> Verdict {
    let found = p35_first_ones::race(&scene.trial, "c93", 100, 30, 3).await?;
    if found.owners == 1 && found.newcomers == 3 {
        Ok(())
    } else {
        Err(format!("{} owners, {} came by an invite for 3", found.owners, found.newcomers))
    }
}

async fn dead_invites(scene: Arc<Scene>) -> Verdict {
    let server = scene.town.server()?;
    let nobody = scene.nobody();
    let link = server.admin(&["create-invite"])?;
    let (_, token) = link.trim().split_once("/join/").ok_or("no link")?;
    let path = format!("/join/{token}");
    let good = nobody.get(&path).await?;
    if good.status != 200 {
        return Err(format!("a good invite was answered with {}", good.status));
    }
    let newcomer = [("name", "New One"), ("email", "new@example.org"), ("password", PASSWORD)];
    nobody.submit(&path, &newcomer).await?;
    let half = &token[..token.len() / 2];
    let mut dead = Vec::new();
    for path in [path.clone(), format!("/join/{half}"), format!("/join/{token}x"), "/join/x".into()]
    {
        let page = nobody.get(&path).await?;
        let again = nobody.post(&path, &newcomer).await?;
        if (page.status, again.status) != (404, 404) {
            return Err(format!("{path} was answered with {} and {}", page.status, again.status));
        }
        dead.push(without_nonce(&String::from_utf8_lossy(&page.body)));
    }
    dead.dedup();
    if dead.len() != 1 {
        return Err("dead links are told from each other".into());
    }
    // Whoever guesses a token of 128 bits guesses for ever; that they may is no harm.
    for number in 0..GUESSES / 100 {
        let page = nobody.get(&format!("/join/{number:032x}")).await?;
        if !matches!(page.status, 404 | 429) {
            return Err(format!("a guess was answered with {}", page.status));
        }
    }
    Ok(())
}

async fn reset_links(scene: Arc<Scene>) -> Verdict {
    let server = scene.strict.server()?;
    let nobody = Visitor { server: scene.strict_server(), token: None };
    let link = server.admin(&["reset-password", "olga@example.org"])?;
    if !link.contains(&format!("http://{}/reset/", server.address())) {
        return Err(format!("the link leads elsewhere: {link}"));
    }
    let (_, token) = link.trim().split_once("/reset/").ok_or("no link")?;
    let path = format!("/reset/{token}");
    let poisoned = format!("GET {path} HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    ask(nobody.server, poisoned).await?.is(421)?;
    let form = [("password", "another good battery")];
    nobody.submit(&path, &form).await?;
    let again = nobody.post(&path, &form).await?;
    if again.status == 404 { Ok(()) } else { Err(format!("again: {}", again.status)) }
}
