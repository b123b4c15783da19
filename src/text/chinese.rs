//! Simplified Chinese, in the words of the ACK console.

mod actions;
mod causes;
mod clusters;
mod connection;
mod contexts;
mod denied;
mod document;
mod exchange;
mod fault;
mod files;
mod history;
mod landing;
mod many;
mod opened;
mod overview;
mod problems;
mod profiles;
mod settings;
mod steps;
mod time;
mod viewer;

use super::{
    CliWords, ConcernWords, CredentialsWords, FailureWords, Phrases, RequestWords, ResultWords,
    SaveWords, StatusWords, WelcomeWords, WhoamiWords,
};
use crate::core::acs::{ClusterIdError, CredentialsError, TemporaryDuration};
use crate::core::kubeconfig::Concern;
use crate::core::printable::{harmless, printable};
use crate::core::session::ThemeChoice;
use crate::io::file::SaveError;
use crate::io::terminal::TerminalError;

pub(super) const CHINESE: Phrases = Phrases {
    title: "ACK Kubeconfig",
    named: |name, told| format!("{name}：{told}"),
    sentences: |first, second| format!("{}。{second}", first.trim_end_matches('。')),
    with_remark: |text, remark| format!("{text}（{remark}）"),
    clear_field: |field| format!("清空：{field}"),
    time: time::TIME,
    credentials: CredentialsWords {
        heading: "凭据",
        access_key_id: "AccessKey ID",
        access_key_secret: "AccessKey Secret",
        security_token: "STS Token（仅临时密钥需要）",
        access_key_id_hint: "LTAI…",
        secret_hint: "••••••••",
        show: "显示",
        hide: "隐藏",
        use_these: "使用此凭据",
        edit: "编辑",
        keep_current: "继续使用当前凭据",
        kept_in_memory: "凭据只保存在内存中，关闭窗口即清除；不会写入任何文件，勾选后才会存入钥匙串。",
        also_looked: |places| format!("还查找了：{}，均未发现凭据。", places.join("、")),
        unusable: credentials_error,
        profile: "凭据配置",
        choose: "选择凭据配置",
        filter_profiles: "筛选凭据配置",
        add: "输入 AccessKey…",
        import: "导入 config.json…",
        ask_ecs: "使用本 ECS 实例的 RAM 角色",
        keep_in_keychain: "保存到系统钥匙串",
        keychain_asked: "正在访问系统钥匙串，可能需要先解锁。",
        name: "在钥匙串中的名称",
        kept_name: "名称",
        account_name: "我的账号",
        rename: "重命名",
        forget: "移除",
        forget_hint: "从系统钥匙串中删除此密钥",
        forget_import: "移除此文件",
        imported_from: |file| format!("导入自 {file}，该文件只读取，不修改。"),
        other_credentials: "其他凭据",
        only_read: "此配置属于 aliyun CLI，这里只读取。如需修改：",
        run_command: "在终端中运行",
        copy_command: "复制命令",
        signing_in: "正在获取密钥…",
        sign_in_again: "通过此配置重新获取密钥",
        no_identity: "STS 未返回当前身份，但仍可能获取到 kubeconfig。",
        ends: |when, ahead| {
            if ahead { format!("将于 {when}到期") } else { format!("已于 {when}到期") }
        },
        imported: |count| format!("已导入 {count} 个配置"),
        nothing_imported: "未选择文件。如果没有弹出对话框，请在环境变量 ALIBABA_CLOUD_CONFIG_FILE \
                           中指定该文件。",
        terminal_opened: "命令正在终端中运行，完成后会自动读取结果",
        no_terminal: terminal_error,
        kept: |name| format!("已保存到系统钥匙串，名称为 {name}"),
        not_kept: |why| format!("未能保存到钥匙串。{why}"),
        not_removed: |why| format!("未能从钥匙串中删除，密钥仍在其中。{why}"),
        not_renamed: |why| format!("未能在钥匙串中重命名。{why}"),
        no_such_profile: |name| format!("没有名为 {name} 的凭据配置，请另选一个。"),
        nodes: |count| format!("{count} 个节点"),
    },
    profiles: profiles::WORDS,
    request: RequestWords {
        cluster_id: "集群 ID",
        cluster_id_hint: "c5b5e80b0b64a4bf6939d2d8fbbc5…",
        unusual_form: "不常见：集群 ID 一般是字母 c 加 32 位十六进制数字",
        bad_id: cluster_id_error,
        endpoint: "API Server 端点",
        public: "公网",
        private: "内网",
        public_hint: "kubeconfig 使用公网地址",
        private_hint: "kubeconfig 使用集群所在 VPC 的内网地址",
        valid_for: "有效期",
        default_validity: "默认",
        default_validity_hint: "由服务端决定，约 3 年",
        validity,
        get: "获取 kubeconfig",
        cancel: "取消",
        needs_credentials: "请先提供凭据",
        needs_cluster_id: "请先输入集群 ID",
    },
    clusters: clusters::CLUSTERS,
    many: many::MANY,
    landing: landing::LANDING,
    files: files::FILES,
    connection: connection::CONNECTION,
    contexts: contexts::CONTEXTS,
    viewer: viewer::VIEWER,
    opened: opened::OPENED,
    history: history::HISTORY,
    diagnostics: history::DIAGNOSTICS,
    overview: overview::OVERVIEW,
    result: ResultWords {
        endpoint: "端点",
        expires: "到期",
        expired: "已到期",
        signed_in_as: "登录身份",
        groups: "用户组",
        tab_kubeconfig: "Kubeconfig",
        tab_connection: "连接",
        tab_overview: "概览",
        tab_request: "请求",
        save_as: "另存为…",
        copy: "复制",
        copy_hint: "复制完整内容，包括私钥",
        copied: |seconds| format!("已复制（含私钥）· {seconds} 秒后清除"),
        clipboard_cleared: "剪贴板已清除",
        clipboard_replaced: "剪贴板中已是其他内容，未作改动",
        copied_for_good: "已复制（含私钥）· 用完请自行清除剪贴板",
        not_a_kubeconfig: "这不是 kubeconfig",
        why_not: |error| format!("{}。", document::not_a_kubeconfig(error)),
        not_a_kubeconfig_meaning: "服务端返回的是其他内容。该内容未被保存或执行，请先查看再决定是否信任。",
        show_raw: "查看原始内容",
        save_anyway: "仍然保存…",
        signing_in: "正在通过凭据配置获取密钥",
        waiting: |host, attempt| {
            if attempt == 1 {
                format!("正在等待 {host}")
            } else {
                format!("正在等待 {host} · 第 {attempt} 次尝试，共 4 次")
            }
        },
        pausing: |next, seconds| {
            format!("暂时性故障 · {seconds} 秒后进行第 {next} 次尝试，共 4 次")
        },
        elapsed: "已等待时间",
        elapsed_of: |elapsed, most| format!("{elapsed}，最长 {most} 秒"),
    },
    welcome: WelcomeWords {
        heading: "点两下，拿到 kubeconfig",
        text: |folded| {
            if folded {
                "在“凭据与集群”中提供凭据，输入集群 ID，点击获取。除签名请求外，数据不会离开本机。"
            } else {
                "在左侧提供凭据，输入集群 ID，点击获取。除签名请求外，数据不会离开本机。"
            }
        },
        ready_heading: "要获取哪个集群？",
        ready_text: "在上方粘贴集群 ID、控制台地址或 ARN，然后点击获取。",
        pick_text: |folded| {
            if folded {
                "在“凭据与集群”中选择集群，或在上方粘贴集群 ID、控制台地址或 ARN，然后点击获取。"
            } else {
                "在左侧选择集群，或在上方粘贴集群 ID、控制台地址或 ARN，然后点击获取。"
            }
        },
        demo: "试用演示账号",
        demo_text: "内置的 ACK 环境，含四个地域，无需阿里云账号。",
        open_demo: "打开演示",
        import: "使用 aliyun CLI 的配置",
        import_text: "从 config.json 导入其中的全部配置。",
        choose_file: "选择文件…",
        choose_config: "选择 aliyun CLI 的 config.json",
        demo_failed: "演示账号未能启动",
    },
    exchange: exchange::EXCHANGE,
    failure: FailureWords {
        try_again: "重试",
        copy_details: "复制详情",
        code: "错误码",
        request_id: "请求 ID",
        sent_to: "请求地址",
        tries: "尝试次数",
        message: "错误信息",
        action: "操作",
        denied_to: "被拒绝的身份",
        principal: denied::principal,
        denied_by: "拒绝来源",
        policy: denied::policy,
        string_to_sign: "待签名字符串",
        same_string: "两端一致，因此问题出在 Secret",
        other_string: "两端不一致，请求在传输途中被改动",
        differs: problems::differs,
        clock_right: "本机时钟准确",
        clock_off,
        cause: "原因",
        unanswered: causes::unanswered,
        unread: causes::unread,
    },
    fault: fault::FAULT,
    steps: steps::STEPS,
    save: SaveWords {
        title: "保存 kubeconfig",
        path: "保存到",
        no_dialog: "未选择文件。如果没有弹出对话框，请在此输入路径。",
        save: "保存",
        cancel: "取消",
        replace: "覆盖",
        exists: |path| format!("{path} 已存在。"),
        saved: |path| format!("已保存到 {path}"),
        failed: save_error,
        type_a_path: "输入路径…",
    },
    actions: actions::ACTIONS,
    settings: settings::SETTINGS,
    about: settings::ABOUT,
    notes: settings::NOTES,
    status: StatusWords {
        ready: "就绪",
        no_worker: "后台任务没有响应",
        no_account: "未登录",
        retrieved: |milliseconds| format!("已获取，用时 {milliseconds} 毫秒"),
        request_id: "请求 ID",
        clock_corrected: |by, behind| {
            format!("本机时钟{} {by}，已改用服务端时间", slow_or_fast(behind))
        },
        theme: |choice| match choice {
            ThemeChoice::System => "主题：跟随系统",
            ThemeChoice::Dark => "主题：深色",
            ThemeChoice::Light => "主题：浅色",
        },
    },
    concern: ConcernWords {
        sentence: concern,
        more: |count| format!("另有 {count} 条警告，请查看概览。"),
    },
    cli: CliWords {
        error: "错误",
        warning: "警告",
        no_credentials: "未找到凭据。请设置 ALIBABA_CLOUD_ACCESS_KEY_ID 和 \
                         ALIBABA_CLOUD_ACCESS_KEY_SECRET，或运行 `aliyun configure`，或用 --demo \
                         试用演示账号",
        looked: |place| format!("已查找 {place}"),
        unknown_profile: |name, known| {
            let known = if known.is_empty() { "无".to_owned() } else { known.join("、") };
            format!("没有名为 {name} 的凭据配置；已知的配置：{known}")
        },
        unusable_profile: |profile, why| format!("{profile} 无法使用：{why}"),
        file_skipped: |file, why| format!("未读取 {file}：{why}"),
        demo_has_no_profiles: "--demo 自带账号，请去掉 --profile",
        whoami: WhoamiWords {
            identity: "身份",
            account: "账号",
            source: "来源",
            mode: "模式",
            access_key_id: "AccessKey ID",
            expires: "到期时间",
            region: "地域",
            endpoint: "接入点",
        },
        wrote: |path, until| match until {
            Some(until) => format!("已写入 {path}（仅当前用户可读），有效期至 {until}"),
            None => format!("已写入 {path}（仅当前用户可读）"),
        },
        several_need_a_folder: "多个集群需要写入到文件夹：请加上 -o DIR，因为 kubectl 一次只读一份文档",
        many_so_far: |done, failed, all, slowed| {
            let mut text = format!("已完成 {done}/{all}");
            if failed > 0 {
                text.push_str(&format!("，失败 {failed}"));
            }
            if slowed {
                text.push_str("，因服务端限流而放慢");
            }
            text
        },
        wrote_many: |written, all, folder| {
            format!("已将 {written}/{all} 个 kubeconfig 写入 {folder}（仅当前用户可读）")
        },
        use_force: "如需覆盖，请加上 --force",
        cancelled: "已取消",
        not_a_kubeconfig: |error| {
            format!(
                "返回的内容不是 kubeconfig：{}。未写入任何文件。",
                document::not_a_kubeconfig(error)
            )
        },
        no_window: |why| {
            format!("此处无法打开窗口：{why}。命令行无需窗口即可使用：ack-kubeconfig get --help")
        },
        no_opengl: "此处无法打开窗口：没有可用的 OpenGL。在 Debian 和 Ubuntu 上可运行 \
                    `apt install libegl1 libgl1-mesa-dri` 安装。命令行无需窗口即可使用：\
                    ack-kubeconfig get --help",
        brought_forward: "窗口已打开，现已切换到前台。",
        demo_serves: "内置 ACK 正在运行，按 Ctrl+C 结束。",
        demo_ends: "演示集群会随此命令结束；`ack-kubeconfig demo` 可让它们持续运行。",
        unknown_exec_version: "KUBERNETES_EXEC_INFO 请求的不是 client.authentication.k8s.io/v1 或 \
                               v1beta1 的 ExecCredential。请在 kubeconfig 的用户条目中将 apiVersion \
                               设为其中之一。",
        no_key: "服务端返回的 kubeconfig 中没有成对的证书和密钥，也没有 Token",
        old_key: "未能获取新密钥，已给出缓存的密钥，它即将到期",
        no_program: |why| format!("无法确定本程序的路径，kubectl 将无法调用它：{why}"),
        not_on_a_terminal: "文档含有控制字符，不在终端上显示；请用 -o FILE 写入文件",
    },
    problems: problems::notice,
};

/// Behind or ahead, of a clock.
fn clock_off(by: &str, behind: bool) -> String {
    format!("本机时钟{} {by}", slow_or_fast(behind))
}

fn slow_or_fast(behind: bool) -> &'static str {
    if behind { "慢了" } else { "快了" }
}

fn validity(duration: TemporaryDuration) -> String {
    match duration.minutes() {
        days if days % 1440 == 0 => format!("{} 天", days / 1440),
        hours if hours % 60 == 0 => format!("{} 小时", hours / 60),
        minutes => format!("{minutes} 分钟"),
    }
}

fn terminal_error(error: &TerminalError) -> String {
    match error {
        TerminalError::NoTerminal => "未找到终端程序。请复制命令，自行运行。".to_owned(),
        TerminalError::NotFound { program, path } => {
            format!("未找到 {}。查找的 PATH：{}", printable(program), harmless(path, 2000))
        }
        TerminalError::NotStarted { terminal, kind } => {
            let terminal = printable(&terminal.display().to_string());
            format!("终端 {terminal} 无法启动：{}。", causes::refused(*kind))
        }
    }
}

fn credentials_error(error: &CredentialsError) -> &'static str {
    match error {
        CredentialsError::NoAccessKeyId => "缺少 AccessKey ID",
        CredentialsError::NoAccessKeySecret => "缺少 AccessKey Secret",
        CredentialsError::BadCharacter(_) => "含有密钥中不会出现的字符，请重新复制",
    }
}

fn cluster_id_error(error: &ClusterIdError) -> String {
    match error {
        ClusterIdError::Empty => "请输入集群 ID".to_owned(),
        ClusterIdError::BadCharacter(' ') => "集群 ID 中不能有空格".to_owned(),
        ClusterIdError::BadCharacter(bad) => {
            format!("只能包含字母、数字和连字符，不能有 {}", printable(&bad.to_string()))
        }
        ClusterIdError::TooLong(length) => format!("最多 63 个字符，当前 {length} 个"),
    }
}

fn concern(concern: &Concern) -> String {
    match concern {
        Concern::TlsNotVerified { cluster } => format!(
            "集群条目 {cluster} 不会校验服务器（insecure-skip-tls-verify）：传输途中任何人都能读取和\
             篡改全部内容。"
        ),
        Concern::RunsProgram { user, command } => {
            format!("kubectl 会为用户条目 {user} 运行程序 {command}。")
        }
        Concern::AuthProvider { user, provider } => {
            format!("用户条目 {user} 通过插件 {provider} 登录，插件可能会运行程序。")
        }
        Concern::ReadsFile { entry, path } => format!("条目 {entry} 会读取本机文件 {path}。"),
        Concern::ServerNotHttps { cluster, server } => {
            format!("集群条目 {cluster} 的服务器不是 https:// 地址：{server}")
        }
        Concern::ControlCharacters => "某个名称或地址含有控制字符，显示时已替换。".to_owned(),
        Concern::Dangling => "没有完整的当前上下文：使用时需要 kubectl --context。".to_owned(),
    }
}

fn save_error(error: &SaveError) -> String {
    match error {
        SaveError::NoFileName(_) => "请输入文件路径。".to_owned(),
        SaveError::Exists(path) => format!("{} 已存在。", path.display()),
        SaveError::NotAFile(path) => format!("{} 不是文件，请换一个名称。", path.display()),
        SaveError::ReadOnly(path) => format!("{} 是只读的，请换一个名称。", path.display()),
        SaveError::NoFolder(path) => {
            format!("文件夹 {} 不存在，请先创建，或另选一个。", path.display())
        }
        SaveError::NotAFolder(path) => format!("{} 是文件，请选择文件夹。", path.display()),
        SaveError::Write { path, source } => match source.kind() {
            std::io::ErrorKind::StorageFull => format!("磁盘已满，{} 未改动。", path.display()),
            std::io::ErrorKind::PermissionDenied => {
                format!("没有写入 {} 的权限，文件未改动；请另选文件夹。", path.display())
            }
            _ => format!("{} 未改动：{source}。", path.display()),
        },
    }
}
