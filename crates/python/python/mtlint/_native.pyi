"""The part that is written in Rust; `mtlint` is its face."""

from collections.abc import Sequence

import pyarrow

__version__: str

def command(arguments: Sequence[str]) -> int: ...
def code_points(text: str, offsets: Sequence[int]) -> list[int]: ...

class Checker:
    def __new__(
        cls,
        config: tuple[str, str] | None,
        rules: Sequence[str],
        lang: str | None,
        source_lang: str | None,
        format: str | None,
        threads: int | None,
    ) -> Checker: ...
    def lines(
        self,
        texts: Sequence[str],
        said: Sequence[Sequence[str | None] | None],
        together: bool,
    ) -> list[str]: ...
    def file(
        self, path: str
    ) -> tuple[
        list[tuple[str, str, dict[int, int] | None]],
        list[tuple[str, int | None, str, str | None]],
    ]: ...
    def columns(self, table: pyarrow.Table) -> pyarrow.Table: ...
    def entries(self, table: pyarrow.Table) -> pyarrow.Table: ...
