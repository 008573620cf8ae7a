"""A filter of OpusCleaner: lines of a source, a tab and its translation go through where the translation scores enough.

    python -m mtlint.opuscleaner --min-score 90 < pairs.tsv > good.tsv
"""

from __future__ import annotations

import argparse
import sys
from itertools import islice

from ._checker import Checker

#: Lines that are checked at once.
BATCH = 1024


def main() -> None:
    """Filters standard input."""
    parser = argparse.ArgumentParser(prog="python -m mtlint.opuscleaner", description="Keeps lines that score enough")
    parser.add_argument("--min-score", type=float, default=90.0, help="the lowest score, 0 to 100")
    parser.add_argument("--source-lang", help="the language of the sources")
    args = parser.parse_args()
    checker = Checker(source_lang=args.source_lang)
    while lines := list(islice(sys.stdin, BATCH)):
        fields = [line.rstrip("\r\n").split("\t") for line in lines]
        texts = [pair[-1] for pair in fields]
        sources = [pair[0] if len(pair) > 1 else None for pair in fields]
        reviews = checker.check_many(texts, sources=sources, together=False)
        sys.stdout.writelines(line for line, r in zip(lines, reviews) if (r.score or 0.0) >= args.min_score)


if __name__ == "__main__":
    main()
