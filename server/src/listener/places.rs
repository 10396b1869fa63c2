//! How many connections each address has, or each [network of one customer](door::customer).

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use crate::door;
use crate::panics::lock;

/// The connections of all addresses.
#[derive(Clone, Debug)]
pub(super) struct Places {
    most: u32,
    taken: Arc<Mutex<HashMap<IpAddr, u32>>>,
}

/// One connection among those of its address, until it is dropped.
#[derive(Debug)]
pub(super) struct Place(Option<(Places, IpAddr)>);

impl Places {
    /// So many for each address.
    pub(super) fn new(most: u32) -> Self {
        Self { most, taken: Arc::default() }
    }

    /// A place for one more connection of this address; `None` if it has no more.
    pub(super) fn take(&self, address: IpAddr) -> Option<Place> {
        let address = door::customer(address);
        let mut taken = lock(&self.taken);
        let count = taken.entry(address).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Place(Some((self.clone(), address))))
    }
}

impl Place {
    /// One that is not counted.
    pub(super) fn uncounted() -> Self {
        Self(None)
    }

    /// Whether its address has taken more than half of what it may: then no connection is kept
    /// for a request that may never come.
    pub(super) fn is_crowded(&self) -> bool {
        self.0.as_ref().is_some_and(|(places, address)| {
            lock(&places.taken).get(address).is_some_and(|count| *count > places.most / 2)
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Some((places, address)) = self.0.take() else { return };
        let mut taken = lock(&places.taken);
        if let Some(count) = taken.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_places_and_each_is_given_back() {
        let places = Places::new(3);
        let (ann, bob) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let first = places.take(ann).unwrap();
        assert!(!first.is_crowded());
        let second = places.take(ann).unwrap();
        assert!(first.is_crowded());
        let third = places.take(ann).unwrap();
        assert!(places.take(ann).is_none());
        assert!(places.take("::ffff:10.0.0.1".parse().unwrap()).is_none());
        let other = places.take(bob).unwrap();
        assert!(!other.is_crowded());
        drop(second);
        let again = places.take(ann).unwrap();
        drop((first, third, again, other));
        assert!(lock(&places.taken).is_empty());
        assert!(!Place::uncounted().is_crowded());
    }

    #[test]
    fn one_customer_is_one_however_many_addresses() {
        let places = Places::new(1);
        let _one = places.take("2001:db8:1:2::1".parse().unwrap()).unwrap();
        assert!(places.take("2001:db8:1:2:ffff::9".parse().unwrap()).is_none());
        assert!(places.take("2001:db8:1:3::1".parse().unwrap()).is_some());
    }
}
