"""Which cases came in: when, through whom, about what, and from where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from bb.domain.ids import ZELF
from bb.domain.records import Organisatie, Woord
from bb.domain.vocabulary import URGENTIES
from bb.figures.figure import Figure, count, split
from bb.figures.period import View, Zaak

HUUR, KOOP = "huur", "koop"
MELDER = "De woonplek van partij A telt: de melder."
_zaken = partial(split, id_of=lambda zaak: zaak.id)


def inflow(view: View) -> Iterator[Figure]:
    """Yield the figures about the cases reported in the period."""
    all_ = aanmeldingen(view)
    yield all_
    yield count(
        "lopend",
        (z.id for z in view.lopend),
        "Zaken die op de laatste dag van het jaar open waren of wachtten, ook als ze eerder zijn aangemeld.",
    )
    per = partial(_zaken, things=view.aangemeld, of=all_)
    yield from _months(view, all_)
    yield from per("verwijzer", by=lambda z: z.casus.verwijzer, counted="Aanmeldingen naar verwijzer", known=(ZELF,))
    yield from per(
        "verwijzer-soort",
        by=partial(_kind_of_referrer, view),
        counted="Aanmeldingen naar soort verwijzer",
        note="Zelf: de bewoner belde zelf.",
    )
    yield from _tips(view)
    yield from per(
        "klacht",
        by=lambda z: next(iter(z.casus.klachten), None),
        counted="Aanmeldingen naar eerste klacht",
        note="Een zaak kan meer klachten hebben; alleen de eerste telt.",
    )
    groups = head_groups(view.register.organisatie)
    yield from per(
        "klachtgroep",
        by=lambda z: groups.get(z.casus.klachten[0], z.casus.klachten[0]) if z.casus.klachten else None,
        counted="Aanmeldingen naar groep van de eerste klacht",
    )
    yield from _places(view, all_)
    yield from _housing(view, all_)
    yield from per("urgentie", by=lambda z: z.casus.urgentie, counted="Aanmeldingen naar urgentie", known=URGENTIES)
    yield count(
        "complex",
        (z.id for z in view.aangemeld if z.casus.complex),
        "Aanmeldingen die als complexe zaak zijn gemerkt.",
        of=all_,
    )


def _housing(view: View, all_: Figure) -> Iterator[Figure]:
    """Yield how the people live that reported: rented or owned, from whom, in what household, and how old they are."""
    note = "Het gaat om partij A, de melder."
    for fact, what, known in (
        ("bezit", "huur of koop", (HUUR, KOOP)),
        ("verhuurder", "verhuurder", ()),
        ("huishouden", "huishouden", ()),
        ("leeftijd", "leeftijd", ()),
    ):
        yield from _zaken(
            fact,
            view.aangemeld,
            partial(_of_first_party, fact=fact),
            f"Aanmeldingen naar {what}",
            note=note,
            of=all_,
            known=known,
        )


def _of_first_party(zaak: Zaak, fact: str) -> str | None:
    party = zaak.casus.partijen.get("A")
    if fact == "verhuurder" and party and party.bezit == KOOP:
        return KOOP
    value: str | None = getattr(party, fact) if party else None
    return value


def aanmeldingen(view: View) -> Figure:
    """Return the figure of all cases reported in the period."""
    return count(
        "aanmeldingen",
        (z.id for z in view.aangemeld),
        "Zaken met een melding in het jaar. Dubbele meldingen tellen niet mee.",
    )


def head_groups(organisatie: Organisatie) -> Mapping[str, str]:
    """Return the head group of each complaint that has one (bb.yaml: `woorden.klacht`)."""
    words = organisatie.woorden.get("klacht")
    if not isinstance(words, Mapping):
        return {}
    groups = {word: meant.groep if isinstance(meant, Woord) else meant for word, meant in words.items()}
    return {word: group for word, group in groups.items() if group}


def _months(view: View, all_: Figure) -> Iterator[Figure]:
    first, last = view.period.first, view.period.last
    names = [
        f"{n // 12}-{n % 12 + 1:02}" for n in range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    ]
    yield from _zaken(
        "maand",
        view.aangemeld,
        lambda z: z.state.melding.isoformat()[:7] if z.state.melding else None,
        "Aanmeldingen naar maand van de melding",
        of=all_,
        known=names,
    )


def _kind_of_referrer(view: View, zaak: Zaak) -> str | None:
    if zaak.casus.verwijzer == ZELF:
        return ZELF
    partner = view.register.partner.get(zaak.casus.verwijzer)
    return partner.soort if partner else None


def _tips(view: View) -> Iterator[Figure]:
    """Yield who told the residents to call that reported themselves."""
    themselves = [z for z in view.aangemeld if z.casus.verwijzer == ZELF]
    zelf = count("verwijzer.zelf", (z.id for z in themselves), "")
    yield from _zaken(
        "tip",
        (z for z in themselves if z.casus.tip_van),
        lambda z: z.casus.tip_van,
        "Bewoners die zelf belden, naar wie hen dat aanraadde",
        of=zelf,
    )


def _places(view: View, all_: Figure) -> Iterator[Figure]:
    organisatie = view.register.organisatie
    yield from _zaken(
        "gemeente",
        view.aangemeld,
        lambda z: organisatie.gemeente(z.casus.wijk),
        "Aanmeldingen naar gemeente",
        note=MELDER,
        of=all_,
        known=dict.fromkeys(wijk.gemeente for wijk in organisatie.wijken.values()),
    )
    yield from _zaken(
        "wijk",
        view.aangemeld,
        lambda z: z.casus.wijk,
        "Aanmeldingen naar wijk",
        note=MELDER,
        of=all_,
        known=organisatie.wijken,
    )
