//! The scripts of `completion`, judged by the shells that read them.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::support::{code, program, run, text};

/// What the program prints for a shell.
fn script_for(shell: &str) -> String {
    let output = run(program().args(["completion", shell]));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout).to_owned()
}

/// What a shell says when it was told so. It has no files of the caller's.
fn said_by(shell: &mut Command, home: &Path) -> String {
    let output = run(shell.env("HOME", home).env("ZDOTDIR", home).env_remove("XDG_CONFIG_HOME"));
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    text(&output.stdout).to_owned()
}

/// Calls the function that bash has been given for the program, as bash does after a Tab.
const BASH: &str = r#"
source "$1"; shift
function=$(complete -p "$1"); function=${function##*-F }; function=${function%% *}
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
"$function" "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}"
"#;

#[test]
fn bash_completes_commands_options_and_values() {
    let home = tempfile::tempdir().unwrap();
    let script = home.path().join("script");
    fs::write(&script, script_for("bash")).unwrap();
    let complete = |words: &[&str]| {
        let mut bash = Command::new("bash");
        bash.args(["--noprofile", "--norc", "-c", BASH, "bash"]).arg(&script);
        said_by(bash.arg("ack-kubeconfig").args(words), home.path())
    };
    assert_eq!(complete(&["who"]), "whoami\n");
    assert_eq!(complete(&["--prof"]), "--profile\n");
    assert_eq!(complete(&["--profile", "prod", "mer"]), "merge\n");
    assert_eq!(complete(&["get", "--du"]), "--duration\n");
    assert_eq!(complete(&["renew", "--demo", "--exp"]), "--expiring-within\n");
    assert_eq!(complete(&["list", "--output", ""]), "table\njson\n");
    assert_eq!(complete(&["completion", "z"]), "zsh\n");
    assert_eq!(complete(&["--profile", "whatever"]), "whatever\n", "no file is called so");
}

#[test]
fn fish_completes_commands_options_and_values() {
    let home = tempfile::tempdir().unwrap();
    let script = home.path().join("script");
    fs::write(&script, script_for("fish")).unwrap();
    let complete = |line: &str| {
        let mut fish = Command::new("fish");
        fish.args(["--no-config", "-c", "source $argv[1]; complete --do-complete $argv[2]"]);
        let said = said_by(fish.arg(&script).arg(line), home.path());
        // Each with its help, after a tab.
        said.lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(complete("ack-kubeconfig who"), ["whoami"]);
    assert_eq!(complete("ack-kubeconfig --prof"), ["--profile"]);
    assert_eq!(complete("ack-kubeconfig get --du"), ["--duration"]);
    assert_eq!(complete("ack-kubeconfig list --output j"), ["json"]);
    assert_eq!(complete("ack-kubeconfig --profile prod mer"), ["merge"]);
}

/// The startup file of a zsh that, when it has a line to edit, edits the one of this test by its
/// own completion, notes what it has become, and ends.
const ZSH: &str = r#"
fpath=($ZDOTDIR $fpath)
autoload -Uz compinit && compinit -u -D
zle-line-init() {
    BUFFER=$LINE_TO_COMPLETE CURSOR=$#LINE_TO_COMPLETE
    zle complete-word
    print -r -- "$BUFFER" >$ZDOTDIR/completed
    exit
}
zle -N zle-line-init
"#;

/// A terminal for that zsh.
const TERMINAL: &str = "zmodload zsh/zpty && zpty inner zsh -i && while zpty -r inner; do :; done";

#[test]
fn zsh_completes_commands_options_and_values() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("_ack-kubeconfig"), script_for("zsh")).unwrap();
    fs::write(home.path().join(".zshrc"), ZSH).unwrap();
    let complete = |line: &str| {
        let mut zsh = Command::new("zsh");
        zsh.args(["-f", "-c", TERMINAL]).env("LINE_TO_COMPLETE", line).env("TERM", "dumb");
        let seen = run(zsh.env("HOME", home.path()).env("ZDOTDIR", home.path()));
        let completed = home.path().join("completed");
        let line = fs::read_to_string(&completed).unwrap_or_else(|_| text(&seen.stdout).to_owned());
        fs::remove_file(completed).ok();
        line
    };
    assert_eq!(complete("ack-kubeconfig who"), "ack-kubeconfig whoami \n");
    assert_eq!(complete("ack-kubeconfig --prof"), "ack-kubeconfig --profile=\n");
    assert_eq!(complete("ack-kubeconfig get --du"), "ack-kubeconfig get --duration=\n");
    assert_eq!(complete("ack-kubeconfig list --output j"), "ack-kubeconfig list --output json \n");
}

#[test]
fn every_shell_has_a_script_and_no_other_is_known() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = script_for(shell);
        for word in ["ack-kubeconfig", "whoami", "expiring-within"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(code(&run(program().args(["completion", "tcsh"]))), 2);
}
