//! A sequence with a limit that holds while it is decoded.

use std::fmt;
use std::ops::{Deref, DerefMut};

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// At most `MAX` values. Decoding stops at the first one beyond the limit and never trusts the
/// announced length with an allocation, so a short frame cannot reserve much memory.
#[derive(Clone, Debug, Eq, PartialEq, Hash, Serialize)]
#[serde(transparent)]
pub struct List<T, const MAX: usize>(Vec<T>);

/// A list was offered more values than it may hold.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct TooMany;

impl<T, const MAX: usize> List<T, MAX> {
    /// How many values fit.
    pub const MAX: usize = MAX;

    /// The list of these values, or [`TooMany`].
    pub fn new(values: Vec<T>) -> Result<Self, TooMany> {
        if values.len() > MAX { Err(TooMany) } else { Ok(Self(values)) }
    }

    /// The list of the first values that fit.
    pub fn first_of(values: impl IntoIterator<Item = T>) -> Self {
        Self(values.into_iter().take(MAX).collect())
    }

    /// Adds a value at the end, or says that the list is full.
    pub fn push(&mut self, value: T) -> Result<(), TooMany> {
        if self.0.len() == MAX {
            return Err(TooMany);
        }
        self.0.push(value);
        Ok(())
    }

    /// Lets those go that are not to stay.
    pub fn retain(&mut self, stays: impl FnMut(&T) -> bool) {
        self.0.retain(stays);
    }

    /// The values themselves.
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T, const MAX: usize> Default for List<T, MAX> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T, const MAX: usize> Deref for List<T, MAX> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// Values may be changed in place; there are never more.
impl<T, const MAX: usize> DerefMut for List<T, MAX> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T, const MAX: usize> IntoIterator for List<T, MAX> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'de, T: Deserialize<'de>, const MAX: usize> Deserialize<'de> for List<T, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Limited<T, const MAX: usize>(std::marker::PhantomData<T>);

        impl<'de, T: Deserialize<'de>, const MAX: usize> Visitor<'de> for Limited<T, MAX> {
            type Value = List<T, MAX>;

            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "at most {MAX} values")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Self::Value, A::Error> {
                let mut list = Vec::new();
                while let Some(value) = values.next_element()? {
                    if list.len() == MAX {
                        return Err(A::Error::custom("too many values"));
                    }
                    list.push(value);
                }
                Ok(List(list))
            }
        }

        deserializer.deserialize_seq(Limited(std::marker::PhantomData))
    }
}
