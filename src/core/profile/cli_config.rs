//! `~/.aliyun/config.json`, the profiles of the aliyun CLI. It is read and never written.

/// A profile as it stands in the file.
#[derive(Debug, Clone, Default)]
pub struct CliProfile {}
