//! The contexts that the user has, in Chinese.

use crate::io::kubeconfig_file::trouble::Act;
use crate::text::contexts::ContextsWords;

pub(super) const CONTEXTS: ContextsWords = ContextsWords {
    heading: "我的上下文",
    expiring: |count| format!("{count} 个即将到期"),
    renew_expiring: |count| format!("续期 {count} 个即将到期的"),
    filter: "按名称、集群或身份筛选",
    heads: ["上下文", "ACK 集群", "端点", "身份", "到期时间"],
    current: "当前上下文",
    not_ack: "不是 ACK 集群",
    expired: |ago| format!("已于 {ago}到期"),
    no_expiry: "未知",
    on_use: "使用时自动续期",
    renew: "续期",
    renew_now: "立即续期",
    more: "更多",
    put_in_use: "设为当前上下文…",
    rename: "重命名…",
    save_copy: "另存为单独文件…",
    remove: "删除…",
    new_name: |context| format!("{context} 的新名称"),
    make_private: "设为仅自己可读",
    made_private: |file| format!("{file} 现在仅当前用户可读"),
    reading: "正在读取 kubeconfig 文件…",
    none: |file| format!("{file} 中还没有上下文。请获取集群的 kubeconfig 并合并进来。"),
    no_match: "没有匹配的上下文。",
    more_problems: |count| format!("再显示 {count} 条"),
    last_change: |act, contexts, when| {
        let what = match act {
            Act::Merge => "合并",
            Act::Renew => "续期",
            Act::Remove => "删除",
            Act::Rename => "重命名",
            Act::Switch => "设为当前",
            Act::Restore => "恢复",
        };
        match contexts {
            [] => format!("上次更改：{when}{what}"),
            [one] => format!("上次更改：{when}{what} {one}"),
            [from, to] if act == Act::Rename => {
                format!("上次更改：{when}将 {from} {what}为 {to}")
            }
            several => format!("上次更改：{when}{what}了 {} 个上下文", several.len()),
        }
    },
    renewing: "续期中…",
    not_renewed: |failed, all, why| match (failed, all) {
        (1, 1) => format!("续期失败。{why}"),
        (failed, all) => format!("{all} 个中有 {failed} 个续期失败。{why}"),
    },
    failed: |context, notice| format!("{context}：{}。{}", notice.title, notice.next),
    nobody_to_ask: "请先选择凭据：续期需要向阿里云发起请求。",
    close: "返回",
};
