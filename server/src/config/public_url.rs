//! The address people open in their browser: scheme, host and port, and nothing else.

use std::fmt;
use std::str::FromStr;

use axum::http::Uri;

/// An origin in the form browsers write it (RFC 6454, section 6.2): lower case, and without the
/// scheme's default port.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct PublicUrl {
    origin: String,
    host: String,
    https: bool,
}

impl PublicUrl {
    /// The origin, as in a browser's `Origin` header.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The host without the port.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether the scheme is `https`.
    pub fn is_https(&self) -> bool {
        self.https
    }
}

/// A `--public-url` that cannot be used.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum PublicUrlError {
    /// It does not begin with `http://` or `https://` and a host.
    Scheme,
    /// It has a path, a query or a user name.
    Extra,
}

impl fmt::Display for PublicUrlError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Scheme => "write it like https://chat.example.org",
            Self::Extra => "only scheme, host and port can be given; Hark lives at the root",
        })
    }
}

impl std::error::Error for PublicUrlError {}

impl FromStr for PublicUrl {
    type Err = PublicUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let uri: Uri = text.trim().parse().map_err(|_| PublicUrlError::Scheme)?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            Some(_) | None => return Err(PublicUrlError::Scheme),
        };
        let authority = uri.authority().ok_or(PublicUrlError::Scheme)?;
        if authority.host().is_empty() {
            return Err(PublicUrlError::Scheme);
        }
        let bare = matches!(uri.path(), "" | "/") && uri.query().is_none();
        if !bare || authority.as_str().contains('@') {
            return Err(PublicUrlError::Extra);
        }
        let scheme = if https { "https" } else { "http" };
        let host = authority.host().to_ascii_lowercase();
        let default_port = if https { 443 } else { 80 };
        let origin = match authority.port_u16() {
            Some(port) if port != default_port => format!("{scheme}://{host}:{port}"),
            Some(_) | None => format!("{scheme}://{host}"),
        };
        Ok(Self { origin, host, https })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_browsers_write_origins() {
        let origin = |text: &str| text.parse::<PublicUrl>().map(|url| url.origin);
        assert_eq!(origin("https://Chat.Example.org/"), Ok("https://chat.example.org".into()));
        assert_eq!(origin("https://chat.example.org:443"), Ok("https://chat.example.org".into()));
        assert_eq!(origin("http://[::1]:8080"), Ok("http://[::1]:8080".into()));
        assert_eq!(origin("chat.example.org"), Err(PublicUrlError::Scheme));
        assert_eq!(origin("ftp://chat.example.org"), Err(PublicUrlError::Scheme));
        assert_eq!(origin("https://example.org/chat"), Err(PublicUrlError::Extra));
        assert_eq!(origin("https://ann@example.org"), Err(PublicUrlError::Extra));
    }
}
