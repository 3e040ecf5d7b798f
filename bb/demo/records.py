"""From headers and events to records: their text, and the moment at which each line was written.

A talk in the evening is written down the next working morning; everything else on its day. What
was not yet written by today is not in the organisation.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from bb.demo.days import ONE_DAY, is_workday, workday
from bb.demo.events import Event, on
from bb.demo.organisation import COORDINATORS, Line, Note, Record
from bb.demo.people import Volunteer
from bb.demo.plot import Plot
from bb.demo.write import Style, a_style, entry, flow, header

PERSONAL = frozenset({"toestemming"})
"""What forgetting takes out of a line."""

KEPT = 2
"""Years a case is kept after closing."""

NOT_DONE_YET = 14
"""Days of grace in which the coördinator gets round to forgetting."""

HEADINGS = {"melding": "Melding", "intake": "Intake", "koppeling": "Team", "nazorg": "Nazorg", "wacht": "In de wacht"}


def written_on(event: Event) -> date:
    """The day an event was written down."""
    return workday(event.op + ONE_DAY) if event.late or not is_workday(event.op) else event.op


def until(events: Iterable[Event], today: date) -> tuple[Event, ...]:
    """The events that stand in the file at the end of `today`, told no further than needed."""
    found = []
    for event in events:
        if written_on(event) > today:
            break
        found.append(event)
    return tuple(found)


def _moments(events: Sequence[Event], rng: random.Random, start: datetime) -> list[datetime]:
    """When each was written: in order, at most a few minutes apart on one day; old ones at the start."""
    found: list[datetime] = []
    for event in events:
        day = written_on(event)
        moment = datetime.combine(day, time(rng.randint(9, 15), rng.randint(0, 59), rng.randint(0, 59)))
        if found and moment <= found[-1]:
            moment = found[-1] + timedelta(minutes=rng.randint(1, 9))
        found.append(moment)
    return [max(moment, start) for moment in found]


def case_record(
    rng: random.Random, plot: Plot, events: tuple[Event, ...], *, today: date, start: datetime, wrong: bool
) -> Record:
    """The file of a case. With `wrong`, one date was typed wrong and corrected days later."""
    style = a_style(rng)
    gone = _forgotten_on(events, today)
    if gone is not None:
        events = (*events, on(gone, "vergeten", grond="bewaartermijn"))
    moments = _moments(events, rng, start)
    slip = _slip(events, moments, today) if wrong else None
    lines = []
    who = plot.coordinator
    for number, (event, moment) in enumerate(zip(events, moments, strict=True)):
        consent = "toestemming" in event.keys and gone is not None
        corrected = number == slip
        lines.append(
            Line(
                text=entry(event, style),
                written=moment,
                author=who,
                wat=event.wat,
                wrong=entry(event, style, op=event.op - ONE_DAY) if corrected else None,
                corrected=_seen(moment, rng) if corrected else None,
                kept=entry(event, style, without=PERSONAL) if consent or (gone and event.comment) else None,
            )
        )
        if event.wat == "overname":
            who = str(event.keys["naar"])
    head = _case_header(plot, keep=False)
    return Record(
        path=f"casus/{plot.id[:4]}/{plot.id}.md",
        head=header(head),
        lines=tuple(lines),
        notes=_notes(rng, events, moments),
        kept_head=header(_case_header(plot, keep=True)),
        forgotten=moments[-1] if gone is not None else None,
    )


def _notes(rng: random.Random, events: Sequence[Event], moments: Sequence[datetime]) -> tuple[Note, ...]:
    """The paragraphs below, in one of the ways people keep them."""
    habit = rng.choice(("plain", "plain", "label", "heading", "dated"))
    found = []
    for event, moment in zip(events, moments, strict=True):
        if not event.note:
            continue
        label = HEADINGS.get(event.wat, event.wat.capitalize())
        text = {
            "plain": event.note,
            "label": f"{label}: {event.note}",
            "heading": f"## {label}\n\n{event.note}",
            "dated": f"{event.op.isoformat()}: {event.note}",
        }[habit]
        found.append(Note(text=text, written=moment))
    return tuple(found)


def _forgotten_on(events: Sequence[Event], today: date) -> date | None:
    """The day a case was forgotten: two years after closing, some days of grace later."""
    if not events:
        return None
    closed = [event.op for event in events if event.wat == "afsluiting"]
    if not closed:
        return None
    end = max(closed[-1], events[-1].op - timedelta(days=60))
    due = workday(date(end.year + KEPT, end.month, min(end.day, 28)) + timedelta(days=3))
    day = workday(due + timedelta(days=end.day % 4))
    return day if day <= today - timedelta(days=NOT_DONE_YET) else None


def _slip(events: Sequence[Event], moments: Sequence[datetime], today: date) -> int | None:
    """The line with a wrong date: one of which the day before still fits in the order."""
    for number in range(len(events) - 1, 0, -1):
        fits = events[number - 1].op < events[number].op and events[number].wat in {"gesprek", "intake", "nazorg"}
        if fits and moments[number].date() <= today - timedelta(days=20):
            return number
    return None


def _seen(moment: datetime, rng: random.Random) -> datetime:
    day = workday(moment.date() + timedelta(days=rng.randint(1, 6)))
    return datetime.combine(day, time(16, rng.randint(0, 59), rng.randint(0, 59)))


def _case_header(plot: Plot, *, keep: bool) -> list[str]:
    """The header of a case; with `keep`, what is left after forgetting."""
    lines = [f"klachten: {flow(plot.klachten)}", f"verwijzer: {plot.verwijzer}"]
    if plot.tip_van:
        lines.append(f"tip_van: {plot.tip_van}")
    if plot.urgentie != "gewoon":
        lines.append(f"urgentie: {plot.urgentie}")
    if plot.complex:
        lines.append("complex: ja")
    lines.append(f"coordinator: {plot.coordinator}")
    if plot.niet and not keep:
        lines.append(f"niet: {flow(plot.niet)}")
    lines.append("partijen:")
    for letter, party in plot.parties.items():
        facts: dict[str, str | tuple[str, ...]] = {
            "wijk": party.wijk,
            "bezit": party.bezit,
            "verhuurder": party.verhuurder,
            "leeftijd": party.leeftijd,
            "huishouden": party.huishouden,
            "kan": () if keep else party.kan,
        }
        lines.append(f"  {letter}: {flow({name: value for name, value in facts.items() if value})}")
    if plot.woningtype:
        lines.append(f"eigen: {{woningtype: {plot.woningtype}}}")
    return lines


def volunteer_header(volunteer: Volunteer) -> list[str]:
    """The header of a volunteer or a guest."""
    facts: dict[str, str | int | tuple[str, ...] | dict[str, int]] = {
        "van": volunteer.van,
        "wijk": volunteer.wijk,
        "talen": volunteer.talen,
        "klachten": dict(volunteer.klachten),
        "kan": volunteer.kan,
        "max": volunteer.max if volunteer.max != 2 else 0,
        "niet_met": volunteer.niet_met,
        "geslacht": volunteer.geslacht,
        "geboren": volunteer.geboren,
        "opleiding": volunteer.opleiding,
    }
    return [f"{name}: {flow(value)}" for name, value in facts.items() if value]


def journal_record(
    rng: random.Random, path: str, lines: list[str], events: tuple[Event, ...], *, today: date, start: datetime
) -> Record:
    """The file of a volunteer, a partner or an activity."""
    style = a_style(rng) if not path.startswith("activiteiten") else Style()
    known = tuple(event for event in events if written_on(event) <= today)
    author = COORDINATORS[1].id if path.endswith("polderdam.md") else COORDINATORS[0].id
    return Record(
        path=path,
        head=header(lines),
        lines=tuple(
            Line(text=entry(event, style), written=moment, author=author, wat=event.wat)
            for event, moment in zip(known, _moments(known, rng, start), strict=True)
        ),
    )
