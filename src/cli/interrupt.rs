//! Ctrl-C: the first asks a run to stop between two documents and to report what is done, the second ends it at once.
//!
//! Only commands whose half-done work is worth something listen (`check`, `gate`); any other ends as the system has
//! it. SIGTERM is left alone: who sends it wants the program gone. The flag is static because a signal is sent to the
//! process, and there is one of those.

use std::sync::atomic::{AtomicBool, Ordering};

use super::warn;

/// The exit code of a program that was ended by Ctrl-C: 128 and the number of the signal.
pub const CODE: u8 = 130;

static ASKED: AtomicBool = AtomicBool::new(false);

/// From here on, Ctrl-C asks. Where whoever started the program had it ignored (`nohup`, a script's `&`), it stays so.
pub fn listen() {
    let _ = ctrlc::try_set_handler(|| {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(CODE.into());
        }
        warn("interrupted: what is begun is finished and reported; Ctrl-C again ends at once");
    });
}

/// True when a run shall stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
