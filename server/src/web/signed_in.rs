//! The viewer of a page. A handler that takes one is not reached without.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};

use super::Problem;
use crate::app::App;
use crate::door;
use crate::rates::TooFast;
use crate::store::{AsOf, Viewer};

/// Somebody who is signed in. Others are sent to sign in, and from there back to where they were.
#[derive(Clone, Debug)]
pub struct SignedIn(pub Viewer);

impl FromRequestParts<App> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        match viewer(app, &parts.headers).await {
            Ok(Some(viewer)) => match may_ask(app, &viewer, &parts.method) {
                Ok(()) => Ok(Self(viewer)),
                Err(too_fast) => Err(Problem::from(too_fast).into_response()),
            },
            Ok(None) => {
                // Only reading can be taken up again after signing in.
                let next = match parts.method {
                    Method::GET => parts.uri.path_and_query().map_or("/", |path| path.as_str()),
                    _ => "/",
                };
                Err(Redirect::to(&sign_in_address(next)).into_response())
            }
            Err(problem) => Err(problem.into_response()),
        }
    }
}

/// Somebody who is signed in and asks for a page that may have been kept.
#[derive(Clone, Debug)]
pub struct Asker {
    /// Who.
    pub viewer: Viewer,
    /// Path and query.
    pub address: String,
    /// The state of the store before anything was read for the page.
    pub as_of: AsOf,
}

impl FromRequestParts<App> for Asker {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        // First: the viewer is on the page, too.
        let as_of = app.store.as_of().map_err(|error| Problem::from(error).into_response())?;
        let SignedIn(viewer) = SignedIn::from_request_parts(parts, app).await?;
        let address = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Self { viewer, address, as_of })
    }
}

/// What is changed by a form is one thing asked for, as it is over a socket.
fn may_ask(app: &App, viewer: &Viewer, method: &Method) -> Result<(), TooFast> {
    match *method {
        Method::GET | Method::HEAD => Ok(()),
        _ => app.pacing.command(viewer.user.id),
    }
}

/// Who asks, if anybody is signed in.
pub(super) async fn viewer(app: &App, headers: &HeaderMap) -> Result<Option<Viewer>, Problem> {
    match door::session_token(&app.config, headers) {
        Some(token) => Ok(app.store.viewer(&token).await?),
        None => Ok(None),
    }
}

fn sign_in_address(next: &str) -> String {
    if next == "/" {
        return "/sign-in".into();
    }
    let mut address = String::from("/sign-in?next=");
    for byte in next.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

#[cfg(test)]
mod tests {
    use axum::http::Request;
    use axum::http::header::COOKIE;
    use futures::executor::block_on;
    use hark_protocol::{PersonName, UserId};

    use super::*;
    use crate::config::Config;
    use crate::store::{Email, NewPerson, Store};

    #[tokio::test]
    async fn whoever_asks_is_no_older_than_the_state_of_the_store() {
        let dir = tempfile::tempdir().unwrap();
        let app = App::start(Config::on_free_port(dir.path())).unwrap();
        let name = PersonName::parse("Ann").unwrap();
        let email = Email::parse("ann@example.org").unwrap();
        let ann = NewPerson { name, email, password: "none".into() };
        let first = app.store.first_run_token().unwrap();
        app.store.claim(first.as_str(), ann).await.unwrap();
        let session = app.store.create_session(UserId(1), "a test", None).await.unwrap();
        let cookie = format!("hark_session={}", session.token.as_str());
        let mut parts =
            Request::get("/rooms/1").header(COOKIE, cookie).body(()).unwrap().into_parts().0;
        // Her name changes just after she was looked up.
        let store = app.store.clone();
        let rename = move || {
            let name = PersonName::parse("Anna").unwrap();
            block_on(store.rename_person(UserId(1), name)).unwrap();
        };
        Store::between_reads(Some(Box::new(rename)));
        let asker = Asker::from_request_parts(&mut parts, &app).await.unwrap();
        Store::between_reads(None);
        assert_eq!(asker.viewer.user.name.as_str(), "Ann");
        assert_ne!(asker.as_of, app.store.as_of().unwrap(), "a page of Ann is none of Anna's");
    }

    #[test]
    fn the_way_back_survives_the_query() {
        assert_eq!(sign_in_address("/"), "/sign-in");
        assert_eq!(
            sign_in_address("/rooms/3?before=12&x=a b"),
            "/sign-in?next=/rooms/3%3Fbefore%3D12%26x%3Da%20b"
        );
    }
}
