//! Where a byte stands in a Wasm: in which section, and in the code in which instruction and which of its operands.
//!
//! Reads the binary format byte by byte and takes everything: of what is no Wasm it says something too, which then
//! foretells badly.

use crate::contexts::hash;

/// The section of the code.
const CODE: u8 = 10;

const CALL: u8 = 0x10;
const BRANCH_TABLE: u8 = 0x0e;
const FLOAT: u8 = 0x43;
const DOUBLE: u8 = 0x44;
/// Begins the instructions that came later, which have a number of their own.
const LATER: u8 = 0xfc;

/// Instructions, operands, and everything else.
pub const CLASSES: usize = 3;

/// How many kinds of places there are.
pub const KINDS: usize = 32 + 256 * 2;

#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Header,
    Section,
    Length,
    Contents,
    Functions,
    FunctionLength,
    Locals,
    LocalCount,
    LocalType,
    Instruction,
    Operand,
}

pub struct Place {
    at: At,
    position: usize,
    section: u8,
    section_end: usize,
    function_end: usize,
    /// The number that is coming, and how many of its bits have.
    number: u32,
    bits: u32,
    /// Of the function's groups of locals, those to come.
    locals: u32,
    instruction: u8,
    /// Its operands: which is coming, and how many with it.
    operand: u32,
    left: u32,
    /// The instructions so far with their last operands, the newest first.
    before: [u32; 4],
}

impl Place {
    pub const fn new() -> Self {
        Self {
            at: At::Header,
            position: 0,
            section: 0,
            section_end: 0,
            function_end: 0,
            number: 0,
            bits: 0,
            locals: 0,
            instruction: 0,
            operand: 0,
            left: 0,
            before: [0; 4],
        }
    }

    /// What the next byte is, roughly: below [`KINDS`].
    pub fn kind(&self) -> usize {
        match (self.at, self.section) {
            (At::Operand, _) => 32 + usize::from(self.instruction) * 2 + usize::from(self.bits > 0),
            (at, CODE) => at as usize,
            (_, section) => 16 + usize::from(section & 15),
        }
    }

    /// What the next byte is, most roughly: below [`CLASSES`].
    pub fn class(&self) -> usize {
        match (self.at, self.section) {
            (At::Instruction, _) => 0,
            (At::Operand, _) => 1,
            _ => 2,
        }
    }

    /// What the next byte is, and what of its number has come.
    pub fn here(&self) -> u32 {
        let operand = u32::from(self.instruction) << 8 | self.operand.min(3) << 4 | self.bits;
        let place = (self.at as u32) << 4 | u32::from(self.section);
        hash(if self.at == At::Operand { operand << 8 } else { 0 } | place, self.number)
    }

    /// The three instructions before that of the next byte; none outside of the code.
    pub fn before(&self) -> Option<[u32; 3]> {
        let [newest, second, third, fourth] = self.before;
        (self.section == CODE).then_some(if self.at == At::Operand {
            [second, third, fourth]
        } else {
            [newest, second, third]
        })
    }

    pub fn step(&mut self, byte: u8) {
        self.position += 1;
        if self.take(byte) {
            self.at = self.next(byte);
            (self.number, self.bits) = (0, 0);
        }
        if self.at == At::Instruction && self.position == self.function_end {
            self.at = At::FunctionLength;
        }
        if self.position == self.section_end {
            self.at = At::Section;
        }
    }

    /// Whether what was coming is complete.
    fn take(&mut self, byte: u8) -> bool {
        match self.at {
            At::Header => self.position == 8,
            At::Contents => false,
            At::Section | At::LocalType | At::Instruction => true,
            At::Operand if matches!(self.instruction, FLOAT | DOUBLE) => {
                self.number = self.number << 8 | u32::from(byte);
                self.bits += 8;
                self.bits == if self.instruction == FLOAT { 32 } else { 64 }
            }
            _ => {
                self.number |= u32::from(byte & 127).wrapping_shl(self.bits);
                self.bits += 7;
                byte < 128
            }
        }
    }

    /// What comes after what has come.
    fn next(&mut self, byte: u8) -> At {
        let number = self.number;
        match self.at {
            At::Header => At::Section,
            At::Section => {
                self.section = byte;
                At::Length
            }
            At::Length => {
                self.section_end = self.position.wrapping_add(number as usize);
                if self.section == CODE { At::Functions } else { At::Contents }
            }
            At::Contents => At::Contents,
            At::Functions => At::FunctionLength,
            At::FunctionLength => {
                self.function_end = self.position.wrapping_add(number as usize);
                At::Locals
            }
            At::Locals => {
                self.locals = number;
                self.before = [0; 4];
                self.local()
            }
            At::LocalCount => At::LocalType,
            At::LocalType => {
                self.locals -= 1;
                self.local()
            }
            At::Instruction => {
                self.instruction = byte;
                let [newest, second, third, _] = self.before;
                self.before = [u32::from(byte), newest, second, third];
                self.operand = 0;
                self.left = operands(byte);
                self.operand()
            }
            At::Operand => {
                self.before[0] = u32::from(self.instruction) | number << 8;
                self.left = match (self.instruction, self.operand) {
                    (BRANCH_TABLE, 0) => number.wrapping_add(1),
                    (LATER, 0) => later(number),
                    _ => self.left - 1,
                };
                self.operand += 1;
                self.operand()
            }
        }
    }

    fn local(&self) -> At {
        if self.locals > 0 { At::LocalCount } else { At::Instruction }
    }

    fn operand(&self) -> At {
        if self.left > 0 { At::Operand } else { At::Instruction }
    }
}

/// How many operands an instruction has, as far as they are known by itself.
fn operands(instruction: u8) -> u32 {
    match instruction {
        0x02..=0x04 | 0x0c..=BRANCH_TABLE | CALL | 0x1c | 0x20..=0x26 | 0x3f..=DOUBLE | 0xd0 | 0xd2 | LATER => 1,
        // An indirect call, and what reads and writes memory.
        0x11 | 0x28..=0x3e => 2,
        _ => 0,
    }
}

/// How many operands an instruction has that came later: conversions, and what copies and fills.
fn later(number: u32) -> u32 {
    match number {
        0..=7 => 0,
        8 | 10 | 12 | 14 => 2,
        _ => 1,
    }
}
