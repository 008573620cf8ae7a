//! Values as a configuration file writes them: taken with a message that says what would be valid, and shown.

use toml::Value;

use crate::config::origin::{Setting, ValueOrigin};

pub(super) fn put<T>(
    slot: &mut Setting<T>,
    value: Result<T, String>,
    origin: ValueOrigin,
) -> Result<(), String> {
    *slot = Setting::new(value?, origin);
    Ok(())
}

pub(super) fn append<T>(
    list: &mut Vec<Setting<T>>,
    values: Result<impl IntoIterator<Item = T>, String>,
    origin: ValueOrigin,
) -> Result<(), String> {
    list.extend(values?.into_iter().map(|v| Setting::new(v, origin.clone())));
    Ok(())
}

pub(super) fn optional<T>(
    setting: &Setting<Option<T>>,
    show: impl Fn(&T) -> String,
) -> Vec<(String, &ValueOrigin)> {
    setting.value.iter().map(|v| (show(v), &setting.origin)).collect()
}

/// A string as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

pub(super) fn text(value: &Value) -> Result<String, String> {
    let text = value.as_str().ok_or_else(|| expected("a text in quotation marks", value))?;
    if text.is_empty() {
        Err("an empty text says nothing; leave the key out".into())
    } else {
        Ok(text.into())
    }
}

pub(super) fn texts(value: &Value) -> Result<Vec<String>, String> {
    let list = value.as_array().ok_or_else(|| expected("a list of texts, [\"…\"]", value))?;
    list.iter().map(text).collect()
}

pub(super) fn number(value: &Value, most: f64) -> Result<f64, String> {
    let number = match value {
        Value::Integer(i) => *i as f64,
        Value::Float(f) => *f,
        _ => return Err(expected(&format!("a number from 0 to {most}"), value)),
    };
    if (0.0..=most).contains(&number) {
        Ok(number)
    } else {
        Err(format!("expected a number from 0 to {most}, found {number}"))
    }
}

pub(super) fn expected(what: &str, found: &Value) -> String {
    match found {
        Value::Table(_) => format!("expected {what}, found a table"),
        _ => format!("expected {what}, found {found}"),
    }
}

pub(super) fn yes_or_no(value: &Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| expected("true or false", value))
}
