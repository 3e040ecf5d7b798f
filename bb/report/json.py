"""The annual overview for programs: every figure with its definition, denominator and cases."""

from __future__ import annotations

import json
from typing import Any

from bb.figures import Figure, Overview


def document(overview: Overview) -> str:
    """Return `rapport-YEAR.json`: indented, in the order of the chapters, with a newline at the end.

    A share is rounded to four decimals; `measures` and `norm` are left out where a figure has none.
    """
    content = {
        "bb": 1,
        "jaar": overview.jaar,
        "naam": overview.naam,
        "tot en met": overview.period.until.isoformat(),
        "figures": [_figure(figure) for figure in overview.figures],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _figure(figure: Figure) -> dict[str, Any]:
    denominator = figure.denominator
    found: dict[str, Any] = {
        "name": figure.name,
        "value": figure.value,
        "definition": figure.definition,
        "denominator": {"name": denominator.name, "value": denominator.value} if denominator else None,
        "share": None if figure.share is None else round(figure.share, 4),
        "cases": list(figure.cases),
    }
    if figure.measures:
        found["measures"] = {measure.name: measure.value for measure in figure.measures}
    if figure.norm:
        found["norm"] = str(figure.norm)
    return found
