"""Articles for tables and clusters: paragraphs of the texts in tests/silence and tests/faces, put together anew, with
other names and numbers, so that no two are alike. The same number gives the same article."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache

from conftest import ROOT

NAMES = ["Mira Holm", "Jonas Weel", "Anka Sorel", "Tomas Brandt", "Ilse Maarten", "Petra Lund", "Oskar Dahl", "Nela Voss"]
PLACES = ["Orsk", "Velling", "Marsund", "Tarnow Quay", "Hollebek", "Sankt Arn", "Lodden", "Breda Mill"]


@cache
def paragraphs() -> list[str]:
    files = sorted((ROOT / "tests/silence").glob("*.txt")) + sorted((ROOT / "tests/faces/texts").glob("plain-*.txt"))
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    found = [p.strip() for text in texts for p in re.split(r"\n\s*\n", text)]
    return [p for p in found if len(p.split()) > 4]


def article(number: int) -> str:
    """About 100 to 200 words: an opening of its own, and six paragraphs."""
    seed = random.Random(number)
    name, place = seed.choice(NAMES), seed.choice(PLACES)
    opening = f"{name} came to {place} in {seed.randint(1900, 2020)} with {seed.randint(2, 999)} books."
    body = [re.sub(r"\b\d{2}\b", lambda _: str(seed.randint(10, 99)), p) for p in seed.sample(paragraphs(), 6)]
    return "\n\n".join([opening, *body])


def records(count: int, first: int = 0) -> Iterator[dict[str, object]]:
    """Records with the fields that an archive has."""
    for number in range(first, first + count):
        site, engine = ["north", "south", "west"][number % 3], ["alpha", "beta"][number % 2]
        yield {"id": f"r{number:07}", "text": article(number), "site": site, "engine": engine, "pages": number % 9}
