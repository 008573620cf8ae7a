#!/usr/bin/env python3
"""Installs other checkers of prose from their registries and measures all of them on one generated corpus in one run.

    python3 benches/peers/measure.py [--work FOLDER] [--only NAME] [--bytes N]

A table in Markdown: megabytes a second of processor time, start, memory, findings. Versions are fixed below, so that a
run can be had again. What a work folder holds already is not installed again; a peer that cannot be installed here is
told and passed over. None of them looks for what mtlint looks for; the figures say what a pass over prose costs.
"""

import argparse, json, os, pathlib, platform, subprocess, sys, tempfile, time

import corpus

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# Of Vale, later versions need a module that the proxy does not serve.
HARPER, VALE, LANGUAGETOOL, PROSELINT = "3.0.0", "v3.22.0", "6.8", "0.16.0"
MANIFEST = f"""[package]
name = "peer"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
harper-core = "={HARPER}"
"""
POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>peer</groupId><artifactId>peer</artifactId><version>0</version><dependencies>{}</dependencies></project>"""
DEPENDENCY = """<dependency><groupId>org.languagetool</groupId><artifactId>{}</artifactId>
<version>{}</version></dependency>"""


def run(command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)


# Each gives its version, the command that checks a file, and what counts the findings in what that prints.

def mtlint(work):
    run(["cargo", "build", "--release", "--bin", "mtlint"], cwd=ROOT)
    target = json.loads(run(["cargo", "metadata", "--no-deps", "--format-version=1"], cwd=ROOT).stdout)
    binary = pathlib.Path(target["target_directory"]) / "release" / "mtlint"
    version = run([binary, "--version"]).stdout.split()[-1]
    command = lambda path: [binary, "check", "--no-config", "-j1", "--format", "jsonl", path]
    return version, command, lambda out: sum(len(json.loads(l)["findings"]) for l in out.splitlines())


def harper(work):
    (work / "src").mkdir(exist_ok=True)
    (work / "Cargo.toml").write_text(MANIFEST)
    (work / "src" / "main.rs").write_text((HERE / "harper.rs").read_text())
    run(["cargo", "build", "--release", "--target-dir", work / "target"], cwd=work)
    return HARPER, lambda path: [work / "target" / "release" / "peer", path], int


def vale(work):
    if not (work / "vale").exists():
        run(["go", "install", f"github.com/vale-cli/vale/v3/cmd/vale@{VALE}"], env={**os.environ, "GOBIN": str(work)})
    (work / "styles").mkdir(exist_ok=True)
    (work / ".vale.ini").write_text("StylesPath = styles\nMinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale\n")
    command = lambda path: [work / "vale", f"--config={work}/.vale.ini", "--output=JSON", "--no-exit", path]
    return VALE.lstrip("v"), command, lambda out: sum(map(len, json.loads(out).values()))


def languagetool(work):
    parts = ["languagetool-commandline", "language-en"]
    (work / "pom.xml").write_text(POM.format("".join(DEPENDENCY.format(part, LANGUAGETOOL) for part in parts)))
    if not (work / "jars").exists():
        run(["mvn", "-q", "-B", "dependency:copy-dependencies", "-DoutputDirectory=jars"], cwd=work)
    java = ["java", "-XX:ActiveProcessorCount=1", "-cp", f"{work}/jars/*", "org.languagetool.commandline.Main"]
    command = lambda path: [*java, "-l", "en-US", "--json", path]
    return LANGUAGETOOL, command, lambda out: len(json.loads(out[out.index("{"):])["matches"])


def proselint(work):
    if not (work / "bin" / "proselint").exists():
        run([sys.executable, "-m", "venv", work])
        run([work / "bin" / "pip", "install", "--quiet", f"proselint=={PROSELINT}"])
    command = lambda path: [work / "bin" / "proselint", "check", "--output-format", "json", path]
    count = lambda out: sum(len(r.get("diagnostics", [])) for r in json.loads(out)["result"].values())
    return PROSELINT, command, count


PEERS = {"mtlint": mtlint, "harper-core": harper, "Vale": vale, "LanguageTool": languagetool, "proselint": proselint}


def measure(command, path):
    """Seconds on the clock, seconds of processor, megabytes of memory, what was printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        began = time.monotonic()
        child = subprocess.Popen([str(c) for c in command(path)], stdout=out, stderr=errors)
        _, status, used = os.wait4(child.pid, 0)
        clock = time.monotonic() - began
        out.seek(0), errors.seek(0)
        said = out.read().decode()
        if not said:
            raise ValueError(f"{command(path)[0]} printed nothing: {errors.read().decode()[-300:]}")
        return clock, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def row(name, version, command, count, short, long):
    starts = [measure(command, short) for _ in range(5)]
    clock, processor = min(s[0] for s in starts), min(s[1] for s in starts)
    runs = [measure(command, long)]
    # A run of some minutes is not made again.
    while len(runs) < 3 and runs[0][0] < 60:
        runs.append(measure(command, long))
    speed = long.stat().st_size / 1e6 / max(min(r[1] for r in runs) - processor, 1e-3)
    per_word = 1000 * count(runs[0][3]) / len(long.read_text().split())
    return f"| {name} {version} | {speed:.3g} | {1000 * clock:.0f} | {min(r[2] for r in runs):.0f} | {per_word:.1f} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", help="folder for what is installed [default: a temporary one]")
    parser.add_argument("--only", action="append", choices=PEERS, help="one peer alone (repeatable)")
    parser.add_argument("--bytes", type=int, default=1 << 20, help="length of the corpus [default: 1 MiB]")
    arguments = parser.parse_args()
    work = pathlib.Path(arguments.work or tempfile.mkdtemp(prefix="peers-")).resolve()
    work.mkdir(parents=True, exist_ok=True)
    short, long = work / "short.txt", work / "long.txt"
    short.write_text(corpus.prose(200))
    long.write_text(corpus.prose(arguments.bytes))
    installed, rows = [], []
    for name in arguments.only or PEERS:
        print(f"installing {name}", file=sys.stderr)
        try:
            (work / name).mkdir(exist_ok=True)
            installed.append((name, *PEERS[name](work / name)))
        except (OSError, subprocess.CalledProcessError) as error:
            said = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            print(f"PASSED OVER {name}: {said[-1] if said else error!r}", file=sys.stderr)
    for name, version, command, count in installed:
        print(f"measuring {name} {version}", file=sys.stderr)
        rows.append(row(name, version, command, count, short, long))
    print(f"{platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}, {long.stat().st_size} bytes\n")
    print("| checker | MB/s | start, ms | memory, MB | findings in 1,000 words |\n|---|--:|--:|--:|--:|")
    print("\n".join(rows))


if __name__ == "__main__":
    main()
