//! A file added to `rules/` is part of the program at the next build.

fn main() {
    println!("cargo:rerun-if-changed=rules");
}
