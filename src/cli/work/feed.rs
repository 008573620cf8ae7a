//! The jobs of a run in the order of the input, made on a thread of their own, never far ahead of the work.
//!
//! Waiting jobs are bounded by their number and by their bytes. A line of a stream is a job; so is a file.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use mtlint::config::{Projects, Settings};
use mtlint::error::{Problem, Result};
use mtlint::project::walk::{self, FoundInput, WalkOptions, Walked};
use mtlint::read::bilingual::{parts, tmx};
use mtlint::read::{Options, Outcome, jsonl, stream};

use super::left_out::{LeftOut, is_own_report};
use super::since::Changed;
use crate::cli::interrupt;
use mtlint::project::place::place;

/// Jobs that may wait, and jobs in one batch.
const JOBS: usize = 1024;
/// Bytes that may wait or be worked on; a single larger job is let through.
const BYTES: u64 = 24 << 20;

/// How long an idle stream may keep Ctrl-C waiting.
const TICK: Duration = Duration::from_millis(50);

/// One piece of work.
pub struct Job {
    /// What is in force for it.
    pub settings: Arc<Settings>,
    /// What to read.
    pub input: JobInput,
    /// Its size in bytes, about.
    pub size: u64,
}

/// What a job reads.
pub enum JobInput {
    /// A file.
    File(PathBuf),
    /// All of standard input.
    Bytes(Vec<u8>),
    /// A line of the stream named.
    Line(Arc<str>, jsonl::StreamLine),
    /// A part of the long file named.
    Part(Arc<str>, parts::TextPart),
    /// Something that is read already.
    Read(Outcome),
    /// Something that cannot be read.
    Problem(Problem),
}

/// Jobs, as they come.
pub struct Feed {
    jobs: Receiver<Result<Job>>,
    budget: Arc<Budget>,
    left_out: Arc<Mutex<LeftOut>>,
    /// Bytes of all files, where that is known before they are read.
    pub total: Option<u64>,
}

/// Bytes on their way.
#[derive(Default)]
struct Budget {
    used: Mutex<u64>,
    freed: Condvar,
}

impl Feed {
    /// Looks for the inputs and begins to feed them; with `whole`, a stream is one job and not one for each line.
    ///
    /// # Errors
    /// When a configuration file on the way is wrong.
    pub fn start(
        paths: Vec<PathBuf>,
        walk: WalkOptions,
        changed: Option<Changed>,
        options: Options,
        mut projects: Projects,
        outputs: &[PathBuf],
        whole: bool,
    ) -> Result<Self> {
        let mut failed = None;
        let mut excluded = 0;
        let skip = |path: &Path| {
            let is_out = is_excluded(&mut projects, path).unwrap_or_else(|error| {
                failed.get_or_insert(error);
                false
            });
            let is_ours = !outputs.is_empty() && outputs.contains(&place(path));
            excluded += usize::from(is_out);
            // Files of the project's own are no articles that somebody forgot.
            let own = [mtlint::config::FILE_NAME, mtlint::baseline::FILE_NAME];
            is_out || is_ours || path.file_name().is_some_and(|name| own.iter().any(|o| name == *o))
        };
        let Walked { mut found, problems, left_out, .. } = walk::survey(&paths, &walk, skip);
        if let Some(error) = failed {
            return Err(error);
        }
        let nothing = found.is_empty() && problems.is_empty() && excluded == 0;
        found.retain(|f| changed.as_ref().is_none_or(|c| c.holds(&f.path)));
        let left_out = Arc::new(Mutex::new(LeftOut { kinds: left_out, reports: 0 }));
        let sizes: Vec<u64> = found.iter().map(|f| size(&f.path)).collect();
        let is_stream = found.iter().any(|f| f.path.as_os_str() == "-");
        let total = (!is_stream).then(|| sizes.iter().sum());
        let budget = Arc::new(Budget::default());
        let (sender, jobs) = sync_channel(JOBS);
        let mut feeder =
            Feeder { sender, budget: budget.clone(), left_out: left_out.clone(), options, projects, whole };
        std::thread::spawn(move || {
            // A receiver that is gone has all it wants.
            let _ = feeder.problems(problems, nothing, &paths);
            for (found, size) in found.into_iter().zip(sizes) {
                if feeder.found(found, size).is_none() {
                    return;
                }
            }
        });
        Ok(Feed { jobs, budget, left_out, total })
    }

    /// The next jobs: at least one, and as many as wait; none at the end, nor once Ctrl-C was pressed (`left` then
    /// says whether anything may still have come).
    pub fn batch(&self, left: &AtomicBool) -> Result<Option<Vec<Job>>> {
        let first = loop {
            match self.jobs.recv_timeout(TICK) {
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                _ if interrupt::asked() => {
                    left.store(true, Ordering::SeqCst);
                    return Ok(None);
                }
                Ok(job) => break job,
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        let mut batch = vec![first?];
        while batch.len() < JOBS
            && let Ok(next) = self.jobs.try_recv()
        {
            batch.push(next?);
        }
        Ok(Some(batch))
    }

    /// What was not read so far.
    pub fn left_out(&self) -> LeftOut {
        self.left_out.lock().expect("no thread panics with the lock").clone()
    }

    /// Says that `bytes` of jobs are done.
    pub fn done(&self, bytes: u64) {
        let mut used = self.budget.used.lock().expect("no thread panics with the lock");
        *used = used.saturating_sub(bytes);
        self.budget.freed.notify_one();
    }
}

struct Feeder {
    sender: SyncSender<Result<Job>>,
    budget: Arc<Budget>,
    left_out: Arc<Mutex<LeftOut>>,
    options: Options,
    projects: Projects,
    whole: bool,
}

impl Feeder {
    fn problems(&mut self, mut problems: Vec<Problem>, nothing: bool, paths: &[PathBuf]) -> Option<()> {
        if nothing {
            problems.push(Problem {
                file: super::named(paths),
                line: None,
                byte: None,
                message: "there is nothing to check in it".into(),
                hint: Some("name files to read them whatever their extension, or use --all".into()),
                fatal: true,
            });
        }
        for problem in problems {
            let path = PathBuf::from(&problem.file);
            self.send(&path, JobInput::Problem(problem), 0)?;
        }
        Some(())
    }

    /// The same for an input that may be a report of an earlier run: one of a folder is left out.
    fn found(&mut self, found: FoundInput, size: u64) -> Option<()> {
        let FoundInput { path, named } = found;
        if path.as_os_str() == "-" || !is_own_report(&path) {
            return self.input(path, size);
        }
        if !named {
            self.left_out.lock().expect("no thread panics with the lock").reports += 1;
            return Some(());
        }
        let problem = Problem {
            file: path.to_string_lossy().into_owned(),
            line: None,
            byte: None,
            message: "this is a report of mtlint, and no article".into(),
            hint: Some("name the article itself".into()),
            fatal: true,
        };
        self.send(&path, JobInput::Problem(problem), 0)
    }

    /// Sends the jobs of one input; none when nobody listens any more.
    fn input(&mut self, path: PathBuf, size: u64) -> Option<()> {
        if path.as_os_str() == "-" && self.whole {
            let mut bytes = Vec::new();
            let input = match std::io::stdin().lock().read_to_end(&mut bytes) {
                Ok(_) => JobInput::Bytes(bytes),
                Err(error) => JobInput::Problem(broken("-".into(), &error)),
            };
            return self.send(&path, input, size);
        }
        if path.as_os_str() == "-" {
            return self.stream(&path, BufReader::with_capacity(1 << 16, std::io::stdin()));
        }
        let records = match self.options.format {
            Some(format) => format.name == jsonl::READER.name,
            None => path.extension().is_some_and(|e| jsonl::READER.extensions.iter().any(|x| e == *x)),
        };
        if records
            && !self.whole
            && let Ok(file) = File::open(&path)
        {
            return self.stream(&path, BufReader::with_capacity(1 << 18, file));
        }
        if size >= parts::LONG
            && !self.whole
            && self.is_memory(&path)
            && let Ok(file) = File::open(&path)
        {
            let mut input = BufReader::with_capacity(1 << 18, file);
            if input.fill_buf().is_ok_and(parts::can_be_cut) {
                return self.parts(&path, input);
            }
        }
        let input = JobInput::File(path.clone());
        self.send(&path, input, size)
    }

    /// True for a translation memory, which may be read in parts.
    fn is_memory(&self, path: &Path) -> bool {
        match self.options.format {
            Some(format) => format.name == tmx::READER.name,
            None => path.extension().is_some_and(|e| e.eq_ignore_ascii_case("tmx")),
        }
    }

    /// Sends the parts of a long memory.
    fn parts(&mut self, path: &Path, input: impl BufRead) -> Option<()> {
        let name: Arc<str> = path.to_string_lossy().into();
        let settings = match self.projects.settings(path) {
            Ok(settings) => settings,
            Err(error) => return self.queue(Err(error), 0),
        };
        for part in parts::parts(&name, input) {
            let (input, size) = match part {
                Ok(part) => {
                    let size = part.bytes.len() as u64;
                    (JobInput::Part(name.clone(), part), size)
                }
                Err(problem) => (JobInput::Problem(problem), 0),
            };
            self.queue(Ok(Job { settings: settings.clone(), input, size }), size)?;
        }
        Some(())
    }

    fn stream(&mut self, path: &Path, input: impl BufRead) -> Option<()> {
        let name: Arc<str> = path.to_string_lossy().into();
        let records = match stream::open(&name, input, &self.options.clone()) {
            stream::Input::Records(records) => records,
            stream::Input::Whole(outcome) => {
                let size = outcome.documents.iter().map(|d| d.source.text.len() as u64).sum();
                return self.send(path, JobInput::Read(outcome), size);
            }
        };
        // Asked once: the settings of a stream hold for every record.
        let settings = match self.projects.settings(path) {
            Ok(settings) => settings,
            Err(error) => return self.queue(Err(error), 0),
        };
        for line in jsonl::lines(records) {
            let (input, size) = match line {
                Ok(line) => {
                    let size = line.bytes.len() as u64 + 1;
                    (JobInput::Line(name.clone(), line), size)
                }
                Err(error) => (JobInput::Problem(broken(name.to_string(), &error)), 0),
            };
            self.queue(Ok(Job { settings: settings.clone(), input, size }), size)?;
        }
        Some(())
    }

    fn send(&mut self, path: &Path, input: JobInput, size: u64) -> Option<()> {
        let job = self.projects.settings(path).map(|settings| Job { settings, input, size });
        self.queue(job, size)
    }

    fn queue(&self, job: Result<Job>, size: u64) -> Option<()> {
        let mut used = self.budget.used.lock().expect("no thread panics with the lock");
        while *used > 0 && *used + size > BYTES {
            used = self.budget.freed.wait(used).expect("no thread panics with the lock");
        }
        *used += size;
        drop(used);
        self.sender.send(job).ok()
    }
}

/// True for a file of a folder that its configuration leaves out.
fn is_excluded(projects: &mut Projects, path: &Path) -> Result<bool> {
    let settings = projects.settings(path)?;
    if settings.exclude.is_empty() {
        return Ok(false);
    }
    Ok(std::path::absolute(path).is_ok_and(|path| settings.excludes(&path)))
}

fn broken(file: String, error: &std::io::Error) -> Problem {
    let message = format!("the stream broke off: {error}");
    Problem { file, line: None, byte: None, message, hint: None, fatal: true }
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |m| m.len())
}
