"""The figures as a table for a spreadsheet: UTF-8, `;` between the cells, a comma before decimals."""

from __future__ import annotations

import csv
import io

from bb.figures import Overview

HEADERS = ("name", "measure", "value", "unit", "of", "denominator", "share", "norm", "definition")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def document(overview: Overview) -> str:
    """Return `rapport-YEAR.csv`: one row per figure, and one below it for each thing measured over it.

    No cell can begin a formula: one that would gets an apostrophe in front.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADERS)
    for figure in overview.figures:
        of = figure.denominator
        share = "" if figure.share is None else _number(round(figure.share, 4))
        norm = str(figure.norm) if figure.norm else ""
        rows = [
            (figure.name, "", str(figure.value), "", of.name if of else "", str(of.value) if of else "", share, norm),
            *((figure.name, m.name, _number(m.value), m.unit, "", "", "", "") for m in figure.measures),
        ]
        for row in rows:
            writer.writerow([guarded(cell) for cell in (*row, figure.definition)])
    return out.getvalue()


def guarded(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("12,5")
    ("'=1+1", '12,5')
    """
    return f"'{cell}" if cell.lstrip(" \N{NO-BREAK SPACE}").startswith(_FORMULA) else cell


def _number(value: float) -> str:
    return repr(value).removesuffix(".0").replace(".", ",")
