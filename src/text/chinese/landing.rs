//! The user's kubeconfig files, in Chinese.

mod trouble;

use super::document::entry;
use crate::core::kubeconfig::contexts::{Problem, SignsIn};
use crate::core::printable::printable;
use crate::io::kubeconfig_file::trouble::Act;
use crate::text::landing::LandingWords;
pub(super) use trouble::unreadable;

use trouble::trouble;

pub(super) const LANDING: LandingWords = LandingWords {
    trouble,
    problem,
    signs_in,
    loose: |mode| format!("其他用户可以读取它（权限 {mode:04o}），其中含有私钥"),
    locked: |lock, age, owner| {
        let since = age.map(|age| format!("，创建于 {age}")).unwrap_or_default();
        let owner = owner.map(|owner| format!("，属于用户 {owner}")).unwrap_or_default();
        format!("其他程序持有锁 {lock}{since}{owner}")
    },
    gap: "…",
    masked: |private_key, bytes| {
        let what = if private_key { "私钥" } else { "机密" };
        bytes.map_or_else(|| format!("‹{what}›"), |bytes| format!("‹{what}，{bytes} 字节›"))
    },
    shortened: |bytes| format!("…（{bytes} 字节）"),
    unchanged: |file| format!("{file} 无需更改"),
    landed: |act, contexts, file| {
        let contexts = about(act, contexts);
        match act {
            Act::Merge => format!("已将 {contexts} 合并到 {file}"),
            Act::Renew => format!("已为 {file} 中的 {contexts} 续期"),
            Act::Remove => format!("已从 {file} 中删除 {contexts}"),
            Act::Rename => format!("已在 {file} 中重命名 {contexts}"),
            Act::Switch => format!("已在 {file} 中将 {contexts} 设为当前上下文"),
            Act::Restore => format!("已将 {file} 恢复原状"),
        }
    },
    undo_hint: |kept| match kept {
        Some(file) => format!("原内容备份在 {file}；用 `ack-kubeconfig undo` 恢复"),
        None => "这是新建的文件；用 `ack-kubeconfig undo` 删除".to_owned(),
    },
    undone: |act, contexts, file, when| {
        format!("已撤销对 {file} 的更改（{when}）：{} {}", verb(act), about(act, contexts))
    },
    file_removed: "该文件是那次新建的，现已删除。",
    undo_refused: |file| format!("{file} 在上次写入之后又有改动，因此没有撤销。撤销将会这样更改："),
    planned_anew: "文件期间有改动，已重新生成更改方案",
    never_still: "文件一直在被改动。未写入任何内容，请稍后再试。",
    left_out: |cluster, why| format!("跳过 {cluster}：{why}"),
    renamed: |name, wanted| format!("已有名为 {wanted} 的上下文，新的上下文命名为 {name}"),
    switched: |name| format!("当前上下文现在是 {name}"),
    none_in_use: "现在没有当前上下文",
    no_names: |why| format!("无法列出集群（{why}），因此用集群 ID 代替名称"),
    no_exec_of_demo: "--demo 的环境随此命令结束，kubectl 之后将无处获取密钥。请运行 \
                      `ack-kubeconfig demo`，它会提示如何用 --endpoint 连接。",
    asks_each_time: |name| format!("{name} 每次都由程序获取密钥，无需续期"),
    switch_one: "--switch 只能用于一个集群：有多个时无法判断要切换到哪一个",
    no_context: |name| format!("没有名为 {name} 的上下文"),
    not_of_ack: |name| format!("无法确定上下文 {name} 属于哪个 ACK 集群"),
    other_identity: |context, was, is| format!("上下文 {context} 原属身份 {was}，将变为 {is}"),
    none_to_renew: "没有需要续期的上下文",
    no_contexts: "没有上下文",
    heads: ["", "上下文", "集群", "地域", "端点", "身份", "到期时间", "文件", "服务器"],
    ended: |date| format!("{date}，已到期"),
    ends: |date, days| match days {
        0 => format!("{date}，今天"),
        days => format!("{date}，{days} 天后"),
    },
};

/// The contexts that something was done with; of one that was renamed, both names.
fn about(act: Act, contexts: &[String]) -> String {
    match (act, contexts) {
        (Act::Rename, [from, to]) => format!("{} 为 {}", printable(from), printable(to)),
        _ => names(contexts),
    }
}

fn names(contexts: &[String]) -> String {
    match contexts {
        [one] => printable(one),
        several => format!(
            "{} 个上下文（{}）",
            several.len(),
            several.iter().map(|name| printable(name)).collect::<Vec<_>>().join("、")
        ),
    }
}

fn verb(act: Act) -> &'static str {
    match act {
        Act::Merge => "合并",
        Act::Renew => "续期",
        Act::Remove => "删除",
        Act::Rename => "重命名",
        Act::Switch => "切换",
        Act::Restore => "恢复",
    }
}

fn problem(problem: &Problem) -> String {
    match problem {
        Problem::CurrentMissing(name) => format!("当前上下文 {} 不存在", printable(name)),
        Problem::Dangling { context, list, name } => {
            let (context, name) = (printable(context), printable(name));
            format!("上下文 {context} 引用的{} {name} 不存在", entry(*list))
        }
        Problem::Duplicate { list, name } => {
            format!("有两个{}条目都名为 {}，kubectl 不接受此文件", entry(*list), printable(name))
        }
        Problem::UnreadableCertificate { user } => {
            format!("用户 {} 的证书无法读取", printable(user))
        }
        Problem::SharedByClusters { list, name, contexts } => {
            let contexts: Vec<String> = contexts.iter().map(|name| printable(name)).collect();
            format!(
                "上下文 {} 属于不同集群，却共用{} {}：只有一个能正确连接",
                contexts.join("、"),
                entry(*list),
                printable(name)
            )
        }
        Problem::Unused { list, name } => {
            format!("没有上下文使用{} {}", entry(*list), printable(name))
        }
    }
}

fn signs_in(signs_in: &SignsIn) -> String {
    match signs_in {
        SignsIn::Certificate => "证书".to_owned(),
        SignsIn::UnreadableCertificate => "证书无法读取".to_owned(),
        SignsIn::Token => "Token".to_owned(),
        SignsIn::Program(command) => format!("程序 {}", printable(command)),
        SignsIn::Plugin(name) => format!("插件 {}", printable(name)),
        SignsIn::Password => "密码".to_owned(),
        SignsIn::File(path) => format!("文件 {}", printable(path)),
        SignsIn::Nothing => "无".to_owned(),
    }
}
