//! The settings of a server, each documented where it is declared. Nothing else reads flags or
//! `HARK_*` variables.

use std::net::SocketAddr;
use std::path::PathBuf;

mod host_name;
mod network;
mod public_url;
mod rates;

pub use host_name::{HostName, HostNameError};
pub use network::{Network, NetworkError};
pub use public_url::{PublicUrl, PublicUrlError};
pub use rates::Rates;

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

    /// Other names that people reach the server by, besides that of the public URL: a request for
    /// any other name is not answered. Addresses in numbers and this machine's own need no mention
    #[arg(long, env = "HARK_ALLOWED_HOSTS", value_name = "NAMES", value_delimiter = ',')]
    pub allowed_hosts: Vec<HostName>,

    /// Addresses and networks of proxies that say truly, by X-Forwarded-For, for whom they ask.
    /// Everybody else's word on it is not listened to
    #[arg(
        long,
        env = "HARK_TRUSTED_PROXIES",
        value_name = "NETWORKS",
        value_delimiter = ',',
        default_value = Network::THIS_MACHINE
    )]
    pub trusted_proxies: Vec<Network>,

    /// Connections of one address, WebSockets that are open not counted: so many at once and no
    /// more. Trusted proxies have as many as they like
    #[arg(
        long,
        env = "HARK_CONNECTIONS_PER_ADDRESS",
        value_name = "COUNT",
        default_value_t = Config::CONNECTIONS_PER_ADDRESS
    )]
    pub connections_per_address: u32,

    /// Bytes that one WebSocket may send in a second, and eight times as many at once. What is more
    /// waits
    #[arg(
        long,
        env = "HARK_SOCKET_RATE",
        value_name = "BYTES",
        default_value_t = Config::SOCKET_RATE
    )]
    pub socket_rate: u32,

    /// Sign-ins that may fail in a quarter of an hour, for one account and from one address. Then
    /// both wait, longer each time; a browser that somebody has signed in with before does not
    #[arg(
        long,
        env = "HARK_FAILED_SIGN_INS",
        value_name = "COUNT",
        default_value_t = Config::FAILED_SIGN_INS
    )]
    pub failed_sign_ins: u32,

    /// How fast people may go on.
    #[command(flatten)]
    pub rates: Rates,

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
    /// An office behind one address that opens Hark at nine: each page has up to six connections
    /// for a moment, and keeps none of them when there are many.
    pub const CONNECTIONS_PER_ADDRESS: u32 = 100;

    /// The largest message in one second, which nobody types.
    pub const SOCKET_RATE: u32 = 64 * 1024;

    /// More than a person needs to find which of their passwords it was.
    pub const FAILED_SIGN_INS: u32 = 10;

    /// The defaults, with this data directory and a free port of this machine only.
    pub fn on_free_port(data: impl Into<PathBuf>) -> Self {
        Self {
            data: data.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            public_url: None,
            allowed_hosts: Vec::new(),
            trusted_proxies: Network::this_machine(),
            connections_per_address: Self::CONNECTIONS_PER_ADDRESS,
            socket_rate: Self::SOCKET_RATE,
            failed_sign_ins: Self::FAILED_SIGN_INS,
            rates: Rates::default(),
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
