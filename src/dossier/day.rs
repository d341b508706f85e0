//! A day as people write it, read so that two can be compared.

/// Year, month, day: compared as they stand, the later day is the larger.
pub type Day = (u16, u8, u8);

/// Reads 2026-10-31, 2026-9-30, 2026.9.30, 2026/9/30 and 2026年9月30日, with full-width digits and blanks too; none
/// where it is no day of the calendar.
pub fn day(text: &str) -> Option<Day> {
    let plain = text.chars().filter(|c| !c.is_whitespace()).map(|c| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '年' | '月' | '.' | '/' | '．' | '／' | '－' | '—' => '-',
        _ => c,
    });
    let plain: String = plain.collect();
    let mut parts = plain.trim_end_matches(['日', '号']).split('-');
    let mut number = |most: usize| {
        let digits =
            parts.next().filter(|part| part.len() <= most && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u16>().ok()
    };
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u8::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}
