"""The annual overview as one HTML page that needs nothing from outside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bb.figures import Overview
from bb.report.cases import link
from bb.report.content import Extras, content
from bb.report.model import Numbers
from bb.text.dates import day_nl
from bb.text.plurals import join_nl

if TYPE_CHECKING:
    from jinja2 import Template

TEMPLATE = "rapport.html.j2"
"""The name of the template below `templates/`."""


class TemplateMistake(Exception):  # noqa: N818 - a mistake in somebody's template, told to them in words
    """The template is wrong; the message is Dutch and says where."""


def page(overview: Overview, template: str, *, version: str, extras: Extras | None = None, links: bool = False) -> str:
    """Return the page of an overview.

    Args:
        overview: the figures of the year, with those of the year before.
        template: the text of `rapport.html.j2`, the organisation's own or ours. It gets plain values only and runs in
            a sandbox; a name it misspells is an error, never an empty place.
        version: the version of `bb`, for the foot of the page.
        extras: what the organisation adds to the figures.
        links: whether the numbers lead to the page of cases beside this one.

    Raises:
        TemplateMistake: the template is wrong.
    """
    from jinja2 import TemplateError  # noqa: PLC0415 - only when a page is made: costs start-up time

    values = context(overview, version, extras, links=links)
    try:
        return _compiled(template).render(values)
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f", regel {line}" if line else ""
        raise TemplateMistake(f"Het sjabloon templates/{TEMPLATE} klopt niet{where}: {error}") from error


@lru_cache(maxsize=4)
def _compiled(template: str) -> Template:
    """Return a template ready to use: compiling takes longer than a page, and several pages may be made of it."""
    from jinja2 import StrictUndefined  # noqa: PLC0415 - only when a page is made: costs start-up time
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - same

    environment = ImmutableSandboxedEnvironment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(template)


def context(overview: Overview, version: str, extras: Extras | None, *, links: bool) -> Mapping[str, Any]:
    """Return what the template can use: text, numbers, lists and maps of them."""
    from markupsafe import Markup  # noqa: PLC0415 - comes with jinja2, and costs start-up time as well

    made = content(overview, extras)
    numbers = Numbers(overview)
    period = overview.period
    chapters = [asdict(chapter) for chapter in made.hoofdstukken]
    for chapter in chapters:
        for block in chapter["blocks"]:
            block["svg"] = Markup(block["svg"])  # noqa: S704 - made by charts.py, which escapes every text
            names = block["table"]["names"] if links else ()
            block["table"]["links"] = [_link(overview, numbers, name) for name in names]
        chapter["rows"] = _rows([block for block in chapter["blocks"] if block["table"]["rows"]])
        empty = [block["table"]["caption"] for block in chapter["blocks"] if not block["table"]["rows"]]
        chapter["leeg"] = join_nl([caption[:1].lower() + caption[1:] for caption in empty])
    return {
        "naam": overview.naam,
        "jaar": overview.jaar,
        "jaar_ervoor": overview.jaar - 1,
        "titel": made.titel,
        "wanneer": made.wanneer,
        "waarschuwingen": list(made.waarschuwingen),
        "verantwoording": list(made.verantwoording),
        "openbaar": made.openbaar,
        "kop": numbers.year,
        "kop_ervoor": numbers.year_before,
        "nu": numbers.name,
        "ervoor": numbers.name_before,
        "van": day_nl(period.first),
        "tot": day_nl(max(period.first, period.until)),
        "voorbij": period.over,
        "kerngetallen": [asdict(key) for key in made.kerngetallen],
        "hoofdstukken": chapters,
        "versie": version,
        "commit": overview.commit,
        "zaken": f"rapport-{overview.jaar}-zaken.html" if links else "",
    }


def _link(overview: Overview, numbers: Numbers, name: str) -> str:
    """Return where a figure opens; nothing to open when it counts nothing."""
    return link(overview.jaar, name) if name in numbers.now and numbers.now[name].value else ""


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
