//! What the page of people and invites says.

pub const TITLE: &str = "People";
pub const OWNER_TAG: &str = "Owner";
pub const INVITES: &str = "Invites";
pub const INVITES_TEXT: &str = "Whoever opens an invite link becomes a person of this server.";
pub const NEW_INVITE: &str = "New invite";
pub const USES: &str = "For how many people";
pub const USES_WRONG: &str = "Write a number from 1 to 1,000.";
pub const DAYS: &str = "Works for";
pub const CREATE: &str = "Make an invite link";
pub const REVOKE: &str = "Revoke";
pub const LINK: &str = "The invite link";
pub const LINK_TEXT: &str = "Copy it now: it is shown this once.";

/// For how many days an invite may work.
pub const DAYS_CHOICES: [(u32, &str); 3] = [(1, "1 day"), (7, "7 days"), (30, "30 days")];

/// How many people an invite still lets in.
pub fn uses_left(count: u32) -> String {
    match count {
        1 => "For 1 more person".into(),
        many => format!("For {many} more people"),
    }
}

/// When it ends, and who made it.
pub fn until(when: &str, by: &str) -> String {
    format!("Until {when} · made by {by}")
}

/// Since when somebody is here.
pub fn since(day: &str) -> String {
    format!("Here since {day}")
}
