"""The fields of a dossier as people type them: `partijen.A.naam=…`, and what is asked one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bb.actions.choices import choices
from bb.actions.dossier_draft import Draft
from bb.actions.stop import Status, Stop
from bb.actions.typed import value_of
from bb.domain.criteria import NABESPREKING, SELECTIE, criteria_of
from bb.domain.dossier import LANG, Contactpersoon, PartijDossier, Signaal
from bb.domain.events import in_order
from bb.domain.fields import Place, as_written, field_at, fields_below, names_at
from bb.domain.ids import is_id
from bb.domain.practice import debriefings
from bb.domain.register import Register
from bb.domain.types import Key, Shape, Value, keys_of
from bb.files.dossier import value_at, with_value
from bb.text.dates import short_day_nl
from bb.text.plain import safe
from bb.text.suggest import closest


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a dossier: where it stands, and its key with the question as it is asked there."""

    place: Place
    key: Key

    @property
    def long(self) -> bool:
        """Whether the text may run over several lines."""
        return self.key.type is LANG

    def options(self, register: Register, today: date) -> tuple[str, ...] | None:
        """Return the words one may choose from; None when the form is all that counts."""
        return choices(register, self.key, today)

    def read(self, typed: str, today: date) -> Value | None:
        """Return the value someone typed; None for nothing, which takes it away.

        Raises:
            Stop: it is no such value.
        """
        if not typed.strip():
            return None
        return typed.strip("\n") if self.long else value_of(self.key, typed, today)


def assignment(kind: str, word: str) -> tuple[Place, str | None]:
    """Return the place and the value of `partijen.A.naam=Sam`; None for a value that is still to be asked.

    Raises:
        Stop: there is no such field.
    """
    name, sign, value = word.partition("=")
    place = tuple(name.split("."))
    if field_at(kind, place) is not None:
        return place, value if sign else None
    for depth, typed in enumerate(place):
        names = names_at(kind, place[:depth])
        if names and typed not in names:
            meant = closest(typed, names)
            full = ".".join((*place[:depth], meant or "…"))
            hint = f"Bedoelde u '{full}'?" if meant else f"Er is: {', '.join(names)}."
            raise Stop(f"'{safe(name)}' is geen veld van dit dossier. {hint}", Status.USAGE)
    below = names_at(kind, place)
    hint = f" Vul in wat eronder hoort: {', '.join(f'{name}.{one}' for one in below)}." if below else ""
    raise Stop(f"'{safe(name)}' is geen veld van dit dossier.{hint}", Status.USAGE)


def field_of(kind: str, place: Place) -> Field:
    """Return the field at a place, with the question as it is asked there.

    Raises:
        Stop: there is no such field.
    """
    key = field_at(kind, place)
    if key is None:
        raise Stop(f"'{safe('.'.join(place))}' is geen veld van dit dossier.", Status.USAGE)
    return Field(place=place, key=replace(key, asks=_question(place, key)))


def set_field(draft: Draft, place: Place, value: Value | None) -> Draft:
    """Return the work with a field filled in, or taken away when there is no value; it counts as asked.

    Raises:
        Stop: the text of the dossier cannot be changed there.
    """
    empty = value in (None, (), "")
    asked = draft.asked | {".".join(place)}
    if empty and value_at(draft.text, place) is None:
        return replace(draft, asked=asked)
    text = with_value(draft.text, place, None if empty else as_written(value))
    if text is None:
        raise Stop(f"Het veld {'.'.join(place)} kan niet worden ingevuld. Probeer: bb dossier edit {draft.id}")
    return replace(draft, text=text, asked=asked)


def strange_words(register: Register, draft: Draft, today: date) -> Iterator[str]:
    """Yield a sentence for each party that the case does not have, and each word that is not the organisation's."""
    parties = value_at(draft.text, ("partijen",))
    known = register.casus[draft.id].partijen if draft.id in register.casus else {}
    for letter in parties if isinstance(parties, dict) else ():
        if known and letter not in known:
            yield f"Partij {letter} staat niet in {draft.id}; daar staan {', '.join(known)}."
    for place in _leaves(value_at(draft.text, ()), ()):
        key = field_at(draft.kind, place)
        options = choices(register, key, today) if key else None
        value = value_at(draft.text, place)
        for one in value if isinstance(value, tuple) else (value,):
            if options is not None and one not in options:
                meant = closest(str(one), options)
                hint = f"Bedoelde u '{meant}'?" if meant else f"Kies uit: {', '.join(options)}."
                yield f"Bij {'.'.join(place)} staat een woord dat we niet kennen. {hint}"


def _leaves(value: Value, place: Place) -> Iterator[Place]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, (*place, name))
    elif value is not None:
        yield place


def fields_to_ask(register: Register, draft: Draft, contact: str | None = None) -> Iterator[Field]:
    """Yield the fields of a dossier that are empty and were not asked yet, in the order of a conversation."""
    for place in _places(register, draft, contact):
        if ".".join(place) not in draft.asked and value_at(draft.text, place) is None:
            yield field_of(draft.kind, place)


def _places(register: Register, draft: Draft, contact: str | None) -> Iterator[Place]:
    match draft.kind:
        case "casus":
            casus = register.casus[draft.id]
            for letter in casus.partijen:
                yield from (place for place, _ in fields_below(("partijen", letter), Shape(of=PartijDossier)))
            yield from (("verhaal",), ("contra",), ("afspraken",), ("toestemming",))
            yield from (("niet", one) for one in casus.niet)
        case "vrijwilliger":
            yield from (("naam",), ("adres",), ("telefoon",), ("mail",), ("affiniteit",))
            yield from _talks(register, draft.id)
        case _:
            known = value_at(draft.text, ("contactpersonen",))
            for word in (contact,) if contact else tuple(known) if isinstance(known, dict) else ():
                yield from (place for place, _ in fields_below(("contactpersonen", word), Shape(of=Contactpersoon)))


def _talks(register: Register, id_: str) -> Iterator[Place]:
    """Yield what belongs in the dossier of a volunteer about talks: every signal, and the last talk of each kind.

    Of a selection talk only as long as someone did not begin: nobody can judge it years later.
    """
    own = in_order(register.vrijwilliger[id_].verloop)
    for event in own:
        if event.wat == "signaal":
            yield from (("signalen", event.op.isoformat(), name) for name in keys_of(Signaal))
    last = {event.wat: event for event in own}
    if "begeleiding" in last:
        yield "gesprekken", last["begeleiding"].op.isoformat()
    if SELECTIE in last and "start" not in last:
        yield from _form(register, SELECTIE, last[SELECTIE].op, SELECTIE)
    talks = [(e.op, e.get("casus") or NABESPREKING) for e in own if e.wat == NABESPREKING]
    for casus in register.casus.values():
        talks += ((e.op, casus.id) for e, who in debriefings(in_order(casus.verloop)) if id_ in who)
    if talks:
        yield from _form(register, NABESPREKING, *max(talks))


def _form(register: Register, gesprek: str, day: date, about: str) -> Iterator[Place]:
    for name in criteria_of(register.organisatie, gesprek):
        yield "formulieren", day.isoformat(), about, "scores", name
        yield "formulieren", day.isoformat(), about, "redenen", name


def _question(place: Place, key: Key) -> str:
    """Return the question for a field where it stands: which party, which day, who."""
    match place:
        case ("partijen", letter, *_):
            return f"Partij {letter}: {key.asks[:1].lower()}{key.asks[1:]}"
        case ("contactpersonen", word, *_):
            return f"{word}: {key.asks[:1].lower()}{key.asks[1:]}"
        case ("niet", who):
            return f"Waarom blijft {who} erbuiten?"
        case ("signalen", day, _):
            return f"Signaal van {short_day_nl(date.fromisoformat(day))}: {key.asks[:1].lower()}{key.asks[1:]}"
        case ("gesprekken", day):
            return f"Gesprek van {short_day_nl(date.fromisoformat(day))}: wat is besproken en afgesproken?"
        case ("formulieren", day, about, "scores", word):
            return f"{_about(about)} van {short_day_nl(date.fromisoformat(day))}: welk cijfer voor {word}?"
        case ("formulieren", day, about, "redenen", word):
            return f"{_about(about)} van {short_day_nl(date.fromisoformat(day))}: waarom dat cijfer voor {word}?"
        case _:
            return key.asks


def _about(word: str) -> str:
    """Return what a form is about: the kind of talk, or the debriefing of a case."""
    return f"{NABESPREKING} van {word}".capitalize() if is_id("casus", word) else word.capitalize()
