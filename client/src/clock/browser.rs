//! Time zones in the browser: its own, or another one by name while the page is brought to life
//! as the server rendered it.

use hark_protocol::Timestamp;
use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

use super::LocalTime;

/// The reader's time zone.
#[derive(Clone, Debug)]
pub struct Zone(Option<String>);

impl Zone {
    /// The browser's own.
    pub const LOCAL: Self = Self(None);

    /// The zone of this IANA name. Slower than [`Zone::LOCAL`].
    pub fn named(name: &str) -> Self {
        Self(Some(name.to_owned()))
    }

    /// The moment in this zone.
    pub fn local(&self, at: Timestamp) -> LocalTime {
        LocalTime::at_offset(at, self.offset_seconds(at))
    }

    /// How far clocks are ahead of UTC at this moment, in seconds.
    pub fn offset_seconds(&self, at: Timestamp) -> i32 {
        let date = Date::new(&JsValue::from_f64(at.0 as f64));
        match &self.0 {
            None => -(date.get_timezone_offset() * 60.0) as i32,
            Some(name) => offset_of_named(&date, name),
        }
    }
}

/// Swedish writes `2026-11-13 14:05:09`, which `Date` reads back as a moment in UTC.
fn offset_of_named(date: &Date, name: &str) -> i32 {
    let options = Object::new();
    let set = Reflect::set(&options, &"timeZone".into(), &name.into());
    if set.is_err() || name == "UTC" {
        return 0;
    }
    let written = String::from(date.to_locale_string("sv-SE", &options));
    let read = Date::parse(&(written.replacen(' ', "T", 1) + "Z"));
    if read.is_nan() { 0 } else { ((read - date.get_time()) / 60_000.0).round() as i32 * 60 }
}
