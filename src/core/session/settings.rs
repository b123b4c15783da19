//! What is remembered from one start to the next. Never a secret.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Ending;
use crate::core::acs::{ApiEndpoint, ApiServerEndpoint, SchemeChoice, TemporaryDuration};
use crate::core::profile::{Places, Source};

/// The choices that outlive the window.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// The form of this file; a program does not read a later one than its own.
    pub version: u32,
    /// Dark, light, or as the system.
    pub theme: ThemeChoice,
    /// The language, unless it is the system's.
    pub language: Option<Language>,
    /// The profile that was used last.
    #[serde(with = "serde_yaml::with::singleton_map")]
    pub profile: Option<Source>,
    /// Which API endpoint is asked.
    pub endpoint: EndpointChoice,
    /// The region whose endpoint is asked.
    pub region: Option<String>,
    /// The address that is asked, if it was typed.
    pub address: Option<String>,
    /// How requests are signed.
    pub signature: SchemeChoice,
    /// Files of the aliyun CLI's form that were imported.
    pub imported: Vec<PathBuf>,
    /// Whether long lines of a document are wrapped.
    pub wrap: bool,
    /// How much larger than usual everything is.
    pub zoom: f32,
    /// Whether a history of requests and writes is kept.
    pub history: bool,
    /// Whether it is told on the desktop that a context in use is about to end.
    pub notes: bool,
    /// Of which ends it was told, so that none is told of twice.
    pub told: Vec<Ending>,
    /// Which address of a cluster was asked for last.
    pub api_server: ApiServerEndpoint,
    /// For how many minutes a kubeconfig was to be valid; without a number as the service has it.
    pub minutes: Option<u64>,
    /// What the lists are filtered by.
    pub filters: Filters,
    /// The size of the window when it was last closed.
    pub window: Option<WindowSize>,
}

/// What the lists are filtered by: what was typed, as far as it finds anything. So nothing that is
/// typed into the wrong field, a secret perhaps, is remembered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// The clusters.
    pub clusters: String,
    /// The user's contexts.
    pub contexts: String,
    /// The history.
    pub history: String,
}

/// Which theme the window has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// Whatever the desktop has.
    #[default]
    System,
    /// Always dark.
    Dark,
    /// Always light.
    Light,
}

/// A language of the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese.
    #[serde(rename = "zh")]
    Chinese,
}

impl Language {
    /// The first of these locales for which there is a language, be they written as POSIX
    /// (`zh_CN.UTF-8`) or as BCP 47 (`zh-Hans-CN`) has it; without any it is English.
    #[must_use]
    pub fn preferred(locales: &[String]) -> Self {
        locales.iter().find_map(|locale| Self::of_locale(locale)).unwrap_or_default()
    }

    /// Whoever reads traditional characters is not taken for a reader of simplified ones.
    fn of_locale(locale: &str) -> Option<Self> {
        let name = locale.split(['.', '@']).next().unwrap_or_default().to_ascii_lowercase();
        let mut parts = name.split(['_', '-']);
        match parts.next() {
            Some("zh") if !parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo")) => {
                Some(Self::Chinese)
            }
            Some("en" | "c" | "posix") => Some(Self::English),
            _ => None,
        }
    }
}

/// Which API endpoint is asked.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EndpointChoice {
    /// The one that the profile names, its region's, or the central one.
    #[default]
    Automatic,
    /// The public one of the region chosen; the central one, while none is.
    Public,
    /// The one inside the VPC of the region chosen.
    Vpc,
    /// A typed address.
    Address,
}

/// The inner size of the window, in points.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WindowSize {
    /// Points across.
    pub width: f32,
    /// Points down.
    pub height: f32,
}

impl Settings {
    /// The form that this program writes.
    pub const VERSION: u32 = 1;

    /// The API endpoint for a profile. What was chosen and cannot be asked (a region without a
    /// name yet, an address that is none) leaves the automatic one in force.
    #[must_use]
    pub fn api_endpoint(&self, places: &Places) -> ApiEndpoint {
        let chosen = match (self.endpoint, self.region.as_deref()) {
            (EndpointChoice::Automatic, _) | (EndpointChoice::Vpc, None) => None,
            (EndpointChoice::Public, None) => Some(ApiEndpoint::default()),
            (EndpointChoice::Public, Some(region)) => ApiEndpoint::of_region(region).ok(),
            (EndpointChoice::Vpc, Some(region)) => ApiEndpoint::of_region_in_vpc(region).ok(),
            (EndpointChoice::Address, _) => {
                self.address.as_deref().and_then(|address| ApiEndpoint::parse(address).ok())
            }
        };
        chosen.unwrap_or_else(|| places.api_endpoint(None))
    }

    /// How much larger than usual everything is shown: a file may hold any number.
    #[must_use]
    pub fn usable_zoom(&self) -> f32 {
        if self.zoom.is_finite() { self.zoom.clamp(0.5, 3.0) } else { 1.0 }
    }

    /// How long a kubeconfig is to be valid: a file may hold any number.
    #[must_use]
    pub fn duration(&self) -> Option<TemporaryDuration> {
        TemporaryDuration::from_minutes(self.minutes?).ok()
    }

    /// Remembers the profile in use, if it can be found again.
    pub fn remember_profile(&mut self, source: &Source) {
        if !matches!(source, Source::Typed | Source::Demo) {
            self.profile = Some(source.clone());
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            version: Self::VERSION,
            theme: ThemeChoice::default(),
            language: None,
            profile: None,
            endpoint: EndpointChoice::default(),
            region: None,
            address: None,
            signature: SchemeChoice::default(),
            imported: Vec::new(),
            wrap: false,
            zoom: 1.0,
            history: true,
            notes: false,
            told: Vec::new(),
            api_server: ApiServerEndpoint::default(),
            minutes: None,
            filters: Filters::default(),
            window: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{EndpointChoice, Language, Settings};
    use crate::core::acs::ApiEndpoint;
    use crate::core::profile::{Places, Source};

    #[test]
    fn the_endpoint_is_the_chosen_one_or_else_the_profiles() {
        let beijing = "https://cs.cn-beijing.aliyuncs.com";
        let inside = "https://cs-anony-vpc.cn-beijing.aliyuncs.com";
        let profile = "https://cs.cn-hangzhou.aliyuncs.com";
        let places = Places { region: Some("cn-hangzhou".to_owned()), ..Places::default() };
        for (endpoint, region, address, expected) in [
            (EndpointChoice::Automatic, Some("cn-beijing"), Some("example.com"), profile),
            (EndpointChoice::Public, Some("cn-beijing"), None, beijing),
            (EndpointChoice::Public, None, None, ApiEndpoint::CENTRAL),
            (EndpointChoice::Vpc, Some("cn-beijing"), None, inside),
            (EndpointChoice::Vpc, None, None, profile),
            (EndpointChoice::Address, None, Some("example.com"), "https://example.com"),
            (EndpointChoice::Address, None, Some("http://example.com"), profile),
            (EndpointChoice::Address, None, None, profile),
        ] {
            let (region, address) = (region.map(str::to_owned), address.map(str::to_owned));
            let settings = Settings { endpoint, region, address, ..Settings::default() };
            assert_eq!(settings.api_endpoint(&places).as_str(), expected, "{settings:?}");
        }
    }

    #[test]
    fn the_language_is_the_first_locale_that_there_is_one_for() {
        for (locales, language) in [
            (&["zh_CN.UTF-8"][..], Language::Chinese),
            (&["zh-Hans-CN", "en-US"], Language::Chinese),
            (&["zh_SG", "en"], Language::Chinese),
            (&["ZH"], Language::Chinese),
            (&["fr_FR", "zh_CN@pinyin", "en"], Language::Chinese),
            (&["en_GB.UTF-8", "zh_CN"], Language::English),
            (&["C.UTF-8", "zh_CN"], Language::English),
            (&["POSIX", "zh_CN"], Language::English),
            (&["zh_TW.UTF-8"], Language::English),
            (&["zh-Hant-HK", "zh-Hans-CN"], Language::Chinese),
            (&["zha"], Language::English),
            (&["", "fr"], Language::English),
            (&[], Language::English),
        ] {
            let locales: Vec<String> = locales.iter().map(ToString::to_string).collect();
            assert_eq!(Language::preferred(&locales), language, "{locales:?}");
        }
    }

    #[test]
    fn nothing_is_shown_so_small_or_large_that_nobody_could_change_it_back() {
        for (zoom, usable) in [
            (1.5, 1.5),
            (0.0, 0.5),
            (-1.0, 0.5),
            (99.0, 3.0),
            (f32::NAN, 1.0),
            (f32::INFINITY, 1.0),
        ] {
            let settings = Settings { zoom, ..Settings::default() };
            assert!((settings.usable_zoom() - usable).abs() < 1e-6, "{zoom}");
        }
    }

    #[test]
    fn only_a_profile_that_can_be_found_again_is_remembered() {
        let mut settings = Settings::default();
        settings.remember_profile(&Source::Keychain("work".to_owned()));
        settings.remember_profile(&Source::Typed);
        settings.remember_profile(&Source::Demo);
        assert_eq!(settings.profile, Some(Source::Keychain("work".to_owned())));
    }
}
