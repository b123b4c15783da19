//! What profiles and their troubles are called, in Chinese.

use super::causes::refused;
use crate::core::acs::CredentialsError;
use crate::core::printable::{harmless, printable};
use crate::core::profile::sign_in::command_line;
use crate::core::profile::{
    CommandFailure, Family, FileProblem, IdentityKind, KeychainError, Mode, ProfileProblem,
    SignInError, SignInStep, Source,
};
use crate::text::profiles::{COMMAND, PATH, last_lines};
use crate::text::{Notice, ProfileWords};

pub(super) const WORDS: ProfileWords = ProfileWords {
    kind,
    unnamed,
    problem,
    file_problem,
    keychain,
    identity,
    mode,
    sign_in,
    from_shell: "来自登录 Shell",
    environment: "环境变量",
    system_keychain: "系统钥匙串",
};

fn kind(source: &Source) -> &'static str {
    match source {
        Source::Typed => "仅在内存中",
        Source::Demo => "内置",
        Source::Environment(Family::AlibabaCloud) => "ALIBABA_CLOUD_…",
        Source::Environment(Family::Alibabacloud) => "ALIBABACLOUD_…",
        Source::Environment(Family::Alicloud) => "ALICLOUD_…",
        Source::Environment(Family::Bare) => "ACCESS_KEY_ID",
        Source::EnvironmentOidc | Source::CredentialsUri => "环境变量",
        Source::CliProfile { file: None, .. } => "aliyun CLI 配置",
        Source::CliProfile { file: Some(_), .. } => "导入的配置",
        Source::CredentialsFile(_) => "凭据文件",
        Source::Keychain(_) => "系统钥匙串",
        Source::EcsMetadata => "元数据服务",
    }
}

fn unnamed(source: &Source) -> String {
    match source {
        Source::Typed => "手动输入".to_owned(),
        Source::Demo => "演示账号".to_owned(),
        Source::Environment(_) => "环境变量".to_owned(),
        Source::EnvironmentOidc => "OIDC 角色".to_owned(),
        Source::CredentialsUri => "凭据 URI".to_owned(),
        Source::EcsMetadata => "ECS 实例角色".to_owned(),
        Source::CliProfile { name, .. }
        | Source::CredentialsFile(name)
        | Source::Keychain(name) => printable(name),
    }
}

fn problem(problem: &ProfileProblem) -> String {
    match problem {
        ProfileProblem::Missing(key) => format!("缺少 {key}"),
        ProfileProblem::WrongType(key, wanted) => format!("{key} 应为{}", kind_of_value(wanted)),
        ProfileProblem::Invalid(key) => format!("{key} 无效"),
        ProfileProblem::Key(CredentialsError::NoAccessKeyId) => "缺少 AccessKey ID".to_owned(),
        ProfileProblem::Key(CredentialsError::NoAccessKeySecret) => {
            "缺少 AccessKey Secret".to_owned()
        }
        ProfileProblem::Key(CredentialsError::BadCharacter(part)) => {
            format!("{part} 含有密钥中不会出现的字符")
        }
        ProfileProblem::UnknownMode => "模式未知".to_owned(),
        ProfileProblem::Unsupported(Mode::RsaKeyPair) => {
            "不支持 RsaKeyPair 模式：阿里云已弃用它，CS API 不接受它的会话密钥；请使用 AccessKey 或角色"
                .to_owned()
        }
        ProfileProblem::Unsupported(mode) => format!("不支持 {mode} 模式：CS API 不接受它"),
        ProfileProblem::Forbidden => {
            "ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS 禁止以这种方式获取凭据".to_owned()
        }
        ProfileProblem::NoSourceProfile(name) => {
            format!("source_profile {} 不存在", printable(name))
        }
        ProfileProblem::SourceProfile { name, problem } => {
            format!("source_profile {} 无法使用：{}", printable(name), self::problem(problem))
        }
        ProfileProblem::Circle(names) => {
            format!("source_profile 循环引用：{}", printable(&names.join(" → ")))
        }
        ProfileProblem::ChainTooLong(limit) => format!("source_profile 链超过 {limit} 级"),
        ProfileProblem::NotAnObject => "不是 JSON 对象".to_owned(),
        ProfileProblem::Duplicate => "前面已有同名的配置".to_owned(),
    }
}

/// What a value has to be, as the core calls it.
fn kind_of_value(wanted: &'static str) -> &'static str {
    match wanted {
        "text" => "文本",
        "a number" => "数字",
        "true or false" => " true 或 false",
        other => other,
    }
}

fn file_problem(problem: &FileProblem) -> String {
    match problem {
        FileProblem::Missing => "文件不存在".to_owned(),
        FileProblem::NoPermission => "没有读取权限".to_owned(),
        FileProblem::NotAFile => "不是文件".to_owned(),
        FileProblem::TooLarge(limit) => format!("超过 {} MiB", limit / (1024 * 1024)),
        FileProblem::Unreadable(kind) => format!("无法读取：{}", refused(*kind)),
        FileProblem::NotText => "不是 UTF-8 文本".to_owned(),
        FileProblem::Malformed { format, line } => format!("第 {line} 行不是有效的 {format}"),
        FileProblem::NoProfiles => "没有任何配置".to_owned(),
    }
}

fn keychain(error: &KeychainError) -> String {
    match error {
        KeychainError::NoService => "此桌面环境没有钥匙串服务。".to_owned(),
        KeychainError::Locked => "钥匙串已锁定。".to_owned(),
        KeychainError::TimedOut => "钥匙串没有响应，可能正在等待解锁。".to_owned(),
        KeychainError::NoAccount(name) => format!("钥匙串中已没有账号 {}。", printable(name)),
        KeychainError::NameTaken(name) => {
            format!("钥匙串中已有账号 {}，请换一个名称。", printable(name))
        }
        KeychainError::BadName => "请填写名称，最多 64 个字符。".to_owned(),
        KeychainError::TooLong { limit } => {
            format!("此系统的钥匙串最多存 {limit} 字节，密钥加上 STS Token 超出了限制。")
        }
        KeychainError::NotAKey => "钥匙串中的内容不是本程序的密钥。".to_owned(),
        KeychainError::Other(why) => format!("钥匙串无法使用：{}", printable(why)),
    }
}

fn identity(kind: &IdentityKind) -> String {
    match kind {
        IdentityKind::Account => "阿里云账号".to_owned(),
        IdentityKind::RamUser => "RAM 用户".to_owned(),
        IdentityKind::AssumedRole => "RAM 角色".to_owned(),
        IdentityKind::Other(word) => printable(word),
    }
}

fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Ak => "AccessKey",
        Mode::StsToken => "临时 AccessKey",
        Mode::RamRoleArn => "RAM 角色",
        Mode::ChainableRamRoleArn => "RAM 角色（链式）",
        Mode::EcsRamRole => "ECS 实例角色",
        Mode::RamRoleArnWithRoleName => "RAM 角色（经 ECS 实例角色）",
        Mode::Oidc => "RAM 角色（经 OIDC）",
        Mode::External => "外部程序",
        Mode::CredentialsUri => "凭据 URI",
        Mode::CloudSso => "CloudSSO",
        Mode::OAuth => "浏览器登录",
        Mode::RsaKeyPair => "RSA 密钥对",
        Mode::BearerToken => "Bearer Token",
        Mode::Anonymous => "匿名",
    }
}

/// A notice of a sign-in: nothing has happened yet.
fn not_asked(title: impl Into<String>, meaning: &str, next: impl Into<String>) -> Notice {
    Notice::new(
        title,
        format!("{meaning}没有向集群 API 发出请求，也没有保存或更改任何内容。"),
        next,
    )
}

fn sign_in(error: &SignInError) -> Notice {
    let again = error.renewing_command().as_deref().map(command_line).unwrap_or_default();
    match error {
        SignInError::Asked { step, .. } => not_asked(
            format!("{}没有给出凭据", asked(*step)),
            "它返回的内容见下方。",
            next_after(*step),
        ),
        SignInError::Command { profile, program, failure } => {
            command(&printable(profile), &printable(program), failure)
        }
        SignInError::SignInAgain { profile, mode, ended } => not_asked(
            format!("配置 {} 的 {mode} 登录已失效", printable(profile)),
            match ended {
                Some(_) => "它的临时密钥已到期，只有 aliyun CLI 能更新。",
                None => "它还没有密钥，只有 aliyun CLI 能获取。",
            },
            format!("请运行：{}", harmless(&again, COMMAND)),
        ),
        SignInError::TokenFile { file, kind } => not_asked(
            "无法读取 OIDC Token",
            &format!("{}：{}。", printable(&file.display().to_string()), refused(*kind)),
            "请确认文件存在，并且有读取权限。",
        ),
        SignInError::Keychain(error) => not_asked(
            "系统钥匙串没有给出密钥",
            &keychain(error),
            "请解锁钥匙串后重试，或选择其他凭据。",
        ),
        SignInError::Unusable(problem) => not_asked(
            "得到的不是密钥",
            &format!("凭据来源有应答，但{}。", self::problem(problem)),
            "请检查该配置的来源给出的内容。",
        ),
        SignInError::EndedAlready(_) => not_asked(
            "得到的密钥已经到期",
            "凭据来源给出的临时密钥已过有效期。",
            "请检查本机时钟，以及该配置的来源给出的内容。",
        ),
    }
}

fn asked(step: SignInStep) -> &'static str {
    match step {
        SignInStep::AssumeRole => "STS (AssumeRole) ",
        SignInStep::AssumeRoleWithOidc => "STS (AssumeRoleWithOIDC) ",
        SignInStep::GetCallerIdentity => "STS (GetCallerIdentity) ",
        SignInStep::EcsMetadata => "ECS 元数据服务",
        SignInStep::CredentialsUri => "凭据 URI ",
        SignInStep::CloudSso => "CloudSSO ",
    }
}

fn next_after(step: SignInStep) -> &'static str {
    match step {
        SignInStep::AssumeRole => "请检查角色 ARN，以及角色的信任策略是否允许当前身份扮演它。",
        SignInStep::AssumeRoleWithOidc => {
            "请检查角色 ARN 和信任策略、身份提供商，以及 Token 文件。"
        }
        SignInStep::GetCallerIdentity => "请重试，或选择其他凭据。",
        SignInStep::EcsMetadata => "它只存在于 ECS 实例上，且实例需要绑定 RAM 角色才会应答。",
        SignInStep::CredentialsUri => "请检查该地址，以及提供服务的程序。",
        SignInStep::CloudSso => "请检查该配置的账号和访问配置。",
    }
}

fn command(profile: &str, program: &str, failure: &CommandFailure) -> Notice {
    const IN_A_TERMINAL: &str = "请在终端中运行它，查看问题所在。";
    const CHECK: &str = "请检查配置中的 process_command。";
    let said = |stderr: &str| match last_lines(stderr) {
        nothing if nothing.is_empty() => String::new(),
        text => format!("它的输出：{text}。"),
    };
    let (meaning, next) = match failure {
        CommandFailure::BadQuoting => (
            "process_command 无法拆分成参数：有引号没有闭合。".to_owned(),
            "请修正配置中的 process_command。",
        ),
        CommandFailure::NotFound { path } => (
            format!("未找到 {program}。查找的 PATH：{}。", harmless(path, PATH)),
            "请安装它，或在 process_command 中写完整路径。",
        ),
        CommandFailure::NotStarted(kind) => (
            format!("{program} 无法启动：{}。", refused(*kind)),
            "请确认它是可执行程序，并且有运行权限。",
        ),
        CommandFailure::TimedOut { seconds, stderr } => (
            format!("{program} 在 {seconds} 秒内没有结束，已被终止。{}", said(stderr)),
            "请在终端中运行它，查看它在等待什么。",
        ),
        CommandFailure::Failed { code: Some(code), stderr } => {
            (format!("{program} 以退出码 {code} 结束。{}", said(stderr)), IN_A_TERMINAL)
        }
        CommandFailure::Failed { code: None, stderr } => {
            (format!("{program} 被信号终止。{}", said(stderr)), IN_A_TERMINAL)
        }
        CommandFailure::TooMuch { limit } => {
            (format!("{program} 的输出超过 {limit} 字节，不可能是凭据。"), CHECK)
        }
        CommandFailure::NotJson { stderr } => {
            (format!("{program} 的输出不是 JSON 对象。{}", said(stderr)), CHECK)
        }
        CommandFailure::Nested => (
            format!("{program} 的输出又指定了另一个程序，不会运行它。"),
            "请让它直接输出 AccessKey 或临时密钥。",
        ),
    };
    not_asked(format!("配置 {profile} 的程序没有给出凭据"), &meaning, next)
}
