//! What detectors work out of a language's data while rules load, or of a document: each is made once and shared.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// Values by type. A copy of a language or of a document's analysis has its own: it may grow apart.
#[derive(Default)]
pub struct Made(Mutex<HashMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Made {
    /// Returns the value of that type, where it was made before.
    pub fn get<T: Any + Send + Sync>(&self) -> Option<Arc<T>> {
        let made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.get(&TypeId::of::<T>()).cloned().and_then(|value| value.downcast().ok())
    }

    /// Keeps a value for the next who asks, and returns it.
    pub fn keep<T: Any + Send + Sync>(&self, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut made = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(TypeId::of::<T>(), value.clone());
        value
    }
}

impl Clone for Made {
    fn clone(&self) -> Made {
        Made::default()
    }
}

impl fmt::Debug for Made {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Made").finish_non_exhaustive()
    }
}
