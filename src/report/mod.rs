//! The self-assessment report as a value.
