//! Where the requests of a profile go. This is the one place where variables of the environment
//! fill what a profile leaves empty, as the aliyun CLI has it; of secrets none does.

use super::cli_config::CliProfile;
use super::found::central_sts;
use super::{Places, ProfileProblem, Variables};
use crate::core::acs::endpoint::is_secure;
use crate::core::acs::{ApiEndpoint, Network};

/// The variables of the region, in the aliyun CLI's order.
const REGION: [&str; 3] =
    ["ALIBABA_CLOUD_REGION_ID", "ALIBABACLOUD_REGION_ID", "ALICLOUD_REGION_ID"];
/// Those that come after, whose names others use as well: what is no region in them is not ours.
const ANYBODYS_REGION: [&str; 2] = ["REGION_ID", "REGION"];
/// The variables of the API endpoint: the SDKs', then those of ack-ram-tool.
const ENDPOINT: [&str; 3] = ["ALIBABA_CLOUD_ENDPOINT", "CS_ENDPOINT", "ACK_RAM_TOOL_CS_ENDPOINT"];

impl Places {
    /// Where requests go, by the profile and else by the variables.
    ///
    /// # Errors
    /// [`ProfileProblem::Invalid`], with the key or the variable that is not valid.
    pub fn of(profile: &CliProfile, variables: &Variables) -> Result<Self, ProfileProblem> {
        Ok(Self {
            sts: sts(profile, variables)?,
            region: region(profile, variables)?,
            endpoint: endpoint(profile, variables)?,
            network: network(profile, variables),
        })
    }

    /// Where requests go for a key that says nothing of it itself; and the variable that is not
    /// valid and so does not count.
    #[must_use]
    pub fn of_variables(variables: &Variables) -> (Self, Option<ProfileProblem>) {
        let silent = CliProfile::default();
        match Self::of(&silent, variables) {
            Ok(places) => (places, None),
            Err(problem) => {
                let places = Self {
                    sts: sts(&silent, variables).unwrap_or_else(|_invalid| central_sts()),
                    region: region(&silent, variables).unwrap_or_default(),
                    endpoint: endpoint(&silent, variables).unwrap_or_default(),
                    network: network(&silent, variables),
                };
                (places, Some(problem))
            }
        }
    }
}

/// Whether a text is the address of something that may be asked: a URL of HTTPS, or of plain HTTP
/// to this machine.
pub(super) fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| url.has_host() && is_secure(&url))
}

/// A value, and the key or variable that it comes from.
type Said<'a> = (&'static str, &'a str);

/// What the profile says, or else the first variable that says anything.
fn said<'a>(
    key: &'static str,
    profile: Option<&'a String>,
    variables: &'a Variables,
    names: &[&'static str],
) -> Option<Said<'a>> {
    let of_variables = || names.iter().find_map(|name| Some((*name, variables.get(name)?)));
    profile.map(|value| (key, value.as_str())).or_else(of_variables)
}

fn parse_endpoint((key, text): Said<'_>) -> Result<ApiEndpoint, ProfileProblem> {
    ApiEndpoint::parse(text).map_err(|_not_one| ProfileProblem::Invalid(key))
}

fn parse_region((key, text): Said<'_>) -> Result<String, ProfileProblem> {
    let usual = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let plausible = text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.ends_with(|c: char| c != '-')
        && text.len() <= 63
        && text.chars().all(usual);
    if plausible { Ok(text.to_owned()) } else { Err(ProfileProblem::Invalid(key)) }
}

fn region(profile: &CliProfile, variables: &Variables) -> Result<Option<String>, ProfileProblem> {
    let said = said("region_id", profile.region_id.as_ref(), variables, &REGION);
    let of_anybody = || {
        let mut values =
            ANYBODYS_REGION.iter().filter_map(|name| Some((*name, variables.get(name)?)));
        values.find_map(|said| parse_region(said).ok())
    };
    Ok(said.map(parse_region).transpose()?.or_else(of_anybody))
}

fn endpoint(
    profile: &CliProfile,
    variables: &Variables,
) -> Result<Option<ApiEndpoint>, ProfileProblem> {
    let said = said("endpoint", profile.endpoint.as_ref(), variables, &ENDPOINT);
    said.map(parse_endpoint).transpose()
}

/// `endpoint_type` is the aliyun CLI's word for it and `enable_vpc` credentials-go's.
fn network(profile: &CliProfile, variables: &Variables) -> Network {
    let of_word = |word: &str| word.eq_ignore_ascii_case("vpc");
    let of_variable = || variables.get("ALIBABA_CLOUD_ENDPOINT_TYPE").is_some_and(of_word);
    let word = profile.endpoint_type.as_deref().map(of_word);
    if word.or(profile.enable_vpc).unwrap_or_else(of_variable) {
        Network::Vpc
    } else {
        Network::Internet
    }
}

/// STS: the endpoint that is named, that of the region that is named for it, or the central one.
fn sts(profile: &CliProfile, variables: &Variables) -> Result<ApiEndpoint, ProfileProblem> {
    let endpoint = profile.sts_endpoint.as_ref();
    if let Some(said) = said("sts_endpoint", endpoint, variables, &["ALIBABA_CLOUD_STS_ENDPOINT"]) {
        return parse_endpoint(said);
    }
    let region = profile.sts_region.as_ref();
    let Some(said) = said("sts_region", region, variables, &["ALIBABA_CLOUD_STS_REGION"]) else {
        return Ok(central_sts());
    };
    let region = match parse_region(said)? {
        // The finance cloud has no STS of its own.
        region if region == "cn-hangzhou-finance" => "cn-hangzhou".to_owned(),
        region => region,
    };
    let in_vpc = network(profile, variables) == Network::Vpc
        || variables.says_yes("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED");
    let host = if in_vpc { "sts-vpc" } else { "sts" };
    parse_endpoint((said.0, &format!("{host}.{region}.aliyuncs.com")))
}
