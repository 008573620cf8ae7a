//! Questions that are not answered yet, and those of them that nobody wants answered any more.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lsp_server::RequestId;

/// Questions by their number; true where one was taken back.
#[derive(Default)]
pub struct OpenQuestions(Mutex<HashMap<RequestId, bool>>);

impl OpenQuestions {
    /// Notes a question.
    pub fn asked(&self, id: RequestId) {
        self.lock().insert(id, false);
    }

    /// Takes a question back, and says whether it was still open.
    pub fn cancel(&self, id: &RequestId) -> bool {
        let mut questions = self.lock();
        let is_open = questions.get(id) == Some(&false);
        if is_open {
            questions.insert(id.clone(), true);
        }
        is_open
    }

    /// True when the question is still to be answered; one that was taken back is forgotten.
    pub fn begin(&self, id: &RequestId) -> bool {
        let mut questions = self.lock();
        let is_open = questions.get(id) == Some(&false);
        if !is_open {
            questions.remove(id);
        }
        is_open
    }

    /// Forgets a question, and says whether its answer is still wanted.
    pub fn end(&self, id: &RequestId) -> bool {
        self.lock().remove(id) == Some(false)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<RequestId, bool>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
