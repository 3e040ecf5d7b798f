"""Two facts of the reported cases at once: complaint by wijk, and referrer by wijk."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bb.figures.figure import UNKNOWN, Figure, count
from bb.figures.inflow import aanmeldingen
from bb.figures.period import View, Zaak


def crossings(view: View) -> Iterator[Figure]:
    """Yield a figure for each pair that occurs, named `klacht-wijk.geluid-personen.noord`: both as in the files."""
    yield from _crossed(view, "klacht-wijk", lambda z: next(iter(z.casus.klachten), None), "eerste klacht")
    yield from _crossed(view, "verwijzer-wijk", lambda z: z.casus.verwijzer, "verwijzer")


def _crossed(view: View, family: str, by: Callable[[Zaak], str | None], what: str) -> Iterator[Figure]:
    all_ = aanmeldingen(view)
    found: dict[tuple[str, str], list[str]] = {}
    for zaak in view.aangemeld:
        found.setdefault((by(zaak) or UNKNOWN, zaak.casus.wijk or UNKNOWN), []).append(zaak.id)
    for (first, wijk), ids in sorted(found.items()):
        yield count(
            f"{family}.{first}.{wijk}",
            ids,
            f"Aanmeldingen naar {what} en wijk: {first}.{wijk}. De woonplek van partij A telt: de melder.",
            of=all_,
        )
