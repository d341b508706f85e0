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

/// What is said above the page.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    /// The sentence.
    pub sentence: String,
    /// Whether something went wrong.
    pub is_fault: bool,
}

impl Said {
    /// Something went wrong.
    pub fn fault(sentence: &str) -> Self {
        Self { sentence: sentence.to_owned(), is_fault: true }
    }

    /// Something to know.
    pub fn note(sentence: String) -> Self {
        Self { sentence, is_fault: false }
    }
}

/// Has a file made and offers it; a sentence where there is none.
pub async fn take(kind: &'static str, name: String) -> Option<Said> {
    match browser::desk::take(kind).await {
        Some(file) if browser::download_blob(&name, &file) => None,
        Some(_) => Some(Said::fault("浏览器没有让下载文件，请换一个浏览器再试。")),
        None if kind == "reviewed" && !is_any_reviewed().await => {
            Some(Said::note("这个年度还没有复核过的档案，没有可以退回的。".to_owned()))
        }
        None => Some(Said::fault("文件没有生成成功，汇总的内容都在，请再试一次。")),
    }
}

/// Whether a unit of the year that is shown was reviewed; also where nobody answers.
async fn is_any_reviewed() -> bool {
    match ask(&Ask::Overview(None)).await {
        Tell::Overview(view, ..) => view.reviewed.iter().flatten().sum::<usize>() + view.reviewed_townships > 0,
        _ => true,
    }
}
