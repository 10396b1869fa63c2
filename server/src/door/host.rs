//! By which name the server was asked. A page of somebody else's can have a name of its own point
//! at this machine, and then a browser takes the answers for that page's; so a name must be one of
//! ours. An address in numbers cannot be made to point elsewhere.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::header::HOST;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::config::Config;

/// What supervisors ask has no name: they ask whatever address they know.
const HEALTH: &str = "/healthz";

const MISDIRECTED: &str = "This server does not answer to this name. Whoever runs it can name it \
    with --public-url or --allowed-hosts.\n";

/// Answers to our own names only.
pub async fn only_our_hosts(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.uri().path() == HEALTH {
        return next.run(request).await;
    }
    match host(request.headers(), request.uri()) {
        Some(host) if is_ours(&app.config, &host) => next.run(request).await,
        Some(_) => (StatusCode::MISDIRECTED_REQUEST, MISDIRECTED).into_response(),
        None => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// The one name of the request without its port, if it has one name.
fn host(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let mut hosts = headers.get_all(HOST).iter();
    let (host, more) = (hosts.next()?, hosts.next());
    let host: Authority = host.to_str().ok()?.parse().ok()?;
    let is_one = more.is_none()
        && !host.as_str().contains('@')
        // RFC 9112, section 3.2.2: where the target has a host too, it is the one that counts.
        && uri.authority().is_none_or(|target| target.host() == host.host());
    is_one.then(|| host.host().to_owned())
}

fn is_ours(config: &Config, host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    bare.parse::<IpAddr>().is_ok()
        || host == "localhost"
        || host.ends_with(".localhost")
        || config.public_url.as_ref().is_some_and(|url| url.host() == host)
        || config.allowed_hosts.iter().any(|name| name.is(&host))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ours(hosts: &[&str], target: &str) -> Option<bool> {
        let mut config = Config::on_free_port("data");
        config.public_url = Some("https://Chat.example.org:8443".parse().unwrap());
        config.allowed_hosts = vec!["hark".parse().unwrap()];
        let headers = hosts.iter().map(|host| (HOST, host.parse().unwrap())).collect();
        host(&headers, &target.parse().unwrap()).map(|host| is_ours(&config, &host))
    }

    #[test]
    fn only_our_names_are_ours() {
        for host in [
            "chat.example.org",
            "CHAT.example.org:8443",
            "chat.example.org.",
            "localhost:3000",
            "hark.localhost",
            "127.0.0.1:3000",
            "192.168.1.7",
            "[::1]:3000",
            "hark:3000",
        ] {
            assert_eq!(ours(&[host], "/"), Some(true), "{host}");
        }
        for host in [
            "evil.example",
            "chat.example.org.evil.example",
            "xchat.example.org",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "0x7f.1",
        ] {
            assert_eq!(ours(&[host], "/"), Some(false), "{host}");
        }
    }

    #[test]
    fn a_request_has_one_name() {
        assert_eq!(ours(&[], "/"), None);
        assert_eq!(ours(&["localhost", "localhost"], "/"), None);
        assert_eq!(ours(&["ann@localhost"], "/"), None);
        assert_eq!(ours(&["localhost"], "http://evil.example/"), None);
        assert_eq!(ours(&["localhost"], "http://localhost/"), Some(true));
    }
}
