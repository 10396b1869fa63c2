//! An asset as an HTTP response: the smallest form the browser takes, and how long it may be kept.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode};
use bytes::Bytes;

use super::Asset;

/// For a name that holds a hash: a year, which stands for ever.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// For a name that stays when the bytes change: keep it, but ask each time.
const ASK_EACH_TIME: &str = "public, no-cache";

/// Answers GET or HEAD for this asset.
pub fn answer(asset: Asset, method: &Method, asked: &HeaderMap) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let unchanged = has_etag(asked, &asset.etag);
    let headers = response.headers_mut();
    let cache = if asset.hashed { FOR_EVER } else { ASK_EACH_TIME };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&asset.etag) {
        headers.insert(ETAG, etag);
    }
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    let (encoding, bytes) = smallest(asset, asked);
    if let Some(encoding) = encoding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    if method != Method::HEAD {
        *response.body_mut() = Body::from(bytes);
    }
    response
}

fn has_etag(asked: &HeaderMap, etag: &str) -> bool {
    let Some(known) = asked.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    known.split(',').any(|one| one.trim() == etag)
}

fn smallest(asset: Asset, asked: &HeaderMap) -> (Option<&'static str>, Bytes) {
    match (asset.br, asset.gzip) {
        (Some(br), _) if takes(asked, "br") => (Some("br"), br),
        (_, Some(gzip)) if takes(asked, "gzip") => (Some("gzip"), gzip),
        _ => (None, asset.plain),
    }
}

/// Whether the browser takes this coding (RFC 9110, section 12.5.3); `*` is not counted.
pub fn takes(asked: &HeaderMap, coding: &str) -> bool {
    asked.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').any(|one| {
            let (name, quality) = one.split_once(';').unwrap_or((one, ""));
            let refused = matches!(quality.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
            name.trim().eq_ignore_ascii_case(coding) && !refused
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script() -> Asset {
        let plain = Bytes::from_static(b"export default 1; // and a long comment");
        let br = Some(Bytes::from_static(b"short"));
        Asset::new("/pkg/hark.L6Uv4bqmd8P-Wk2_T1zZ0Q.js", plain, br, None)
    }

    fn asking(name: axum::http::HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_str(value).unwrap())])
    }

    #[test]
    fn sends_brotli_to_those_who_take_it() {
        let encoding = |asked: &HeaderMap| {
            answer(script(), &Method::GET, asked).headers().get(CONTENT_ENCODING).cloned()
        };
        assert_eq!(encoding(&asking(ACCEPT_ENCODING, "gzip, br;q=0.9")).unwrap(), "br");
        assert_eq!(encoding(&asking(ACCEPT_ENCODING, "gzip, br;q=0")), None);
        assert_eq!(encoding(&HeaderMap::new()), None);
    }

    #[test]
    fn says_nothing_twice() {
        let asset = script();
        let again = asking(IF_NONE_MATCH, &format!("\"other\", {}", asset.etag));
        let response = answer(asset, &Method::GET, &again);
        assert_eq!(response.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(response.headers()[CACHE_CONTROL], FOR_EVER);
        assert!(!response.headers().contains_key(CONTENT_TYPE));
    }
}
