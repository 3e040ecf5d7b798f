"""The end of a telephone call: what will be recorded, recording it, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bb.actions.guard import Allowed
from bb.actions.intake_talk import Talk
from bb.actions.log_call import HEADER, draft_call, keys_of_call, log_call
from bb.actions.new_record import NewDraft, draft_new, new_record
from bb.actions.private_fields import Private
from bb.actions.reading import Opened
from bb.actions.typed import value_of
from bb.cli.app import App
from bb.cli.next_steps import next_lines, warning_lines
from bb.cli.output import note, say
from bb.domain.call import events_of, without_intake
from bb.domain.dossier import LANG
from bb.domain.events import Event, in_order
from bb.domain.fields import Place, field_at
from bb.domain.intake import private_of, words_of
from bb.domain.journal import state_of
from bb.domain.phrases import phrase
from bb.domain.protocol import steps
from bb.domain.records import Casus, Organisatie
from bb.domain.types import Key, Value
from bb.text.dates import short_day_nl
from bb.text.plurals import join_nl

_OF_CASE = ("verwijzer", "tip_van", "klachten", "coordinator")


def summary_lines(app: App, talk: Talk) -> Iterator[str]:
    """Yield what will be recorded: the facts, what happened, and which fields of the dossier are filled in."""
    words = words_of(talk.situation, talk.answers)
    facts = {name: told for name, told in words.items() if name in HEADER or "." in name or name in _OF_CASE}
    longest = max(map(len, facts), default=0)
    for name, told in facts.items():
        yield f"{name.replace('_', ' '):<{longest}}  {told.replace(',', ', ')}"
    values = {name: value_of(_keys(talk)[name], told, app.today) for name, told in words.items()}
    for event in _events(app, talk, values):
        yield f"{short_day_nl(event.op)}  {phrase(event)}"
    if private := private_of(talk.situation, talk.answers):
        yield f"in het dossier: {', '.join('.'.join(place[-2:]) for place in private)}"


def _keys(talk: Talk) -> Mapping[str, Key]:
    casus = talk.situation.casus
    return keys_of_call(casus) if casus else NewDraft(kind="casus", values=dict.fromkeys(talk.answers)).keys


def _events(app: App, talk: Talk, values: Mapping[str, Value]) -> Iterator[Event]:
    op = values.get("op", app.today)
    if talk.situation.casus is None:
        rest = without_intake(values)
        told: dict[str, Value] = {name: rest[name] for name in ("via", "toestemming", "minuten") if name in rest}
        yield Event(op=op, wat="melding", keys=told)
    for line in events_of(talk.situation.organisatie, values, op):
        yield Event(op=line["op"], wat=line["wat"], keys={k: v for k, v in line.items() if k not in ("op", "wat")})


def finish_call(app: App, opened: Opened, talk: Talk, *, commit: bool | None) -> None:
    """Record a call as one commit, and say what comes next.

    Raises:
        Stop: it breaks a rule, or cannot be written.
    """
    words = words_of(talk.situation, talk.answers)
    fields = private_of(talk.situation, talk.answers)
    private = private_values(app, talk, fields)
    casus = talk.situation.casus
    if casus is None:
        made = draft_new(opened.register, "casus", words, app.today)
        allowed = new_record(opened, made, None, app.today, commit=commit, private=private)
        say_new(app, opened, allowed, unlocked=talk.situation.unlocked)
    else:
        values = draft_call(opened, casus, words, app.today)
        allowed = log_call(opened, casus, values, app.today, commit=commit, private=private)
        say_call(app, opened, allowed, unlocked=talk.situation.unlocked)


def say_new(app: App, opened: Opened, allowed: Allowed, *, unlocked: bool) -> None:
    """Say that a case was made, and what comes next."""
    say(f"Gemaakt: {allowed.record.id}, in {allowed.record.source.path}")
    say_next(app, opened, allowed, unlocked=unlocked)


def say_call(app: App, opened: Opened, allowed: Allowed, *, unlocked: bool) -> None:
    """Say that the intake of a case was recorded, and what comes next."""
    state = state_of(allowed.record, app.today) if isinstance(allowed.record, Casus) else None
    say(f"Vastgelegd bij {allowed.record.id}: intake, {'geschikt' if state and state.geschikt else 'niet geschikt'}.")
    say_next(app, opened, allowed, unlocked=unlocked)


def private_values(app: App, talk: Talk, fields: dict[Place, str]) -> Private | None:
    """Return what goes into the dossier, as values; None when that is nothing."""
    if talk.vault is None or not fields:
        return None
    return Private(vault=talk.vault, fields={place: _value(app, place, text) for place, text in fields.items()})


def _value(app: App, place: Place, text: str) -> Value:
    key = field_at("casus", place)
    return text if key is None or key.type is LANG else value_of(key, text, app.today)


def say_next(app: App, opened: Opened, allowed: Allowed, *, unlocked: bool) -> None:
    """Say where the case is now, which terms run, which step of the protocol is next, and with which command."""
    casus = allowed.record
    lines = [*warning_lines(allowed.warnings), *next_lines(app, opened.register, casus)]
    if isinstance(casus, Casus):
        lines += [*_protocol(app, opened.register.organisatie, casus), *_commands(app, casus, unlocked=unlocked)]
    for line in lines:
        note(line)


def _protocol(app: App, organisatie: Organisatie, casus: Casus) -> Iterator[str]:
    """Yield which steps of the protocol are done and which come; nothing for a case that is closed or does not suit."""
    state = state_of(casus, app.today)
    aanpak = state.aanpak or state.intended
    if state.status == "gesloten" or not state.geschikt or not aanpak or not organisatie.protocol.get(aanpak):
        return
    told = list(steps(organisatie, aanpak, in_order(casus.verloop, app.today), app.today))
    done = [step.stap for step in told if step.gedaan]
    coming = [step.stap for step in told if not step.gedaan]
    then = f"; nu {coming[0]}" + (f", daarna {join_nl(coming[1:])}" if coming[1:] else "") if coming else ""
    yield f"Protocol {aanpak}: {join_nl(done) or 'nog niets'} gedaan{then}."


def _commands(app: App, casus: Casus, *, unlocked: bool) -> Iterator[str]:
    """Yield what to type next."""
    state = state_of(casus, app.today)
    if state.geschikt is None:
        yield f"De intake: bb log {casus.id} intake"
    elif state.geschikt and state.status != "gesloten":
        yield f"Een team zoeken: bb match {casus.id}"
        if state.allows("A", "bemiddelaars"):
            yield f"Is er een team? Overdragen: bb handover {casus.id}"
        else:
            yield "Overdragen kan nog niet: er is geen toestemming voor bemiddelaars."
    if state.allows("A", "terugkoppeling") and state.geschikt is not None:
        yield f"De verwijzer laten weten of het past: bb letter {casus.id}"
    if state.refuses("A", "opslag"):
        yield "De melder wil niet dat we gegevens bewaren. Staat er al iets in een dossier? Dan: bb forget"
    elif unlocked:
        yield f"Wensen, en wat nog ontbreekt in het dossier: bb dossier {casus.id}"
    else:
        yield f"Naam, adres en verhaal horen in het dossier: bb keys unlock (of init), en dan bb dossier {casus.id}"
