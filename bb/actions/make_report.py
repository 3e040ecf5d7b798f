"""Making the annual overview: the page people read, and the same figures for programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb import __version__
from bb.actions.reading import open_readable
from bb.actions.stop import Stop
from bb.figures import year_overview, year_period
from bb.files.templates import find_template
from bb.report.html import TEMPLATE, page
from bb.report.json import document


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of a report."""

    html: Path
    json: Path


def make_report(start: Path, jaar: int, today: date, out: Path | None) -> Made:
    """Write `rapport-YEAR.html` and `rapport-YEAR.json`, into the organisation's folder or `out`.

    Raises:
        Stop: there is no organisation, its own template is wrong, or the files cannot be written.
    """
    opened = open_readable(start)
    made = year_overview(opened.register, year_period(jaar, today))
    folder = out or opened.root
    paths = Made(html=folder / f"rapport-{jaar}.html", json=folder / f"rapport-{jaar}.json")
    text = find_template(TEMPLATE, opened.root).read_text("utf-8")
    html = page(made, text, version=__version__)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths.html.write_text(html, encoding="utf-8")
        paths.json.write_text(document(made), encoding="utf-8")
    except OSError as error:
        raise Stop(f"Het verslag kan niet worden geschreven in {folder}.") from error
    return paths
