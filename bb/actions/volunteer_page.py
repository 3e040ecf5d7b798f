"""The page of one volunteer, fit to be given to them: what they did, have now and have coming, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.due import tasks_of
from bb.actions.fill_template import filled
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.agenda import Progress, practice, volunteer_progress
from bb.domain.events import Event, in_order
from bb.domain.records import Vrijwilliger
from bb.domain.register import Register
from bb.domain.task import Task
from bb.figures.one_volunteer import Coming, OneVolunteer, OwnCase, one_volunteer, reasons_to_thank
from bb.files import disk
from bb.text.dates import day_nl

__all__ = ["Coming", "OwnCase", "VolunteerPage", "volunteer_page"]

HIDDEN = ("signaal",)
"""Events that are for the eyes of the coördinator."""
PRIVATE_KEYS = ("niet_met",)
"""Keys of the header that may be about others."""


TEMPLATE = "vrijwilliger.html.j2"
_GAP = re.compile(r" {2,}")  # between what stands in two columns on the screen


@dataclass(frozen=True, slots=True, kw_only=True)
class VolunteerPage:
    """The page, and beside it what is for the coördinator alone.

    `werk` is what they did; `taken` what the teams they are in have to do; `normen` how far they are this period;
    `verloop` their journal without what is not for them. `weg` says what was left out, `bedanken` why they may be
    thanked, `te_doen` what the coördinator has to do about them.
    """

    werk: OneVolunteer
    taken: tuple[Task, ...]
    normen: tuple[Progress, ...]
    verloop: tuple[Event, ...]
    weg: tuple[str, ...]
    bedanken: tuple[str, ...]
    te_doen: tuple[Task, ...]


def volunteer_page(register: Register, vrijwilliger: Vrijwilliger, today: date) -> VolunteerPage:
    """Return the page of a volunteer on a day."""
    werk = one_volunteer(register, vrijwilliger, today)
    tasks = (task for own in werk.nu for task in tasks_of(register, register.casus[own.casus], today))
    events = in_order(vrijwilliger.verloop)
    hidden = tuple(dict.fromkeys(e.wat for e in events if e.wat in HIDDEN))
    return VolunteerPage(
        werk=werk,
        taken=tuple(sorted((task for task in tasks if task.wie == "team"), key=lambda task: task.day)),
        normen=tuple(volunteer_progress(register, vrijwilliger, practice(register, today), today)),
        verloop=tuple(e for e in events if e.wat not in HIDDEN),
        weg=(*(name for name in PRIVATE_KEYS if getattr(vrijwilliger, name)), *hidden),
        bedanken=tuple(reasons_to_thank(werk, register, today)),
        te_doen=tasks_of(register, vrijwilliger, today),
    )


def write_html(opened: Opened, parts: Sequence[tuple[str, Sequence[str]]], path: Path, today: date) -> None:
    """Write the parts of the page that may be given as one HTML page, to read or to print.

    Args:
        opened: the organisation.
        parts: each heading with its lines; the first heading is the title.
        path: where it comes.
        today: the day that stands on it.

    Raises:
        Stop: there is a file of that name, it cannot be written, or the organisation's own template is wrong.
    """
    if path.exists():
        raise Stop(f"{path} bestaat al. Haal dat bestand weg, of kies een andere naam.", Status.USAGE)
    (titel, first), *others = parts
    values = {
        "titel": titel,
        "organisatie": opened.register.organisatie.naam,
        "vandaag": day_nl(today),
        "delen": [{"kop": kop, "regels": list(map(_on_paper, lines))} for kop, lines in (("", first), *others)],
    }
    text = filled(opened.root, TEMPLATE, values, "Er is niets geschreven.")
    try:
        disk.replace(path.parent, disk.write_temp(path.parent, path.name, text.encode()), path.name)
    except OSError as error:
        raise Stop(f"In de map {path.parent} kan niet worden geschreven.") from error


def _on_paper(line: str) -> str:
    """Return a line of the screen without its columns.

    >>> _on_paper("  wijk           zuid")
    'wijk: zuid'
    """
    return _GAP.sub(": ", line.strip(), count=1)
