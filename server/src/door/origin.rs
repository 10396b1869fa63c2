//! Whether a request was sent by one of our own pages. Cookies alone do not tell: browsers send
//! them along with what foreign pages start, the opening of a WebSocket included.

use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName};

use crate::config::Config;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether the request carries our own origin, exactly, and nothing that contradicts it. Two
/// origins are none.
pub fn is_from_our_page(config: &Config, headers: &HeaderMap) -> bool {
    // Browsers that leave the origin out of a form's POST say at least where it came from
    // (Fetch Metadata Request Headers, section 2.4).
    let site = headers.contains_key(SEC_FETCH_SITE).then(|| only(headers, &SEC_FETCH_SITE));
    let origin = headers.contains_key(ORIGIN).then(|| only(headers, &ORIGIN));
    let ours =
        |origin: Option<&str>| origin.is_some() && origin == own_origin(config, headers).as_deref();
    (site.is_some() || origin.is_some())
        && site.is_none_or(|site| site == Some("same-origin"))
        && origin.is_none_or(ours)
}

/// The origin of our pages: the public address; without one, the address this request came to.
pub fn own_origin(config: &Config, headers: &HeaderMap) -> Option<String> {
    match &config.public_url {
        Some(url) => Some(url.origin().to_owned()),
        None => Some(format!("http://{}", only(headers, &HOST)?.to_ascii_lowercase())),
    }
}

fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(public_url: Option<&str>, headers: &[(&str, &str)]) -> bool {
        let mut config = Config::on_free_port("data");
        config.public_url = public_url.map(|url| url.parse().unwrap());
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), value.parse().unwrap()))
            .collect();
        is_from_our_page(&config, &headers)
    }

    #[test]
    fn only_the_exact_origin_is_ours() {
        let host = ("host", "localhost:3000");
        assert!(ours(None, &[host, ("origin", "http://localhost:3000")]));
        assert!(ours(None, &[host, ("sec-fetch-site", "same-origin")]));
        for other in ["null", "http://localhost:3001", "https://localhost:3000", "http://localhost"]
        {
            assert!(!ours(None, &[host, ("origin", other)]), "{other}");
        }
        assert!(!ours(None, &[host]));
        assert!(!ours(None, &[host, ("sec-fetch-site", "same-site")]));
        let same = ("origin", "http://localhost:3000");
        assert!(ours(None, &[host, same, ("sec-fetch-site", "same-origin")]));
        assert!(!ours(None, &[host, same, ("sec-fetch-site", "cross-site")]));
        let twice = [host, ("origin", "http://localhost:3000"), ("origin", "http://evil.example")];
        assert!(!ours(None, &twice));
    }

    #[test]
    fn behind_a_proxy_the_public_address_counts() {
        let public = Some("https://chat.example.org");
        let host = ("host", "127.0.0.1:3000");
        assert!(ours(public, &[host, ("origin", "https://chat.example.org")]));
        assert!(!ours(public, &[host, ("origin", "http://127.0.0.1:3000")]));
        let suffix = ("origin", "https://chat.example.org.evil.example");
        assert!(!ours(public, &[host, suffix]));
    }
}
