"""Whether the volunteers mirror the people they work for. All of it self-declared, and never about one person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from bb.figures.figure import Figure, Measure, count, split
from bb.figures.period import View
from bb.figures.volunteers import pool_of

BEVOLKING = "bevolking"
"""The measure that stands beside a figure of the pool: the share of the population, in percent."""
_FACTS = (("geslacht", "geslacht"), ("geboren", "geboortejaren"), ("opleiding", "opleiding"), ("wijk", "wijk"))


def mirror(view: View) -> Iterator[Figure]:
    """Yield the pool of the last day by gender, years of birth, education and wijk; not said is `onbekend`.

    Beside it stands the share of the population (`bevolking` in bb.yaml, in percent), also where there is no volunteer.
    """
    if view.scope:
        return
    pool = pool_of(view)
    all_ = count("vrijwilligers", (v.id for v in pool), "")
    organisatie = view.register.organisatie
    for fact, what in _FACTS:
        population = organisatie.bevolking.get(fact, {})
        for figure in split(
            f"spiegel-{fact}",
            pool,
            attrgetter(fact),
            f"Vrijwilligers op de laatste dag naar {what}",
            note="Alleen wat zij zelf opgaven.",
            of=all_,
            id_of=lambda v: v.id,
            known=organisatie.wijken if fact == "wijk" else population,
        ):
            share = population.get(figure.key)
            yield figure if share is None else replace(figure, measures=(Measure(BEVOLKING, share, "procent"),))
