//! What the account's page says.

pub const TITLE: &str = "Your account";
pub const NAME_TITLE: &str = "Name";
pub const PASSWORD_TITLE: &str = "Password";
pub const CURRENT_PASSWORD: &str = "Current password";
pub const CHANGE_PASSWORD: &str = "Change password";
pub const PASSWORD_TEXT: &str = "Changing it signs you out everywhere else.";
pub const PASSWORD_WRONG: &str = "This is not your current password.";
pub const SESSIONS_TITLE: &str = "Where you are signed in";
pub const THIS_ONE: &str = "This one";
pub const END: &str = "Sign out";
pub const SIGN_OUT: &str = "Sign out here";
pub const SIGN_OUT_EVERYWHERE: &str = "Sign out everywhere";
pub const UNKNOWN_BROWSER: &str = "A browser";
pub const PASSWORD_SAVED: &str = "Your password is changed. You are signed out everywhere else.";

/// When a session was last used.
pub fn last_used(when: &str) -> String {
    format!("Last used: {when}")
}
