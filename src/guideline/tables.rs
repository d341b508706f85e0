//! The tables that the build script wrote from `indicators/`.

use super::ids::{FactId, RateId, RowId};
use super::scope::{Body, Category, CategorySet, FormSet};
use super::stars::{AtLeast, EarlyHonours, Honour, SpotCheck, Star, StarRule, Target};
use super::types::*;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));
