//! One start and one check of fixed prose on one thread: `.ci/instructions` counts the instructions it takes.
//!
//! With `--prose BYTES` it prints prose and checks nothing: the corpus of `benches/peers`.

mod prose;

use mtlint::check::Checker;
use mtlint::policy::Policy;
use mtlint::project::packs;
use mtlint::read::{self, Options};

fn main() {
    let mut arguments = std::env::args().skip_while(|argument| argument != "--prose").skip(1);
    if let Some(bytes) = arguments.next() {
        print!("{}", prose::prose(bytes.parse().expect("a number of bytes"), 7));
        return;
    }
    let text = prose::prose(256 << 10, 7);
    let outcome = read::read("bench.txt", text.into_bytes(), &Options::default());
    let document = outcome.documents.into_iter().next().expect("prose is a document");
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let checker = Checker::new(packs::pack(&[]).unwrap(), Vec::new()).expect("the built-in rules load");
    let review = one.install(|| checker.check(document, &Policy::default())).expect("checked");
    println!("{} words, {} findings", review.words, review.findings.len());
}
