"""What goes wrong, with the file, the place in it and what to do."""

from __future__ import annotations


class MtlintError(Exception):
    """A configuration, a rule or an input that is not what it should be."""

    def __init__(
        self,
        message: str,
        file: str = "",
        line: int | None = None,
        column: int | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(message, file, line, column, hint)
        self.message = message
        #: The file, or another name of what was read.
        self.file = file
        #: Counted from 1; None when it is the whole file. Of a call with many texts, the number of the text.
        self.line = line
        #: In code points, counted from 1; None when it is the whole line.
        self.column = column
        #: What to do about it.
        self.hint = hint

    def __str__(self) -> str:
        place = "".join(f":{number}" for number in (self.line, self.column) if number is not None)
        where = f"{self.file}{place}: " if self.file else ""
        hint = f"\nhint: {self.hint}" if self.hint else ""
        return f"{where}{self.message}{hint}"
