//! The viewer of a page. A handler that takes one is not reached without.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};

use super::Problem;
use crate::app::App;
use crate::door;
use crate::rates::TooFast;
use crate::store::Viewer;

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
    use super::*;

    #[test]
    fn the_way_back_survives_the_query() {
        assert_eq!(sign_in_address("/"), "/sign-in");
        assert_eq!(
            sign_in_address("/rooms/3?before=12&x=a b"),
            "/sign-in?next=/rooms/3%3Fbefore%3D12%26x%3Da%20b"
        );
    }
}
