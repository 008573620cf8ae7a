#!/usr/bin/env python3
"""Installs other checkers of prose from their registries and measures all of them on one generated corpus in one run.

    python3 benches/peers/measure.py [--work FOLDER] [--only NAME]

A table in Markdown: megabytes a second of processor time on one core, start, memory, findings. A peer that cannot be
installed here is told and passed over. None of them looks for what mtlint looks for; the figures say what a pass costs.
"""

import argparse, json, os, pathlib, platform, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Peers that read a text in less than a second get more of it, so that their start does not weigh.
SIZES = [16 << 10, 256 << 10, 4 << 20]
ENOUGH, MOST = 2.0, 600.0


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


def mtlint(work):
    run(["cargo", "build", "--release", "--bin", "mtlint"], cwd=ROOT)
    target = json.loads(run(["cargo", "metadata", "--no-deps", "--format-version=1"], cwd=ROOT).stdout)
    binary = pathlib.Path(target["target_directory"]) / "release" / "mtlint"
    version = run([binary, "--version"]).stdout.split()[-1]
    command = lambda path: [binary, "check", "--no-config", "-j1", "--format", "jsonl", path]
    return version, command, lambda out: sum(len(json.loads(l)["findings"]) for l in out.splitlines())


def harper(work):
    (work / "src").mkdir(parents=True)
    (work / "Cargo.toml").write_text(
        '[package]\nname = "peer"\nversion = "0.0.0"\nedition = "2024"\n[workspace]\n')
    (work / "src" / "main.rs").write_text((HERE / "harper.rs").read_text())
    run(["cargo", "add", "--quiet", "harper-core"], cwd=work)
    run(["cargo", "build", "--release", "--target-dir", work / "target"], cwd=work)
    line = next(l for l in (work / "Cargo.toml").read_text().splitlines() if l.startswith("harper-core"))
    return line.split('"')[1], lambda path: [work / "target" / "release" / "peer", path], int


def vale(work):
    run(["go", "install", "github.com/vale-cli/vale/v3/cmd/vale@latest"], env={**os.environ, "GOBIN": str(work)})
    (work / "styles").mkdir()
    (work / ".vale.ini").write_text("StylesPath = styles\nMinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale\n")
    version = run([work / "vale", "--version"]).stdout.split()[-1]
    command = lambda path: [work / "vale", f"--config={work}/.vale.ini", "--output=JSON", "--no-exit", path]
    return version, command, lambda out: sum(map(len, json.loads(out).values()))


def languagetool(work):
    version = "6.6"
    (work / "pom.xml").write_text(f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion><groupId>peer</groupId><artifactId>peer</artifactId><version>0</version>
<dependencies><dependency><groupId>org.languagetool</groupId><artifactId>languagetool-commandline</artifactId>
<version>{version}</version></dependency><dependency><groupId>org.languagetool</groupId>
<artifactId>language-en</artifactId><version>{version}</version></dependency></dependencies></project>""")
    run(["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=jars"], cwd=work)
    main = "org.languagetool.commandline.Main"
    command = lambda path: ["java", "-XX:ActiveProcessorCount=1", "-cp", f"{work}/jars/*", main, "-l", "en-US", "--json", path]
    return version, command, lambda out: len(json.loads(out[out.index("{"):])["matches"])


def proselint(work):
    run([sys.executable, "-m", "venv", work])
    run([work / "bin" / "pip", "install", "--quiet", "proselint"])
    version = next(l for l in run([work / "bin" / "pip", "show", "proselint"]).stdout.splitlines() if "Version" in l)
    command = lambda path: [work / "bin" / "proselint", "check", "--output-format", "json", path]

    def count(out):
        results = json.loads(out)["result"]
        return sum(len(r.get("diagnostics", [])) for r in results.values())
    return version.split()[-1], command, count


def measure(command, path):
    """Seconds on the clock, seconds of processor, megabytes of memory, what was printed."""
    with tempfile.TemporaryFile() as out:
        began = time.monotonic()
        child = subprocess.Popen([str(c) for c in command(path)], stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(child.pid, 0)
        clock = time.monotonic() - began
        out.seek(0)
        return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read().decode()


def row(name, version, command, count, corpora):
    start = min(measure(command, corpora[0])[0] for _ in range(5))
    processor_start = min(measure(command, corpora[0])[1] for _ in range(3))
    for path in corpora[1:]:
        clock, processor, memory, out = measure(command, path)
        size = path.stat().st_size
        if processor > ENOUGH or path == corpora[-1]:
            break
        if clock * SIZES[-1] / size > MOST:
            break
    speed = size / 1e6 / max(processor - processor_start, 1e-3)
    per_word = 1000 * count(out) / len(path.read_text().split())
    return f"| {name} {version} | {speed:.3g} | {1000 * start:.0f} | {memory:.0f} | {per_word:.1f} | {size / 1e6:.2f} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", help="folder for what is installed [default: a temporary one]")
    parser.add_argument("--only", action="append", help="one peer alone (repeatable)")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work or tempfile.mkdtemp(prefix="peers-")).resolve()
    peers = {"mtlint": mtlint, "harper-core": harper, "Vale": vale, "LanguageTool": languagetool, "proselint": proselint}
    corpora = []
    work.mkdir(parents=True, exist_ok=True)
    for size in [200, *SIZES]:
        corpora.append(work / f"prose-{size}.txt")
        bench = ["cargo", "bench", "--quiet", "--bench", "instructions", "--", "--prose", str(size)]
        corpora[-1].write_text(run(bench, cwd=ROOT).stdout)
    rows = []
    for name, install in peers.items():
        if arguments.only and name not in arguments.only:
            continue
        folder = work / name
        print(f"installing {name}", file=sys.stderr)
        try:
            folder.mkdir()
            version, command, count = install(folder)
            print(f"measuring {name} {version}", file=sys.stderr)
            rows.append(row(name, version, command, count, corpora))
        except (OSError, subprocess.CalledProcessError, ValueError, KeyError, StopIteration) as error:
            said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            print(f"PASSED OVER {name}: {said[-1] if said else error!r}", file=sys.stderr)
    print(f"{platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}\n")
    print("| checker | MB/s | start, ms | memory, MB | findings in 1,000 words | read, MB |\n|---|--:|--:|--:|--:|--:|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
