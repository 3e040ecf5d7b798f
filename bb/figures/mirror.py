"""Whether the volunteers mirror the people they work for. All of it self-declared, and never about one person."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from bb.figures.figure import Figure, count, split
from bb.figures.period import View
from bb.figures.volunteers import pool_of

_FACTS = (("geslacht", "geslacht"), ("geboren", "geboortejaren"), ("opleiding", "opleiding"), ("wijk", "wijk"))


def mirror(view: View) -> Iterator[Figure]:
    """Yield the pool of the last day by gender, years of birth, education and wijk; not said is `onbekend`."""
    if view.scope:
        return
    pool = pool_of(view)
    all_ = count("vrijwilligers", (v.id for v in pool), "")
    for fact, what in _FACTS:
        yield from split(
            f"spiegel-{fact}",
            pool,
            attrgetter(fact),
            f"Vrijwilligers op de laatste dag naar {what}",
            note="Alleen wat zij zelf opgaven.",
            of=all_,
            id_of=lambda v: v.id,
            known=view.register.organisatie.wijken if fact == "wijk" else (),
        )
