//! For whom a request is asked: the other end itself, or the one whom a trusted proxy names.

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName};

use crate::config::Network;

/// Each proxy adds to its end whom it asks for. What stands before the first proxy of ours is what
/// somebody claimed.
const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Whether this address is one of these proxies'.
pub(super) fn is_trusted(address: IpAddr, proxies: &[Network]) -> bool {
    proxies.iter().any(|network| network.holds(address))
}

/// Who asks. The port is zero where a proxy asks for them.
pub(super) fn who(peer: SocketAddr, headers: &HeaderMap, proxies: &[Network]) -> SocketAddr {
    if !is_trusted(peer.ip(), proxies) {
        return peer;
    }
    let named = headers.get_all(X_FORWARDED_FOR);
    let lines = named.iter().rev().map(|line| line.to_str().unwrap_or_default());
    let mut asking = peer;
    for name in lines.flat_map(|line| line.rsplit(',')) {
        let Some(address) = address(name.trim()) else { break };
        asking = SocketAddr::new(address.to_canonical(), 0);
        if !is_trusted(address, proxies) {
            break;
        }
    }
    asking
}

/// Some proxies write the port too, and brackets round IPv6.
fn address(name: &str) -> Option<IpAddr> {
    let bare = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
    let alone = bare.unwrap_or(name).parse().ok();
    alone.or_else(|| name.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(peer: &str, forwarded: &[&str]) -> String {
        let proxies = ["127.0.0.0/8", "10.1.0.0/16"].map(|network| network.parse().unwrap());
        let headers =
            forwarded.iter().map(|line| (X_FORWARDED_FOR, line.parse().unwrap())).collect();
        who(peer.parse().unwrap(), &headers, &proxies).ip().to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        assert_eq!(asks("203.0.113.5:4000", &["198.51.100.1"]), "203.0.113.5");
        assert_eq!(asks("127.0.0.1:4000", &[]), "127.0.0.1");
        assert_eq!(asks("127.0.0.1:4000", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(asks("127.0.0.1:4000", &["1.2.3.4, 198.51.100.1"]), "198.51.100.1");
        assert_eq!(asks("127.0.0.1:4000", &["1.2.3.4", "198.51.100.1, 10.1.2.3"]), "198.51.100.1");
        assert_eq!(asks("127.0.0.1:4000", &["nonsense, 10.1.2.3"]), "10.1.2.3");
        assert_eq!(asks("127.0.0.1:4000", &["[2001:db8::1]:443"]), "2001:db8::1");
    }
}
