"""All that a report says, as text: the page and the Markdown are two ways to lay the same out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bb.figures import Overview
from bb.report.chapters import CHAPTERS, OF_THE_ORGANISATION, PUBLIC_CHAPTERS
from bb.report.chapters.comparison import comparison
from bb.report.chapters.public import public_keys
from bb.report.chapters.summary import keys
from bb.report.model import Benchmark, Chapter, Key, Numbers
from bb.text.dates import day_nl
from bb.text.labels import name

_SCOPES = {"gemeente": "gemeente", "wijk": "wijk", "partner": "verwijzer"}


_COUNTED = (
    (
        "Elk jaar telt wat er tot en met de laatste dag van dat jaar is gebeurd. Wat later is opgeschreven over een "
        "latere dag, verandert de cijfers van het jaar niet meer."
    ),
    (
        "Een zaak telt als aangemeld in het jaar van de melding, en als afgesloten in het jaar waarin ze is gesloten, "
        "tenzij ze op de laatste dag weer open was. Een dubbele melding telt nergens mee. Een deel is een percentage "
        "van het getal dat erbij staat; percentages zijn afgerond en tellen daarom soms niet precies op tot 100."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extras:
    """What an organisation adds: texts by chapter, figures to compare with, what an activity is about (by its id)."""

    texts: Mapping[str, str] = field(default_factory=dict)
    benchmark: Benchmark | None = None
    topics: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A report in words: what stands on top, the chapters, and how it was counted."""

    titel: str
    naam: str
    wanneer: str
    jaar: int
    waarschuwingen: tuple[str, ...]
    kerngetallen: tuple[Key, ...]
    hoofdstukken: tuple[Chapter, ...]
    verantwoording: tuple[str, ...]
    openbaar: bool


def content(overview: Overview, extras: Extras | None = None) -> Content:
    """Return what a report says."""
    extras = extras or Extras()
    numbers = Numbers(overview, topics=extras.topics)
    public = overview.openbaar is not None
    makers: Sequence[Callable[[Numbers], Chapter]] = PUBLIC_CHAPTERS if public else CHAPTERS
    chapters = [maker(numbers) for maker in makers if not (overview.scope and maker in OF_THE_ORGANISATION)]
    if extras.benchmark:
        chapters.append(comparison(numbers, extras.benchmark))
    period = overview.period
    return Content(
        titel=_title(overview),
        naam=overview.naam,
        wanneer=f"Van {day_nl(period.first)} tot en met {day_nl(max(period.first, period.until))}.",
        jaar=overview.jaar,
        waarschuwingen=tuple(_warnings(overview, numbers)),
        kerngetallen=public_keys(numbers) if public else keys(numbers),
        hoofdstukken=tuple(replace(c, own=paragraphs(extras.texts.get(c.id, ""))) for c in chapters),
        verantwoording=tuple(_account(overview)),
        openbaar=public,
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text: an empty line stands between two."""
    joined = (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n"))
    return tuple(part for part in joined if part)


def _title(overview: Overview) -> str:
    kind = "Openbaar jaarverslag" if overview.openbaar else "Jaaroverzicht"
    year = str(overview.jaar) if overview.period.is_year else f"{overview.jaar}, een deel"
    scope = overview.scope
    return f"{kind} {year}" + (f": {_SCOPES[scope.kind]} {name(scope.name)}" if scope else "")


def _warnings(overview: Overview, numbers: Numbers) -> list[str]:
    warnings: list[str] = []
    until = day_nl(max(overview.period.first, overview.period.until))
    if not overview.period.over:
        what = str(overview.jaar) if overview.period.is_year else "Deze periode"
        whole = "het hele jaar" if overview.period.is_year else "de hele periode"
        warnings.append(
            f"{what} is nog niet voorbij. Dit overzicht telt tot en met {until}. De cijfers van "
            f"{numbers.name_before} gaan over {whole}: vergelijk ze dus met zorg."
        )
    if overview.scope:
        warnings.append(
            f"Dit gaat over een deel. {overview.scope.sentence} Wat alleen van de hele organisatie te tellen is, zoals "
            "vrijwilligers en activiteiten, staat er niet in."
        )
    if overview.openbaar and overview.openbaar.vastgesteld is None:
        warnings.append("Dit is een concept. Publiceer pas na het vaststellen, met: --public --final.")
    if overview.openbaar and overview.openbaar.reden:
        warnings.append(f"Deze cijfers vervangen eerdere. De reden: {overview.openbaar.reden.replace('-', ' ')}.")
    return warnings


def _account(overview: Overview) -> list[str]:
    said = list(_COUNTED)
    if overview.openbaar:
        said.append(
            "Om mensen niet herkenbaar te maken staan er geen aantallen van 1 tot en met 4 in dit verslag. Kleine "
            "groepen zijn samen geteld of weggelaten. Percentages en kwartielen staan er bij 20 of meer, medianen en "
            "gemiddelden bij 10 of meer."
        )
        said += overview.openbaar.notes
    return said
