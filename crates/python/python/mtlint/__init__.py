"""Finds the fingerprints of unedited machine translation in a text, and says where and why.

    >>> import mtlint
    >>> mtlint.check("The the gate was shut.").findings[0].rule
    'doubled-word'

What comes out is what ``mtlint check`` writes, byte for byte (``Review.json``). Tables: :func:`check_table`;
many machines: :mod:`mtlint.spark`; audits: :mod:`mtlint.audit`; the command: ``python -m mtlint``.
"""

from ._checker import Checker, check, check_many, check_table
from ._error import MtlintError
from ._native import __version__
from ._review import Edit, Finding, Miss, Paragraph, Related, Review

__all__ = [
    "Checker",
    "Edit",
    "Finding",
    "Miss",
    "MtlintError",
    "Paragraph",
    "Related",
    "Review",
    "__version__",
    "check",
    "check_many",
    "check_table",
]
