"""Terms: what must follow what, and within how long.

Only their declaration; `bb.domain.dues` works out what follows from a journal.

A term is named after the event that settles it. The one in force on the day of the triggering
event applies, so a new norm does not rewrite last year. Source: FORMAT, "Terms".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from bb.domain.events import Event
from bb.domain.types import (
    DATUM,
    DUUR,
    NORM,
    RITME,
    TEKST,
    WOORD,
    Amount,
    Duration,
    Either,
    Many,
    Table,
    Value,
    key,
    keys_of,
    many,
    number,
    one_of,
)
from bb.domain.vocabulary import FASEN

KINDS = ("casus", "vrijwilliger", "partner", "activiteit")


@dataclass(frozen=True, slots=True)
class Pattern:
    """An event with fewer keys: it matches every event that has at least these.

    >>> Pattern("intake", {"geschikt": "ja"}).matches(Event(op=date(2026, 6, 3), wat="intake", keys={"geschikt": True}))
    True
    """

    wat: str
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def matches(self, event: Event) -> bool:
        """Tell whether `event` has this name and all these keys with these values."""
        if event.wat != self.wat:
            return False
        return not self.keys or all(_written(event.get(k)) == v for k, v in self.keys.items())


def _written(value: Value | None) -> str | None:
    """Return a value as it is written in the files; a pattern compares text."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, tuple):
        return "".join(value)
    return str(value)


def pattern(written: Value) -> Pattern:
    """Return the pattern for what stands in a file: a name, or a map with `wat` and other keys."""
    if isinstance(written, Pattern):
        return written
    if isinstance(written, str):
        return Pattern(written)
    return Pattern(written.get("wat", ""), {k: v for k, v in written.items() if k != "wat"})


PATTERN = Either(scalar=WOORD, keys=Table(key=WOORD, of=TEKST))
PATTERNS: Many = many(PATTERN, lone=True)
STEPS = one_of("open", "gesloten", "altijd", *FASEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term, as declared. Keys left out are filled from the default term of the same name.

    `bij` is the kind of record, or several (casus when left out); `na` and `klaar` are patterns; `binnen` and
    `elke` lengths of time; `pogingen` how many attempts (`poging`) settle it; `per` whether it runs
    for each party (`partij`), each party spoken to (`gesproken`) or each `soort` of the event
    apart; `in_` the status or phases in which it runs (key `in` in the files); `voor` and `eerder`
    a day counted back from a date in the journal (`overeenkomst.tot`); `minstens` with `per` a
    norm counted over a period.

    Patterns may be given as they stand in a file; they are kept as `Pattern`.
    """

    bij: tuple[str, ...] = key(many(one_of(*KINDS), lone=True), asks="Bij welk soort record?")
    na: tuple[Pattern, ...] = key(PATTERNS, asks="Na welke gebeurtenis?")
    binnen: Duration | None = key(DUUR, asks="Binnen welke tijd?")
    klaar: tuple[Pattern, ...] = key(PATTERNS, asks="Waarmee is het klaar?")
    per: str | None = key(
        one_of("partij", "gesproken", "soort", "jaar", "kwartaal", "maand"), asks="Voor wie of wat apart?"
    )
    wie: str | None = key(one_of("team", "coordinator", "wij", "zij"), asks="Wie doet het?")
    in_: tuple[str, ...] = key(many(STEPS, lone=True), asks="In welke status of fasen?")
    poging: tuple[Pattern, ...] = key(PATTERNS, asks="Wat telt als poging?")
    pogingen: int | None = key(number(1, 20), asks="Na hoeveel pogingen is het genoeg?")
    elke: Duration | None = key(RITME, asks="Om de hoeveel tijd?")
    voor: str | None = key(TEKST, asks="Voor welke datum?")
    eerder: Duration | None = key(DUUR, asks="Hoe lang daarvoor?")
    minstens: Amount | None = key(NORM, asks="Minstens hoeveel?")
    doel: Amount | None = key(NORM, asks="In welk deel van de gevallen?")
    vanaf: date | None = key(DATUM, asks="Vanaf welke dag geldt dit?")

    def __post_init__(self) -> None:
        """Turn patterns as written into patterns."""
        for name in ("na", "klaar", "poging"):
            object.__setattr__(self, name, tuple(pattern(p) for p in getattr(self, name)))

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record this term is for."""
        return self.bij or ("casus",)

    def matches_na(self, event: Event) -> bool:
        """Tell whether `event` starts this term."""
        return any(p.matches(event) for p in self.na)

    def settles(self, event: Event, name: str) -> bool:
        """Tell whether `event` settles this term, called `name`; `bereikt: nee` never does."""
        if not self.klaar:
            return event.wat == name and event.get("bereikt") is not False
        return any(p.matches(event) for p in self.klaar) and event.get("bereikt") is not False

    def is_attempt(self, event: Event, name: str) -> bool:
        """Tell whether `event` is an attempt that settles nothing yet.

        Without `poging` that is the term's own event with `bereikt: nee`. With `poging` it is
        every event of that pattern, except one that says `bereikt: ja`.
        """
        if not self.poging:
            return event.wat == name and event.get("bereikt") is False
        return event.get("bereikt") is not True and any(p.matches(event) for p in self.poging)


def filled(term: Term, model: Term | None) -> Term:
    """Return `term` with the keys it leaves out taken from `model`."""
    if model is None:
        return term
    missing = {
        k.attribute: getattr(model, k.attribute)
        for k in keys_of(Term).values()
        if k.name != "vanaf" and getattr(term, k.attribute) in (None, ())
    }
    return replace(term, **missing)


_TermT = TypeVar("_TermT", bound=Term)


def in_force(versions: tuple[_TermT, ...], day: date) -> _TermT | None:
    """Return the version in force on `day`: the latest `vanaf` not after it; without `vanaf`, always."""
    if len(versions) == 1:  # by far the most
        return versions[0] if versions[0].vanaf is None or versions[0].vanaf <= day else None
    valid = [t for t in versions if t.vanaf is None or t.vanaf <= day]
    return max(valid, key=lambda t: t.vanaf or date.min) if valid else None


def _on(*written: Value) -> tuple[Pattern, ...]:
    return tuple(pattern(one) for one in written)


def _weeks(number: int) -> Duration:
    return Duration(number, "weken")


def _workdays(number: int) -> Duration:
    return Duration(number, "werkdagen")


_TALKS = ("koppeling", "eerste", "tweede", "bemiddeling")
_AGREED = MappingProxyType({"wat": "gesprek", "afspraken": "ja"})

TERMIJNEN: Mapping[str, Term] = MappingProxyType(
    {
        "intake": Term(
            na=_on("melding", "heropening"),
            binnen=_workdays(5),
            klaar=_on("intake", "afsluiting"),
            in_=("aanmelding",),
        ),
        "koppeling": Term(na=_on({"wat": "intake", "geschikt": "ja"}), binnen=_workdays(10)),
        "gesprek": Term(
            na=_on("koppeling", "heropening"),
            binnen=_weeks(2),
            per="partij",
            wie="team",
            in_=_TALKS,
            poging=_on("contact"),
            pogingen=3,
            elke=_weeks(1),
        ),
        "voortgang": Term(
            na=_on("koppeling", "gesprek", "contact", "voortgang", "hervat", "heropening"),
            binnen=_weeks(3),
            klaar=_on("gesprek", "contact", "voortgang"),
            in_=_TALKS,
        ),
        "nazorg": Term(
            na=_on(_AGREED),
            binnen=_weeks(6),
            per="gesproken",
            pogingen=3,
            elke=_weeks(1),
            in_=("nazorg", "gesloten"),
        ),
        "afsluiting": Term(
            na=_on({"wat": "intake", "geschikt": "nee"}, {"wat": "gesprek", "afspraken": "nee"}, "nazorg"),
            binnen=_weeks(1),
        ),
        "terugkoppeling": Term(na=_on("afsluiting"), binnen=_workdays(10), in_=("gesloten",)),
        "verzoek": Term(
            bij=("casus", "vrijwilliger"),
            na=_on({"wat": "verzoek", "stap": "ontvangen"}),
            klaar=_on({"wat": "verzoek", "stap": "afgehandeld"}),
            binnen=Duration(30, "dagen"),
            per="soort",
            in_=("altijd",),
        ),
        "vraag": Term(bij=("vrijwilliger",), na=_on("vraag"), klaar=_on("antwoord"), binnen=_workdays(5)),
        "overeenkomst": Term(bij=("vrijwilliger",), voor="overeenkomst.tot", eerder=Duration(3, "maanden")),
        "vergeten": Term(na=_on("afsluiting"), binnen=Duration(2, "jaar"), in_=("gesloten",)),
    }
)
"""The terms an organisation has when `bb.yaml` says nothing else (FORMAT: Terms).

`verzoek` runs `per: soort`, so that a complaint and a request for inspection have a term each;
`overeenkomst` reminds of renewing a volunteer's agreement (the form FORMAT gives for such a term).
"""
