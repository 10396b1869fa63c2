//! Where the viewer is signed in.

use axum::response::{IntoResponse, Redirect, Response};
use hark_client::pages::account::SessionRow;
use hark_client::words::account as words;
use hark_protocol::UserId;

use super::fields::Fields;
use super::{Problem, SignedIn, Visit};
use crate::store::{SessionId, Viewer};

/// `POST /account/sessions/end`: ends one of one's sessions; its connections are closed.
pub async fn end(
    visit: Visit,
    SignedIn(viewer): SignedIn,
    fields: Fields,
) -> Result<Response, Problem> {
    let session = SessionId(fields.parse("session")?);
    visit.app.store.end_session(viewer.user.id, session).await?;
    Ok(Redirect::to("/account").into_response())
}

/// The viewer's sessions as the page shows them.
pub(super) async fn rows(visit: &Visit, viewer: &Viewer) -> Result<Vec<SessionRow>, Problem> {
    rows_of(visit, viewer.user.id, Some(viewer.session)).await
}

/// Somebody's, of which one may be the one in use.
pub(super) async fn rows_of(
    visit: &Visit,
    user: UserId,
    this_one: Option<SessionId>,
) -> Result<Vec<SessionRow>, Problem> {
    let clock = visit.clock();
    let sessions = visit.app.store.sessions(user).await?;
    let row = |session: crate::store::SessionInfo| SessionRow {
        id: session.id.0.to_string(),
        browser: browser(&session.agent),
        used: clock.moment(session.used_at),
        this_one: Some(session.id) == this_one,
    };
    Ok(sessions.into_iter().map(row).collect())
}

/// What a browser calls itself, as people know it. Only for its owner to tell sessions apart;
/// nothing depends on it.
fn browser(agent: &str) -> String {
    // The order matters: most browsers name those that they want to be taken for, too.
    let name = first_named(
        agent,
        &[
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("Firefox/", "Firefox"),
            ("FxiOS/", "Firefox"),
            ("CriOS/", "Chrome"),
            ("Chrome/", "Chrome"),
            ("Safari/", "Safari"),
        ],
    );
    let system = first_named(
        agent,
        &[
            ("Android", "Android"),
            ("iPhone", "iPhone"),
            ("iPad", "iPad"),
            ("Windows", "Windows"),
            ("Mac OS X", "Mac"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ],
    );
    match (name, system) {
        (Some(name), Some(system)) => format!("{name} · {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => words::unknown_browser().to_owned(),
    }
}

fn first_named(agent: &str, names: &[(&str, &'static str)]) -> Option<&'static str> {
    names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_go_by_the_names_people_know() {
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 \
                      (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
        assert_eq!(browser(chrome), "Chrome · Windows");
        assert_eq!(browser(&format!("{chrome} Edg/156.0")), "Edge · Windows");
        let phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 \
                     (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1";
        assert_eq!(browser(phone), "Safari · iPhone");
        assert_eq!(browser("curl/8"), "A browser");
    }
}
