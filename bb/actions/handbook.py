"""The pages of the handbook: made, and shown or written."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bb.actions.reading import open_readable
from bb.actions.stop import Status, Stop
from bb.files import disk
from bb.matching.requirements import requirements_of
from bb.report.document import as_html, as_markdown
from bb.report.handbook import PAGES, Facts

__all__ = ["PAGES", "page_text", "write_pages"]


def page_text(start: Path, name: str, today: date) -> str:
    """Return one page of the handbook as Markdown.

    Raises:
        Stop: there is no such page.
    """
    return as_markdown(PAGES[_known(name)][1](_facts(start, today)))


def write_pages(start: Path, names: tuple[str, ...], folder: Path, today: date) -> list[Path]:
    """Write pages as HTML into a folder, all of them when none is named, and return where.

    Raises:
        Stop: there is no such page, or they cannot be written.
    """
    facts = _facts(start, today)
    written = []
    for name in [_known(one) for one in names] or PAGES:
        data = as_html(PAGES[name][1](facts)).encode("utf-8")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            disk.replace(folder, disk.write_temp(folder, f"{name}.html", data), f"{name}.html")
        except OSError as error:
            raise Stop(f"In de map {folder} kan niet worden geschreven.") from error
        written.append(folder / f"{name}.html")
    return written


def _known(name: str) -> str:
    if name not in PAGES:
        raise Stop(f"Er is geen bladzijde '{name}'. Kies uit: {', '.join(PAGES)}.", Status.USAGE)
    return name


def _facts(start: Path, today: date) -> Facts:
    register = open_readable(start).register
    titles = [requirement.title for requirement in requirements_of(register.organisatie)]
    return Facts(register=register, today=today, requirements=titles)
