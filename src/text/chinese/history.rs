//! The history of what was done, in Chinese.

use crate::core::history::{By, Entry, Outcome, What, Why};
use crate::text::history::{DiagnosticsWords, HistoryWords};

pub(super) const HISTORY: HistoryWords = HistoryWords {
    heading: "操作历史",
    filter: "按集群、文件、结果或请求 ID 筛选",
    heads: ["时间", "操作", "集群", "结果", "请求 ID"],
    what,
    by: |by| match by {
        By::Window => "窗口",
        By::CommandLine => "命令行",
    },
    result: |result| match result {
        Outcome::Done => "成功",
        Outcome::Failed => "失败",
        Outcome::Cancelled => "已取消",
    },
    why,
    contexts,
    copy_id: |id| format!("复制请求 ID {id}"),
    copied: "请求 ID 已复制到剪贴板",
    pick: |id| format!("再次填入集群 ID {id}"),
    pick_again: "填入",
    keep: "记录操作历史",
    kept: |most, file| {
        format!(
            "最近 {most} 次请求和文件更改，保存在 {file}，仅当前用户可读。不含密钥，也不含 kubeconfig \
             的内容。"
        )
    },
    off: "不再记录，日志也只保留警告。已有的记录会保留，直到您清空。",
    not_of_demo: "对演示账号的请求不记录。",
    clear: "清空…",
    clear_question: |count| format!("永久删除全部 {count} 条记录？"),
    clear_now: "删除",
    leave: "保留",
    cleared: "操作历史已清空",
    none: "操作历史为空。",
    no_match: "没有匹配的记录。",
    damaged: |aside| format!("操作历史文件已损坏，保留为 {aside}，并已重新开始记录。"),
    trouble: |why| format!("无法使用操作历史：{why}"),
    no_place: "没有可以保存操作历史的主目录",
    close: "返回",
    table_heads: ["时间", "操作", "集群", "集群 ID", "端点", "结果", "来源", "文件", "请求 ID"],
};

pub(super) const DIAGNOSTICS: DiagnosticsWords = DiagnosticsWords {
    copy: "复制诊断信息",
    meaning: "版本、设置、文件位置、最近的失败和日志末尾，用于提交问题报告。其中有主机名、集群 ID \
              和文件名；不含密钥和 kubeconfig，账号 ID 和 AccessKey ID 已脱敏。",
    copied: "诊断信息已复制到剪贴板",
};

fn what(what: What) -> &'static str {
    match what {
        What::Get => "获取 kubeconfig",
        What::GetToRenew => "获取以续期",
        What::Credential => "为 kubectl 取凭据",
        What::Save => "保存",
        What::Merge => "合并",
        What::Renew => "文件内续期",
        What::Remove => "删除",
        What::Rename => "重命名",
        What::Use => "设为当前上下文",
        What::Restore => "恢复",
        What::Undo => "撤销",
        What::MakePrivate => "设为仅自己可读",
        What::BreakLock => "解除锁定",
        What::Unknown => "较新版本的操作",
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Refused => "被拒绝",
        Why::NotTheService => "应答的不是阿里云",
        Why::NotAKubeconfig => "返回的不是 kubeconfig",
        Why::NoKey => "没有凭据",
        Why::NoSuchHost => "域名无法解析",
        Why::NoConnection => "无法连接",
        Why::Broken => "连接中断",
        Why::Timeout => "超时未应答",
        Why::Exists => "文件已存在",
        Why::NotAllowed => "没有写入权限",
        Why::DiskFull => "磁盘已满",
        Why::Locked => "文件被锁定",
        Why::Changed => "已被其他程序更改",
        Why::NotEditable => "无法安全修改",
        Why::NothingToUndo => "没有可撤销的更改",
        Why::NotWritten => "未能写入",
        Why::Other => "失败",
    }
}

fn contexts(entry: &Entry) -> String {
    match (entry.contexts.as_slice(), entry.more_contexts) {
        ([from, to], 0) if entry.what == What::Rename => format!("{from} 改为 {to}"),
        (named, 0) => named.join("、"),
        (named, more) => format!("{} 等 {} 个", named.join("、"), named.len() + more),
    }
}
