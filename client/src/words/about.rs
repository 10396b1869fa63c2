//! What the account's page says around what people say of themselves.

use hark_protocol::TextError;
pub use hark_words::about::*;

use crate::pages::about::Ends;

/// What to do about a status.
pub fn status_error(error: TextError) -> &'static str {
    match error {
        TextError::TooLong => status_too_long(),
        TextError::Empty => status_empty(),
        TextError::Control => status_control(),
    }
}

/// How long a status stays.
pub fn ends(ends: Ends) -> &'static str {
    match ends {
        Ends::Never => ends_never(),
        Ends::HalfHour => ends_half_hour(),
        Ends::Hour => ends_hour(),
        Ends::FourHours => ends_four_hours(),
        Ends::Today => ends_today(),
        Ends::Week => ends_week(),
    }
}
