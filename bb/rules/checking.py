"""Asking the rules: of one file, of some files, of all.

What is about one file is asked where the file is read, in any process (`check_part`); what comes back of some files is
small, and `join` has what it needs to ask the rules about more than one file (a test holds the two together).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from bb.domain.finding import Finding
from bb.domain.kinds import FOLDERS
from bb.domain.records import Activiteit, Casus, Organisatie, Partner, Record, Vrijwilliger
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.words import vocabularies
from bb.domain.workdays import calendar_of
from bb.rules import (
    OF_ACTIVITEIT,
    OF_CASE,
    OF_CASUS,
    OF_CONTACTS,
    OF_FILE,
    OF_NAMES,
    OF_ORGANISATIE,
    OF_PARTNER,
    OF_RECORD,
    OF_TEAM,
    OF_TEXT,
    OF_VRIJWILLIGER,
    OF_WAIVING,
    RULES,
)
from bb.rules.case import Case, case_of
from bb.rules.contacts import Contacts, merge, spoken_with
from bb.rules.rule import Context, Rule, is_sure
from bb.rules.teams import Teams, hidden_training, linked, named_in, teams_of
from bb.rules.values import all_known
from bb.rules.waivers import waiving
from bb.rules.written import written

_TOGETHER = 50  # records of which the rules are asked one by one


def context_of(
    organisatie: Organisatie, today: date, known: Mapping[str, frozenset[str]] = MappingProxyType({})
) -> Context:
    """Return what the rules may know of an organisation on a day; `known` are the ids that have a file, by kind."""
    return Context(
        organisatie=organisatie,
        today=today,
        calendar=calendar_of(organisatie.gesloten),
        words=vocabularies(organisatie),
        codes=frozenset(rule.CODE for rule in RULES),
        known=known,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What came of checking some records, and what the rules about more than one file need to know of them.

    `findings` are those about records that waive nothing; `waiving` are the others, with the findings about
    each. `teams` are the cases that had a team, `people` the volunteers, `trainings` the activities that are one,
    `contacts` the last day on which each volunteer was spoken with in a case or an activity: today when a file
    names them that could not be wholly read. `hidden` are the volunteers whose trainings may stand in such a file.
    """

    findings: tuple[Finding, ...] = ()
    waiving: tuple[tuple[Record, tuple[Finding, ...]], ...] = ()
    teams: tuple[Teams, ...] = ()
    people: tuple[Vrijwilliger, ...] = ()
    trainings: tuple[Activiteit, ...] = ()
    contacts: Mapping[str, date] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def check(register: Register, today: date, unread: Sequence[Source] = ()) -> tuple[Finding, ...]:
    """Return everything the rules find wrong in a register as it stands on `today`, by file and place.

    Call it only when `bb.yaml` could be read: without wijken and words every record seems wrong;
    `check_texts` can always be asked. Files that could not be read are not in a register: they are `unread`.
    """
    context = context_of(register.organisatie, today, register.known)
    records = [record for kind in FOLDERS for record in register.of_kind(kind).values()]
    parts = [check_part(records[start : start + _TOGETHER], context) for start in range(0, len(records), _TOGETHER)]
    parts.append(check_part((), context, unread))
    return tuple(sorted((*check_organisatie(register.organisatie, context), *join(parts, context))))


def check_part(records: Sequence[Record], context: Context, unread: Sequence[Source] = ()) -> Part:
    """Ask the rules about one file of some records; `unread` are the files that gave no record.

    A rule is asked of all records before the next rule is: a machine does the same thing fifty times much quicker than
    sixty things in turn.
    """
    subjects = [case_of(record, context.today) if isinstance(record, Casus) else record for record in records]
    others = [subject for subject in subjects if not _waives(subject)]
    return Part(
        findings=tuple(_about(others, context)),
        waiving=tuple((_record(one), tuple(_about([one], context))) for one in subjects if _waives(one)),
        teams=tuple(had for subject in subjects if isinstance(subject, Case) and (had := teams_of(subject))),
        people=tuple(record for record in records if isinstance(record, Vrijwilliger)),
        trainings=tuple(r for r in records if isinstance(r, Activiteit) and r.soort == "training"),
        contacts=_contacts(records, context, unread),
        hidden=frozenset[str]().union(
            *(hidden_training(record) for record in records if record.unread),
            *(named_in(source.text) for source in unread if source.path.startswith(FOLDERS["activiteit"])),
        ),
    )


def _contacts(records: Sequence[Record], context: Context, unread: Sequence[Source]) -> Mapping[str, date]:
    """Return the last day on which each volunteer was spoken with; today, where something could not be read."""
    contacts: dict[str, date] = {}
    if context.organisatie.vrijwilligers.contactritme:
        for record in records:
            spoken_with(record, context.today, contacts)
    for record in records:
        if record.unread:
            merge(contacts, dict.fromkeys({record.id, *named_in(record.source.text)}, context.today))
    for source in unread:
        merge(contacts, dict.fromkeys(named_in(source.text), context.today))
    return contacts


def join(parts: Sequence[Part], context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in all parts together: those about one file, and those about more."""
    contacts: dict[str, date] = {}
    for part in parts:
        merge(contacts, part.contacts)
    people = {one.id: one for part in parts for one in part.people}
    across = [*_ask(OF_CONTACTS, [Contacts(people, contacts)], context)]
    trainings = tuple(one for part in parts for one in part.trainings)
    hidden = frozenset[str]().union(*(part.hidden for part in parts))
    teams = linked([had for part in parts for had in part.teams], people, trainings, hidden)
    across += _ask_sure(OF_TEAM, [_Asked(one, (), one.casus.unread) for one in teams], context)
    found = [finding for part in parts for finding in part.findings]
    waives = [pair for part in parts for pair in part.waiving]
    own = {record.source.path for record, _ in waives}
    found += [finding for finding in across if finding.path not in own]
    for record, about in waives:
        left = waiving(record, (*about, *(finding for finding in across if finding.path == record.source.path)))
        found += (*left.kept, *(_ask(OF_WAIVING, [left], context) if not record.unread else ()))
    return tuple(sorted(found))


def check_record(record: Record, context: Context) -> tuple[Finding, ...]:
    """Return what the rules about one file find in a record, what it waives left out."""
    subject = case_of(record, context.today) if isinstance(record, Casus) else record
    return tuple(sorted(waiving(record, _about([subject], context)).kept))


def check_organisatie(organisatie: Organisatie, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in `bb.yaml` itself."""
    found = [
        *_ask(OF_TEXT, [written(organisatie.source)], context),
        *_ask(OF_FILE, [organisatie], context),
        *_ask(OF_ORGANISATIE, [organisatie], context),
    ]
    return tuple(sorted(found))


def check_text(source: Source, context: Context) -> tuple[Finding, ...]:
    """Return the personal data in any text: a file that could not be read further, a commit message."""
    return tuple(sorted(_ask(OF_TEXT, [written(source)], context)))


def check_texts(sources: Iterable[Source], context: Context) -> tuple[Finding, ...]:
    """Return the personal data in some files, whatever else is wrong with them."""
    return tuple(found for source in sources for found in check_text(source, context))


class _Asked(NamedTuple):
    """What a rule may be asked about, with the events that happened to it and the keys that could not be read."""

    subject: object
    happened: Collection[str]
    unread: frozenset[str]


def _about(subjects: Sequence[Record | Case], context: Context) -> Iterator[Finding]:
    """Yield what the rules about one file find in each of some records; a case comes with its journal told."""
    records = [_record(subject) for subject in subjects]
    asked = [_Asked(record, {event.wat for event in record.verloop}, record.unread) for record in records]
    cases = [_Asked(one, one.by_event, one.casus.unread) for one in subjects if isinstance(one, Case)]
    known = [all_known(record, context) for record in records]
    yield from _ask(OF_TEXT, [one for record in records if (one := written(record.source)).hits], context)
    yield from _ask(OF_FILE, [one for one, are_known in zip(records, known, strict=True) if not are_known], context)
    yield from _ask_sure(OF_NAMES, [one for one, are_known in zip(asked, known, strict=True) if not are_known], context)
    yield from _ask_sure(OF_RECORD, asked, context)
    yield from _ask_sure(OF_CASE, cases, context)
    for cls, rules in _OF_A_KIND.items():
        yield from _ask_sure(rules, [one for one in asked if isinstance(one.subject, cls)], context)


_OF_A_KIND: Mapping[type, Iterable[Rule[Any]]] = {
    Casus: OF_CASUS,
    Vrijwilliger: OF_VRIJWILLIGER,
    Partner: OF_PARTNER,
    Activiteit: OF_ACTIVITEIT,
}


def _record(subject: Record | Case) -> Record:
    return subject.casus if isinstance(subject, Case) else subject


def _waives(subject: Record | Case) -> bool:
    return any(waiver.regel for waiver in _record(subject).uitzonderingen)


def _ask(rules: Iterable[Rule[Any]], subjects: Sequence[object], context: Context) -> Iterator[Finding]:
    for rule in rules:
        for subject in subjects:
            yield from rule.check(subject, context)


def _ask_sure(rules: Iterable[Rule[Any]], asked: Sequence[_Asked], context: Context) -> Iterator[Finding]:
    """Ask each rule where an event happened that it is about (`ABOUT`), and all could be read that it relies on."""
    for rule in rules:
        about: frozenset[str] | None = getattr(rule, "ABOUT", None)
        for subject, happened, unread in asked:
            if (about is None or not about.isdisjoint(happened)) and (not unread or is_sure(rule, unread)):
                yield from rule.check(subject, context)
