//! An AccessKey in the variables. Each family is taken together: the official tools look each
//! variable up by itself, and so pair a key of one with a token of another.

use secrecy::SecretString;

use super::{Listed, Variables, listed};
use crate::core::acs::Credentials;
use crate::core::profile::{Family, Mode, ProfileProblem, Recipe, Source};

/// The keys of all families that have any part of a pair.
pub(in crate::core::profile) fn keys(variables: &Variables) -> impl Iterator<Item = Listed> {
    Family::ALL.into_iter().filter_map(|family| of_family(variables, family))
}

fn of_family(variables: &Variables, family: Family) -> Option<Listed> {
    let first = |names: &'static [&'static str]| {
        names.iter().enumerate().find_map(|(place, name)| Some((place, variables.get(name)?)))
    };
    let (ids, secrets) = (family.access_key_id(), family.access_key_secret());
    let token = first(family.security_token()).map(|(_, token)| SecretString::from(token));
    let recipe = match (first(ids), first(secrets)) {
        (None, None) => return None,
        (Some((_, id)), Some((_, secret))) => {
            let key = Credentials::new(id, &SecretString::from(secret), token.as_ref());
            key.map(Recipe::Key).map_err(ProfileProblem::Key)
        }
        // The other half in the same spelling: Terraform's, say.
        (Some((place, _)), None) => Err(ProfileProblem::Missing(secrets[place])),
        (None, Some((place, _))) => Err(ProfileProblem::Missing(ids[place])),
    };
    let mode = if token.is_some() { Mode::StsToken } else { Mode::Ak };
    Some(listed(variables, Source::Environment(family), mode, recipe))
}
