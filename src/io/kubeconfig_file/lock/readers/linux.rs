//! What Linux tells of its processes.

use std::fs::{File, read_dir, read_link, read_to_string};
use std::io::{ErrorKind, Read as _};
use std::path::Path;

/// So many looks in a row find a program idle before it is believed to be.
const LOOKS: u32 = 2;

/// A process that was there.
#[derive(Debug)]
pub(super) struct Suspect {
    process: u32,
    /// When it began, by which it is told from a later one of its number.
    began: u64,
    /// How much it has computed, in the system's ticks of 10 ms.
    computed: u64,
    idle_looks: u32,
    /// Once it was looked up.
    is_go: Option<bool>,
}

/// What the system tells of a process.
struct Facts {
    state: char,
    of_kernel: bool,
    computed: u64,
    began: u64,
}

/// What every Go program of the last years holds, behind a byte of its own: with that byte it would
/// stand in this program as well.
const GO_MARK: &[u8] = b" Go buildinf:";
const BEFORE_GO_MARK: u8 = 0xff;

/// The namespace that all processes are in.
const ALL_PROCESSES: &str = "pid:[4026531836]";

/// The mark of a thread of the kernel's among the flags of a process.
const KERNEL_THREAD: u64 = 0x0020_0000;

/// File systems that no other computer writes to: ext, XFS, Btrfs, F2FS, tmpfs.
const LOCAL: [i64; 5] = [0xef53, 0x5846_5342, 0x9123_683e, 0xf2f5_2010, 0x0102_1994];

/// All processes but this one; none, if not all can be seen.
pub(super) fn all(file: &Path) -> Option<Vec<Suspect>> {
    let all_seen = read_link("/proc/self/ns/pid").ok()? == Path::new(ALL_PROCESSES);
    let here = LOCAL.contains(&rustix::fs::statfs(file).ok()?.f_type);
    // This one is hidden where those of other users are.
    Facts::of("/proc/1")?;
    let ours = std::process::id();
    let numbers = read_dir("/proc").ok()?.flatten().filter_map(|entry| {
        entry.file_name().to_str()?.parse().ok().filter(|process| *process != ours)
    });
    (all_seen && here).then(|| numbers.filter_map(Suspect::new).collect())
}

impl Suspect {
    pub(super) fn new(process: u32) -> Option<Self> {
        let Facts { of_kernel, computed, began, .. } = Facts::of(&folder(process))?;
        let suspect = Self { process, began, computed, idle_looks: 0, is_go: None };
        (!of_kernel).then_some(suspect)
    }

    /// Whether it is there, has computed since the last look or is about to, and is a Go
    /// program.
    pub(super) fn may_be_at_work(&mut self) -> bool {
        let Some(facts) = Facts::of(&folder(self.process)) else { return false };
        if facts.began != self.began {
            return false;
        }
        if facts.computed == self.computed && !self.is_about_to() {
            self.idle_looks += 1;
            return self.idle_looks < LOOKS;
        }
        (self.computed, self.idle_looks) = (facts.computed, 0);
        *self.is_go.get_or_insert_with(|| is_go(self.process))
    }

    /// Whether a thread of it waits for a processor or a disk.
    fn is_about_to(&self) -> bool {
        let Ok(threads) = read_dir(format!("/proc/{}/task", self.process)) else {
            return false;
        };
        let busy = |thread: std::fs::DirEntry| {
            let state = Facts::of(&thread.path().to_string_lossy())?.state;
            Some(matches!(state, 'R' | 'D'))
        };
        threads.flatten().any(|thread| busy(thread).unwrap_or(false))
    }
}

impl Facts {
    fn of(folder: &str) -> Option<Self> {
        let text = read_to_string(format!("{folder}/stat")).ok()?;
        // Behind the program's name, which may hold anything.
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let number = |at: usize| fields.get(at)?.parse::<u64>().ok();
        Some(Self {
            state: fields.first()?.chars().next()?,
            of_kernel: number(6)? & KERNEL_THREAD != 0,
            computed: number(11)? + number(12)?,
            began: number(19)?,
        })
    }
}

fn folder(process: u32) -> String {
    format!("/proc/{process}")
}

/// Whether a process runs a Go program; also, if that is kept from us.
fn is_go(process: u32) -> bool {
    let mut program = match File::open(format!("{}/exe", folder(process))) {
        Ok(program) => program,
        Err(error) => return error.kind() != ErrorKind::NotFound,
    };
    let mut piece = vec![0; 1 << 20];
    let mut kept = 0;
    while let Ok(read @ 1..) = program.read(&mut piece[kept..]) {
        let there = kept + read;
        let mut marks = memchr::memmem::find_iter(&piece[..there], GO_MARK);
        if marks.any(|at| at > 0 && piece[at - 1] == BEFORE_GO_MARK) {
            return true;
        }
        // The mark may lie across two pieces.
        kept = there.min(1 + GO_MARK.len());
        piece.copy_within(there - kept..there, 0);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{LOOKS, Suspect, is_go};
    use crate::io::kubeconfig_file::lock::LOOK;
    use std::process::{Child, Command, Stdio};

    fn start(program: &str, words: &[&str]) -> Child {
        let mut command = Command::new(program);
        command.args(words).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    fn looks(suspect: &mut Suspect) -> bool {
        (0..=LOOKS).all(|_| {
            std::thread::sleep(LOOK);
            suspect.may_be_at_work()
        })
    }

    #[test]
    fn a_kubectl_at_work_is_suspected_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("config");
        let each = |number| format!("- context: {{cluster: k, user: u}}\n  name: x{number}\n");
        let contexts: String = (0..100_000).map(each).collect();
        std::fs::write(&file, format!("kind: Config\ncontexts:\n{contexts}")).unwrap();
        let file = file.to_str().unwrap();
        let mut kubectl = start("kubectl", &["config", "view", "--kubeconfig", file]);
        let mut suspect = Suspect::new(kubectl.id()).unwrap();
        assert!(looks(&mut suspect));
        kubectl.kill().unwrap();
        kubectl.wait().unwrap();
        assert!(!suspect.may_be_at_work());
    }

    #[test]
    fn who_is_idle_or_no_go_program_is_not_suspected() {
        let mut idle = start("sleep", &["60"]);
        let mut busy = start("sh", &["-c", "while :; do :; done"]);
        let mut suspects = [&idle, &busy].map(|child| Suspect::new(child.id()).unwrap());
        let suspected = suspects.each_mut().map(looks);
        for child in [&mut idle, &mut busy] {
            child.kill().unwrap();
            child.wait().unwrap();
        }
        assert_eq!(suspected, [false, false]);
        assert!(!is_go(std::process::id()));
    }
}
