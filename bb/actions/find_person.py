"""Finding one person in everything that is held: by name, telephone, mail or id, in dossiers and in texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bb.actions.dossiers import Held, each
from bb.actions.stop import Status, Stop
from bb.actions.vault import Vault
from bb.domain.dossier import CasusDossier, Dossier, PartijDossier, Persoonlijk, people, texts_of
from bb.domain.known_names import pattern_of
from bb.domain.leave_out import Reader, telling_of, values_of
from bb.domain.records import Casus, Record
from bb.domain.same import phone_of
from bb.report.access import Entry, Mention
from bb.text.fold import folded

_NO_WORD = re.compile(r"\W+")
_NUMBER = re.compile(r"[0-9 ()+./-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What was found: where the person stands, what stands elsewhere, and what the coördinator must look at.

    `alike` are places of people with another name but the same telephone or mail; `namesakes` those of people with the
    same name who were not meant, in whose records no text was looked at; `shut` the dossiers that could not be read.
    """

    held: tuple[Entry, ...]
    mentions: tuple[Mention, ...] = ()
    alike: tuple[str, ...] = ()
    namesakes: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()


def find_person(vault: Vault, wanted: str, only: Sequence[str] = ()) -> Search:
    """Return everything held on the person of a name, a telephone number, a mail address or an id.

    Someone who is in no dossier of their own may still be named in a text.

    Args:
        vault: opened.
        wanted: what was typed; of a name all words, in any order.
        only: ids of records, when more people have this name.

    Raises:
        Stop: nobody is found, or more than one person.
    """
    known = _everything(vault)
    found = [one for one in known.people if _is_meant(one, wanted) and (not only or one.id in only)]
    whole = [one for one in found if _words(one.person.naam) == _words(wanted)]
    found = whole or found
    if len({one.id for one in found}) < len(found):
        raise _several(found, "Zeg om wie het gaat, met een zaaknummer: bb access ID --party LETTER")
    if not only and (len(_apart(found)) > 1 or len({_words(one.person.naam) for one in found}) > 1):
        raise _several(found, "Zeg in welke bestanden het om deze persoon gaat: --in ID, voor elk bestand een keer.")
    own = _own(found, wanted)
    mine = {(one.id, one.who) for one in found}
    names = {_words(one.person.naam) for one in found} - {frozenset()}
    namesakes = [one for one in known.people if (one.id, one.who) not in mine and _words(one.person.naam) in names]
    mentions = tuple(_mentions(vault, known, found, own, {one.id for one in (*found, *namesakes)}))
    if not found and not mentions:
        raise Stop("Er is niemand gevonden. Typ de naam zoals in het dossier, een telefoonnummer of een mailadres.")
    reach = set(map(_reached, (*own.telefoon, *own.mail)))
    apart = [one for one in known.people if (one.id, one.who) not in mine]
    alike = [one for one in apart if reach & set(map(_reached, (*one.person.telefoon, *one.person.mail)))]
    return Search(
        held=tuple(_among(one, known.people, mine) for one in found),
        mentions=mentions,
        alike=tuple(map(_place, alike)) if found else (),
        namesakes=tuple(map(_place, namesakes)),
        shut=known.shut,
    )


def _several(found: Sequence[Entry], how: str) -> Stop:
    who = "\n".join(f"  {_place(one)}: {one.person.naam}, {one.person.adres or 'zonder adres'}" for one in found)
    return Stop(f"Dit kunnen verschillende mensen zijn.\n{who}\n{how}", Status.USAGE)


def _apart(found: Sequence[Entry]) -> list[set[str]]:
    """Return what reaches the people who were found, one set for each who shares nothing with another."""
    groups: list[set[str]] = []
    for one in found:
        reach = {_reached(value) for value in values_of(one.person) if value != one.person.naam}
        near = [group for group in groups if group & reach]
        groups = [group for group in groups if group not in near] + [reach.union(*near)]
    return groups


def _reached(value: str) -> str:
    return (_NUMBER.fullmatch(value) and phone_of(value)) or folded(value)


def party_of(vault: Vault, casus: Casus, letter: str) -> Search:
    """Return what one case holds on one of its parties; also when its dossier is empty or gone.

    Raises:
        Stop: the case has no such party.
    """
    known = _everything(vault)
    found = next((one for one in known.people if one.id == casus.id and one.who == letter), None)
    if found is None:
        if letter not in casus.partijen:
            raise Stop(f"{casus.id} heeft geen partij {letter}; wel: {', '.join(casus.partijen)}.", Status.USAGE)
        dossier = known.dossiers.get(casus.id, CasusDossier())
        found = Entry(kind="casus", id=casus.id, who=letter, person=PartijDossier(), dossier=dossier)
    return Search(held=(_among(found, known.people, {(found.id, found.who)}),), shut=known.shut)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Everything:
    """Everyone in all dossiers, the dossiers by the id of their record, and the paths of those that do not open."""

    people: tuple[Entry, ...]
    dossiers: Mapping[str, Dossier]
    shut: tuple[str, ...]


def _everything(vault: Vault) -> _Everything:
    everyone: list[Entry] = []
    dossiers: dict[str, Dossier] = {}
    shut: list[str] = []
    for one in each(vault):
        value = one.written.value if isinstance(one, Held) else None
        if isinstance(one, str) or value is None:
            shut.append(one if isinstance(one, str) else one.path)
            continue
        if one.id not in vault.opened.register.of_kind(one.kind):
            shut.append(one.path)
            continue
        dossiers[one.id] = value
        everyone += [Entry(kind=one.kind, id=one.id, who=w, person=p, dossier=value) for w, p in people(value)]
    return _Everything(people=tuple(everyone), dossiers=dossiers, shut=tuple(shut))


def _among(one: Entry, everyone: Sequence[Entry], mine: Collection[tuple[str, str]]) -> Entry:
    """Return an entry with everyone else who is known, apart those of the same record and volunteers."""
    apart = [other for other in everyone if (other.id, other.who) not in mine]
    near = tuple(other.person for other in apart if other.id == one.id or other.kind == "vrijwilliger")
    return replace(one, others=near, elsewhere=tuple(other.person for other in apart))


def _own(found: Sequence[Entry], wanted: str) -> Persoonlijk:
    """Return all that is known of the person, from every place together; else only the name that was typed."""
    if not found:
        return Persoonlijk(naam=wanted)
    return Persoonlijk(
        naam=found[0].person.naam,
        adres=next((one.person.adres for one in found if one.person.adres), None),
        telefoon=tuple(dict.fromkeys(number for one in found for number in one.person.telefoon)),
        mail=tuple(dict.fromkeys(mail for one in found for mail in one.person.mail)),
    )


def _mentions(
    vault: Vault, known: _Everything, found: Sequence[Entry], own: Persoonlijk, passed: Collection[str]
) -> Iterator[Mention]:
    """Yield each line of a text elsewhere in which the person stands, without the others in it.

    A name of one word finds nobody: many people have it. Who was found in no dossier is looked for as typed.

    Args:
        vault: opened.
        known: everyone.
        found: where the person stands.
        own: all that is known of the person together.
        passed: the ids of dossiers that are passed over: the person's own, and those of namesakes.
    """
    told = [value for one in found for value in telling_of(one.person)] if found else values_of(own)
    looked_for = pattern_of(told)
    if looked_for is None:
        return
    mine = {(one.id, one.who) for one in found}

    @cache
    def reader(id_: str) -> Reader:
        return _among(Entry(kind="", id=id_, who="", person=own), known.people, mine).reader

    lines = [(id_, line) for id_, dossier in known.dossiers.items() if id_ not in passed for line in _lines_of(dossier)]
    apart = set(passed) - {id_ for id_, _ in mine}
    lines += [(one.id, line) for one in _records(vault) if one.id not in apart for line in one.source.text.splitlines()]
    for id_, line in lines:
        if looked_for.search(folded(line)):
            yield Mention(id=id_, text=reader(id_).may_read(line.strip()))


def _records(vault: Vault) -> Iterator[Record]:
    register = vault.opened.register
    for kind in ("casus", "vrijwilliger", "partner", "activiteit"):
        yield from register.of_kind(kind).values()


def _lines_of(dossier: Dossier) -> Iterator[str]:
    yield from (line for text in texts_of(dossier) for line in text.splitlines() if line.strip())


def _is_meant(one: Entry, wanted: str) -> bool:
    person = one.person
    if "@" in wanted:
        return folded(wanted.strip()) in {folded(mail) for mail in person.mail}
    if _NUMBER.fullmatch(wanted) and (number := phone_of(wanted)):
        return number in map(phone_of, person.telefoon)
    if one.id == wanted:
        return one.kind == "vrijwilliger"
    asked = _words(wanted)
    return bool(asked) and asked <= _words(person.naam)


def _words(name: str | None) -> frozenset[str]:
    return frozenset(word for word in _NO_WORD.split(folded(name or "")) if word)


def _place(one: Entry) -> str:
    return f"{one.id} {'partij ' if one.kind == 'casus' else ''}{one.who}".strip()
