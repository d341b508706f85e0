//! A dossier's JSON without notes, evidence and last year, on which no rating depends: reading many is mostly reading
//! these. Their shape is looked at all the same, for a dossier that counts must open.

use crate::dossier::{PREVIOUS, Text, Value};
use core::fmt;
use core::marker::PhantomData;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// What the rating depends on. An error where the rest is not what is written there as a rule, which is no fault yet.
pub struct Rated<'a>(pub Value<'a>);

impl<'de: 'a, 'a> Deserialize<'de> for Rated<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Top)
    }
}

struct Top;

impl<'de> Visitor<'de> for Top {
    type Value = Rated<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rated<'de>, A::Error> {
        let mut fields = Vec::new();
        while let Some(Text(key)) = map.next_key()? {
            match &*key {
                "notes" => {
                    map.next_value::<Each<Words>>()?;
                }
                "evidence" => {
                    map.next_value::<Each<List<Each<Words>>>>()?;
                }
                "previous" => {
                    map.next_value::<LastYear>()?;
                }
                _ => fields.push((key, map.next_value()?)),
            }
        }
        Ok(Rated(Value::Object(fields)))
    }
}

/// A text, which nobody reads.
struct Words;

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // As bytes: whether they are UTF-8 is not asked here.
        deserializer.deserialize_bytes(Self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_bytes<E>(self, _: &[u8]) -> Result<Self, E> {
        Ok(self)
    }
}

/// An object whose values are all of one kind.
struct Each<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Each<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Each<T> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, T>()?.is_some() {}
        Ok(self)
    }
}

/// An array of values of one kind.
struct List<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Self(PhantomData))
    }
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self, A::Error> {
        while seq.next_element::<T>()?.is_some() {}
        Ok(self)
    }
}

/// Last year: all its keys are there; what stands under them is not looked at.
struct LastYear;

impl<'de> Deserialize<'de> for LastYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Self)
    }
}

impl<'de> Visitor<'de> for LastYear {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self, A::Error> {
        let mut known = 0;
        while let Some(Text(key)) = map.next_key()? {
            known += usize::from(PREVIOUS.contains(&&*key));
            map.next_value::<IgnoredAny>()?;
        }
        if known == PREVIOUS.len() { Ok(self) } else { Err(A::Error::custom("a key is missing")) }
    }
}
