//! What pages say when something did not work: what happened, what was kept, what to do.

pub const HOME: &str = "Back to the start";

pub const NOT_FOUND: &str = "There is nothing here";
pub const NOT_FOUND_TEXT: &str =
    "The address may be wrong, or what was here is gone or not for you.";
pub const FORBIDDEN: &str = "You may not do this";
pub const FORBIDDEN_TEXT: &str = "Nothing was changed. An owner of this server can help.";
pub const FOREIGN: &str = "This did not come from a page of this server";
pub const FOREIGN_TEXT: &str = "Nothing was changed. Open this server’s own page and do it there.";
pub const BAD_REQUEST: &str = "The server could not make sense of this";
pub const BAD_REQUEST_TEXT: &str = "Nothing was changed. Go back and try again.";
pub const ARCHIVED: &str = "This room is archived";
pub const ARCHIVED_TEXT: &str = "It can be read, not written. Nothing was changed.";
pub const TOO_MUCH: &str = "There is no more room for this";
pub const TOO_MUCH_TEXT: &str = "Nothing was changed.";
pub const BUSY: &str = "The server is busy";
pub const BUSY_TEXT: &str = "Nothing was changed. Go back and try again in a moment.";
pub const STORAGE: &str = "The server cannot save anything just now";
pub const STORAGE_TEXT: &str =
    "Its disk is full or failing. Reading still works, and nothing that was saved is lost.";
pub const INTERNAL: &str = "Something went wrong on the server";
pub const NOT_BUILT: &str = "The page’s style and scripts were not built";
pub const NOT_BUILT_TEXT: &str = "Build the server with cargo leptos build.";

/// What to tell whoever runs the server.
pub fn internal_text(id: &str) -> String {
    format!(
        "It was not your doing. If it happens again, tell whoever runs this server the code {id}."
    )
}
