# The program alone in a small image: docker run --rm -v "$PWD:/site:ro" mtlint check .
FROM rust:1.91-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN cargo build --release --locked --bin mtlint

FROM debian:bookworm-slim
COPY --from=build /source/target/release/mtlint /usr/local/bin/mtlint
WORKDIR /site
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/mtlint"]
CMD ["--help"]
