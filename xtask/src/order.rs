//! Functions that are alike, side by side: they compress better so.

use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use wasm_encoder::{NameMap, NameSection, Section as _};
use wasmparser::{Parser, Payload, TypeRef};

/// What is compared: so many bytes that follow each other.
const PIECE: usize = 4;
/// What so many functions hold says nothing of any.
const COMMON: usize = 1000;
/// With how many of the last functions the next one is compared.
const LAST: usize = 12;

/// The module with names by which `wasm-opt --reorder-functions-by-name` puts each function beside its like.
pub fn named(module: &[u8]) -> Result<Vec<u8>> {
    let (mut imported, mut bodies) = (0_u32, Vec::new());
    for payload in Parser::new(0).parse_all(module) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(module[body.range()].to_vec()),
            _ => {}
        }
    }
    let mut places = vec![0; bodies.len()];
    for (place, function) in alike(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    let mut names = NameMap::new();
    for (function, place) in (imported..).zip(&places) {
        names.append(function, &format!("{place:06}"));
    }
    let mut section = NameSection::new();
    section.functions(&names);
    let mut out = module.to_vec();
    section.append_to(&mut out);
    Ok(out)
}

/// The functions in an order in which each stands after those that it shares most with, from the longest on.
fn alike(bodies: &[Vec<u8>]) -> Vec<usize> {
    let pieces: Vec<BTreeSet<&[u8]>> = bodies.iter().map(|body| body.windows(PIECE).collect()).collect();
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, pieces) in pieces.iter().enumerate() {
        for piece in pieces {
            holders.entry(piece).or_default().push(function);
        }
    }
    // For each function those that it shares something with, and how much.
    let shared = |function: usize, weight: f64, scores: &mut [f64]| {
        for holders in pieces[function].iter().filter_map(|piece| holders.get(piece)) {
            if (2..=COMMON).contains(&holders.len()) {
                let gain = weight / (holders.len() as f64).sqrt();
                holders.iter().for_each(|holder| scores[*holder] += gain);
            }
        }
    };
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    let mut next = left.iter().copied().max_by_key(|function| bodies[*function].len());
    while let Some(function) = next {
        left.remove(&function);
        order.push(function);
        let mut scores = vec![0.0; bodies.len()];
        for (at, last) in (1_u8..).zip(order.iter().rev().take(LAST)) {
            shared(*last, 1.0 / f64::from(at), &mut scores);
        }
        let worth = |function: usize| scores[function] / (bodies[function].len() as f64 + 20.0).powf(0.4);
        next = left.iter().copied().max_by(|one, other| worth(*one).total_cmp(&worth(*other)));
    }
    order
}
