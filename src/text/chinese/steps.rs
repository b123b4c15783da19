//! What can be done next, in Chinese.

use super::validity;
use crate::core::acs::step::ClockCommand;
use crate::core::acs::{ApiServerEndpoint, SchemeChoice, Step, pages};
use crate::core::printable::harmless;
use crate::core::profile::sign_in::command_line;
use crate::text::profiles::COMMAND;
use crate::text::steps::StepWords;

pub(super) const STEPS: StepWords = StepWords {
    button,
    hint,
    command,
    next: "下一步",
    policy: "所缺的权限策略，可发给管理员",
    copy_command: "复制命令",
    date_settings_opened: "已打开日期和时间设置",
    no_date_settings: |command| format!("未在此桌面找到日期和时间设置。请在终端中运行：{command}"),
};

fn button(step: &Step) -> String {
    match step {
        Step::Run(_) => "在终端中运行".to_owned(),
        Step::EditCredentials => "编辑凭据".to_owned(),
        Step::Temporary(duration) => format!("获取 {}的临时 kubeconfig", validity(*duration)),
        Step::ApiServer(ApiServerEndpoint::Public) => "改用公网地址获取".to_owned(),
        Step::ApiServer(ApiServerEndpoint::Private) => "改用内网地址获取".to_owned(),
        Step::DefaultApiEndpoint => "使用默认接入点".to_owned(),
        Step::Sign(scheme) => {
            format!("改用 {} 签名", SchemeChoice::Only(*scheme).as_str().to_uppercase())
        }
        Step::Wait(wait) => format!("最多等待 {} 分钟", wait.as_secs() / 60),
        Step::SetClock => "打开日期和时间设置".to_owned(),
        Step::GrantPolicy(_) => "复制所缺的权限策略".to_owned(),
        Step::LookUp => "在错误中心查看".to_owned(),
    }
}

fn hint(step: &Step) -> Option<String> {
    let hint = match step {
        Step::EditCredentials | Step::SetClock | Step::LookUp => return None,
        Step::Run(words) => harmless(&command_line(words), COMMAND),
        Step::Temporary(_) => "重新获取临时 kubeconfig：有的身份只能获取这种".to_owned(),
        Step::ApiServer(_) => "重新获取，使用集群的另一个地址".to_owned(),
        Step::DefaultApiEndpoint => {
            "改用凭据配置自己的接入点或中心接入点，重新获取，此后一直使用".to_owned()
        }
        Step::Sign(_) => "换用另一种签名方式，重新获取".to_owned(),
        Step::Wait(_) => "重新获取，等待更长时间".to_owned(),
        Step::GrantPolicy(_) => {
            "允许对此集群执行该操作的 RAM 权限策略（JSON），可发给管理员".to_owned()
        }
    };
    Some(hint)
}

fn command(step: &Step) -> Option<String> {
    let command = match step {
        Step::Run(_) => return None,
        Step::EditCredentials => "用 --profile NAME 选择其他凭据，或设置环境变量 \
                                  ALIBABA_CLOUD_ACCESS_KEY_ID 和 ALIBABA_CLOUD_ACCESS_KEY_SECRET"
            .to_owned(),
        Step::Temporary(duration) => format!("添加 --duration {duration}"),
        Step::ApiServer(ApiServerEndpoint::Private) => "添加 --private".to_owned(),
        Step::ApiServer(ApiServerEndpoint::Public) => "去掉 --private".to_owned(),
        Step::DefaultApiEndpoint => "去掉 --endpoint 和 --region".to_owned(),
        Step::Sign(scheme) => format!("添加 --signature {}", SchemeChoice::Only(*scheme).as_str()),
        Step::Wait(wait) => format!("添加 --timeout {}", wait.as_secs()),
        Step::SetClock => format!("运行 {}", ClockCommand::here().command),
        Step::GrantPolicy(_) => "将下面的权限策略发给管理员".to_owned(),
        Step::LookUp => format!("在 {} 查询错误码", pages::ERROR_CENTRE),
    };
    Some(command)
}
