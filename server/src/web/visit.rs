//! What a page's handler needs of a request, and how a page is sent.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::extract::FromRequestParts;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
    SET_COOKIE, VARY,
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

use super::home::last_room;
use super::{Asker, Problem, messages, policy};
use crate::app::App;
use crate::assets::Names;
use crate::door;
use crate::kept::{self, Fresh, Leaf, Packing, Question, Sheet};

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

    /// What was sent to whoever asked this before, if it still says what is so.
    pub fn kept(&self, asker: &Asker) -> Result<Option<Response<Body>>, Problem> {
        let Some(names) = self.app.assets.names() else { return Ok(None) };
        let leaf = self.app.kept.find(&self.question(asker, names), asker.as_of, now());
        leaf.map(|leaf| Ok(sent(&leaf, &fresh()?))).transpose()
    }

    /// The chat page, which is kept. Without `alive` the browser leaves it as it is, which is right
    /// for a page of the past: there is nothing to go on from.
    pub fn chat(
        &self,
        asker: &Asker,
        page: &ChatPage,
        alive: bool,
    ) -> Result<Response<Body>, Problem> {
        let Some(names) = self.app.assets.names() else { return Ok(self.not_built()) };
        let fresh = fresh()?;
        let title = called(&page.open.summary.room, page.me.id);
        let page_base64 = STANDARD.encode(page.encode());
        let words = self.app.assets.words(hark_words::language());
        let (js, wasm) = (names.js.as_str(), names.wasm.as_str());
        let scripts = Scripts { js, wasm, words, page_base64: &page_base64 };
        let head = self.head(&title, &fresh.nonce, &names);
        let scripts = alive.then_some(&scripts);
        let html = shell::chat(&head, scripts, page, &self.zone, &fresh.form_id);
        let question = self.question(asker, Arc::clone(&names));
        let sheet = Sheet::of(&html, &fresh, question.packing);
        let room = page.open.summary.room.id;
        let leaf = Arc::new(Leaf { sheet, room, holds: kept::holds(page) });
        self.app.kept.keep(question, asker.as_of, Arc::clone(&leaf));
        Ok(sent(&leaf, &fresh))
    }

    fn question(&self, asker: &Asker, names: Arc<Names>) -> Question {
        Question {
            session: asker.viewer.session,
            address: asker.address.clone(),
            language: hark_words::language(),
            zone: self.zone.name().to_owned(),
            look: door::look(&self.headers),
            packing: Packing::asked(&self.headers),
            names,
        }
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
        let nonce = STANDARD.encode(random().expect("the store asked for some at its start"));
        let page = draw(&self.head(title, &nonce, names));
        let mut response = answer(page.into(), &nonce);
        *response.status_mut() = status;
        response
    }

    fn head<'a>(&self, title: &'a str, nonce: &'a str, names: &'a Names) -> Head<'a> {
        let look = door::look(&self.headers);
        Head { title, nonce, css: &names.css, look, reload_port: reload_port() }
    }
}

/// A chat page as one load gets it.
fn sent(leaf: &Leaf, fresh: &Fresh) -> Response<Body> {
    let mut response = answer(leaf.sheet.with(fresh).into(), &fresh.nonce);
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("accept-encoding"));
    if leaf.sheet.packing() == Packing::Gzip {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert(SET_COOKIE, last_room(leaf.room));
    response
}

fn answer(page: Body, nonce: &str) -> Response<Body> {
    let mut response = Response::new(page);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(hark_words::language().tag()));
    headers.insert(VARY, HeaderValue::from_static("accept-language, cookie"));
    // What one person may see must not be kept where the next one finds it.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(CONTENT_SECURITY_POLICY, policy::page(nonce, reload_port()));
    response
}

/// The server's clock.
pub(super) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Words for one load: nobody guesses the nonce of a page they did not get.
fn fresh() -> Result<Fresh, Problem> {
    let form_id = messages::random_id()?.to_string();
    Ok(Fresh { nonce: STANDARD.encode(random().map_err(Problem::internal)?), form_id })
}

/// 128 random bits.
fn random() -> Result<[u8; 16], getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// Where `cargo leptos watch` tells when to load the page again, in a server it has started.
fn reload_port() -> Option<u16> {
    if !cfg!(debug_assertions) {
        return None;
    }
    std::env::var_os("LEPTOS_WATCH")?;
    std::env::var("LEPTOS_RELOAD_PORT").ok()?.parse().ok()
}
