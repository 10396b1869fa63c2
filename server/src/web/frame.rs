//! What stands around every answer: who may post, what a problem looks like, what the browser is
//! told.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::pin;

use axum::body::Body;
use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::{HeaderMap, Method, Response, Uri};
use axum::middleware::Next;
use axum::response::IntoResponse;
use futures::FutureExt;
use hark_words::{Language, speak};
use tracing::info;

use super::signed_in::viewer;
use super::{Problem, Visit, policy};
use crate::app::App;
use crate::panics::caught;
use crate::{assets, door};

/// Lets only our own pages change anything, and makes a page of a problem or a panic. All of that
/// in the reader's language.
pub async fn frame(State(app): State<App>, request: Request, next: Next) -> Response<Body> {
    speaking(door::language(request.headers()), answer(app, request, next)).await
}

/// Whatever is done for this work, and only that, is done in this language.
async fn speaking<T>(language: Language, work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    poll_fn(|context| speak(language, || work.as_mut().poll(context))).await
}

async fn answer(app: App, request: Request, next: Next) -> Response<Body> {
    let visit = Visit::of(&app, request.headers());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let reads = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS);
    let may = if reads { Ok(()) } else { may_send(&app, &request) };
    let mut response = match may {
        Ok(()) => {
            let answer = caught(next.run(request).map(Ok::<_, Problem>)).await;
            answer.unwrap_or_else(IntoResponse::into_response)
        }
        Err(problem) => problem.into_response(),
    };
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        if problem == Problem::Forbidden {
            note(&visit, &method, route.as_ref()).await;
        }
        response = problem.page(&visit);
    }
    policy::everywhere(response.headers_mut(), &visit.app.config);
    response
}

/// Writes down who was not allowed what (OWASP ASVS 5.0, 16.3.2). The route, since an address may
/// hold a token.
async fn note(visit: &Visit, method: &Method, route: Option<&MatchedPath>) {
    if let Ok(Some(viewer)) = viewer(&visit.app, &visit.headers).await {
        let route = route.map(MatchedPath::as_str);
        info!(user.id = %viewer.user.id, %method, route, "Not allowed");
    }
}

/// Forms come from our own pages, and no more of them from one address than people send.
fn may_send(app: &App, request: &Request) -> Result<(), Problem> {
    if !door::is_from_our_page(&app.config, request.headers()) {
        return Err(Problem::Foreign);
    }
    match request.extensions().get() {
        Some(ConnectInfo::<SocketAddr>(from)) => Ok(app.pacing.form(door::customer(from.ip()))?),
        None => Err(Problem::internal("a request came from nowhere")),
    }
}

/// An asset, or the page that says there is nothing here.
pub async fn fallback(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response<Body> {
    let reads = matches!(method, Method::GET | Method::HEAD);
    match app.assets.get(uri.path()) {
        Some(asset) if reads => assets::answer(asset, &method, &headers),
        Some(_) | None => Problem::NotFound.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_side_by_side_speak_each_their_own_language() {
        let work = |language| {
            speaking(language, async move {
                tokio::task::yield_now().await;
                hark_words::language()
            })
        };
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let both =
            runtime.block_on(async { tokio::join!(work(Language::Arabic), work(Language::Czech)) });
        assert_eq!(both, (Language::Arabic, Language::Czech));
        assert_eq!(hark_words::language(), Language::English);
    }
}
