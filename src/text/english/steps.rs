//! What can be done next, in English.

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
    next: "Next",
    policy: "The missing policy, for your administrator",
    copy_command: "Copy command",
    date_settings_opened: "The date settings are open",
    no_date_settings: |command| {
        format!("No date settings were found on this desktop. Run in a terminal: {command}")
    },
};

fn button(step: &Step) -> String {
    match step {
        Step::Run(_) => "Run in a terminal".to_owned(),
        Step::EditCredentials => "Edit credentials".to_owned(),
        Step::Temporary(duration) => format!("Get one for {}", validity(*duration)),
        Step::ApiServer(ApiServerEndpoint::Public) => "Get the public endpoint".to_owned(),
        Step::ApiServer(ApiServerEndpoint::Private) => "Get the private endpoint".to_owned(),
        Step::DefaultApiEndpoint => "Use the default API endpoint".to_owned(),
        Step::Sign(scheme) => {
            format!("Sign with {}", SchemeChoice::Only(*scheme).as_str().to_uppercase())
        }
        Step::Wait(wait) => format!("Wait up to {}", minutes(wait.as_secs())),
        Step::SetClock => "Open the date settings".to_owned(),
        Step::GrantPolicy(_) => "Copy the missing policy".to_owned(),
        Step::LookUp => "Open in the error centre".to_owned(),
    }
}

fn hint(step: &Step) -> Option<String> {
    let hint = match step {
        Step::EditCredentials | Step::SetClock | Step::LookUp => return None,
        Step::Run(words) => harmless(&command_line(words), COMMAND),
        Step::Temporary(_) => {
            "Asks again, for a temporary kubeconfig: some are allowed only these".to_owned()
        }
        Step::ApiServer(_) => "Asks again, for the cluster's other address".to_owned(),
        Step::DefaultApiEndpoint => {
            "Asks again, at the endpoint of the profile or the central one, and stays with it"
                .to_owned()
        }
        Step::Sign(_) => "Asks again, signed by the other scheme".to_owned(),
        Step::Wait(_) => "Asks again, and is more patient".to_owned(),
        Step::GrantPolicy(_) => {
            "The RAM policy that allows this for this cluster, as JSON for your administrator"
                .to_owned()
        }
    };
    Some(hint)
}

fn command(step: &Step) -> Option<String> {
    let command = match step {
        Step::Run(_) => return None,
        Step::EditCredentials => "choose other credentials with --profile NAME, or set \
                                  ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET"
            .to_owned(),
        Step::Temporary(duration) => format!("add --duration {duration}"),
        Step::ApiServer(ApiServerEndpoint::Private) => "add --private".to_owned(),
        Step::ApiServer(ApiServerEndpoint::Public) => "leave out --private".to_owned(),
        Step::DefaultApiEndpoint => "leave out --endpoint and --region".to_owned(),
        Step::Sign(scheme) => format!("add --signature {}", SchemeChoice::Only(*scheme).as_str()),
        Step::Wait(wait) => format!("add --timeout {}", wait.as_secs()),
        Step::SetClock => format!("run {}", ClockCommand::here().command),
        Step::GrantPolicy(_) => "give your administrator the policy below".to_owned(),
        Step::LookUp => format!("look the code up at {}", pages::ERROR_CENTRE),
    };
    Some(command)
}

fn minutes(seconds: u64) -> String {
    match seconds / 60 {
        1 => "1 minute".to_owned(),
        more => format!("{more} minutes"),
    }
}
