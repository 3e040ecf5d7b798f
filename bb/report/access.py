"""What is held on one person, as a page for that person: of each record what, why, how long and who got it.

Others in the same record are left out (`bb.domain.leave_out`). Source: AVG (GDPR), article 15.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bb.domain.dossier import CasusDossier, Contactpersoon, PartijDossier, Persoonlijk, VrijwilligerDossier
from bb.domain.events import Event, in_order
from bb.domain.journal import party_of, state_of
from bb.domain.leave_out import Reader
from bb.domain.phrases import phrase, written
from bb.domain.records import Casus, Coordinator, Organisatie, Vrijwilliger
from bb.domain.register import Register
from bb.domain.retention import complaint_ends, kept_from
from bb.domain.types import Key, Value, keys_of
from bb.domain.workdays import calendar_of
from bb.report.document import Document, Part
from bb.text.dates import day_nl, short_day_nl
from bb.text.plurals import count_nl, join_nl

_ABOUT_VOLUNTEERS = ("voorstel", "akkoord", "kan-niet")
_SHEETS = ("overdracht", "vernietigd")
"""What is told in words of its own: who got something."""
_TEXTS = ("verhaal", "contra", "afspraken", "toestemming")
_OF_THE_CALLER = ("contra", "ontbreekt", "reden")
"""What a line that names no party tells of A, who called."""
_HEADERS = ("gegeven", "wat er staat", "waarom het wordt bewaard")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place where a person stands: the record, its dossier, and who of those in it (`who`: a party's letter).

    `others` are the others in the record, `elsewhere` everybody else who is known.
    """

    kind: str
    id: str
    who: str
    person: Persoonlijk
    dossier: object = None
    others: tuple[Persoonlijk, ...] = ()
    elsewhere: tuple[Persoonlijk, ...] = ()

    @property
    def reader(self) -> Reader:
        """The person, as the reader of texts that others are in too."""
        own = self.id if self.kind == "vrijwilliger" else ""
        return Reader(own=self.person, others=self.others, elsewhere=self.elsewhere, id=own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A line elsewhere that names the person, of which record; who else is in it is left out of `text` already."""

    id: str
    text: str


def page(register: Register, held: Sequence[Entry], mentions: Sequence[Mention], today: date) -> Document:
    """Return the page of everything that was found on one person."""
    organisatie = register.organisatie
    parts = [_opening(organisatie, held)]
    for one in held:
        match one.dossier:
            case CasusDossier():
                parts += _party(register, one, register.casus[one.id], one.dossier, today)
            case VrijwilligerDossier():
                parts += _volunteer(register, one, register.vrijwilliger[one.id], today)
            case _:
                parts.append(_contact(one))
    if mentions:
        told = tuple(f"{mention.id}: {mention.text}" for mention in mentions)
        parts.append(Part(title="Waar uw naam verder staat", items=told))
    return Document(
        title="Wat wij over u bewaren",
        under=f"{organisatie.naam}, {day_nl(today)}",
        parts=(*parts, _who_reads(organisatie), _rights(organisatie)),
    )


def coordinator_page(organisatie: Organisatie, coordinator: Coordinator, today: date) -> Document:
    """Return the page of a coördinator: what `bb.yaml` says."""
    rows = tuple(_rows(coordinator, keys_of(Coordinator).values(), str))
    part = Part(title="In de instellingen (bb.yaml)", headers=_HEADERS, rows=rows)
    return Document(
        title="Wat wij over u bewaren", under=f"{organisatie.naam}, {day_nl(today)}", parts=(part, _rights(organisatie))
    )


def _opening(organisatie: Organisatie, held: Sequence[Entry]) -> Part:
    where = join_nl([one.id for one in held])
    told = (
        "U vroeg wat wij over u bewaren. Hieronder staat per bestand wat, waarom, hoe lang, en wie het kreeg.",
        f"Wij vonden u in: {where}." if held else "",
        "Wat over anderen gaat, hebben wij weggelaten, want zij hebben ook recht op privacy.",
        f"Wij zijn {organisatie.naam}. {_ask(organisatie)}",
    )
    return Part(title="Waarom u dit krijgt", sentences=tuple(filter(None, told)))


def _ask(organisatie: Organisatie) -> str:
    people = [f"{one.naam} ({one.mail})" if one.mail else one.naam for one in organisatie.coordinatoren]
    return f"Vragen kunt u stellen aan {join_nl(people)}."


def _party(register: Register, entry: Entry, casus: Casus, dossier: CasusDossier, today: date) -> Iterator[Part]:
    letter = entry.who
    reader = entry.reader
    plain, own = casus.partijen.get(letter), dossier.partijen.get(letter, PartijDossier())
    rows = list(_rows(own, keys_of(PartijDossier).values(), str))
    rows += _rows(plain, keys_of(type(plain)).values(), str) if plain else ()
    rows += _rows(casus, (k for n, k in keys_of(Casus).items() if n not in ("niet", "partijen", "coordinator")), str)
    texts = ((key, getattr(dossier, name)) for name, key in keys_of(CasusDossier).items() if name in _TEXTS)
    rows += [(key.name, reader.may_read(text), key.why) for key, text in texts if text]
    if letter in dossier.verwezen:
        rows.append(("verwezen", reader.may_read(dossier.verwezen[letter]), keys_of(CasusDossier)["verwezen"].why))
    events = in_order(casus.verloop, today)
    mine = [mine for event in events if (mine := _for_party(event, letter))]
    told = [f"{short_day_nl(event.op)}: {reader.may_read(phrase(event))}" for event in mine]
    left = [event for event in events if event.wat not in _SHEETS and not _for_party(event, letter)]
    role = "U deed de melding" if letter == "A" else "Iemand anders deed de melding"
    yield Part(
        title=f"Zaak {casus.id}, partij {letter}",
        sentences=(
            f"{role}. U bent in deze zaak partij {letter}.",
            _kept_case(register.organisatie, casus, today),
            *_shared(casus, letter, today),
            f"Weggelaten: {_left_out(len(left))}.",
        ),
        headers=_HEADERS,
        rows=tuple(rows),
    )
    yield Part(title=f"Wat er gebeurde in zaak {casus.id}", items=tuple(told))


def _left_out(count: int) -> str:
    events = (
        [count_nl(count, "gebeurtenis die niet over u gaat", "gebeurtenissen die niet over u gaan")] if count else []
    )
    return join_nl(["wie de anderen zijn en wat alleen over hen gaat", "wie de bemiddelaars zijn", *events])


def _for_party(event: Event, letter: str) -> Event | None:
    """Return an event as a party may read it; None when it is about others only."""
    about = event.met or tuple(event.get("van") or ())
    if event.wat in (*_ABOUT_VOLUNTEERS, *_SHEETS) or (about and event.wat != "voortgang" and letter not in about):
        return None
    hidden = {"door"}
    if letter not in party_of(event):
        hidden |= {"toestemming", *(_OF_THE_CALLER if event.wat in ("intake", "wacht") else ())}
    if event.wat == "voortgang":
        hidden.add("van")
    return replace(event, keys={name: value for name, value in event.keys.items() if name not in hidden})


def _kept_case(organisatie: Organisatie, casus: Casus, today: date) -> str:
    state = state_of(casus, today)
    length = organisatie.bewaren.casus
    if state.status != "gesloten" or state.afsluiting is None:
        return f"De zaak loopt nog. Uw gegevens blijven tot {length} na de afsluiting."
    calendar = calendar_of(organisatie.gesloten)
    end = calendar.workday(calendar.after(state.afsluiting, length))
    end = max(end, complaint_ends(organisatie, calendar, state.afsluiting))
    return f"De zaak is gesloten op {day_nl(state.afsluiting)}. Uw gegevens blijven tot {day_nl(end)}."


def _shared(casus: Casus, letter: str, today: date) -> Iterator[str]:
    """Yield who got something of this party, with the day."""
    shared = sheet = False
    for event in in_order(casus.verloop, today):
        day = day_nl(event.op)
        match event.wat:
            case "overdracht" if state_of(casus, event.op).allows(letter, "bemiddelaars"):
                shared = sheet = True
                told = join_nl(event.get("velden") or ("wat nodig was",))
                yield f"Op {day} kreeg een bemiddelaar van uw zaak een versleuteld blad met: {told}."
            case "vernietigd" if sheet:
                yield f"Op {day} zei een bemiddelaar dat het blad is vernietigd."
            case "terugkoppeling":
                shared = True
                yield (
                    f"Op {day} hoorde {event.get('aan')} of de zaak geschikt, opgepakt, afgesloten en opgelost was, "
                    "en verder niets."
                )
            case "doorverwijzing" if event.get("van") == letter:
                shared = True
                yield f"Op {day} bent u doorverwezen naar: {event.get('naar')}."
    if not shared:
        yield "Alleen coördinatoren hebben uw gegevens gezien; ze zijn met niemand gedeeld."


def _volunteer(register: Register, entry: Entry, record: Vrijwilliger, today: date) -> Iterator[Part]:
    reader = entry.reader
    rows = list(_rows(entry.dossier, keys_of(VrijwilligerDossier).values(), reader.may_read))
    rows += _rows(record, (k for n, k in keys_of(Vrijwilliger).items() if n != "niet_met"), str)
    named = sum(record.id in other.niet_met for other in register.vrijwilliger.values())
    named += sum(record.id in casus.niet for casus in register.casus.values())
    told = [f"{short_day_nl(e.op)}: {reader.may_read(phrase(e))}" for e in in_order(record.verloop, today)]
    yield Part(
        title=f"Vrijwilliger {record.id}",
        sentences=(
            f"Uw gegevens blijven {_kept_volunteer(register.organisatie, record, today)}.",
            "Met niemand buiten de organisatie zijn gegevens over u gedeeld.",
            *_named_elsewhere(named),
            "Weggelaten: namen en nummers van anderen.",
        ),
        headers=_HEADERS,
        rows=tuple(rows),
    )
    work = [*_cases_of(register, record.id, today), *_activities_of(register, record.id, today)]
    yield Part(title=f"Wat er gebeurde met {record.id}", items=tuple(told))
    yield Part(title=f"Wat {record.id} deed", items=tuple(work))


def _kept_volunteer(organisatie: Organisatie, record: Vrijwilliger, today: date) -> str:
    since, length = kept_from(organisatie, record, today) or (None, organisatie.bewaren.vrijwilliger)
    if since is not None and since.wat == "selectiegesprek":
        return f"tot {length} na het selectiegesprek" if length else "bewaard; hoe lang is nog niet bepaald"
    return f"tot {length} na het stoppen" if length else "zolang u vrijwilliger bent; daarna is nog niet bepaald"


def _named_elsewhere(count: int) -> Iterator[str]:
    if count:
        where = count_nl(count, "ander bestand", "andere bestanden")
        yield f"In {where} staat dat u ergens buiten blijft of met iemand niet samengaat; met wie, is weggelaten."


def _cases_of(register: Register, id_: str, today: date) -> Iterator[str]:
    for casus in register.casus.values():
        days: Mapping[str, date] = {
            event.wat: event.op
            for event in reversed(in_order(casus.verloop, today))
            if id_ in _people(event) and event.wat in ("voorstel", "koppeling", "kan-niet", "overdracht")
        }
        if days:
            told = join_nl([f"{wat} op {short_day_nl(day)}" for wat, day in sorted(days.items(), key=lambda d: d[1])])
            yield f"zaak {casus.id}: {told}"


def _people(event: Event) -> tuple[str, ...]:
    found = [event.get(name) or () for name in ("team", "wie", "aan")]
    return tuple(one for value in found for one in ((value,) if isinstance(value, str) else value))


def _activities_of(register: Register, id_: str, today: date) -> Iterator[str]:
    for activity in register.activiteit.values():
        for event in in_order(activity.verloop, today):
            for name in ("aanwezig", "afgemeld"):
                if id_ in (event.get(name) or ()):
                    yield f"{activity.soort} op {short_day_nl(event.op)}: {name}"


def _contact(entry: Entry) -> Part:
    return Part(
        title=f"Contactpersoon bij {entry.id}",
        sentences=(
            "Uw gegevens blijven zolang de samenwerking duurt. Met niemand buiten de organisatie zijn ze gedeeld.",
            "Weggelaten: andere contactpersonen.",
        ),
        headers=_HEADERS,
        rows=tuple(_rows(entry.person, keys_of(Contactpersoon).values(), str)),
    )


def _who_reads(organisatie: Organisatie) -> Part:
    keys = [one.naam for one in organisatie.coordinatoren if one.sleutel]
    return Part(
        title="Wie het kan lezen",
        sentences=(
            f"Namen, adressen en verhalen zijn versleuteld. Een sleutel heeft: {join_nl(keys) or 'nog niemand'}.",
            "In mails die bb aan coördinatoren stuurt, staan zaaknummers en dagen, nooit namen of adressen.",
            "bb stelt bemiddelaars voor; een mens beslist. Over u wordt niets door een programma besloten.",
        ),
    )


def _rights(organisatie: Organisatie) -> Part:
    return Part(
        title="Wat u kunt vragen",
        items=(
            "Klopt er iets niet? Dan verbeteren wij het.",
            "Wilt u dat wij uw gegevens wissen, of er minder mee doen? Dan bespreken wij wat kan, binnen een maand.",
            "U mag toestemming altijd intrekken.",
            "U mag een klacht indienen bij ons, en bij de Autoriteit Persoonsgegevens.",
        ),
        sentences=(_ask(organisatie),),
    )


def _rows(holder: object, keys: Iterable[Key], say: Callable[[str], str]) -> Iterator[tuple[str, str, str]]:
    """Yield the keys that have a value in `holder`: the name, the value in words, and why it is kept."""
    for key in keys:
        told = _words(getattr(holder, key.attribute, None))
        if told:
            yield key.name.replace("_", " "), say(told), key.why


def _words(value: Value) -> str:
    if isinstance(value, tuple):
        return join_nl([_words(one) for one in value])
    if isinstance(value, Mapping):
        return "; ".join(f"{written(name)}: {_words(one)}" for name, one in value.items())
    if hasattr(value, "__dataclass_fields__") and keys_of(type(value)):
        told = ((name, getattr(value, key.attribute)) for name, key in keys_of(type(value)).items())
        return "; ".join(f"{name} {_words(one)}" for name, one in told if one not in (None, (), {}))
    return written(value)
