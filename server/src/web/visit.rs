//! What a page's handler needs of a request, and how a page is sent.

use std::convert::Infallible;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, VARY,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hark_client::clock::Zone;
use hark_client::pages;
use hark_client::shell::{self, Head, Scripts};
use hark_client::ui::Clock;
use hark_client::ui::view::Node;
use hark_client::words::direct::called;
use hark_client::words::problem as words;
use hark_protocol::{ChatPage, Timestamp};

use super::messages::random_id;
use super::{Problem, policy};
use crate::app::App;
use crate::assets::Names;
use crate::door;

/// A request for a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The server.
    pub app: App,
    /// What came with it.
    pub headers: HeaderMap,
    /// The reader's time zone.
    pub zone: Zone,
}

impl FromRequestParts<App> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(app, &parts.headers))
    }
}

impl Visit {
    /// The request with these headers.
    pub fn of(app: &App, headers: &HeaderMap) -> Self {
        Self { app: app.clone(), headers: headers.clone(), zone: door::zone(headers) }
    }

    /// How to write moments down for this reader.
    pub fn clock(&self) -> Clock {
        Clock { zone: self.zone.clone(), now: now() }
    }

    /// A plain page.
    pub fn page(
        &self,
        status: StatusCode,
        title: &str,
        draw: impl FnOnce() -> Node,
    ) -> Response<Body> {
        match self.app.assets.names() {
            Some(names) => self.send(status, title, &names, |head| shell::plain(head, draw)),
            None => self.not_built(),
        }
    }

    /// The chat page. Without `alive` the browser leaves it as it is, which is right for a page of
    /// the past: there is nothing to go on from.
    pub fn chat(&self, page: &ChatPage, alive: bool) -> Result<Response<Body>, Problem> {
        let Some(names) = self.app.assets.names() else { return Ok(self.not_built()) };
        let form_id = random_id()?;
        let title = called(&page.open.summary.room, page.me.id);
        Ok(self.send(StatusCode::OK, &title, &names, |head| {
            let page_base64 = STANDARD.encode(page.encode());
            let words = self.app.assets.words(hark_words::language());
            let (js, wasm) = (names.js.as_str(), names.wasm.as_str());
            let scripts = Scripts { js, wasm, words, page_base64: &page_base64 };
            shell::chat(head, alive.then_some(&scripts), page, &self.zone, form_id)
        }))
    }

    /// A page without style, which says what is missing. Only a server that was built without its
    /// site sends it.
    fn not_built(&self) -> Response<Body> {
        let names = Names { js: String::new(), wasm: String::new(), css: String::new() };
        self.send(StatusCode::INTERNAL_SERVER_ERROR, words::not_built(), &names, |head| {
            let text = words::not_built_text().to_owned();
            shell::plain(head, || pages::problem::problem(words::not_built(), text))
        })
    }

    fn send(
        &self,
        status: StatusCode,
        title: &str,
        names: &Names,
        draw: impl FnOnce(&Head<'_>) -> String,
    ) -> Response<Body> {
        let nonce = nonce();
        let reload_port = reload_port();
        let look = door::look(&self.headers);
        let head = Head { title, nonce: &nonce, css: &names.css, look, reload_port };
        let mut response = Response::new(Body::from(draw(&head)));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(hark_words::language().tag()));
        headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
        // What one person may see must not be kept where the next one finds it.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(CONTENT_SECURITY_POLICY, policy::page(&nonce, reload_port));
        response
    }
}

/// The server's clock.
pub(super) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// 128 random bits: nobody guesses the nonce of a page they did not get.
fn nonce() -> String {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).expect("the system has random numbers: the store asked at start");
    STANDARD.encode(bytes)
}

/// Where `cargo leptos watch` tells when to load the page again, in a server it has started.
fn reload_port() -> Option<u16> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("LEPTOS_WATCH")?;
    std::env::var("LEPTOS_RELOAD_PORT").ok()?.parse().ok()
}
