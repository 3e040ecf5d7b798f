"""Whether agreements hold: what the parties said in aftercare."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import fmean

from bb.domain.vocabulary import STANDEN
from bb.figures.figure import Figure, Measure, count, split
from bb.figures.period import View, Zaak

NIET_BEREIKT = "niet-bereikt"
GEEN = "geen-nazorg"


def aftercare(view: View) -> Iterator[Figure]:
    """Yield the aftercare of the closed cases with a talk: per case, and per party."""
    spoken = [z for z in view.afgesloten if z.state.spoken]
    of = count(
        "afgesloten.gesproken",
        (z.id for z in spoken),
        "Afgesloten zaken waarin bemiddelaars met minstens één partij een gesprek hadden.",
    )
    yield of
    yield from split(
        "nazorg",
        spoken,
        _worst,
        "Afgesloten zaken met een gesprek, naar het antwoord in de nazorg",
        note="Van elke partij telt het laatste antwoord, van de zaak het minst goede.",
        of=of,
        id_of=lambda z: z.id,
        known=(*STANDEN, NIET_BEREIKT, GEEN),
    )
    yield from _parties("nazorg-a", spoken, first=True, whom="de eerste partij (A)")
    yield from _parties("nazorg-ander", spoken, first=False, whom="de andere partijen (B en verder)")
    scores = [(z.id, score) for z in spoken for score in z.state.satisfied.values()]
    yield count(
        "tevreden",
        (id_ for id_, _ in scores),
        "Partijen van afgesloten zaken die in de nazorg een cijfer gaven, van 1 tot en met 10.",
        measures=[Measure("gemiddelde", round(fmean(score for _, score in scores), 2), "cijfer")] if scores else [],
    )


def _worst(zaak: Zaak) -> str:
    """Return the worst of the parties' last answers, or why there is none."""
    if zaak.state.nazorg:
        return zaak.state.nazorg
    if zaak.state.answers:
        return "geen-afspraken"
    return NIET_BEREIKT if _asked(zaak) else GEEN


def _asked(zaak: Zaak) -> frozenset[str]:
    """Return the parties aftercare was tried with since the case was last reopened."""
    asked: set[str] = set()
    for event in zaak.events:
        if event.wat == "heropening":
            asked.clear()
        elif event.wat == "nazorg":
            asked.update(event.met)
    return frozenset(asked)


def _parties(family: str, zaken: list[Zaak], *, first: bool, whom: str) -> Iterator[Figure]:
    parties = [(z, letter, _asked(z)) for z in zaken for letter in sorted(z.state.spoken) if (letter == "A") is first]
    of = count(
        f"{family}-gesproken",
        (zaak.id for zaak, _, _ in parties),
        f"Van afgesloten zaken: {whom}, als bemiddelaars hen spraken.",
    )
    yield of
    yield from split(
        family,
        parties,
        lambda found: found[0].state.answers.get(found[1]) or (NIET_BEREIKT if found[1] in found[2] else GEEN),
        f"Van afgesloten zaken met een gesprek: {whom}, naar het laatste antwoord in de nazorg",
        of=of,
        id_of=lambda found: found[0].id,
        known=(*STANDEN, NIET_BEREIKT, GEEN),
    )
