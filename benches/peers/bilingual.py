#!/usr/bin/env python3
"""Holds mtlint and pofilter against each other on the same PO files: finds, noise and time.

    python3 benches/peers/bilingual.py [--work FOLDER] [--binary MTLINT] [--entries N]

The pairs are those of `tests/bilingual`: of each, the right translation is noise where a checker says anything of it, and
a wrong one is found where it says something that it does not say of the right one. Time is taken on one PO file of N
German and English entries, on one core. pofilter comes from PyPI in the version below, with all its tests on; where it
cannot be installed, that is told and it is passed over. Weblate is not here: pip alone does not install it, it needs
libraries of the system.
"""

import argparse, collections, json, os, pathlib, re, resource, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TOOLKIT = "3.20.4"
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {}\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def pairs():
    """The pairs by their languages: (source, right, [wrong])."""
    groups = collections.defaultdict(list)
    for line in (ROOT / "tests" / "bilingual" / "tricky.jsonl").read_text().splitlines():
        pair = json.loads(line)
        groups[pair["source_lang"], pair["lang"]].append((pair["source"], pair["right"], pair["wrong"]))
    return groups


def write(folder, groups):
    """A PO file for each two languages; returns what each message's context stands for: (pair, right or wrong)."""
    meaning = {}
    for (source, target), rows in groups.items():
        path = folder / f"{source}-{target}.po"
        with path.open("w") as out:
            out.write(HEADER.format(target))
            for number, (text, right, wrong) in enumerate(rows):
                for kind, translation in enumerate([right, *wrong]):
                    context = f"{source}-{target}-{number}-{kind}"
                    meaning[context] = (f"{source}-{target}-{number}", kind)
                    out.write(f'msgctxt "{context}"\nmsgid {quoted(text)}\nmsgstr {quoted(translation)}\n\n')
    return meaning


def contexts(path):
    """The context that each line of a PO file belongs to."""
    lines, current = [], None
    for line in path.read_text().splitlines():
        current = line.split('"')[1] if line.startswith("msgctxt") else current
        lines.append(current)
    return lines


def timed(command, **options):
    """Runs a command on one core; returns its output and seconds of processor time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{command[0]} failed: {done.stderr[-600:]}")
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Mtlint:
    name = "mtlint"

    def __init__(self, binary, _):
        self.binary = binary
        self.version = timed([binary, "--version"])[0].split()[-1]

    def check(self, path):
        """What is said of each context, and the time that it took."""
        source = path.stem.split("-")[0]
        command = [self.binary, "check", "--no-config", "-j1", "--input-format", "po", "--source-lang", source]
        out, seconds = timed([*command, "--format", "jsonl", path])
        lines, said = contexts(path), collections.defaultdict(set)
        for review in map(json.loads, out.splitlines()):
            for finding in review["findings"]:
                said[lines[finding["line"] - 1]].add(finding["rule"])
        return said, seconds


class Pofilter:
    name = "pofilter"

    def __init__(self, _, work):
        self.program = installed(work / "toolkit", f"translate-toolkit=={TOOLKIT}") / "pofilter"
        self.version = TOOLKIT

    def check(self, path):
        out = path.with_suffix(".filtered")
        options = ["--progress=none", f"--language={path.stem.split('-')[1]}"]
        _, seconds = timed([self.program, *options, path, out])
        said, current = collections.defaultdict(set), set()
        for line in out.read_text().splitlines() if out.exists() else []:
            if match := re.match(r"# \(pofilter\) (\w+):", line):
                current.add(match[1])
            elif line.startswith("msgctxt"):
                said[line.split('"')[1]] |= current
                current = set()
        return said, seconds


def installed(folder, package):
    if not (folder / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    done = subprocess.run([folder / "bin" / "pip", "install", "--quiet", package], capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{package} cannot be installed: {done.stderr.strip().splitlines()[-1]}")
    return folder / "bin"


def many(path, groups, entries):
    """One file of many messages, three right ones to each wrong one."""
    rows = groups["de", "en"]
    with path.open("w") as out:
        out.write(HEADER.format("en"))
        for number in range(entries):
            text, right, wrong = rows[number % len(rows)]
            translation = [right, right, right, *wrong][number % (3 + len(wrong))]
            out.write(f'msgctxt "n{number}"\nmsgid {quoted(text)}\nmsgstr {quoted(translation)}\n\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "peers")
    parser.add_argument("--binary", type=pathlib.Path, default=ROOT / "target" / "release" / "mtlint")
    parser.add_argument("--entries", type=int, default=20000)
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    folder = pathlib.Path(tempfile.mkdtemp(dir=args.work))
    groups = pairs()
    meaning = write(folder, groups)
    large = folder / "de-en-many.po"
    many(large, groups, args.entries)
    size, rates = large.stat().st_size / 1e6, {}
    print("| Checker | Wrong ones found | Right ones accused | MB/s | Seconds | Checks that spoke |")
    print("|---|---|---|---|---|---|")
    for peer in (Mtlint, Pofilter):
        try:
            checker = peer(args.binary, args.work)
        except (OSError, subprocess.CalledProcessError) as why:
            print(f"passed over: {peer.name}: {why}", file=sys.stderr)
            continue
        said = collections.defaultdict(set)
        for path in sorted(folder.glob("??-??.po")):
            said.update(checker.check(path)[0])
        right = {pair: said[context] for context, (pair, kind) in meaning.items() if kind == 0}
        wrong = [(said[context], right[pair]) for context, (pair, kind) in meaning.items() if kind]
        found = sum(bool(of - before) for of, before in wrong)
        accused = sum(map(bool, right.values()))
        _, seconds = checker.check(large)
        rates[peer.name] = size / seconds
        checks = len(set().union(*said.values()))
        print(f"| {peer.name} {checker.version} | {found} of {len(wrong)} | {accused} of {len(right)} | {size / seconds:.2f} | {seconds:.1f} | {checks} |")
    for name in rates.keys() - {"mtlint"}:
        print(f"\nmtlint reads {rates['mtlint'] / rates[name]:.1f} times as fast as {name}")


if __name__ == "__main__":
    main()
