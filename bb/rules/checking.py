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

from bb.domain.detectors import look_ahead
from bb.domain.finding import Finding
from bb.domain.kinds import FOLDERS
from bb.domain.records import Activiteit, Casus, Organisatie, Record, Vrijwilliger
from bb.domain.register import Register
from bb.domain.source import Source
from bb.domain.words import vocabularies
from bb.domain.workdays import calendar_of
from bb.rules import (
    OF_CASE,
    OF_CONTACTS,
    OF_FILE,
    OF_KIND,
    OF_NAMES,
    OF_ORGANISATIE,
    OF_RECORD,
    OF_TEAM,
    OF_TEXT,
    OF_WAIVING,
    RULES,
)
from bb.rules.case import Case, case_of
from bb.rules.contacts import Contacts, merge, spoken_with
from bb.rules.doubt import doubted, in_all, ways_of
from bb.rules.rule import Context, Rule, askable
from bb.rules.teams import Teams, hidden_training, linking, named_in, teams_of
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


class Waives(NamedTuple):
    """A record that waives something, the findings about it, and the codes that may be waived as well."""

    record: Record
    found: tuple[Finding, ...]
    perhaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What came of checking some records, and what the rules about more than one file need to know of them.

    `findings` are those about records that waive nothing; `waiving` are the others, with the findings about
    each. `teams` are the cases that had a team, `people` the volunteers, `others` some of these as they may have been
    meant as well, by id. `trainings` are the activities that are one, `contacts` the last day on which each volunteer
    was spoken with in a case or an activity: today when a file names them that could not be wholly read. `hidden` are
    the volunteers whose trainings may stand in such a file.
    """

    findings: tuple[Finding, ...] = ()
    waiving: tuple[Waives, ...] = ()
    teams: tuple[Teams, ...] = ()
    people: tuple[Vrijwilliger, ...] = ()
    others: Mapping[str, tuple[Vrijwilliger, ...]] = field(default_factory=dict)
    trainings: tuple[Activiteit, ...] = ()
    contacts: Mapping[str, date] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()


def check(register: Register, today: date, unread: Sequence[Source] = ()) -> tuple[Finding, ...]:
    """Return everything the rules find wrong in a register as it stands on `today`, by file and place.

    Call it only when `bb.yaml` could be read: without wijken and words every record seems wrong;
    `check_texts` can always be asked. Files that gave no record are not in a register: they are `unread`.
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
    sure = [record for record in records if record.source.mended is None]
    subjects = [case_of(record, context.today) if isinstance(record, Casus) else record for record in sure]
    others = [subject for subject in subjects if not _waives(_record(subject))]
    sources = (*(record.source for record in records if record.source.mended), *unread)
    doubts = [doubted(source, context) for source in sources]
    likely = [doubt.record for doubt in doubts if doubt.record]
    teams = (*(teams_of(one) for one in subjects if isinstance(one, Case)), *(doubt.teams for doubt in doubts))
    return Part(
        findings=(
            *_about(others, context),
            *(one for doubt in doubts if not (doubt.record and _waives(doubt.record)) for one in doubt.found),
        ),
        waiving=(
            *(Waives(_record(one), tuple(_about([one], context))) for one in subjects if _waives(_record(one))),
            *(Waives(one.record, one.found, one.perhaps) for one in doubts if one.record and _waives(one.record)),
        ),
        teams=tuple(had for had in teams if had),
        people=tuple(one for one in (*sure, *likely) if isinstance(one, Vrijwilliger)),
        others={doubt.record.id: doubt.others for doubt in doubts if doubt.record and doubt.others},
        trainings=tuple(one for one in records if isinstance(one, Activiteit) and one.soort == "training"),
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
    unsure = [*(record.source for record in records if record.unread), *unread]
    for source in unsure:
        if not source.path.startswith(FOLDERS["vrijwilliger"]):
            merge(contacts, dict.fromkeys(named_in(source.text), context.today))
    return contacts


def join(parts: Sequence[Part], context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in all parts together: those about one file, and those about more."""
    contacts: dict[str, date] = {}
    for part in parts:
        merge(contacts, part.contacts)
    people = {one.id: one for part in parts for one in part.people}
    others = {id_: ways for part in parts for id_, ways in part.others.items()}
    trainings = tuple(one for part in parts for one in part.trainings)
    hidden = frozenset[str]().union(*(part.hidden for part in parts))
    teams = [had for part in parts for had in part.teams]
    links = linking(teams, people, trainings, hidden)
    settled = {id_: one for id_, one in people.items() if id_ not in others}
    unsure = {
        had.casus.id: had for had in teams if had.others or (others and not others.keys().isdisjoint(had.members))
    }
    across = [
        *_ask(OF_CONTACTS, [Contacts(settled, contacts)], context),
        *_ask(OF_TEAM, [one for had in teams if had.casus.id not in unsure for one in links(had)], context),
    ]
    asked = [
        *(in_all(OF_TEAM, [list(links(*way)) for way in ways_of(had, others)], context) for had in unsure.values()),
        *(
            in_all(OF_CONTACTS, [[Contacts({id_: one}, contacts)] for one in (people[id_], *ways)], context)
            for id_, ways in others.items()
        ),
    ]
    across += [finding for sure in asked for finding in sure.found]
    found = [finding for part in parts for finding in part.findings]
    waives = [one for part in parts for one in part.waiving]
    own = {one.record.source.path for one in waives}
    found += [finding for finding in across if finding.path not in own]
    for record, about, perhaps in waives:
        theirs = (finding for finding in across if finding.path == record.source.path)
        told = {code for sure in asked for path, code in sure.perhaps if path == record.source.path}
        left = waiving(record, (*about, *theirs), perhaps | told)
        found += (*left.kept, *_ask(OF_WAIVING, [left], context))
    return tuple(sorted(found))


def check_organisatie(organisatie: Organisatie, context: Context) -> tuple[Finding, ...]:
    """Return what the rules find in `bb.yaml` itself."""
    ways = organisatie.source.mended() if organisatie.source.mended else ()
    sure = in_all((*OF_FILE, *OF_ORGANISATIE), [[one] for one in (organisatie, *ways)], context)
    return tuple(sorted((*_ask(OF_TEXT, [written(organisatie.source)], context), *sure.found)))


def check_text(source: Source, context: Context) -> tuple[Finding, ...]:
    """Return the personal data in any text: a file that could not be read further, a commit message."""
    return tuple(sorted(_ask(OF_TEXT, [written(source)], context)))


def check_texts(sources: Iterable[Source], context: Context) -> tuple[Finding, ...]:
    """Return the personal data in some files, whatever else is wrong with them."""
    return tuple(found for source in sources for found in check_text(source, context))


def _about(subjects: Sequence[Record | Case], context: Context) -> Iterator[Finding]:
    """Yield what the rules about one file find in each of some records; a case comes with its journal told."""
    records = [_record(subject) for subject in subjects]
    asked = [_Asked(record, {event.wat for event in record.verloop}) for record in records]
    cases = [_Asked(one, one.by_event) for one in subjects if isinstance(one, Case)]
    unknown = [record for record in records if not all_known(record, context)]
    look_ahead(record.source.text for record in records)
    yield from _ask(OF_TEXT, [one for record in records if (one := written(record.source)).hits], context)
    yield from _ask((*OF_FILE, *OF_NAMES), unknown, context)
    yield from _ask_about(OF_RECORD, asked, context)
    yield from _ask_about(OF_CASE, cases, context)
    for cls, rules in OF_KIND.items():
        yield from _ask_about(rules, [one for one in asked if isinstance(one.subject, cls)], context)


class _Asked(NamedTuple):
    """What a rule may be asked about, with the events that happened to it."""

    subject: object
    happened: Collection[str]


def _record(subject: Record | Case) -> Record:
    return subject.casus if isinstance(subject, Case) else subject


def _waives(record: Record) -> bool:
    return any(waiver.regel for waiver in record.uitzonderingen)


def _ask(rules: Iterable[Rule[Any]], subjects: Sequence[object], context: Context) -> Iterator[Finding]:
    for rule in askable(rules, context):
        for subject in subjects:
            yield from rule.check(subject, context)


def _ask_about(rules: Iterable[Rule[Any]], asked: Sequence[_Asked], context: Context) -> Iterator[Finding]:
    """Ask each rule where an event happened that it is about (`ABOUT`)."""
    for rule in askable(rules, context):
        about: frozenset[str] | None = getattr(rule, "ABOUT", None)
        for subject, happened in asked:
            if about is None or not about.isdisjoint(happened):
                yield from rule.check(subject, context)
