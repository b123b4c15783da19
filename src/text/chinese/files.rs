//! Changes of the user's kubeconfig files in the window, in Chinese.

use crate::core::kubeconfig::merge::{OnCollision, Outcome};
use crate::io::kubeconfig_file::trouble::Act;
use crate::text::files::FilesWords;

const REST_STAYS: &str = "注释、顺序和其他条目逐字节保持不变。写入前会备份，可用“撤销”恢复。";

pub(super) const FILES: FilesWords = FilesWords {
    merge_into: |file| format!("合并到 {file}…"),
    merge_many: |count, file| format!("将 {count} 个合并到 {file}…"),
    heading: |act, file| match act {
        Act::Merge => format!("合并到 {file}"),
        Act::Renew => format!("续期 {file} 中的上下文"),
        Act::Remove => format!("从 {file} 中删除"),
        Act::Rename => format!("在 {file} 中重命名"),
        Act::Switch => format!("在 {file} 中设为当前上下文"),
        Act::Restore => format!("恢复 {file}"),
    },
    summary: |added, renewed| match (added, renewed) {
        (0, 0) => "不改变任何上下文。".to_owned(),
        (added, 0) => format!("新增 {added} 个上下文。"),
        (0, renewed) => format!("续期 {renewed} 个上下文。"),
        (added, renewed) => format!("新增 {added} 个上下文，续期 {renewed} 个。"),
    },
    removes: |clusters, users, was_current| {
        let kinds = [("集群", clusters), ("用户", users)];
        let gone = kinds.into_iter().filter(|(_, names)| !names.is_empty());
        let gone: Vec<String> =
            gone.map(|(kind, names)| format!("{kind} {}", names.join("、"))).collect();
        let with = if gone.is_empty() {
            "它的集群和用户条目仍被其他上下文使用，予以保留。".to_owned()
        } else {
            format!("没有其他上下文使用的条目会一并删除：{}。", gone.join("，"))
        };
        let current = if was_current { "删除后将没有当前上下文。" } else { "" };
        format!("{with}{current}")
    },
    rest_stays: REST_STAYS,
    and_the_rest: |does| format!("{does}{REST_STAYS}"),
    which_file: "目标文件",
    heads: ["文件中", "来自 ACK", "处理方式"],
    outcome: |outcome| match outcome {
        Outcome::Added => "新增".to_owned(),
        Outcome::Changed(keys) => format!("更新：{}", keys.join("、")),
        Outcome::Unchanged => "保持不变".to_owned(),
        Outcome::TakesPlace => "取代同名条目".to_owned(),
        Outcome::Skipped => "跳过".to_owned(),
    },
    name_taken: |wanted| format!("{wanted} 已被占用"),
    taken: |outcome, wanted| match outcome {
        Outcome::TakesPlace => format!("原有的 {wanted} 会被删除"),
        Outcome::Skipped => format!("跳过：{wanted} 已被占用"),
        _ => format!("{wanted} 已被占用"),
    },
    on_collision: |choice| match choice {
        OnCollision::Rename => "改名",
        OnCollision::Replace => "替换",
        OnCollision::Skip => "跳过",
    },
    name_is_taken: |cluster| format!("{cluster} 的名称已被占用"),
    was_called: |old| format!("现名 {old}"),
    cluster: "集群",
    user: "用户",
    context_name: |cluster| format!("{cluster} 的上下文名称"),
    current: "current-context",
    keep: "保持不变",
    switch_to: |name| format!("切换到 {name}"),
    difference: "差异",
    lines: |more, less| match (more, less) {
        (more, 0) => format!("新增 {more} 行"),
        (0, less) => format!("删除 {less} 行"),
        (more, less) => format!("新增 {more} 行 · 删除 {less} 行"),
    },
    backup_in: |folder| format!("备份位于 {folder}"),
    planning: "正在查看文件…",
    writing: "正在写入…",
    confirm: |act, replaces| match act {
        Act::Merge if replaces => "合并并替换",
        Act::Merge => "合并",
        Act::Renew => "续期",
        Act::Remove => "删除",
        Act::Rename => "重命名",
        Act::Switch => "设为当前",
        Act::Restore => "恢复",
    },
    plan_again: "重新查看",
    copy_diff: "复制差异",
    break_lock: "强制解锁",
    undo: "撤销",
};
