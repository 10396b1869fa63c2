//! What people do: each function gets the proof of what the viewer may do, then asks the store.
//! Both edges, the socket and the pages, call these and nothing below. Knows no HTTP.

mod refused;
mod access;
mod post;
mod edit;
mod react;
mod pin;
mod read;
mod thread;
mod search;
mod rooms;
mod members;
mod people;
mod reports;

pub use access::{keeper, mandate, may, may_write, member};
pub use edit::{delete, edit};
pub use members::{add_member, join, leave, members, remove_member};
pub use people::{
    around, audit, ban, create_invite, end_sessions_of, invites, let_see_receipts, lift_ban,
    people, receipts, rename_person, revoke_invite, seen, set_picture, set_role, set_status,
    set_zone, silence, take_off_second_step,
};
pub use pin::{pin, unpin};
pub use post::post;
pub use react::{react, unreact};
pub use read::{
    choose_level, first_since, history, mark_read, mark_unread, open_rooms, resume, room_info,
    room_summaries, room_summary, snapshot, snapshot_around, versions,
};
pub use refused::Refused;
pub use reports::{
    decide, decided_reports, open_reports, report, reportable, reported, reported_at,
    waiting_reports,
};
pub use rooms::{
    archive, create_room, direct_room, rename_room, set_slow_mode, set_topic, unarchive,
};
pub use search::search;
pub use thread::{
    follow_thread, followed_threads, mark_thread_read, thread, thread_state, unfollow_thread,
    unread_threads,
};
