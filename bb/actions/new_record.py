"""Making a record: a new file with its first event, and one commit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bb.actions.guard import Allowed, nothing_lost, refuse_new_errors
from bb.actions.private_fields import Private, dossier_change
from bb.actions.reading import Opened
from bb.actions.save import freshly, refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.typed import known, still_missing, value_of
from bb.domain.call import GESCHIKT, KEYS, coordinators_for, events_of, misses_geschikt, without_intake
from bb.domain.detectors import quoted
from bb.domain.events import COMMON, EVENTS, Kind
from bb.domain.ids import ZELF, is_id
from bb.domain.records import KINDS, Coordinator, Organisatie, Partij
from bb.domain.register import Register
from bb.domain.suitability import all_places
from bb.domain.types import Key, Value, keys_of
from bb.files.format import format_record
from bb.files.places import path_of
from bb.git.commit import Change
from bb.text.suggest import closest

FIRST_EVENT: Mapping[str, str] = {"casus": "melding", "vrijwilliger": "aanmelding", "activiteit": "gepland"}
"""The event a new record begins with; a partner begins with none."""

ONLY_IN_THE_FILE = ("uitzonderingen", "eigen", "toezeggingen", "partijen")


def party_keys(letters: Iterable[str]) -> dict[str, Key]:
    """Return the keys of parties by the name to type, such as `A.wijk`; the questions say of whom."""
    return {
        f"{letter}.{name}": replace(key, name=f"{letter}.{name}", asks=f"Partij {letter}: {key.asks}")
        for letter in letters
        for name, key in keys_of(Partij).items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDraft:
    """A record being typed: its kind, and the values so far by key.

    Keys of a party have its letter in front (`A.wijk`); those of the first event stand beside the
    keys of the header.
    """

    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def first(self) -> Kind | None:
        """The row of the event the record begins with."""
        wat = FIRST_EVENT.get(self.kind)
        return EVENTS[self.kind][wat] if wat else None

    @property
    def keys(self) -> dict[str, Key]:
        """Every key that may be typed, in the order of a telephone call: the melding, what, who, where, the intake."""
        op, _, minuten, _ = COMMON
        event = {k.name: k for k in (op, *self.first.keys, minuten)} if self.first else {}
        header = {n: k for n, k in keys_of(KINDS[self.kind]).items() if n not in ONLY_IN_THE_FILE}
        return {**event, **header, **({**party_keys(self.letters), **KEYS} if self.kind == "casus" else {})}

    @property
    def letters(self) -> tuple[str, ...]:
        """The parties that may be typed: A, and as far as the last that was named."""
        typed = [letter for name in self.values if (letter := _letter(name))]
        last = max((*typed, "A"))
        return tuple(chr(code) for code in range(ord("A"), min(ord(last) + 1, ord("Z")) + 1))

    @property
    def missing(self) -> list[tuple[str, Key]]:
        """The keys it cannot do without and that were not typed yet, by the name to type."""
        needed = [(name, key) for name, key in self.keys.items() if key.required or name == "A.wijk"]
        if self.kind == "vrijwilliger" and not self.values.get("van"):
            needed.append(("wijk", self.keys["wijk"]))
        if self.kind == "casus" and misses_geschikt(self.values):
            needed.append((GESCHIKT.name, GESCHIKT))
        return [(name, key) for name, key in needed if name not in self.values]


def draft_new(register: Register, kind: str, typed: Mapping[str, str], today: date) -> NewDraft:
    """Return the record that was typed; the first event is of today when no day was typed.

    Raises:
        Stop: a key or a value is not one of this kind of record.
    """
    letters = NewDraft(kind=kind, values=dict.fromkeys(typed, ""))
    known(typed, letters.keys, f"een {kind}")
    values: dict[str, Value] = {"op": today} if letters.first else {}
    values.update({name: value_of(letters.keys[name], text, today) for name, text in typed.items()})
    refuse_unknown_place(register.organisatie, values)
    return with_coordinator(register, NewDraft(kind=kind, values=values))


def refuse_unknown_place(organisatie: Organisatie, values: Mapping[str, Value]) -> None:
    """Raise Stop when what stands behind `verwijzen` is none of the places to refer to."""
    name, known = values.get("verwijzen"), all_places(organisatie)
    if name is not None and name not in known:
        meant = closest(name, known)
        hint = f"Bedoelde u '{meant}'?" if meant else f"Kies uit: {', '.join(known)}."
        raise Stop(f"'{quoted(name)}' staat niet in de lijst om naar te verwijzen. {hint}", Status.USAGE)


def with_coordinator(register: Register, made: NewDraft) -> NewDraft:
    """Return the draft with the coördinator filled in when only one can be meant."""
    if made.kind != "casus" or "coordinator" in made.values:
        return made
    able = coordinators_for(register.organisatie, made.values.get("A.wijk"))
    if len(able) != 1:
        return made
    return NewDraft(kind=made.kind, values={**made.values, "coordinator": able[0].id})


def next_id(register: Register, made: NewDraft, name: str | None) -> str:
    """Return the id of the new record: the next number, or for a partner the name that was typed.

    Raises:
        Stop: the coördinator's numbers are used up, or a partner needs another name.
    """
    match made.kind:
        case "casus":
            coordinator = register.organisatie.coordinator(made.values["coordinator"])
            return _next_case(register, made.values["op"].year, coordinator)
        case "vrijwilliger":
            letter = "g" if made.values.get("van") else "v"
            return f"{letter}-{_after(register, 'vrijwilliger', f'{letter}-') + 1:03}"
        case "activiteit":
            prefix = f"{made.values['datum'].year}-{made.values['soort']}-"
            return f"{prefix}{_after(register, 'activiteit', prefix) + 1}"
        case _:
            return _partner_name(register, name)


def _ids(register: Register, kind: str) -> set[str]:
    return {*register.of_kind(kind), *register.unread.get(kind, ())}


def _after(register: Register, kind: str, prefix: str) -> int:
    """Return the highest number in use behind a prefix, 0 when there is none."""
    rest = (id_.removeprefix(prefix) for id_ in _ids(register, kind) if id_.startswith(prefix))
    return max((int(number) for number in rest if number.isascii() and number.isdigit()), default=0)


def _next_case(register: Register, year: int, coordinator: Coordinator | None) -> str:
    """Return the next number in the block of a coördinator, so that two laptops never make the same."""
    first, last = (
        (coordinator.nummers.first, coordinator.nummers.last) if coordinator and coordinator.nummers else (1, 9999)
    )
    used = [int(id_[5:]) for id_ in _ids(register, "casus") if id_.startswith(f"{year}-")]
    number = max((n for n in used if first <= n <= last), default=first - 1) + 1
    if number > last:
        raise Stop(f"De zaaknummers van {year} zijn op. Geef meer nummers in bb.yaml, bij coordinatoren.")
    return f"{year}-{number:04}"


def _partner_name(register: Register, name: str | None) -> str:
    if not name:
        raise Stop("Hoe heet de partner? Schrijf: bb new partner NAAM, zoals: bb new partner woonstad", Status.USAGE)
    if not is_id("partner", name) or name == ZELF:
        raise Stop(
            f"'{quoted(name)}' kan niet als naam. Gebruik kleine letters, cijfers en streepjes, zoals politie-noord.",
            Status.USAGE,
        )
    if register.knows("partner", name):
        raise Stop(f"De partner {name} is er al.", Status.USAGE)
    return name


def new_record(
    opened: Opened,
    made: NewDraft,
    name: str | None,
    today: date,
    *,
    commit: bool | None = None,
    private: Private | None = None,
) -> Allowed:
    """Write the new file, keep it as one commit, and return the record.

    Someone else may take its number meanwhile: it then gets the next. `commit` is as for `log_event`; `private` goes
    into the dossier of a case, in the same commit.

    Raises:
        Stop: something is missing, it would break a rule, or it cannot be written. The message
            holds the text itself, so that nothing typed is lost.
    """
    refuse_example(opened.register.organisatie)
    _require_wijk(opened.register.organisatie, made.values.get("A.wijk"))
    if made.missing:
        raise Stop(f"Er ontbreekt nog:\n{still_missing(made.missing)}", Status.USAGE)
    return freshly(opened, "bb new", lambda now, held: _create(now, made, name, today, commit, private, held=held))


def _create(
    opened: Opened,
    made: NewDraft,
    name: str | None,
    today: date,
    commit: bool | None,
    private: Private | None,
    *,
    held: bool,
) -> Allowed:
    id_ = next_id(opened.register, made, name)
    text = text_of(made, opened.register.organisatie, private.letters if private else frozenset())
    path = path_of(made.kind, id_)
    allowed = refuse_new_errors(opened, path, text.encode("utf-8"), today, text)
    organisatie: Organisatie = opened.register.organisatie
    with nothing_lost(text):
        save(
            opened.root,
            [Change(path=path, old=None, new=text.encode("utf-8")), *dossier_change(private, id_)],
            message=", ".join((f"{id_}: nieuwe {made.kind}", *(event.wat for event in allowed.record.verloop[1:]))),
            coordinator=signer(organisatie, made.values.get("coordinator")),
            command="bb new",
            commit=wants_commit(organisatie, commit),
            held=held,
        )
    return allowed


def _require_wijk(organisatie: Organisatie, wijk: str | None) -> None:
    """Raise Stop for a wijk nobody knows: the coördinator follows from it, so that question would come first."""
    if wijk is None or wijk in organisatie.wijken:
        return
    meant = closest(wijk, organisatie.wijken)
    hint = f" Bedoelde u '{meant}'?" if meant else ""
    raise Stop(
        f"De wijk '{quoted(wijk)}' staat niet in bb.yaml.{hint} Er is: {', '.join(organisatie.wijken)}.", Status.USAGE
    )


def text_of(made: NewDraft, organisatie: Organisatie, letters: frozenset[str]) -> str:
    """Return the text of the new file; the letters are those of the parties somebody told something about."""
    header = {name: made.values[name] for name in keys_of(KINDS[made.kind]) if name in made.values}
    if made.kind == "casus":
        header["partijen"] = _parties(made.values, letters)
    if made.first is None:
        return format_record(made.kind, header)
    values = without_intake(made.values) if made.kind == "casus" else made.values
    later = events_of(organisatie, made.values, made.values["op"]) if made.kind == "casus" else ()
    names = ("op", "minuten", *(key.name for key in made.first.keys))
    event = {name: values[name] for name in names if name in values}
    return format_record(made.kind, header, [{**event, "wat": made.first.wat}, *later])


def _parties(values: Mapping[str, Value], letters: frozenset[str]) -> dict[str, Partij]:
    told: dict[str, dict[str, Value]] = {letter: {} for letter in sorted({"A", *letters, *map(_letter, values)} - {""})}
    for name, value in values.items():
        if letter := _letter(name):
            told[letter][name[2:]] = value
    return {letter: Partij(**keys) for letter, keys in told.items()}


def _letter(name: str) -> str:
    """Return the letter of the party a key is of, nothing for any other key."""
    return name[0] if name[1:2] == "." else ""
