# What is done often here: `just` lists it.

default:
    @just --list

# All that must hold before a change lands
ci:
    bash .ci/run

# The tests
test:
    cargo test --workspace

# The examples of all rules
rules:
    cargo run --release -- rules test

# The findings that appeared and went between two programs, by rule, over a folder of texts
corpus old new folder:
    bash .ci/corpus {{ old }} {{ new }} {{ folder }}

# The handbook as a folder of pages
book:
    mdbook build

# A program to give to others
dist:
    cargo build --profile dist --locked
