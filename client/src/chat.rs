//! The chat page: what the server renders and the browser brings to life. It holds no rules of the
//! protocol, which are in `hark_protocol::sync`, and no handlers, which are in `browser`: given the
//! same client and reader, both ends draw the same.

use hark_words::{chat as said, message};
use leptos::prelude::*;

pub mod screen;
pub mod top;
pub mod rows;
pub mod words;
pub mod deed;
mod sidebar;
mod header;
mod timeline;
mod row;
pub mod spot;
mod slot;
mod scene;
pub mod strip;
pub mod thread;
mod body;
pub mod reactions;
pub mod picker;
pub mod pins;
pub mod versions;
pub mod menu;
#[cfg(any(test, feature = "hydrate"))]
pub mod quoting;
pub mod composer;
pub mod suggest;
mod people;
pub mod switcher;
pub mod keys;

use crate::ui::view::{Node, view};
#[cfg(feature = "ssr")]
pub(crate) use body::text as text_of;
use deed::Deed;
use screen::{Door, Pane, Screen};
use spot::Side;

/// The inside of `<body class="chat">` as HTML. Nothing may stand between `<body>` and it: the
/// browser hydrates the body's first children. `form_id` is what the composer's form posts under
/// where there is no script, so that a form sent twice is one message.
#[cfg(feature = "ssr")]
pub fn render(page: &hark_protocol::ChatPage, zone: &crate::clock::Zone, form_id: &str) -> String {
    use hark_protocol::sync::Client;
    use screen::Reader;

    let client = Client::new(page.clone(), 0);
    let open = client.open().and_then(|id| client.room(id));
    let mut reader = Reader::of(open, zone.clone(), page.now);
    reader.meet_thread(&client);
    Owner::new().with(|| {
        let screen = Screen::new(&client, &reader);
        screen.form_id.set_value(Some(form_id.to_owned()));
        chat(screen, zone.name().to_owned()).to_html()
    })
}

/// The page. `zone` is the one it was rendered in: the browser hydrates it in the same.
pub fn chat(screen: Screen, zone: String) -> Node {
    let pane = move || match screen.pane.get() {
        Pane::Rooms => "rooms",
        Pane::Room => "room",
        Pane::Thread => "thread",
    };
    view! {
        {skip_link(screen)}
        <div class="app" id="app" data-pane=pane data-status=move || screen.status.get()
            data-zone=zone>
            {sidebar::sidebar(screen)}
            <main class="reading">
            <div class="room">
                {header::header(screen)}
                {header::connection_line(screen)}
                {timeline::timeline(screen)}
                {timeline::jump(screen)}
                {composer::composer(screen, Side::Room)}
            </div>
            {thread::thread(screen)}
            {menu::menu(screen)}
            </main>
            {people::people(screen)}
        </div>
        <div class="visually-hidden" aria-live="polite" id="announcer">
            {move || screen.announcement.get()}
        </div>
        {delete_dialog(screen)}
        {suggest::wide_dialog(screen)}
        {switcher::switcher(screen)}
        {keys::keys(screen)}
        {picker::picker(screen)}
        {pins::pins(screen)}
        {versions::versions(screen)}
    }
}

/// To where one writes, or reads where one may not write.
fn skip_link(screen: Screen) -> Node {
    let writable = move || screen.room.with(|room| room.door == Door::Open);
    let address = move || if writable() { "#composer-text" } else { "#timeline" };
    let words =
        move || if writable() { said::skip_to_composer() } else { said::skip_to_messages() };
    view! { <a class="skip-link" href=address>{words}</a> }
}

fn delete_dialog(screen: Screen) -> Node {
    let title = move || match screen.removing.get() {
        Some(name) => message::remove_title(&name),
        None => message::delete_title().to_owned(),
    };
    let is_others = move || screen.removing.with(Option::is_some);
    let text = move || if is_others() { message::remove_text() } else { message::delete_text() };
    let agree = move || if is_others() { message::remove() } else { message::delete() };
    view! {
        <dialog class="dialog" id="delete-dialog" aria-labelledby="delete-title">
            <h2 class="dialog__title" id="delete-title">{title}</h2>
            <p>{text}</p>
            <div class="dialog__actions">
                <button class="button button--quiet" type="button" data-do=Deed::Keep.word()>
                    {message::keep()}
                </button>
                <button class="button button--danger" type="button" data-do=Deed::DeleteNow.word()>
                    {agree}
                </button>
            </div>
        </dialog>
    }
}
