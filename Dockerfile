# The program alone in a small image. It serves, or does what it is told:
# docker run --rm -p 127.0.0.1:8081:8081 -v "$PWD/keys.txt:/keys.txt:ro" mtlint
# docker run --rm -v "$PWD:/site:ro" mtlint check .
FROM rust:1.91-slim-bookworm AS build
WORKDIR /source
COPY . .
RUN cargo build --release --locked --bin mtlint

FROM debian:bookworm-slim
COPY --from=build /source/target/release/mtlint /usr/local/bin/mtlint
WORKDIR /site
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/mtlint"]
EXPOSE 8081
STOPSIGNAL SIGTERM
CMD ["serve", "--listen", "0.0.0.0:8081", "--key-file", "/keys.txt"]
