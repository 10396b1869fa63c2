//! Everything that can be asked of a server, on one screen.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use hark_protocol::SOCKET_PATH;
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;

use crate::app::App;
use crate::web::{
    self, about, account, admin, audit, direct, first_run, health, home, join, level, members,
    messages, passkeys, people, picture, report, reports, reset, room, room_settings, rooms,
    search, second_step, sessions, sign_in, sign_in_code, thread, threads,
};
use crate::{door, kept, socket};

/// Pages that come from no sheet are compressed as they are sent, as well as those.
const PAGE_QUALITY: CompressionLevel = CompressionLevel::Precise(kept::LEVEL as i32);

/// What a form may send that sends a file.
fn upload() -> DefaultBodyLimit {
    DefaultBodyLimit::max(web::picture::UPLOAD_BYTES)
}

/// The server's answers.
pub fn router(app: App) -> Router {
    let pages = Router::new()
        .route("/", get(home::home))
        .route("/first-run/{token}", get(first_run::form).post(first_run::claim))
        .route("/join/{token}", get(join::form).post(join::join))
        .route("/reset/{token}", get(reset::form).post(reset::reset))
        .route("/sign-in", get(sign_in::form).post(sign_in::sign_in))
        .route("/sign-in/code", get(sign_in_code::form).post(sign_in_code::sign_in))
        .route("/sign-in/passkey", post(passkeys::sign_in))
        .route("/sign-in/passkey/ask", post(passkeys::ask_for_any))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/sign-out-everywhere", post(sign_in::sign_out_everywhere))
        .route("/rooms", get(rooms::browse))
        .route("/rooms/new", get(rooms::form).post(rooms::create))
        .route("/rooms/{room}", get(room::room))
        .route("/rooms/{room}/messages", post(messages::post))
        .route("/rooms/{room}/messages/{message}", get(room::message))
        .route("/rooms/{room}/messages/{message}/report", get(report::form).post(report::send))
        .route("/rooms/{room}/threads/{message}", get(thread::thread))
        .route("/rooms/{room}/join", post(members::join))
        .route("/rooms/{room}/leave", post(members::leave))
        .route("/rooms/{room}/settings", get(room_settings::page).post(room_settings::save))
        .route("/rooms/{room}/level", get(level::page).post(level::choose))
        .route("/rooms/{room}/members/add", post(members::add))
        .route("/rooms/{room}/members/remove", post(members::remove))
        .route("/rooms/{room}/slow", post(room_settings::slow))
        .route("/rooms/{room}/archive", post(room_settings::archive))
        .route("/rooms/{room}/unarchive", post(room_settings::unarchive))
        .route("/threads", get(threads::page))
        .route("/search", get(search::search))
        .route("/direct", post(direct::start))
        .route("/direct/new", get(direct::form))
        .merge(account_pages())
        .route("/people", get(people::page))
        .route("/people/{user}/pictures/{picture}", get(picture::picture))
        .route("/people/invites", post(people::invite))
        .route("/people/invites/revoke", post(people::revoke))
        .route("/admin", get(admin::page))
        .route("/admin/audit", get(audit::page))
        .route("/admin/reports", get(reports::page))
        .route("/admin/reports/{report}", get(reports::one).post(reports::decide))
        .route("/admin/people/{user}", get(admin::person))
        .route("/admin/people/{user}/role", post(admin::set_role))
        .route("/admin/people/{user}/silence", post(admin::silence))
        .route("/admin/people/{user}/ban", post(admin::ban))
        .route("/admin/people/{user}/lift", post(admin::lift))
        .route("/admin/people/{user}/sign-out", post(admin::sign_out))
        .route("/admin/people/{user}/second-step", post(second_step::take_off))
        .route("/api/session", get(health::session))
        .route("/healthz", get(health::healthz))
        .fallback(web::fallback)
        .layer(DefaultBodyLimit::max(web::FORM_BYTES))
        .layer(from_fn_with_state(app.clone(), web::frame))
        .layer(CompressionLayer::new().quality(PAGE_QUALITY));
    // The socket checks its own requests: what is wrong there is told by status and code.
    let sockets = Router::new().route(SOCKET_PATH, get(socket::upgrade));
    #[cfg(debug_assertions)]
    let sockets = sockets.route(socket::ECHO_PATH, get(socket::echo));
    sockets
        .merge(pages)
        .layer(from_fn(door::only_whole_requests))
        .layer(from_fn_with_state(app.clone(), door::only_our_hosts))
        .with_state(app)
}

/// What people look after themselves.
fn account_pages() -> Router<App> {
    Router::new()
        .route("/account", get(account::page))
        .route("/account/name", post(account::rename))
        .route("/account/picture", post(picture::change).layer(upload()))
        .route("/account/picture/remove", post(picture::remove))
        .route("/account/status", post(about::set_status))
        .route("/account/status/clear", post(about::clear_status))
        .route("/account/zone", post(about::set_zone))
        .route("/account/receipts", post(about::set_receipts))
        .route("/account/look", post(account::choose_look))
        .route("/account/password", post(account::change_password))
        .route("/account/sessions/end", post(sessions::end))
        .route("/account/passkeys", get(passkeys::page).post(passkeys::add))
        .route("/account/passkeys/ask", post(passkeys::ask_for_new))
        .route("/account/passkeys/remove", post(passkeys::remove))
        .route("/account/second-step", get(second_step::page))
        .route("/account/second-step/prepare", post(second_step::prepare))
        .route("/account/second-step/on", post(second_step::turn_on))
        .route("/account/second-step/codes", post(second_step::renew_codes))
        .route("/account/second-step/off", post(second_step::turn_off))
}
