"""Asking the rules: of one file, of some files, of all.

What is about one file is asked where the file is read, in any process (`check_part`); what comes back of some files is
small, and `join` has what it needs to ask the rules about more than one file (a test holds the two together).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

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
from bb.rules.waivers import waiving
from bb.rules.written import written


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
    records = (record for kind in FOLDERS for record in register.of_kind(kind).values())
    part = check_part(records, context, unread)
    return tuple(sorted((*check_organisatie(register.organisatie, context), *join([part], context))))


def check_part(records: Iterable[Record], context: Context, unread: Sequence[Source] = ()) -> Part:
    """Ask the rules about one file of some records. Each is let go of before the next is asked for.

    `unread` are the files that gave no record; it is looked at last, so asking for records may fill it.
    """
    findings: list[Finding] = []
    waives: list[tuple[Record, tuple[Finding, ...]]] = []
    teams: list[Teams] = []
    people: list[Vrijwilliger] = []
    trainings: list[Activiteit] = []
    contacts: dict[str, date] = {}
    hidden: set[str] = set()
    for record in records:
        case = case_of(record, context.today) if isinstance(record, Casus) else None
        found = _about(case or record, context)
        if any(waiver.regel for waiver in record.uitzonderingen):
            waives.append((record, tuple(found)))
        else:
            findings += found
        if case and (had := teams_of(case)):
            teams.append(had)
        if isinstance(record, Vrijwilliger):
            people.append(record)
        elif isinstance(record, Activiteit) and record.soort == "training":
            trainings.append(record)
        if context.organisatie.vrijwilligers.contactritme:
            merge(contacts, spoken_with(record, context.today))
        if record.unread:
            hidden |= hidden_training(record)
            merge(contacts, dict.fromkeys({record.id, *named_in(record.source.text)}, context.today))
    for source in unread:
        merge(contacts, dict.fromkeys(named_in(source.text), context.today))
        if source.path.startswith(FOLDERS["activiteit"]):
            hidden |= named_in(source.text)
    return Part(
        findings=tuple(findings),
        waiving=tuple(waives),
        teams=tuple(teams),
        people=tuple(people),
        trainings=tuple(trainings),
        contacts=contacts,
        hidden=frozenset(hidden),
    )


def join(parts: Sequence[Part], context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in all parts together: those about one file, and those about more."""
    contacts: dict[str, date] = {}
    for part in parts:
        merge(contacts, part.contacts)
    people = {one.id: one for part in parts for one in part.people}
    across = [*_ask(OF_CONTACTS, Contacts(people, contacts), context)]
    trainings = tuple(one for part in parts for one in part.trainings)
    hidden = frozenset[str]().union(*(part.hidden for part in parts))
    for one in linked([had for part in parts for had in part.teams], people, trainings, hidden):
        across += _ask(OF_TEAM, one, context, one.casus.unread)
    found = [finding for part in parts for finding in part.findings]
    waives = [pair for part in parts for pair in part.waiving]
    own = {record.source.path for record, _ in waives}
    found += [finding for finding in across if finding.path not in own]
    for record, about in waives:
        left = waiving(record, (*about, *(finding for finding in across if finding.path == record.source.path)))
        found += (*left.kept, *(_ask(OF_WAIVING, left, context) if not record.unread else ()))
    return tuple(sorted(found))


def check_record(record: Record, context: Context) -> tuple[Finding, ...]:
    """Return what the rules about one file find in a record, what it waives left out."""
    subject = case_of(record, context.today) if isinstance(record, Casus) else record
    return tuple(sorted(waiving(record, _about(subject, context)).kept))


def check_organisatie(organisatie: Organisatie, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in `bb.yaml` itself."""
    found = [
        *_ask(OF_TEXT, written(organisatie.source), context),
        *_ask(OF_FILE, organisatie, context),
        *_ask(OF_ORGANISATIE, organisatie, context),
    ]
    return tuple(sorted(found))


def check_text(source: Source, context: Context) -> tuple[Finding, ...]:
    """Return the personal data in any text: a file that could not be read further, a commit message."""
    return tuple(sorted(_ask(OF_TEXT, written(source), context)))


def check_texts(sources: Iterable[Source], context: Context) -> tuple[Finding, ...]:
    """Return the personal data in some files, whatever else is wrong with them."""
    return tuple(found for source in sources for found in check_text(source, context))


def _ask(
    rules: Iterable[Rule[Any]], subject: object, context: Context, unread: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    for rule in rules:
        if is_sure(rule, unread):
            yield from rule.check(subject, context)


def _about(subject: Record | Case, context: Context) -> Iterator[Finding]:
    record = subject.casus if isinstance(subject, Case) else subject
    yield from _ask(OF_TEXT, written(record.source), context)
    yield from _ask(OF_FILE, record, context)
    yield from _ask(OF_RECORD, record, context, record.unread)
    match subject:
        case Case():
            yield from _ask(OF_CASUS, record, context, record.unread)
            yield from _ask(OF_CASE, subject, context, record.unread)
        case Vrijwilliger():
            yield from _ask(OF_VRIJWILLIGER, record, context, record.unread)
        case Partner():
            yield from _ask(OF_PARTNER, record, context, record.unread)
        case Activiteit():
            yield from _ask(OF_ACTIVITEIT, record, context, record.unread)
        case _:
            pass
