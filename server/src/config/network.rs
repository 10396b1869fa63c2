//! A network of addresses, as in `10.0.0.0/8`; one address is a network too.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

/// The addresses that begin with the same bits.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Network {
    address: IpAddr,
    /// How many bits are the same.
    bits: u32,
}

/// What is no network.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct NetworkError;

impl Network {
    /// This machine's own addresses, as a setting has them.
    pub const THIS_MACHINE: &str = "127.0.0.0/8,::1";

    /// Likewise, read.
    pub fn this_machine() -> Vec<Self> {
        let networks = Self::THIS_MACHINE.split(',').map(str::parse);
        networks.collect::<Result<_, _>>().expect("these are networks")
    }

    /// Whether this address is in it. An IPv4 address that came over IPv6 is the same address.
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let other = u32::from(ours) ^ u32::from(theirs);
                self.bits == 0 || other.leading_zeros() >= self.bits
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let other = u128::from(ours) ^ u128::from(theirs);
                self.bits == 0 || other.leading_zeros() >= self.bits
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, bits) = match text.trim().split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text.trim(), None),
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| NetworkError)?;
        if bits > most { Err(NetworkError) } else { Ok(Self { address, bits }) }
    }
}

impl fmt::Display for NetworkError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("write it like 10.0.0.0/8, 192.168.1.7 or fd00::/8")
    }
}

impl std::error::Error for NetworkError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_what_begins_alike() {
        let holds = |network: &str, address: &str| {
            network.parse::<Network>().unwrap().holds(address.parse().unwrap())
        };
        assert!(holds("10.0.0.0/8", "10.255.3.4"));
        assert!(!holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("192.168.1.7", "192.168.1.7"));
        assert!(!holds("192.168.1.7", "192.168.1.8"));
        assert!(holds("192.168.1.7", "::ffff:192.168.1.7"));
        assert!(holds("fd00::/8", "fdab::1"));
        assert!(!holds("fd00::/8", "fe80::1"));
        assert!(holds("0.0.0.0/0", "8.8.8.8") && !holds("0.0.0.0/0", "::1"));
        for wrong in ["", "10.0.0.0/33", "10.0.0/8", "example.org", "::/129", "10.0.0.0/-1"] {
            assert_eq!(wrong.parse::<Network>(), Err(NetworkError), "{wrong}");
        }
    }
}
