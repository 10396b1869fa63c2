//! What the pages say by which people come in: the first run, signing in, invites, new passwords.

pub const NAME: &str = "Your name";
pub const NAME_HINT: &str = "As others see it. You can change it later.";
pub const EMAIL: &str = "Email";
pub const EMAIL_HINT: &str = "You sign in with it. Hark never sends mail.";
pub const PASSWORD: &str = "Password";
pub const PASSWORD_HINT: &str = "At least 8 characters. A few unrelated words work well.";
pub const NEW_PASSWORD: &str = "New password";

pub const FIRST_RUN_TITLE: &str = "Make this server yours";
pub const FIRST_RUN_TEXT: &str =
    "You will be its owner: you invite people and look after it. Your first room is ready.";
pub const FIRST_RUN_BUTTON: &str = "Start";

pub const UNCLAIMED_TITLE: &str = "Nobody owns this server yet";
pub const UNCLAIMED_TEXT: &str = "When Hark started, it printed a link below the address it listens on. Open that link to \
     become the owner.";

pub const SIGN_IN_TITLE: &str = "Sign in";
pub const SIGN_IN_BUTTON: &str = "Sign in";
pub const SIGN_IN_HELP: &str =
    "No account, or the password is gone? Ask an owner of this server for a link.";
pub const SIGNED_OUT: &str = "You are signed out.";
pub const PASSWORD_CHANGED: &str = "Your password is changed. Sign in with it.";

pub const JOIN_TITLE: &str = "You are invited";
pub const JOIN_BUTTON: &str = "Join";

pub const RESET_TITLE: &str = "Choose a new password";
pub const RESET_BUTTON: &str = "Save";

pub const LINK_TITLE: &str = "This link does not work";
pub const LINK_TEXT: &str =
    "It may be cut off, used up or too old. Ask whoever gave it to you for a new one.";

pub const WRONG_SIGN_IN: &str = "This email and password do not belong together.";
pub const TOO_MANY_TRIES: &str =
    "There were too many tries. Wait a minute, then try again. Your password is unchanged.";
pub const BUSY: &str = "Many people are signing in just now. Try again in a moment.";
pub const EMAIL_WRONG: &str = "This does not look like an email address.";
pub const EMAIL_TAKEN: &str = "Somebody on this server has this address already.";
pub const PASSWORD_SHORT: &str = "This is shorter than 8 characters.";
pub const PASSWORD_LONG: &str = "This is longer than 1,024 bytes.";

/// Who invites.
pub fn invited_by(name: &str) -> String {
    format!("{name} invites you to chat here. Tell us who you are.")
}

/// Whose password is to be set.
pub fn reset_for(name: &str) -> String {
    format!("For {name}. You will be signed out everywhere.")
}
