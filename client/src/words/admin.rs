//! What the pages say by which a server is looked after.

pub use hark_words::admin::*;

/// A time of so many minutes, in the largest unit it is whole in.
pub fn how_long(minutes: u64) -> String {
    const HOUR: u64 = 60;
    const DAY: u64 = 24 * HOUR;
    let of = |unit: u64| u32::try_from(minutes / unit).unwrap_or(u32::MAX);
    match minutes {
        _ if minutes.is_multiple_of(DAY) => days(of(DAY)),
        _ if minutes.is_multiple_of(HOUR) => hours(of(HOUR)),
        _ => self::minutes(of(1)),
    }
}

/// What a deed of the audit log is called, by its word; a word that nobody knows is its own name.
pub fn deed(word: &str) -> &str {
    match word {
        "server-claimed" => deed_server_claimed(),
        "signed-in" => deed_signed_in(),
        "sign-in-failed" => deed_sign_in_failed(),
        "session-ended" => deed_session_ended(),
        "sessions-ended" => deed_sessions_ended(),
        "password-changed" => deed_password_changed(),
        "second-step-on" => deed_second_step_on(),
        "second-step-off" => deed_second_step_off(),
        "recovery-codes-made" => deed_recovery_codes_made(),
        "recovery-code-used" => deed_recovery_code_used(),
        "passkey-added" => deed_passkey_added(),
        "passkey-removed" => deed_passkey_removed(),
        "reset-made" => deed_reset_made(),
        "role-changed" => deed_role_changed(),
        "banned" => deed_banned(),
        "ban-lifted" => deed_ban_lifted(),
        "silenced" => deed_silenced(),
        "room-made" => deed_room_made(),
        "room-changed" => deed_room_changed(),
        "room-archived" => deed_room_archived(),
        "room-unarchived" => deed_room_unarchived(),
        "member-removed" => deed_member_removed(),
        "message-removed" => deed_message_removed(),
        "report-decided" => deed_report_decided(),
        "invite-made" => deed_invite_made(),
        "invite-used" => deed_invite_used(),
        "invite-revoked" => deed_invite_revoked(),
        other => other,
    }
}
