//! The settings, the program itself, and notes on the desktop.

use crate::core::acs::{ApiEndpointError, Scheme, SchemeChoice};
use crate::core::session::{EndpointChoice, Language, NoNotes, ThemeChoice};
use crate::text::settings::{AboutWords, NoteWords, PlaceOf, SettingsWords};

pub(super) const SETTINGS: SettingsWords = SettingsWords {
    heading: "设置",
    looks: "外观",
    requests: "请求",
    notes: "通知",
    kept: "本机数据",
    language: "语言",
    language_meaning: "窗口使用的语言；命令行跟随系统，或由 --lang 指定。",
    language_choice: |language| match language {
        None => "系统语言",
        Some(Language::English) => "English",
        Some(Language::Chinese) => "简体中文",
    },
    theme: "主题",
    theme_meaning: "选择“跟随系统”后，桌面切换深浅色时窗口随之切换。",
    theme_choice: |theme| match theme {
        ThemeChoice::System => "跟随系统",
        ThemeChoice::Dark => "深色",
        ThemeChoice::Light => "浅色",
    },
    zoom: "缩放",
    zoom_meaning: |keys| format!("界面的显示比例。快捷键：{keys}"),
    smaller: "缩小",
    larger: "放大",
    usual_size: "恢复默认大小",
    lines: "长行",
    lines_meaning: |keys| {
        format!("自动换行后，过长的内容在下一行继续显示，无需左右滚动。快捷键：{keys}")
    },
    endpoint: "API 接入点",
    endpoint_purpose: "查询集群和获取 kubeconfig 的请求发往哪里。",
    endpoint_choice: |choice| match choice {
        EndpointChoice::Automatic => "按凭据配置",
        EndpointChoice::Public => "公网",
        EndpointChoice::Vpc => "VPC 内网",
        EndpointChoice::Address => "其他地址",
    },
    endpoint_meaning: |choice| match choice {
        EndpointChoice::Automatic => {
            "依次采用：配置的接入点、其地域的接入点、覆盖所有地域的中心接入点"
        }
        EndpointChoice::Public => "cs.REGION.aliyuncs.com，经公网访问",
        EndpointChoice::Vpc => {
            "cs-anony-vpc.REGION.aliyuncs.com，在 VPC 内的机器上使用；如果只有 cs-vpc.REGION \
             可用，请在“其他地址”中填写"
        }
        EndpointChoice::Address => "https:// 地址；http:// 仅限本机",
    },
    region: "地域",
    no_region: "不指定：使用中心接入点",
    region_name: |region| region.chinese,
    address: "地址",
    bad_endpoint: |error| match error {
        ApiEndpointError::NotAUrl => "格式如 https://cs.cn-hangzhou.aliyuncs.com",
        ApiEndpointError::NotSecure => "只能使用 https://；http:// 仅限本机",
        ApiEndpointError::MoreThanAHost => "只填写协议和主机名，可带端口",
        ApiEndpointError::BadRegion => "只能包含小写字母、数字和连字符",
    },
    asked: |host| format!("请求发往 {host}"),
    by_option: "由 --endpoint 或 --region 指定",
    signature: "签名方式",
    signature_meaning: "请求如何证明身份。“自动”先使用 ROA，服务端要求时改用 ACS3。",
    signature_choice: |choice| match choice {
        SchemeChoice::Auto => "自动",
        SchemeChoice::Only(Scheme::Roa) => "ROA (HMAC-SHA1)",
        SchemeChoice::Only(Scheme::Acs3) => "ACS3 (HMAC-SHA256)",
    },
    ends_of_contexts: "上下文到期",
    ends: "当前上下文即将到期时通知我",
    ends_meaning: "窗口打开或最小化期间，在到期前一周（临时凭据为剩余六分之一有效期时）或到期后发送\
                   桌面通知，每次到期只通知一次；通知中只有上下文名称和所在文件。",
    no_notes: |why| match why {
        NoNotes::NoBus => "当前会话没有消息总线，无法显示通知。",
        NoNotes::NoService => "当前桌面没有显示通知的服务。",
        NoNotes::Refused => "桌面没有接受通知。",
    },
    log: "日志",
    log_meaning: |file| {
        format!(
            "程序的运行情况和错误记录在 {file}，仅本人可读，最多 3 MiB。关闭历史记录后，只记录警告和错误。"
        )
    },
    imported: "导入的文件",
    imported_meaning: "从其他位置导入的 aliyun CLI 格式的凭据配置。每次启动时读取，从不修改。",
    forget: |file| format!("移除 {file}"),
    forget_it: "移除",
    clipboard: "剪贴板",
    clipboard_meaning: |after| {
        format!(
            "含有机密的内容复制 {after}后，以及关闭窗口时，会从剪贴板清除，除非之后又复制了其他内容；\
             并标记为不进入剪贴板历史。"
        )
    },
    remembered: "记住的内容",
    remembered_meaning: |file| {
        format!(
            "{file} 中保存：本页的设置、窗口大小、上次使用的凭据配置、上次选择的公网或内网和有效期，\
             以及各列表能匹配到内容的筛选条件。不含任何机密。"
        )
    },
    back: "返回设置",
    close: "关闭",
    kept_aside: |file| format!("设置文件无法读取，已恢复默认设置；原文件保留为 {file}"),
};

pub(super) const ABOUT: AboutWords = AboutWords {
    heading: "关于 ACK Kubeconfig",
    button: "关于",
    purpose: "获取阿里云 ACK 集群的 kubeconfig，并安全地写入本机。",
    version: |version| format!("版本 {version}"),
    commit: |commit| format!("提交 {commit}"),
    built_for: |system| format!("适用于 {system}"),
    drawn_by: |graphics| format!("由 {graphics} 绘制"),
    licences: "许可证",
    own_licence: "本程序是自由软件，可任选以下一种许可证使用。",
    crates: "本程序使用了许多作者的 Rust 软件包，均采用宽松许可证。安装包附带其全文，位于 \
             /usr/share/doc/ack-kubeconfig/third-party-notices.gz；从源代码构建时由 packaging/deb 收集。",
    fonts: "内置的字体和图标：",
    read: |name| format!("阅读许可证 {name}"),
    put_away: |name| format!("收起许可证 {name}"),
    files: "文件位置",
    files_meaning: "尚不存在的文件会在需要时创建。",
    place: |place| match place {
        PlaceOf::Settings => "设置",
        PlaceOf::History => "历史记录",
        PlaceOf::Log => "日志",
        PlaceOf::Clusters => "集群列表缓存",
        PlaceOf::Keys => "kubectl 凭据缓存",
        PlaceOf::Backups => "备份",
        PlaceOf::Kubeconfig => "kubeconfig 文件",
    },
    copy_path: |what| format!("复制路径：{what}"),
    copy: "复制路径",
    open_folder: |what| format!("打开文件夹：{what}"),
    open: "打开文件夹",
    no_folder: |folder| format!("无法打开文件夹：{folder}"),
};

pub(super) const NOTES: NoteWords = NoteWords {
    ends: |context, when| format!("{context} 将于 {when}到期"),
    ended: |context, when| format!("{context} 已于 {when}到期"),
    good_until: |file, when| format!("{file} 的当前上下文，有效期至 {when}。"),
    refused_since: |file, when| format!("{file} 的当前上下文，自 {when} 起被集群拒绝。"),
    renew: "请在“我的上下文”中续期。",
};
