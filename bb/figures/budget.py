"""What it cost: each post of the budget beside what was spent, the coördinators' hours, and both per case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from bb.domain.events import Event
from bb.figures.activities import booked, held
from bb.figures.figure import Figure, Measure, count
from bb.figures.hours import minutes_in
from bb.figures.inflow import aanmeldingen
from bb.figures.period import View

UREN = "uren"
TARIEF = "uurtarief"
_SPENT_ON = {"waardering": ("waardering", "kosten"), "vergoeding": ("vergoeding", "bedrag")}
"""What volunteers' journals cost: the event, its post and the key of the amount."""

Spent = Mapping[str, list[tuple[str, Decimal]]]


def budget(view: View) -> Iterator[Figure]:
    """Yield a figure per post, the coördinators' hours against those agreed, and what a case took."""
    if view.scope:
        return
    planned = view.register.organisatie.begroting.get(view.period.first.year, {}) if view.period.is_year else {}
    spent = _spent(view)
    for post in dict.fromkeys((*(p for p in planned if p not in (UREN, TARIEF)), *sorted(spent))):
        lines = spent.get(post, [])
        yield count(
            f"begroting.{post}",
            (id_ for id_, _ in lines),
            f"Uitgaven in het jaar op de post {post}: gehouden activiteiten, zalen, gesprekken en regels bij "
            "vrijwilligers waar een bedrag bij staat.",
            measures=(
                Measure("uitgegeven", float(sum((amount for _, amount in lines), Decimal(0))), "euro"),
                *([Measure("begroot", float(planned[post]), "euro")] if post in planned else []),
            ),
        )
    yield from _hours(view, planned, sum((amount for lines in spent.values() for _, amount in lines), Decimal(0)))


def _hours(view: View, planned: Mapping[str, Decimal], costs: Decimal) -> Iterator[Figure]:
    in_cases = [(z.id, minutes) for z in view.zaken if (minutes := minutes_in(z, ("c-",)))]
    besides = _besides(view)
    hours = round(sum(minutes for _, minutes in (*in_cases, *besides)) / 60, 2)
    rate = planned.get(TARIEF)
    yield count(
        "begroting.uren",
        (id_ for id_, _ in (*in_cases, *besides)),
        "Zaken, partners, vrijwilligers en activiteiten waarin coördinatoren in het jaar uren schreven.",
        measures=(
            Measure("uren", hours, "uur"),
            *([Measure("begroot", float(planned[UREN]), "uur")] if UREN in planned else []),
            *([Measure("kosten", round(hours * float(rate), 2), "euro")] if rate is not None else []),
        ),
    )
    all_ = aanmeldingen(view)
    volunteers = sum(minutes_in(z, ("v-", "g-")) for z in view.zaken) / 60
    if all_.value:
        coordinators = sum(minutes for _, minutes in in_cases) / 60
        money = float(costs) + hours * float(rate) if rate is not None else None
        yield count(
            "per-zaak",
            all_.cases,
            "Uren en kosten van het jaar, gedeeld door de aanmeldingen van het jaar. Uren: alleen die in zaken. "
            "Kosten: alle uitgaven samen met alle uren van coördinatoren maal het uurtarief van de begroting.",
            measures=(
                Measure("uren-coordinator", round(coordinators / all_.value, 2), "uur"),
                Measure("uren-vrijwilligers", round(volunteers / all_.value, 2), "uur"),
                *([Measure("kosten", round(money / all_.value, 2), "euro")] if money is not None else []),
            ),
        )


def _spent(view: View) -> Spent:
    """Return what was spent in the period by post, each with the record it stands in."""
    spent: dict[str, list[tuple[str, Decimal]]] = {}

    def add(post: str, id_: str, amount: Decimal | None) -> None:
        if amount:
            spent.setdefault(post, []).append((id_, Decimal(amount)))

    for activiteit, event in (*held(view), *booked(view)):
        add(activiteit.post or "overig", activiteit.id, event.get("kosten"))
    for zaak in view.zaken:
        for event in zaak.within:
            add("gesprekken", zaak.id, event.get("kosten"))
    for vrijwilliger in view.register.vrijwilliger.values():
        for event in vrijwilliger.verloop:
            if event.op in view.period and event.wat in _SPENT_ON:
                post, name = _SPENT_ON[event.wat]
                add(post, vrijwilliger.id, event.get(name))
    return spent


def _besides(view: View) -> list[tuple[str, int]]:
    """Return the minutes of coördinatoren outside cases: in contacts, talks with volunteers, and at activities."""
    found = [
        (activiteit.id, event.minuten * sum(person.startswith("c-") for person in event.get("aanwezig") or ()))
        for activiteit, event in held(view)
    ]
    for partner in view.register.partner.values():
        found += [(partner.id, e.minuten * _coordinators(e)) for e in partner.verloop if e.op in view.period]
    for vrijwilliger in view.register.vrijwilliger.values():
        found += [
            (vrijwilliger.id, e.minuten * _coordinators(e))
            for e in vrijwilliger.verloop
            if e.op in view.period and e.wat not in ("training", "inzet")
        ]
    return [(id_, minutes) for id_, minutes in found if minutes]


def _coordinators(event: Event) -> int:
    """Return how many coördinatoren did it; one when the line names nobody."""
    door = event.get("door")
    return 1 if door is None else sum(person.startswith("c-") for person in door)
