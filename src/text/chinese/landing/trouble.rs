//! Why a kubeconfig file was left as it is, and what to do, in Chinese.

use std::path::Path;

use crate::core::kubeconfig::edit::EditError;
use crate::core::kubeconfig::merge::{IncomingError, PlanError};
use crate::core::printable::printable;
use crate::io::kubeconfig_file::trouble::{
    BreakError, ChooseError, FileTrouble, Holder, LockError, ReadError, TightenError, WriteError,
};
use crate::text::Notice;
use crate::text::chinese::{concern, document};

const LOOK_AGAIN: &str = "请查看差异后重试。";

/// What happened and what to do; that nothing was lost is the same with all.
pub(super) fn trouble(trouble: &FileTrouble) -> Notice {
    let (title, next) = match trouble {
        FileTrouble::Choose(error) => choose(*error),
        FileTrouble::Read(error) => read(error),
        FileTrouble::Incoming(cluster, error) => incoming(cluster.as_str(), error),
        FileTrouble::Plan(error) => plan(error),
        FileTrouble::Edit(error) => edit(error),
        FileTrouble::Lock(error) => lock(error),
        FileTrouble::Write(error) => write(error),
        FileTrouble::TooLarge => told("文件将超过 64 MB", "请删除不用的上下文。"),
        FileTrouble::Changed => told("文件期间被其他程序改动", LOOK_AGAIN),
        FileTrouble::NothingToUndo => {
            told("没有可撤销的更改", "本程序没有改过此文件，或更改已全部撤销。")
        }
        FileTrouble::NoBackups => {
            told("没有存放备份的位置", "请设置 HOME 或 XDG_STATE_HOME：没有备份就不会写入。")
        }
        FileTrouble::NoPlan => told("此更改没有方案", LOOK_AGAIN),
        FileTrouble::Break(error) => broken_lock(error),
        FileTrouble::Tighten(error) => match error {
            TightenError::Read(error) => read(error),
            TightenError::Refused(error) => {
                told(format!("无法更改文件权限：{error}"), "文件所有者可以执行：chmod 600。")
            }
        },
    };
    Notice::new(title, "文件保持原样。", next)
}

fn told(title: impl Into<String>, next: impl Into<String>) -> (String, String) {
    (title.into(), next.into())
}

fn shown(path: &Path) -> String {
    printable(&path.display().to_string())
}

fn choose(error: ChooseError) -> (String, String) {
    let title = match error {
        ChooseError::NoHome => "没有主目录，无法确定 .kube/config 的位置",
        ChooseError::EmptyList => "KUBECONFIG 已设置，但没有指定文件",
    };
    told(title, "请用 --kubeconfig 指定文件，或设置 KUBECONFIG。")
}

/// Why a file cannot be read.
pub(in crate::text::chinese) fn unreadable(error: &ReadError) -> String {
    read(error).0
}

fn read(error: &ReadError) -> (String, String) {
    match error {
        ReadError::NotAFile(path) => told(format!("{} 不是文件", shown(path)), "请选择文件。"),
        ReadError::LinkLoop(path) => {
            told(format!("{} 是循环链接", shown(path)), "请修复这些链接。")
        }
        ReadError::TooLarge(path) => {
            told(format!("{} 超过 64 MB", shown(path)), "kubeconfig 不会这么大。")
        }
        ReadError::NotText(path) => {
            told(format!("{} 不是文本", shown(path)), "请从备份恢复，或另选文件。")
        }
        ReadError::NoPermission(path) => {
            told(format!("没有读取 {} 的权限", shown(path)), "请联系文件所有者，或另选文件。")
        }
        ReadError::Read { path, source } => {
            told(format!("无法读取 {}：{source}", shown(path)), "请重试。")
        }
    }
}

fn incoming(cluster: &str, error: &IncomingError) -> (String, String) {
    const LOOK: &str = "请重试；可用 `ack-kubeconfig get` 查看内容。";
    match error {
        IncomingError::NotAKubeconfig(why) => {
            let why = document::not_a_kubeconfig(why);
            told(format!("{cluster} 返回的内容不是 kubeconfig：{why}"), LOOK)
        }
        IncomingError::Concerns(concerns) => {
            let why: String = concerns.iter().map(concern).collect();
            told(format!("{cluster} 返回的内容没有合并：{why}"), "请保存到单独的文件，再仔细查看。")
        }
        IncomingError::Incomplete => told(format!("{cluster} 返回的内容缺少服务器或凭据"), LOOK),
    }
}

fn plan(error: &PlanError) -> (String, String) {
    match error {
        PlanError::Edit(error) => edit(error),
        PlanError::Twice(cluster) => told(format!("集群 {cluster} 指定了两次"), "请只指定一次。"),
        PlanError::OtherCluster(name) => {
            told(format!("上下文 {} 属于另一个集群", printable(name)), "请换一个名称。")
        }
        PlanError::NameTwice(name) => told(
            format!("有两个上下文都会命名为 {}", printable(name)),
            "请换一个名称，或在模板中加入 {id}。",
        ),
    }
}

fn edit(error: &EditError) -> (String, String) {
    let next = match error {
        EditError::NotFound { .. } => "可用 `ack-kubeconfig contexts` 查看已有条目。",
        EditError::NameTaken { .. } => "请换一个名称。",
        EditError::NoName => "请输入名称。",
        EditError::DuplicateName { .. } => "kubectl 也不接受此文件：请删除其中一个。",
        EditError::RelativePath => "请改为绝对路径，或手动复制它引用的文件。",
        EditError::WouldChange { .. } => "这是本程序的错误，请反馈。",
        _ => "请手动修复文件，或用 --kubeconfig 另选文件。",
    };
    told(format!("无法安全地编辑此文件：{}", document::edit_error(error)), next)
}

fn lock(error: &LockError) -> (String, String) {
    match error {
        LockError::Held(seen) => {
            let path = shown(&seen.path);
            let next = match seen.holder {
                Holder::ThisProgram(_) => "请等它结束后重试。".to_owned(),
                Holder::Ended(_) | Holder::Unknown => {
                    format!("请重试。如果没有 kubectl 在运行，这是遗留的锁：请删除 {path}。")
                }
            };
            (format!("其他程序锁定了此文件（{path}）"), next)
        }
        LockError::Cancelled => told("已取消", "未写入任何内容。"),
        LockError::Refused(error) => write(error),
    }
}

fn write(error: &WriteError) -> (String, String) {
    match error {
        WriteError::ReadOnly(path) => {
            told(format!("{} 是只读的", shown(path)), "请改为可写：chmod u+w。")
        }
        WriteError::NoFolder(path) => {
            told(format!("{} 所在的文件夹不存在", shown(path)), "请先创建文件夹。")
        }
        WriteError::NoPermission(path) => told(
            format!("没有在 {} 旁写入的权限", shown(path)),
            "文件是一次性整体替换的，所以文件夹必须可写。",
        ),
        WriteError::DiskFull(path) => {
            told(format!("磁盘已满，无法写入 {}", shown(path)), "请腾出空间后重试。")
        }
        WriteError::MountPoint(path) => told(
            format!("{} 是挂载点，无法替换", shown(path)),
            "请改为挂载它所在的文件夹，或另选文件。",
        ),
        WriteError::OwnerLost(path) => told(
            format!("{} 属于其他用户，写入后会变为当前用户所有", shown(path)),
            "请由文件所有者操作，或另选文件。",
        ),
        WriteError::Failed { path, source } => {
            told(format!("无法写入 {}：{source}", shown(path)), "请重试。")
        }
    }
}

fn broken_lock(error: &BreakError) -> (String, String) {
    match error {
        BreakError::Another => told("这个锁不是刚才显示的那个", "其他程序正在操作，请重新查看。"),
        BreakError::AtWork(process) => {
            told(format!("本程序的进程 {process} 正在写入"), "请等它结束。")
        }
        BreakError::Refused(error) => {
            told(format!("无法删除锁：{error}"), "锁的所有者可以删除它。")
        }
    }
}
