//! The cookies: the session's, the known browser's and the look's with its language, which only the
//! server reads, and the time zone's, which a script writes.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use hark_client::clock::Zone;
use hark_client::look::Look;

use super::halfway::HALFWAY_VALID;
use crate::config::Config;
use crate::store::Store;

/// The session's cookie on a server that is reached by plain HTTP, as on one's own machine.
const SESSION: &str = "hark_session";
/// The same over TLS. Browsers take a cookie of this prefix only when it is `Secure`, set by this
/// host and for all of it (RFC 6265bis, section 4.1.3.2), so no neighbor can plant one.
const SECURE_SESSION: &str = "__Host-hark_session";
/// What a browser is known by that somebody has signed in with before.
const DEVICE: &str = "hark_device";
const SECURE_DEVICE: &str = "__Host-hark_device";
/// Who has shown their password and owes a code.
const HALFWAY: &str = "hark_halfway";
const SECURE_HALFWAY: &str = "__Host-hark_halfway";
/// The reader's time zone by its IANA name, percent-encoded.
const ZONE: &str = "hark_zone";
/// How pages look in this browser.
const LOOK: &str = "hark_look";
/// How long that is remembered, in seconds: a year after it was chosen last.
const LOOK_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The token of the request's session, if there is exactly one: two mean that somebody planted one.
pub fn session_token(config: &Config, headers: &HeaderMap) -> Option<String> {
    read(headers, session_name(config)).map(str::to_owned)
}

/// What keeps this token in the browser for as long as a session can last.
pub fn keep_session(config: &Config, token: &str) -> HeaderValue {
    set(config, session_name(config), token, Store::SESSION_MAX.as_secs())
}

/// What makes the browser forget its session.
pub fn forget_session(config: &Config) -> HeaderValue {
    set(config, session_name(config), "", 0)
}

/// What the browser is known by.
pub fn device_token<'a>(config: &Config, headers: &'a HeaderMap) -> Option<&'a str> {
    read(headers, device_name(config))
}

/// What keeps a browser known that somebody has signed in with.
pub fn keep_device(config: &Config, token: &str) -> HeaderValue {
    set(config, device_name(config), token, Store::DEVICE_KNOWN.as_secs())
}

/// The token of somebody who is halfway in.
pub fn halfway_token<'a>(config: &Config, headers: &'a HeaderMap) -> Option<&'a str> {
    read(headers, halfway_name(config))
}

/// What keeps this token as long as the password counts.
pub fn keep_halfway(config: &Config, token: &str) -> HeaderValue {
    set(config, halfway_name(config), token, HALFWAY_VALID.as_secs())
}

/// What makes the browser forget that somebody was halfway in.
pub fn forget_halfway(config: &Config) -> HeaderValue {
    set(config, halfway_name(config), "", 0)
}

/// The reader's time zone; UTC where the browser has not said.
pub fn zone(headers: &HeaderMap) -> Zone {
    let name = read(headers, ZONE).unwrap_or("UTC");
    Zone::named(&name.replace("%2F", "/").replace("%2B", "+"))
}

/// What the reader chose for how pages look in this browser.
pub fn look(headers: &HeaderMap) -> Look {
    Look::of_cookie(read(headers, LOOK).unwrap_or_default())
}

/// What keeps these choices in the browser.
pub fn keep_look(look: Look) -> HeaderValue {
    let value = look.cookie();
    let cookie = format!("{LOOK}={value}; Path=/; Max-Age={LOOK_SECONDS}; HttpOnly; SameSite=Lax");
    HeaderValue::try_from(cookie).expect("choices are words")
}

/// The value of the cookie of this name, if the request has exactly one (RFC 6265, section 4.2).
pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut found = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    let value = found.next()?;
    found.next().is_none().then_some(value)
}

fn session_name(config: &Config) -> &'static str {
    if config.is_https() { SECURE_SESSION } else { SESSION }
}

fn device_name(config: &Config) -> &'static str {
    if config.is_https() { SECURE_DEVICE } else { DEVICE }
}

fn halfway_name(config: &Config) -> &'static str {
    if config.is_https() { SECURE_HALFWAY } else { HALFWAY }
}

fn set(config: &Config, name: &str, token: &str, seconds: u64) -> HeaderValue {
    let secure = if config.is_https() { "; Secure" } else { "" };
    let cookie =
        format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(cookie).expect("a token is base64url")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cookies(lines: &[&str]) -> HeaderMap {
        lines.iter().map(|line| (COOKIE, HeaderValue::from_str(line).unwrap())).collect()
    }

    #[test]
    fn one_cookie_counts_and_two_do_not() {
        let one = cookies(&["hark_zone=Asia%2FTokyo; hark_session=abc"]);
        assert_eq!(read(&one, SESSION), Some("abc"));
        assert_eq!(zone(&one).name(), "Asia/Tokyo");
        assert_eq!(read(&cookies(&["hark_session=a; hark_session=b"]), SESSION), None);
        assert_eq!(read(&cookies(&["hark_session=a", "hark_session=a"]), SESSION), None);
        assert_eq!(read(&cookies(&["xhark_session=a"]), SESSION), None);
    }

    #[test]
    fn over_tls_the_cookie_is_bound_to_the_host() {
        let mut config = Config::on_free_port("data");
        let plain = keep_session(&config, "t");
        assert_eq!(plain, "hark_session=t; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax");
        config.public_url = Some("https://chat.example.org".parse().unwrap());
        let device = keep_device(&config, "t");
        assert_eq!(
            device,
            "__Host-hark_device=t; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure"
        );
        let secure = forget_session(&config);
        assert_eq!(
            secure,
            "__Host-hark_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }
}
