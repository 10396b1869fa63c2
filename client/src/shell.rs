//! The document every page stands in: head, style sheet, scripts. The only inline scripts are
//! here, each under the response's nonce.

use hark_protocol::ChatPage;
use hark_words::language;
use leptos::prelude::*;

use crate::clock::Zone;
use crate::look::{Look, Theme};
use crate::ui::view::{Node, view};
use crate::words::shell as words;

/// What a document needs from the server that sends it.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// The page's own title, shown before the product's name.
    pub title: &'a str,
    /// The nonce that the response's Content-Security-Policy names.
    pub nonce: &'a str,
    /// The style sheet's address.
    pub css: &'a str,
    /// What the reader chose for this browser.
    pub look: Look,
    /// The port of `cargo leptos watch` that tells when to load the page again; development only.
    pub reload_port: Option<u16>,
}

/// What brings the chat page to life.
#[derive(Clone, Debug)]
pub struct Scripts<'a> {
    /// The module's address.
    pub js: &'a str,
    /// The WebAssembly's address.
    pub wasm: &'a str,
    /// The address of what the page says, in the language it is drawn in.
    pub words: &'a str,
    /// The page as base64 of [`ChatPage::encode`], standard alphabet with padding.
    pub page_base64: &'a str,
}

/// The id of the element that holds the chat page's bytes.
pub const CHAT_PAGE_ID: &str = "chat-page";

/// Remembers the browser's time zone, so that the next page shows times in it. A field that holds
/// something to copy is selected when it is entered. Where something may be told beside the page,
/// or where that is chosen, the script that does it is loaded once the page stands, and so is the
/// one that asks browsers for passkeys; the one that colors code is loaded when the page first
/// shows code that says its language.
const SCRIPT: &str = "\
try{const z=Intl.DateTimeFormat().resolvedOptions().timeZone;\
if(z)document.cookie='hark_zone='+encodeURIComponent(z)+';path=/;max-age=31536000;samesite=lax'}\
catch{}addEventListener('focusin',e=>{if(e.target.readOnly)e.target.select()});\
addEventListener('DOMContentLoaded',()=>{\
const has=s=>document.querySelector(s),get=f=>import(f).catch(()=>{});\
if(has('.app,[data-notify]'))get('/notify.js');\
if(has('[data-passkey]'))get('/passkey.js');\
const look=()=>has('.code[data-language]')&&(watch.disconnect(),get('/highlight.js')),\
watch=new MutationObserver(look);\
watch.observe(document.body,{childList:true,subtree:true});look()})";

/// A plain page. `body` draws what stands in `<body class="plain">`.
pub fn plain(head: &Head<'_>, body: impl FnOnce() -> Node) -> String {
    document(head, "plain", &html(body))
}

/// The chat page, with what the browser needs to go on from it. Without scripts it is read, and
/// written by forms, which post under `form_id`.
pub fn chat(
    head: &Head<'_>,
    scripts: Option<&Scripts<'_>>,
    page: &ChatPage,
    zone: &Zone,
    form_id: &str,
) -> String {
    let mut body = crate::chat::render(page, zone, form_id);
    if let Some(scripts) = scripts {
        let nonce = head.nonce.to_owned();
        let data = scripts.page_base64.to_owned();
        let start = start_script(scripts);
        body.push_str(&html(|| {
            view! {
                <script type="application/octet-stream" id=CHAT_PAGE_ID
                    data-failed=words::scripts_failed()>{data}</script>
                <script type="module" nonce=nonce>{start}</script>
            }
        }));
    }
    document(head, "chat", &body)
}

/// Loads the module, and beside it the words, and wakes the page. A load that fails is tried once
/// more, since networks do fail for a moment; after that the page says what can still be done.
fn start_script(scripts: &Scripts<'_>) -> String {
    let Scripts { js, wasm, words, page_base64: _ } = scripts;
    format!(
        "const words=async()=>{{const a=await fetch('{words}');\
         if(!a.ok)throw a.status;return a.text()}},\
         code=async n=>{{const m=await import('{js}'+n);\
         await m.default({{module_or_path:'{wasm}'}});return m}},\
         load=n=>Promise.all([code(n),words()]);\
         load('').catch(()=>new Promise(r=>setTimeout(r,2000)).then(()=>load('?again')))\
         .then(([m,w])=>m.hydrate(w))\
         .catch(e=>{{console.error(e);const p=document.createElement('p');\
         p.className='scripts-failed';p.setAttribute('role','status');\
         p.textContent=document.getElementById('{CHAT_PAGE_ID}').dataset.failed;\
         document.body.append(p)}});"
    )
}

fn document(head: &Head<'_>, class: &str, body: &str) -> String {
    let title = hark_words::chat::title(head.title);
    let (nonce, css) = (head.nonce.to_owned(), head.css.to_owned());
    let reload = head.reload_port.map(|port| {
        let nonce = head.nonce.to_owned();
        view! { <script nonce=nonce>{reload_script(port)}</script> }
    });
    let scheme = color_scheme(head.look.theme);
    let root = head.look.attributes();
    let head = html(|| {
        view! {
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content=VIEWPORT/>
                {scheme}
                <title>{title}</title>
                <link rel="stylesheet" href=css/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="apple-touch-icon" href="/apple-touch-icon.png"/>
                <link rel="manifest" href="/manifest.webmanifest"/>
                <script nonce=nonce>{SCRIPT}</script>
                {reload}
            </head>
        }
    });
    let (lang, dir) = (language().tag(), language().dir());
    format!(
        "<!DOCTYPE html><html lang=\"{lang}\" dir=\"{dir}\"{root}>{head}\
         <body class=\"{class}\">{body}</body></html>"
    )
}

/// Which colors the browser draws its own parts in. The bar of a phone gets the room's surface, so
/// that it goes on from the page.
fn color_scheme(theme: Theme) -> Node {
    let schemes = match theme {
        Theme::System => "light dark",
        Theme::Light => "light",
        Theme::Dark => "dark",
    };
    let bar = |color: &'static str, when: &'static str| {
        view! { <meta name="theme-color" content=color media=when/> }
    };
    let light = match theme {
        Theme::System => Some("(prefers-color-scheme: light)"),
        Theme::Light => Some("all"),
        Theme::Dark => None,
    };
    let dark = match theme {
        Theme::System => Some("(prefers-color-scheme: dark)"),
        Theme::Light => None,
        Theme::Dark => Some("all"),
    };
    view! {
        <meta name="color-scheme" content=schemes/>
        {light.map(|when| bar("#fff", when))}
        {dark.map(|when| bar("#171c22", when))}
    }
}

/// Draws a view to text. What it makes reactive is dropped with the owner.
fn html(draw: impl FnOnce() -> Node) -> String {
    Owner::new().with(|| draw().to_html())
}

/// The keyboard of a phone takes its room from the page instead of covering the composer.
const VIEWPORT: &str =
    "width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content";

/// Loads the page again when `cargo leptos watch` has built something.
fn reload_script(port: u16) -> String {
    format!(
        "new WebSocket('ws://'+location.hostname+':{port}/live_reload').onmessage=e=>{{\
         const m=JSON.parse(e.data);if(m.all||m.css||m.view)location.reload()}};"
    )
}
