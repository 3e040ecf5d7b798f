"""How the closed cases ended: how far they came, with what result, and how many were solved.

"70 % solved" is said in the field over three different groups. Each is counted here within its own group: solved
cases of the group, over all cases of that group. So a share never exceeds one, and no two of them are mixed.
"""

from __future__ import annotations

from collections.abc import Iterator

from bb.domain.vocabulary import AANPAKKEN, FASEN, RESULTATEN
from bb.figures.figure import Figure, count, split
from bb.figures.period import DUBBEL, View, Zaak

OPGELOST = "opgelost"
TREATED = FASEN[2:-1]
"""The furthest steps of a case that had a team."""


def results(view: View) -> Iterator[Figure]:
    """Yield the figures about the cases closed in the period."""
    closed = afgesloten(view)
    suitable = [z for z in view.afgesloten if z.state.geschikt]
    treated = behandeld(view)
    geschikt = count(
        "afgesloten.geschikt",
        (z.id for z in suitable),
        "Afgesloten zaken die volgens de laatste intake geschikt zijn.",
        of=closed,
    )
    of_treated = count(
        "afgesloten.behandeld",
        (z.id for z in treated),
        "Afgesloten zaken waaraan ooit een team is gekoppeld.",
        of=closed,
    )
    yield from (closed, geschikt, of_treated)
    yield _solved("alle", view.afgesloten, closed, "Alle zaken die in het jaar zijn afgesloten")
    yield _solved("geschikt", suitable, geschikt, "Alle geschikte zaken die in het jaar zijn afgesloten")
    yield _solved(
        "behandeld", treated, of_treated, "Alle zaken met een team (behandeld) die in het jaar zijn afgesloten"
    )
    yield from split(
        "resultaat",
        view.afgesloten,
        lambda z: z.state.resultaat,
        "Afgesloten zaken naar resultaat",
        note="Is een resultaat later herzien, dan telt het laatste.",
        of=closed,
        id_of=_id,
        known=(resultaat for resultaat in RESULTATEN if resultaat != DUBBEL),
    )
    yield from split(
        "reden",
        (z for z in view.afgesloten if z.state.reden),
        lambda z: z.state.reden,
        "Afgesloten zaken naar reden",
        note="Niet elke afsluiting noemt een reden.",
        of=closed,
        id_of=_id,
    )
    yield from split(
        "einde",
        view.afgesloten,
        lambda z: z.state.einde,
        "Afgesloten zaken naar de verste stap die ze haalden",
        note="Nazorg telt hier niet als stap.",
        of=closed,
        id_of=_id,
        known=FASEN[:-1],
    )
    yield from split(
        "aanpak",
        treated,
        lambda z: z.state.aanpak,
        "Afgesloten zaken met een team, naar de aanpak van het laatste team",
        of=of_treated,
        id_of=_id,
        known=AANPAKKEN,
    )


def afgesloten(view: View) -> Figure:
    """Return the figure of all cases closed in the period."""
    return count(
        "afgesloten",
        (z.id for z in view.afgesloten),
        "Zaken die in het jaar zijn afgesloten en op de laatste dag niet weer open waren. "
        "Dubbele meldingen tellen niet mee.",
    )


def behandeld(view: View) -> list[Zaak]:
    """Return the cases closed in the period that ever had a team."""
    return [z for z in view.afgesloten if z.state.behandeld]


def _solved(group: str, zaken: list[Zaak] | tuple[Zaak, ...], of: Figure, which: str) -> Figure:
    return count(
        f"{OPGELOST}.{group}",
        (z.id for z in zaken if z.state.resultaat == OPGELOST),
        f"{which}: hoeveel daarvan hebben het resultaat opgelost? Verbeterd telt niet als opgelost.",
        of=of,
    )


def _id(zaak: Zaak) -> str:
    return zaak.id
