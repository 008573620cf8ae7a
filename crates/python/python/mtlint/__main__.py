"""The command, as ``python -m mtlint`` and as the script ``mtlint``."""

from __future__ import annotations

import signal
import sys

from ._native import command


def main() -> None:
    """Runs the command with the arguments of the process, and exits as it says."""
    # The command has its own ways with Ctrl-C; Python's would wait until it has ended.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = ["mtlint", *sys.argv[1:]]
    if "audit" in arguments[1:2]:
        from .audit import with_lines

        with with_lines(arguments) as arguments:
            sys.exit(command(arguments))
    sys.exit(command(arguments))


if __name__ == "__main__":
    main()
