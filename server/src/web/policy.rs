//! What browsers are told they may do with our answers.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::config::Config;

/// For what is not a page: nothing may be loaded or run, should it be shown as one.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

/// For two years (RFC 6797). Of names below ours nothing is said: they may be somebody else's.
const ONLY_BY_TLS: HeaderValue = HeaderValue::from_static("max-age=63072000");

const CROSS_ORIGIN_OPENER_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-opener-policy");
const CROSS_ORIGIN_RESOURCE_POLICY: HeaderName =
    HeaderName::from_static("cross-origin-resource-policy");

/// The policy of a page: its own scripts by their nonce and what these load, our styles and
/// pictures, our socket, and no other page around it.
pub(super) fn page(nonce: &str, reload_port: Option<u16>) -> HeaderValue {
    let reload = reload_port
        .map_or_else(String::new, |port| format!(" ws://localhost:{port} ws://127.0.0.1:{port}"));
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; \
         style-src 'self'; img-src 'self' data: blob:; connect-src 'self'{reload}; \
         manifest-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).expect("a nonce is base64")
}

/// Adds what every answer carries, over what it carries already.
pub(super) fn everywhere(headers: &mut HeaderMap, config: &Config) {
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Links hold tokens, which other servers must not see; our own POSTs need their origin, which
    // browsers blank under "no-referrer".
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    if config.is_https() {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONLY_BY_TLS);
    }
}
