//! What roles are called.

use hark_protocol::Role;
use hark_words::role;

/// What a role is called.
pub fn name(of: Role) -> &'static str {
    match of {
        Role::Owner => role::owner(),
        Role::Admin => role::admin(),
        Role::Moderator => role::moderator(),
        Role::Member => role::member(),
        Role::Guest => role::guest(),
    }
}

/// What a form says of a role.
pub fn word(of: Role) -> &'static str {
    match of {
        Role::Owner => "owner",
        Role::Admin => "admin",
        Role::Moderator => "moderator",
        Role::Member => "member",
        Role::Guest => "guest",
    }
}

/// The role that a form names.
pub fn of_word(named: &str) -> Option<Role> {
    Role::ALL.into_iter().find(|role| word(*role) == named)
}
