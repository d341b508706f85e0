//! Asking the worker.

use crate::browser;
use crate::rollup::{Ask, Tell};

/// Asks; a sentence where the worker broke.
pub async fn ask(ask: &Ask) -> Tell {
    const BROKEN: &str = "汇总台出了差错，读入的文件没有改动。请刷新页面，重新拖入。";
    let text = serde_json::to_string(ask).unwrap_or_default();
    let answer = browser::desk::ask(&text).await;
    answer.and_then(|answer| serde_json::from_str(&answer).ok()).unwrap_or_else(|| Tell::Failed(BROKEN.to_owned()))
}

/// Has a file made and offers it; a sentence where that fails.
pub async fn take(kind: &'static str, name: String) -> Option<String> {
    match browser::desk::take(kind).await {
        Some(file) if browser::download_blob(&name, &file) => None,
        Some(_) => Some("浏览器没有让下载文件，请换一个浏览器再试。".to_owned()),
        None if kind == "reviewed" => Some("还没有复核过的档案，没有可以退回的。".to_owned()),
        None => Some("文件没有生成成功，汇总的内容都在，请再试一次。".to_owned()),
    }
}
