"""What follows from the events of a case: status, phase, team, consent, hours, times.

Nothing of this is stored. Deriving is total: any list of events gives a state, also one that the
rules will complain about. Source: FORMAT, "What follows from the events".

    >>> from datetime import date
    >>> from bb.domain.events import Event
    >>> verloop = [Event(op=date(2026, 6, 1), wat="melding"),
    ...            Event(op=date(2026, 6, 3), wat="intake", keys={"geschikt": True}, order=1)]
    >>> state = derive(verloop, coordinator="c-1", until=date(2026, 6, 2))
    >>> state.status, state.fase
    ('open', 'aanmelding')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from bb.domain.events import Event, in_order
from bb.domain.records import Casus, Vrijwilliger
from bb.domain.vocabulary import FASEN

STEPS: Mapping[str, int] = MappingProxyType({fase: step for step, fase in enumerate(FASEN)})
NAZORG = "nazorg"

_WORST_FIRST = ("niet", "deels", "houdt")


_NONE: Mapping[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A time on hold: from `start` until `end` (None: still on hold), promised until `tot`."""

    start: date
    tot: date
    end: date | None = None


class State(NamedTuple):
    """A case as its journal makes it, on one day.

    `einde` is the highest step ever, aftercare left out. `asked` is the team of the last voorstel
    or koppeling and `refused` who of them said kan-niet since. `spoken`, `consent` and `answers` are
    per party (a letter), `attempts` without success per event and party, `declines` per volunteer,
    `minutes` per person (minutes of work). `requests` holds the open verzoeken by soort and party. Days are
    None until they happened.
    """

    status: str = "open"
    fase: str = "aanmelding"
    einde: str = "aanmelding"
    coordinator: str = ""
    geschikt: bool | None = None
    intended: str = "bemiddeling"
    aanpak: str | None = None
    team: tuple[str, ...] = ()
    limited_to: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    refused: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    bemiddeling: bool = False
    consent: Mapping[str, frozenset[str]] = _NONE
    attempts: Mapping[tuple[str, str], int] = _NONE
    answers: Mapping[str, str] = _NONE
    satisfied: Mapping[str, int] = _NONE
    declines: Mapping[str, int] = _NONE
    minutes: Mapping[str, int] = _NONE
    requests: Mapping[tuple[str, str | None], Event] = _NONE
    holds: tuple[Hold, ...] = ()
    resultaat: str | None = None
    reden: str | None = None
    forgotten: bool = False
    melding: date | None = None
    intake: date | None = None
    koppeling: date | None = None
    gesprek: date | None = None
    afsluiting: date | None = None

    @property
    def behandeld(self) -> bool:
        """Whether a team was ever linked to the case."""
        return self.koppeling is not None

    @property
    def nazorg(self) -> str | None:
        """The worst of the parties' last answers, or None when nobody gave one that counts."""
        return next((stand for stand in _WORST_FIRST if stand in self.answers.values()), None)

    @property
    def on_hold_until(self) -> date | None:
        """Until when the case is on hold, or None when it is not."""
        return self.holds[-1].tot if self.status == "wacht" else None

    def allows(self, party: str, what: str) -> bool:
        """Tell whether a party gave consent for `what`; never recorded is not given."""
        return what in self.consent.get(party, ())

    def refuses(self, party: str, what: str) -> bool:
        """Tell whether a party's consent was recorded and leaves out `what`."""
        return party in self.consent and what not in self.consent[party]


def days_on_hold(holds: Iterable[Hold], start: date, end: date) -> int:
    """Return how many days from `start` to `end` the case was on hold."""
    return sum(max(0, (min(h.end or end, end) - max(h.start, start)).days) for h in holds)


Change = Mapping[str, Any]
_K = TypeVar("_K")


def _wake(state: State, day: date) -> dict[str, Any]:
    """Return what changes when a case on hold goes on: its status, and the end of the hold."""
    if state.status != "wacht":
        return {}
    return {"status": "open", "holds": (*state.holds[:-1], replace(state.holds[-1], end=day))}


def _up_to(state: State, step: str) -> dict[str, Any]:
    """Return the phases after reaching `step`: a phase only goes up."""
    reached = STEPS[step]
    return {
        "fase": step if STEPS[state.fase] < reached else state.fase,
        "einde": step if STEPS[state.einde] < reached else state.einde,
    }


def _plus(counts: Mapping[_K, int], names: Iterable[_K], number: int = 1) -> Mapping[_K, int]:
    return {**counts, **{name: counts.get(name, 0) + number for name in names}}


def _melding(state: State, event: Event) -> Change:
    return {"melding": state.melding or event.op}


def _intake(state: State, event: Event) -> Change:
    return {
        **_up_to(state, "intake"),
        "intake": state.intake or event.op,
        "geschikt": event.get("geschikt"),
        "intended": event.get("aanpak") or state.intended,
    }


def _voorstel(_: State, event: Event) -> Change:
    return {"asked": event.get("team") or (), "refused": frozenset()}


def _kan_niet(state: State, event: Event) -> Change:
    wie = event.get("wie")
    if wie is None:
        return {}
    return {"refused": state.refused | {wie}, "declines": _plus(state.declines, [wie])}


def _koppeling(state: State, event: Event) -> Change:
    team = event.get("team") or ()
    return {
        **_up_to(state, "koppeling"),
        "team": team,
        "asked": team,
        "refused": frozenset(),
        "aanpak": event.get("aanpak") or state.aanpak or state.intended,
        "limited_to": event.met,
        "koppeling": state.koppeling or event.op,
    }


def _contact(state: State, event: Event) -> Change:
    door = event.get("door") or None
    by_team = bool(state.team) and (door is None or any(not person.startswith("c-") for person in door))
    reached_second = by_team and any(letter != "A" for letter in event.met)
    tried = () if event.get("bereikt") is True else event.met
    attempts = {"attempts": _plus(state.attempts, [("contact", letter) for letter in tried])}
    return {**attempts, **_up_to(state, "tweede")} if reached_second else attempts


def is_bemiddeling(state: State, event: Event) -> bool:
    """Tell whether this gesprek is a mediation, seen from the state just before it.

    A talk with A and another; under aanpak coaching any talk; under aanpak pendel a visit to a
    party spoken to before, once A and another were both spoken to.
    """
    if "A" in event.met and len(event.met) > 1:
        return True
    if state.aanpak == "coaching":
        return True
    both = "A" in state.spoken and len(state.spoken) > 1
    return state.aanpak == "pendel" and both and any(letter in state.spoken for letter in event.met)


def _gesprek(state: State, event: Event) -> Change:
    if is_bemiddeling(state, event):
        step = "bemiddeling"
    else:
        step = "tweede" if any(letter != "A" for letter in event.met) else "eerste"
    from_step = state._replace(fase=step) if state.fase == NAZORG else state
    phases = _up_to(from_step, step)
    if event.get("afspraken") is not None:
        phases["fase"] = NAZORG
    return {
        **_wake(state, event.op),
        **phases,
        "bemiddeling": state.bemiddeling or step == "bemiddeling",
        "spoken": state.spoken | set(event.met),
        "gesprek": state.gesprek or (event.op if state.koppeling else None),
    }


def _wacht(state: State, event: Event) -> Change:
    tot = event.get("tot")
    if state.status == "gesloten" or tot is None:
        return {}
    if state.status == "wacht":
        return {"holds": (*state.holds[:-1], replace(state.holds[-1], tot=tot))}
    return {"status": "wacht", "holds": (*state.holds, Hold(start=event.op, tot=tot))}


def _nazorg(state: State, event: Event) -> Change:
    answer, score = event.get("stand"), event.get("tevreden")
    tried = event.met if event.get("bereikt") is False else ()
    return {
        "attempts": _plus(state.attempts, [(NAZORG, letter) for letter in tried]),
        "answers": {**state.answers, **(dict.fromkeys(event.met, answer) if answer else {})},
        "satisfied": {**state.satisfied, **(dict.fromkeys(event.met, score) if score else {})},
    }


def _afsluiting(state: State, event: Event) -> Change:
    return {
        **_wake(state, event.op),
        "status": "gesloten",
        "resultaat": event.get("resultaat"),
        "reden": event.get("reden"),
        "afsluiting": event.op,
    }


def _heropening(state: State, _: Event) -> Change:
    if state.status != "gesloten":
        return {}
    return {"status": "open", "fase": state.einde, "answers": _NONE, "satisfied": _NONE}


def _overname(state: State, event: Event) -> Change:
    return {"coordinator": event.get("naar") or state.coordinator}


def _verzoek(state: State, event: Event) -> Change:
    soort = event.get("soort")
    if soort is None:
        return {}
    mine = (soort, event.get("van"))
    if event.get("stap") != "afgehandeld":
        return {"requests": {**state.requests, mine: state.requests.get(mine, event)}}
    # One who is not named may be anyone: what is settled without a name settles that kind for all.
    settled = {known for known in state.requests if known[0] == soort and None in (mine[1], known[1])} | {mine}
    return {"requests": {known: first for known, first in state.requests.items() if known not in settled}}


_EFFECTS: Mapping[str, Callable[[State, Event], Change]] = MappingProxyType(
    {
        "melding": _melding,
        "intake": _intake,
        "voorstel": _voorstel,
        "kan-niet": _kan_niet,
        "koppeling": lambda state, event: {**_wake(state, event.op), **_koppeling(state, event)},
        "contact": _contact,
        "gesprek": _gesprek,
        "wacht": _wacht,
        "hervat": lambda state, event: _wake(state, event.op),
        "nazorg": _nazorg,
        "afsluiting": _afsluiting,
        "heropening": _heropening,
        "overname": _overname,
        "verzoek": _verzoek,
        "vergeten": lambda *_: {"forgotten": True},
    }
)


def party_of(event: Event) -> tuple[str, ...]:
    """Return the parties a line's consent is about: `met`, else `van` where that is a letter, else A."""
    if event.met:
        return event.met
    van = event.get("van")
    return (van,) if isinstance(van, str) and len(van) == 1 else ("A",)


def people_of(state: State, event: Event) -> tuple[str, ...]:
    """Return who did the work of a line: `door`, or the team for talks and contacts, or the coördinator."""
    door = event.get("door")
    if door:
        return tuple(door)
    if event.wat in ("gesprek", "contact") and state.team:
        return state.team
    return (state.coordinator,) if state.coordinator else ()


def _consent(state: State, event: Event) -> Change:
    given = event.get("toestemming")
    if given is None:
        return {}
    return {"consent": {**state.consent, **{letter: frozenset(given) for letter in party_of(event)}}}


def _work(state: State, event: Event) -> Change:
    if not event.minuten:
        return {}
    return {"minutes": _plus(state.minutes, people_of(state, event), event.minuten)}


def step(state: State, event: Event, *, work: bool = True) -> State:
    """Return the state after one more event; without `work` nobody's minutes are counted."""
    effect = _EFFECTS.get(event.wat)
    change = effect(state, event) if effect else {}
    keys = event.keys
    if "toestemming" in keys:
        change = {**change, **_consent(state, event)}
    if work and "minuten" in keys:
        change = {**change, **_work(state, event)}
    return _changed(state, change) if change else state


_AT = {name: place for place, name in enumerate(State._fields)}


def _changed(state: State, change: Change) -> State:
    """Do what `_replace` does, in a third of the time: the whole history of a country is made of these steps."""
    values = list(state)
    for name, value in change.items():
        values[_AT[name]] = value
    return State._make(values)


def derive(verloop: Iterable[Event], *, coordinator: str = "", until: date | None = None) -> State:
    """Return what a journal makes of a case on the day `until` (all of it when None)."""
    state = State(coordinator=coordinator)
    for event in in_order(verloop, until):
        state = step(state, event)
    return state


def state_of(casus: Casus, until: date | None = None) -> State:
    """Return the state of a case on a day."""
    return derive(casus.verloop, coordinator=casus.coordinator, until=until)


def waiting(state: State, stopped: Iterable[str] = ()) -> bool:
    """Tell whether the case waits for a team.

    Open and suitable, and without a team, or someone of the last voorstel or koppeling said
    kan-niet since, or is among `stopped` (volunteers who left).
    """
    if state.status != "open" or state.geschikt is not True:
        return False
    gone = state.refused | frozenset(stopped)
    return not state.team or any(member in gone for member in state.asked)


@dataclass(frozen=True, slots=True)
class Span:
    """A time between two events: all days, and the days it was not on hold."""

    days: int
    working: int


def _span(state: State, start: date | None, end: date | None) -> Span | None:
    if start is None or end is None:
        return None
    days = (end - start).days
    return Span(days, days - days_on_hold(state.holds, start, end))


def wachttijd(state: State) -> Span | None:
    """Return the days from intake to the first koppeling, or None while one of them is missing."""
    return _span(state, state.intake, state.koppeling)


def reactietijd(state: State) -> Span | None:
    """Return the days from the first koppeling to the first gesprek."""
    return _span(state, state.koppeling, state.gesprek)


def doorlooptijd(state: State) -> Span | None:
    """Return the days from the melding to the last afsluiting; of a reopened case that is the earlier one."""
    return _span(state, state.melding, state.afsluiting)


_COMES_OR_GOES = frozenset({"start", "stop", "afwezig"})


IN_POOL = ("actief", "afwezig")
"""The statuses of who belongs to the volunteers: at work, or away for a while."""


def vrijwilliger_status(vrijwilliger: Vrijwilliger, day: date) -> str:
    """Return `kandidaat` until the start, then `actief`, `afwezig` within an absence, `gestopt` after a stop."""
    status = "kandidaat"
    away = False
    for event in in_order((event for event in vrijwilliger.verloop if event.wat in _COMES_OR_GOES), day):
        if event.wat == "start":
            status = "actief"
        elif event.wat == "stop":
            status = "gestopt"
        elif event.wat == "afwezig":
            van, tot = event.get("van"), event.get("tot")
            away = away or bool(van and tot and van <= day <= tot)
    return "afwezig" if status == "actief" and away else status
