//! What stands between the program's own words on the page about errors.

use ack_kubeconfig::core::acs::Problem;
use ack_kubeconfig::text::Language;

/// The page of each language.
pub(super) const PAGES: [(Language, &str); 2] =
    [(Language::English, "errors.md"), (Language::Chinese, "errors.zh-CN.md")];

/// What problems are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Credentials,
    Permission,
    Request,
    Way,
}

impl Group {
    pub(super) const ALL: [Self; 4] =
        [Self::Credentials, Self::Permission, Self::Request, Self::Way];

    pub(super) fn holds(self, problem: Problem) -> bool {
        let credentials = problem.is_about_credentials();
        let permission = problem.is_about_permission();
        let way = problem.is_network_or_server();
        match self {
            Self::Credentials => credentials,
            Self::Permission => permission,
            Self::Way => way,
            Self::Request => !credentials && !permission && !way,
        }
    }
}

pub(super) struct PageWords {
    pub(super) title: &'static str,
    pub(super) intro: &'static [&'static str],
    pub(super) index_heads: &'static str,
    pub(super) group: fn(Group) -> &'static str,
    /// The button, and what it is on the command line.
    pub(super) step: fn(&str, &str) -> String,
    pub(super) exit: fn(u8) -> String,
    /// Heading and what is said below it, of each table.
    pub(super) sign_in: (&'static str, &'static str),
    pub(super) keychain: (&'static str, &'static str),
    pub(super) files: (&'static str, &'static str),
    pub(super) saving: (&'static str, &'static str),
    pub(super) checks: (&'static str, &'static str),
    /// Before what every row of a table means.
    pub(super) always: &'static str,
    pub(super) heads: [&'static str; 4],
}

impl PageWords {
    pub(super) fn of(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }
}

const ENGLISH: PageWords = PageWords {
    title: "# When something goes wrong",
    intro: &[
        "[简体中文](errors.zh-CN.md)",
        "Everything that ACK Kubeconfig can tell of a failure: what happened, what it means, and \
         what to do next. The window shows it on a card, with a button for each step that it can \
         take for you. The command line says the same on stderr; the lines that begin with `Next:` \
         name what to add, to leave out, to set or to run.",
        "Nothing is saved or changed by a question that fails. What support wants to know (code, \
         HTTP status, request ID, host) is under **Copy details**, and in the command line's last \
         lines.",
        "This page is made of the program's own words by a test, and cannot say anything else than \
         the program. `HOST` stands for the host that was asked, and other words in capitals for \
         what they say.",
        "## Find a code\n\nA `*` stands for anything. The HTTP status is the one that was seen, and \
         not relied upon. A code that is not here is shown as it came.",
    ],
    index_heads: "| code | HTTP | comes down to | exit code |",
    group: |group| match group {
        Group::Credentials => "Credentials",
        Group::Permission => "Permission",
        Group::Request => "The request and the cluster",
        Group::Way => "The way there, and the service itself",
    },
    step: |button, command| match command {
        "" => format!("- window: **{button}**\n"),
        command => format!("- window: **{button}**; command line: {command}\n"),
    },
    exit: |code| format!("exit code {code}"),
    sign_in: (
        "Getting a key from a profile",
        "A profile whose mode is not AccessKey gets its key from somewhere: STS, a program, the \
         keychain. Where that was asked and refused with a code, the code is explained above.",
    ),
    keychain: (
        "The system keychain",
        "Told beside the box *Keep in the system keychain*, and with exit code 3 where a kept key is \
         needed.",
    ),
    files: (
        "Kubeconfig files",
        "Why the window, `merge`, `renew`, `remove` or `undo` left a kubeconfig file as it was.",
    ),
    saving: ("Saving a document", "Of **Save as…**, and with exit code 7 of `get -o`."),
    checks: (
        "Does a kubeconfig work?",
        "Of **Test connection** and `check`: what is said of the step that breaks.",
    ),
    always: "In every case: ",
    heads: ["what is said", "what it means", "what to do", "exit code"],
};

const CHINESE: PageWords = PageWords {
    title: "# 出错时怎么办",
    intro: &[
        "[English](errors.md)",
        "ACK Kubeconfig 可能报告的全部错误：发生了什么、意味着什么、下一步怎么做。窗口以卡片显示错误，\
         凡是程序能代劳的下一步都有按钮。命令行在 stderr 输出同样的内容，以 `下一步：` 开头的行说明要\
         添加、去掉、设置或运行什么。",
        "请求失败时不会保存或更改任何内容。技术支持所需的信息（错误码、HTTP 状态码、请求 ID、请求地址）\
         在窗口中用**复制详情**复制，在命令行中见最后几行。",
        "本页由测试根据程序自身的文字生成，与程序保持一致。`HOST` 代表所请求的主机，其他大写单词各自代表\
         其字面所指。",
        "## 按错误码查找\n\n`*` 代表任意字符。HTTP 状态码是已见过的，程序并不依赖它。未列出的错误码按原样\
         显示。",
    ],
    index_heads: "| 错误码 | HTTP | 含义 | 退出码 |",
    group: |group| match group {
        Group::Credentials => "凭据",
        Group::Permission => "权限",
        Group::Request => "请求和集群",
        Group::Way => "网络和服务端",
    },
    step: |button, command| match command {
        "" => format!("- 窗口：**{button}**\n"),
        command => format!("- 窗口：**{button}**；命令行：{command}\n"),
    },
    exit: |code| format!("退出码 {code}"),
    sign_in: (
        "从凭据配置获取密钥",
        "模式不是 AccessKey 的凭据配置从 STS、外部程序或钥匙串等处获取密钥。如果对方以错误码拒绝，该错误码的\
         说明见上文。",
    ),
    keychain: ("系统钥匙串", "显示在*保存到系统钥匙串*旁；需要其中的密钥而得不到时，退出码为 3。"),
    files: (
        "kubeconfig 文件",
        "窗口、`merge`、`renew`、`remove` 或 `undo` 没有更改 kubeconfig 文件的原因。",
    ),
    saving: ("保存文件", "见于**另存为…**和 `get -o`；后者的退出码为 7。"),
    checks: ("kubeconfig 能用吗？", "见于**测试连接**和 `check`：哪一步失败，就说明哪一步。"),
    always: "均为：",
    heads: ["提示", "含义", "怎么做", "退出码"],
};
