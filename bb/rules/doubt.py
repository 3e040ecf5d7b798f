"""Asking the rules of a file with mistakes in it: what is found however these are mended is sure.

One mistake gives one finding, and two mistakes two. So a rule is asked of the file as it was likely meant, and what it
finds counts when it finds the same in all other ways the file may have been meant (`Source.mended`). That leaves out
what would only follow from the mistake, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from bb.domain.finding import Finding, Position
from bb.domain.records import Casus, Record, Vrijwilliger
from bb.domain.source import Source
from bb.rules import OF_CASE, OF_FILE, OF_KIND, OF_NAMES, OF_RECORD, OF_TEXT
from bb.rules.case import Case, case_of
from bb.rules.rule import Context, Rule, askable
from bb.rules.teams import Teams, teams_of
from bb.rules.written import written

_OF_A_LINE = frozenset({"op", "wat", "verloop"})


class Doubted(NamedTuple):
    """What is sure of a file with mistakes.

    `record` is the file as it was likely meant, None when nobody can say; `found` is what holds in any case.
    `teams` are the teams of a case, with those it may have had; `others` a volunteer as they may have been meant as
    well. `perhaps` are the codes of rules that find something in one reading at least.
    """

    record: Record | None
    found: tuple[Finding, ...] = ()
    teams: Teams | None = None
    others: tuple[Vrijwilliger, ...] = ()
    perhaps: frozenset[str] = frozenset()


def doubted(source: Source, context: Context) -> Doubted:
    """Return what is sure of a file with mistakes, whatever these are."""
    text = written(source)
    stands = tuple(finding for rule in OF_TEXT for finding in rule.check(text, context))
    if source.mended is None:
        return Doubted(None, stands)
    readings = source.mended()
    record = next(readings, None)
    if record is None:
        return Doubted(None, stands)
    subject = _subject(record, context)
    found = {_mark(finding): finding for finding in _ask(subject, context)}
    teams = teams_of(subject) if isinstance(subject, Case) else None
    waived = [waiver for waiver in record.uitzonderingen if waiver.regel]
    perhaps = {finding.code for finding in found.values()}
    others: list[Vrijwilliger] = []
    for reading in readings:
        if not (found or teams or waived or isinstance(reading, Vrijwilliger)):
            break
        other = _subject(reading, context)
        codes = None if waived else {finding.code for finding in found.values()}
        again = {_mark(finding): finding for finding in _ask(other, context, codes)}
        found = {one: finding for one, finding in found.items() if one in again}
        perhaps |= {finding.code for finding in again.values()}
        if teams and isinstance(other, Case):
            another = teams_of(other)
            teams = teams._replace(others=(*teams.others, another)) if another else None
        if isinstance(reading, Vrijwilliger):
            others.append(reading)
    if not record.unread.isdisjoint(_OF_A_LINE):
        perhaps |= {waiver.regel for waiver in waived if waiver.regel and (waiver.op or waiver.wat)}
    return Doubted(record, (*stands, *found.values()), teams, tuple(others), frozenset(perhaps))


class Sure(NamedTuple):
    """What rules find in every way something may have been meant, and the files and codes of what they do in one."""

    found: tuple[Finding, ...]
    perhaps: frozenset[tuple[str, str]]


def in_all(rules: Iterable[Rule[Any]], ways: Iterable[Iterable[object]], context: Context) -> Sure:
    """Ask rules of some subjects, in each way these may have been meant, the likeliest first."""
    can = list(askable(rules, context))
    asked = [[one for rule in can for subject in way for one in rule.check(subject, context)] for way in ways]
    marks = [{_mark(one) for one in found} for found in asked]
    return Sure(
        tuple(one for one in asked[0] if all(_mark(one) in other for other in marks)),
        frozenset((one.path, one.code) for found in asked for one in found),
    )


def ways_of(
    had: Teams, others: Mapping[str, Sequence[Vrijwilliger]]
) -> Iterator[tuple[Teams, Mapping[str, Vrijwilliger]]]:
    """Yield a case and who are to be taken instead of volunteers, in each way either may have been meant.

    Args:
        had: a case that had a team.
        others: volunteers as they may have been meant as well, by id.
    """
    yield had, {}
    yield from ((other, {}) for other in had.others)
    yield from ((had, {id_: one}) for id_ in sorted(had.members & others.keys()) for one in others[id_])


def _mark(finding: Finding) -> tuple[str, str, Position, str]:
    """Return what makes two findings the same; what to do may differ."""
    return finding.path, finding.code, finding.position, finding.message


def _subject(record: Record, context: Context) -> Record | Case:
    return case_of(record, context.today) if isinstance(record, Casus) else record


def _ask(subject: Record | Case, context: Context, codes: Collection[str] | None = None) -> Iterator[Finding]:
    """Ask the rules about what stands in the fields of one file: all of them, or those of some codes."""
    record = subject.casus if isinstance(subject, Case) else subject
    rules: list[tuple[Rule[Any], object]] = [
        (rule, record) for rule in (*OF_FILE, *OF_NAMES, *OF_RECORD, *OF_KIND.get(type(record), ()))
    ]
    if isinstance(subject, Case):
        rules += [(rule, subject) for rule in OF_CASE]
    can = {rule.CODE for rule in askable((rule for rule, _ in rules), context)}
    for rule, one in rules:
        if rule.CODE in (can if codes is None else can.intersection(codes)):
            yield from rule.check(one, context)
