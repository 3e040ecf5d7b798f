"""Topics for an intervisie, from recent cases: what happened in two of them or more, and nothing that tells which.

A topic is a situation and a question. No case, wijk, day, party or volunteer is in it; what stands in one case alone is
left out, as those who sit at the table might know it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bb.domain.events import Event, in_order
from bb.domain.records import Casus
from bb.domain.register import Register
from bb.domain.workdays import add_months

MONTHS = 3
"""How far back a case is recent."""
FEWEST = 2
"""In so many cases at least a topic must have come up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A situation with a question about it, in Dutch, and the cases it comes from: those are for the coördinator."""

    onderwerp: str
    vraag: str
    zaken: tuple[str, ...]


def _any(wat: str, **keys: object) -> Callable[[Casus, Sequence[Event]], bool]:
    def found(_: Casus, events: Sequence[Event]) -> bool:
        return any(e.wat == wat and all(e.get(name) == value for name, value in keys.items()) for e in events)

    return found


def _one_of(*asked: Callable[[Casus, Sequence[Event]], bool]) -> Callable[[Casus, Sequence[Event]], bool]:
    return lambda casus, events: any(one(casus, events) for one in asked)


def _door_shut(_: Casus, events: Sequence[Event]) -> bool:
    tried = Counter(letter for e in events if e.wat == "contact" and e.get("bereikt") is False for letter in e.met)
    return any(times >= 2 for times in tried.values())


def _another_team(_: Casus, events: Sequence[Event]) -> bool:
    teams = [frozenset(e.get("team") or ()) for e in events if e.wat == "koppeling"]
    return len(set(teams)) > 1


_TOPICS: tuple[tuple[str, str, Callable[[Casus, Sequence[Event]], bool]], ...] = (
    (
        "de andere partij wil niet meedoen",
        "Hoe nodig je uit zonder te duwen, en wanneer laat je het los?",
        _one_of(_any("contact", wil=False), _any("afsluiting", reden="weigert")),
    ),
    (
        "er doet niemand open",
        "Wat werkt bij jullie: een ander moment, een brief, een telefoontje?",
        _one_of(_door_shut, _any("afsluiting", reden="niet-bereikt")),
    ),
    (
        "gesprekken zonder afspraken",
        "Was er toch iets veranderd? En hoe rond je zo'n gesprek goed af?",
        _any("gesprek", afspraken=False),
    ),
    (
        "afspraken die niet of maar deels houden",
        "Hoe maak je afspraken die na zes weken nog kloppen?",
        _one_of(_any("nazorg", stand="niet"), _any("nazorg", stand="deels")),
    ),
    (
        "een gesprek met een tolk",
        "Hoe houd je contact met de partij als een ander vertaalt?",
        _any("gesprek", tolk=True),
    ),
    (
        "doorgaan terwijl er een waarschuwing was",
        "Waar ligt voor jou de grens, en wie bel je dan?",
        _any("intake", toch=True),
    ),
    ("pendelen", "Hoe breng je over wat de een zegt, zonder kant te kiezen?", _any("koppeling", aanpak="pendel")),
    (
        "één partij coachen",
        "Hoe help je iemand zonder voor die persoon te spreken?",
        _any("koppeling", aanpak="coaching"),
    ),
    ("een groep buren", "Hoe krijgt iedereen de ruimte, ook wie weinig zegt?", _any("koppeling", aanpak="groep")),
    ("een ander team halverwege", "Hoe draag je over zonder dat mensen opnieuw moeten beginnen?", _another_team),
    ("een zaak die weer openging", "Wat hadden we de eerste keer kunnen zien?", _any("heropening")),
    ("een zaak die ingewikkeld was", "Wat heb je nodig om het vol te houden?", lambda casus, _: casus.complex),
)
"""Each topic: the situation, the question, and how a journal tells of it."""


def topics(register: Register, day: date) -> tuple[Topic, ...]:
    """Return the topics of the three months up to a day, what happened most first."""
    first = add_months(day, -MONTHS)
    recent = []
    for casus in register.casus.values():
        events = in_order(casus.verloop, day)
        if any(e.op > first for e in events):
            recent.append((casus, [e for e in events if e.op > first]))
    found = [*_situations(recent), *_complaints(recent)]
    return tuple(sorted(found, key=lambda topic: (-len(topic.zaken), topic.onderwerp)))


def _situations(recent: Sequence[tuple[Casus, Sequence[Event]]]) -> Iterator[Topic]:
    for onderwerp, vraag, asked in _TOPICS:
        ids = tuple(casus.id for casus, events in recent if asked(casus, events))
        if len(ids) >= FEWEST:
            yield Topic(onderwerp=onderwerp, vraag=vraag, zaken=ids)


def _complaints(recent: Sequence[tuple[Casus, Sequence[Event]]]) -> Iterator[Topic]:
    """Yield what the newly reported cases were about most."""
    new = [casus for casus, events in recent if casus.klachten and any(e.wat == "melding" for e in events)]
    for klacht, count in Counter(casus.klachten[0] for casus in new).most_common(1):
        if count >= FEWEST:
            yield Topic(
                onderwerp=f"ruzie over {klacht}",
                vraag="Wat zit er vaak onder, en hoe kom je daar in het gesprek?",
                zaken=tuple(casus.id for casus in new if casus.klachten[0] == klacht),
            )
