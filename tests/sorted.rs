//! Does the map that is a sorted list keep what a map keeps?

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs, reason = "tests")]

use proptest::prelude::*;
use std::collections::BTreeMap;
use union_star::dossier::Sorted;

proptest! {
    #[test]
    fn it_holds_what_a_b_tree_holds(changes in prop::collection::vec((0_u8..4, 0_u8..24, any::<u16>()), 0..200)) {
        let (mut ours, mut theirs) = (Sorted::new(), BTreeMap::new());
        for (what, key, value) in changes {
            match what {
                0 => prop_assert_eq!(ours.insert(key, value), theirs.insert(key, value)),
                1 => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                2 => prop_assert_eq!(ours.or_insert_with(key, || value), theirs.entry(key).or_insert(value)),
                _ => {
                    prop_assert_eq!(ours.get_mut(&key), theirs.get_mut(&key));
                    if let (Some(mine), Some(other)) = (ours.get_mut(&key), theirs.get_mut(&key)) {
                        (*mine, *other) = (value, value);
                    }
                }
            }
            prop_assert_eq!(ours.get(&key), theirs.get(&key));
            prop_assert_eq!(ours.contains_key(&key), theirs.contains_key(&key));
            prop_assert_eq!((ours.len(), ours.is_empty()), (theirs.len(), theirs.is_empty()));
            prop_assert!(ours.iter().eq(theirs.iter()) && (&ours).into_iter().eq(&theirs));
            prop_assert!(ours.keys().eq(theirs.keys()) && ours.values().eq(theirs.values()));
        }
        let again: Sorted<u8, u16> = theirs.iter().rev().map(|(key, value)| (*key, *value)).collect();
        prop_assert!(again == ours);
        ours.clear();
        prop_assert!(ours.is_empty());
    }
}
