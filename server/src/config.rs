//! The settings of a server, each documented where it is declared. Nothing else reads flags or
//! `HARK_*` variables.

use std::net::SocketAddr;
use std::path::PathBuf;

mod public_url;

pub use public_url::{PublicUrl, PublicUrlError};

/// What `hark serve` can be told.
#[derive(clap::Args, Clone, Debug)]
pub struct Config {
    /// Directory that holds everything Hark remembers. It is made if it is missing; one running
    /// server at a time can use it
    #[arg(long, env = "HARK_DATA", value_name = "DIR", default_value = "./hark-data")]
    pub data: PathBuf,

    /// Address and port to listen on. Port 0 takes a free one; 0.0.0.0 listens on every network
    #[arg(long, env = "HARK_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:3000")]
    pub listen: SocketAddr,

    /// Address people open in their browser, when a proxy stands before Hark. With https, session
    /// cookies are sent over encrypted connections only
    #[arg(long, env = "HARK_PUBLIC_URL", value_name = "https://HOST")]
    pub public_url: Option<PublicUrl>,

    /// Serve scripts, styles and pictures from this directory instead of those built in
    #[arg(long, env = "HARK_SITE", value_name = "DIR", hide_short_help = true)]
    pub site: Option<PathBuf>,

    /// Panic where a message asks for it (see `faults`), and echo at /ws/echo. Not in the binary
    /// that is shipped
    #[cfg(debug_assertions)]
    #[arg(long, env = "HARK_FAULTS", hide = true)]
    pub faults: bool,
}

impl Config {
    /// The defaults, with this data directory and a free port of this machine only.
    pub fn on_free_port(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: None,
            site: None,
            #[cfg(debug_assertions)]
            faults: false,
        }
    }

    /// Whether people reach the server over TLS, so that cookies can be held to it.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().is_some_and(PublicUrl::is_https)
    }
}
