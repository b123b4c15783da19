//! A file that was opened to be looked at, in Chinese.

use std::path::Path;

use crate::core::printable::printable;
use crate::io::kubeconfig_file::trouble::InspectError;
use crate::text::opened::OpenedWords;

pub(super) const OPENED: OpenedWords = OpenedWords {
    open: "打开文件…",
    open_hint: "查看一个 kubeconfig 文件，不修改也不运行其中的内容",
    drop: "放下文件即可查看",
    drop_hint: "文件只会被读取，其中的内容不会运行。",
    chip: "来自文件，并非获取所得",
    status: |file| format!("正在查看 {file}，只读"),
    close: "关闭文件",
    not_a_kubeconfig_meaning: "其中的内容没有运行；请查看后再决定是否信任。",
    failed,
    nothing_chosen: "没有选择文件。如果没有出现对话框，请将文件放到此窗口中。",
};

fn failed(error: &InspectError) -> String {
    let shown = |path: &Path| printable(&path.display().to_string());
    match error {
        InspectError::Missing(path) => format!("{} 不存在", shown(path)),
        InspectError::TooLarge(path) => format!("{} 超过 4 MB，无法查看", shown(path)),
        InspectError::TooSlow(path) => format!("读取 {} 用时过长，已放弃", shown(path)),
        InspectError::Read(error) => super::landing::unreadable(error),
    }
}
