//! Why a text is no kubeconfig, or cannot be edited, in Chinese. In English the errors say it
//! themselves.

use crate::core::kubeconfig::NotAKubeconfig;
use crate::core::kubeconfig::check::Entry;
use crate::core::kubeconfig::edit::EditError;
use crate::core::printable::printable;

/// What a list of entries is called.
pub(super) fn entry(entry: Entry) -> &'static str {
    match entry {
        Entry::Cluster => "集群",
        Entry::User => "用户",
        Entry::Context => "上下文",
    }
}

pub(super) fn not_a_kubeconfig(error: &NotAKubeconfig) -> String {
    let at =
        |line: &Option<usize>| line.map(|line| format!("（第 {line} 行）")).unwrap_or_default();
    match error {
        NotAKubeconfig::NotYaml { line } => format!("不是有效的 YAML{}", at(line)),
        NotAKubeconfig::NotAMapping => "是 YAML，但不是键值映射".to_owned(),
        NotAKubeconfig::WrongKind => "kind 不是 Config".to_owned(),
        NotAKubeconfig::WrongForm { line } => {
            format!("有条目不符合 kubectl 要求的格式{}", at(line))
        }
        NotAKubeconfig::Missing(kind) => format!("没有{}条目", entry(*kind)),
    }
}

/// Safe to show: the names in it are the file's.
pub(super) fn edit_error(error: &EditError) -> String {
    match error {
        EditError::NotYaml { line } => format!("不是有效的 YAML（第 {line} 行）"),
        EditError::OddLineBreak { line } => {
            format!("第 {line} 行有一个换行符，不同程序对它的理解不一致")
        }
        EditError::SeveralDocuments => "含有多份 YAML 文档".to_owned(),
        EditError::NotAMapping => "是 YAML，但不是键值映射".to_owned(),
        EditError::WrongKind => "kind 不是 Config，或版本不是 v1".to_owned(),
        EditError::AmbiguousKey { key, line } => {
            format!("键 {} 重复出现，或由合并键引入（第 {line} 行）", printable(key))
        }
        EditError::NotAList(list) => format!("{}条目不是列表", entry(*list)),
        EditError::DuplicateName { list, name } => {
            format!("有两个{}条目都名为 {}", entry(*list), printable(name))
        }
        EditError::NotFound { list, name } => {
            format!("没有名为 {} 的{}", printable(name), entry(*list))
        }
        EditError::NameTaken { list, name } => {
            format!("已有名为 {} 的{}", printable(name), entry(*list))
        }
        EditError::NoName => "新名称为空".to_owned(),
        EditError::Anchored { line } => {
            format!("要修改的内容通过锚点或别名与别处共用（第 {line} 行）")
        }
        EditError::UnusualLayout { line } => format!("要修改的内容写法特殊（第 {line} 行）"),
        EditError::WrongForm { list, line } => {
            format!("有{}条目不符合 kubectl 要求的格式（第 {line} 行）", entry(*list))
        }
        EditError::RelativePath => "条目以相对路径引用了文件".to_owned(),
        EditError::WouldChange { line } => format!("这次修改会波及其他内容（第 {line} 行）"),
    }
}
