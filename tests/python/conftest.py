"""What the tests of the Python package share: the folders, the command, texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(Path(__file__).parent))

TEXTS = [
    "The the gate was shut. Stated.",
    "The council opened the bridge before noon.",
    "",
    "Mära 🎉 said that that the café\u0301 was shut.\n\nIt was late .",
    "Der Rat öffnete die Brücke am Morgen, und niemand kam.",
    "<p>The the bridge &amp; the mill.</p><p>“Nobody came.</p>",
    "<!-- mtlint-disable-next-line doubled-word: a song -->\nThe the mill.\n\nThey closed the the bridge.",
]


def command(*arguments: str, text: str | None = None, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m mtlint``."""
    line = [sys.executable, "-m", "mtlint", *arguments]
    return subprocess.run(line, input=text, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
