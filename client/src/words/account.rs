//! What the account's page says.

use crate::look::{Contrast, Density, Theme};

pub const TITLE: &str = "Your account";
pub const NAME_TITLE: &str = "Name";
pub const PICTURE_TITLE: &str = "Picture";
pub const PICTURE: &str = "A picture from your device";
pub const PICTURE_HINT: &str = "PNG, JPEG, WebP or GIF, at most 10 MB. Its middle is shown, small. What else the file \
                                tells, such as where it was taken, is not kept.";
pub const CHANGE_PICTURE: &str = "Use this picture";
pub const REMOVE_PICTURE: &str = "Remove your picture";
pub const PICTURE_TOO_BIG: &str = "This file is larger than 10 MB. Choose a smaller one.";
pub const PICTURE_TOO_MANY_PIXELS: &str =
    "This picture has more than 25 million pixels. Make it smaller and try again.";
pub const PICTURE_UNREADABLE: &str =
    "This file cannot be read as a picture. Choose a PNG, JPEG, WebP or GIF file.";
pub const LOOK_TITLE: &str = "Look";
pub const LOOK_TEXT: &str = "Kept in this browser. Your other devices have choices of their own.";
pub const THEME: &str = "Theme";
pub const CONTRAST: &str = "Contrast";
pub const DENSITY: &str = "Density";
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

/// What a theme is called.
pub fn theme(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Like the system",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

/// What a contrast is called.
pub fn contrast(contrast: Contrast) -> &'static str {
    match contrast {
        Contrast::System => "Like the system",
        Contrast::More => "High",
    }
}

/// What a density is called.
pub fn density(density: Density) -> &'static str {
    match density {
        Density::Roomy => "Roomy",
        Density::Compact => "Compact: more messages on one screen",
    }
}

/// When a session was last used.
pub fn last_used(when: &str) -> String {
    format!("Last used: {when}")
}
