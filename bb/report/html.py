"""The annual overview as one HTML page that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bb.figures import Overview
from bb.report.chapters import CHAPTERS
from bb.report.chapters.summary import keys
from bb.report.model import Numbers
from bb.text.dates import day_nl

TEMPLATE = "rapport.html.j2"
"""The name of the template below `templates/`."""


def page(overview: Overview, template: str, *, version: str) -> str:
    """Return the page of an overview.

    Args:
        overview: the figures of the year, with those of the year before.
        template: the text of `rapport.html.j2`, the organisation's own or ours. It gets plain values only and runs in
            a sandbox; a name it misspells is an error, never an empty place.
        version: the version of `bb`, for the foot of the page.

    Raises:
        jinja2.TemplateError: the template is wrong.
    """
    from jinja2 import StrictUndefined  # noqa: PLC0415 - only when a page is made: it costs start-up time
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - same

    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(template).render(context(overview, version))


def context(overview: Overview, version: str) -> Mapping[str, Any]:
    """Return what the template can use: text, numbers, lists and maps of them."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2, and costs start-up time as well

    numbers = Numbers(overview)
    period = overview.period
    chapters = [asdict(chapter(numbers)) for chapter in CHAPTERS]
    for chapter in chapters:
        for block in chapter["blocks"]:
            block["svg"] = Markup(block["svg"])  # noqa: S704 - made by charts.py, which escapes every text
        chapter["rows"] = _rows(chapter["blocks"])
    return {
        "naam": overview.naam,
        "jaar": overview.jaar,
        "jaar_ervoor": overview.jaar - 1,
        "kop": numbers.year,
        "van": day_nl(period.first),
        "tot": day_nl(max(period.first, period.until)),
        "voorbij": period.over,
        "kerngetallen": [asdict(key) for key in keys(numbers)],
        "hoofdstukken": chapters,
        "versie": version,
    }


def _rows(blocks: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the blocks as they lie on the page: small tables two by two, the others alone."""
    rows: list[list[dict[str, Any]]] = []
    for block in blocks:
        small = not block["svg"] and not block["wide"]
        if small and rows and len(rows[-1]) == 1 and not rows[-1][0]["svg"] and not rows[-1][0]["wide"]:
            rows[-1].append(block)
        else:
            rows.append([block])
    return rows
