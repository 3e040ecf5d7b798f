"""Mailing what is due: one digest for each coördinator, queued once and sent until it is accepted.

What is due is mailed on the day it becomes due and then every week while it stays due; the queue
itself remembers what was mailed. On days the office is closed nothing is queued or sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from bb.actions.calendar_file import entry_of, label_of, sequences
from bb.actions.outbox import Delivered, deliver, held, outbox_of, require_sender
from bb.actions.reading import open_readable
from bb.actions.stop import Stop
from bb.actions.unread import unread_cases, unread_nl
from bb.agenda import Item, agenda
from bb.domain.finding import Severity
from bb.domain.records import Organisatie
from bb.domain.register import Register
from bb.domain.task import discreet_nl, together, urgent_nl
from bb.domain.workdays import calendar_of
from bb.mail import outbox
from bb.mail.calendar import calendar
from bb.mail.lines import Line, html_page, subject, text_page
from bb.mail.message import Content, message, stamp_of
from bb.mail.outbox import Queued

AGAIN = timedelta(days=7)
"""How long after a mail about something that is still due the next one comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One mail to one coördinator: its id, its bytes, the marks of what it is about and how many things that are.

    `ahead` is the day of their latest mail when that is still to come: the clock was set back, and this one stays.
    """

    id: str
    aan: str
    mail: bytes
    items: tuple[str, ...]
    about: int
    ahead: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailed:
    """What a run did. `nobody` are coördinatoren with things to do and no address, `unread` counts broken files.

    `ahead` are the coördinatoren who got a mail on a day still to come, so that this one was not sent, with that day.
    """

    organisatie: Organisatie
    delivered: Delivered = field(default_factory=Delivered)
    closed: bool = False
    nobody: tuple[str, ...] = ()
    unread: int = 0
    ahead: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pending:
    """One thing to mail to someone: its mark, and how often it was mailed before."""

    item: Item
    mark: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unread:
    """A case that could not be read wholly, and its coördinator when that much could be read."""

    id: str
    voor: str | None


def mail_followups(start: Path, today: date, now: datetime) -> Mailed:
    """Queue what is to be mailed today, and send all that waits.

    Args:
        start: a folder in the organisation.
        today: the day in Amsterdam.
        now: the moment that will stand in the mails.

    Raises:
        Stop: this computer does not mail, another run is at work, or the disk refuses (exit 75).
    """
    opened = open_readable(start)
    register = opened.register
    organisatie = register.organisatie
    require_sender(organisatie)
    folder = outbox_of(organisatie)
    unread = len({f.path for f in opened.findings if f.severity is Severity.ERROR})
    with held(folder):
        if not calendar_of(organisatie.gesloten).is_workday(today):
            return Mailed(organisatie=organisatie, closed=True, unread=unread)
        outbox.tidy(folder, today)
        full: OSError | None = None
        ahead: dict[str, date] = {}
        key = outbox.secret(folder, make_it=True)
        queue, cases = outbox.entries(folder), unread_cases(opened.findings)
        for digest in digests(register, today, now, key, queue, sequences(opened.root), cases):
            if digest.ahead:
                ahead[digest.aan] = digest.ahead
                continue
            try:
                outbox.put(
                    folder,
                    digest.id,
                    digest.mail,
                    aan=digest.aan,
                    op=today,
                    items=digest.items,
                    about=digest.about,
                )
            except OSError as error:  # what waits already must go out all the same
                full = error
        delivered = deliver(organisatie, folder, today)
        if full:
            raise full
    nobody = tuple(sorted(_without_address(register, cases, today)))
    return Mailed(organisatie=organisatie, delivered=delivered, nobody=nobody, unread=unread, ahead=ahead)


def preview(start: Path, today: date, now: datetime) -> tuple[bytes, ...]:
    """Return the mails that a run would queue now, byte for byte; nothing is written or sent.

    Raises:
        Stop: it is not said from which address mail is sent.
    """
    opened = open_readable(start)
    register = opened.register
    if not register.organisatie.mail.van:
        raise Stop("In bb.yaml staat nog niet van welk adres mail wordt verstuurd (van, bij mail).")
    if not calendar_of(register.organisatie.gesloten).is_workday(today):
        return ()
    folder = outbox_of(register.organisatie)
    key = outbox.secret(folder, make_it=False)
    queue, cases = outbox.entries(folder), unread_cases(opened.findings)
    found = digests(register, today, now, key, queue, sequences(opened.root), cases)
    return tuple(digest.mail for digest in found if not digest.ahead)


def digests(
    register: Register,
    today: date,
    now: datetime,
    key: bytes,
    queue: Sequence[Queued],
    sequences: Callable[[str], int] = lambda _: 0,
    unread: Sequence[str] = (),
) -> Iterator[Digest]:
    """Yield the mails of a day: for each coördinator what became due, or was mailed a week ago.

    Args:
        register: the organisation.
        today: the day; what is due later is left out.
        now: stands in the mails as their date.
        key: the secret of this installation.
        queue: what was mailed before, accepted or not.
        sequences: how often a file changed, for the calendar.
        unread: the cases that could not be read wholly: every mail says so, and one goes out for that alone.
    """
    organisatie = register.organisatie
    times, last = _mailed(queue)
    found, hidden = _by_reader(register, today), _unread_by_reader(register, unread, today)
    for reader in dict.fromkeys((*found, *hidden)):
        items, cases = found.get(reader, []), hidden.get(reader, [])
        known = organisatie.coordinator(reader)
        if known is None or known.mail is None or not organisatie.mail.van:
            continue
        marked = [(item, _mark(key, item, reader)) for item in items]
        pending = [
            _Pending(item=item, mark=mark, times=times.get(mark, 0))
            for item, mark in marked
            if mark not in last or today >= last[mark] + AGAIN
        ]
        marks = [stamp_of(key, case.voor or reader, [f"niet te lezen {case.id}"]) for case in cases]
        if not pending and not any(mark not in last or today >= last[mark] + AGAIN for mark in marks):
            continue
        said = [(one.mark, one.times) for one in pending] + [(mark, times.get(mark, 0)) for mark in marks]
        id_ = stamp_of(key, known.mail, [f"{mark} {before}" for mark, before in said])
        untold = unread_nl([case.id for case in cases])
        lines = _lines(pending, reader)
        entries = [entry_of(organisatie, group, sequences) for group in together(one.item for one in pending)]
        others = len({item.one for item in items} - {one.item.one for one in pending})
        content = Content(
            subject=subject(lines, today, len(cases)),
            text=text_page(lines, today, others, untold),
            html=html_page(lines, today, others, untold),
            calendar=calendar(entries, now) if entries else None,
        )
        mail = message(content, id_=id_, sender=organisatie.mail.van, recipient=known.mail, when=now)
        latest = max((entry.op for entry in queue if entry.aan == reader), default=today)
        yield Digest(
            id=id_,
            aan=reader,
            mail=mail,
            items=tuple(sorted(mark for mark, _ in said)),
            about=len(lines) or len(cases),
            ahead=latest if latest > today else None,
        )


def _mailed(queue: Sequence[Queued]) -> tuple[Mapping[str, int], Mapping[str, date]]:
    """Return how often each thing was mailed, and on which day last."""
    times: dict[str, int] = {}
    last: dict[str, date] = {}
    for entry in queue:
        for mark in entry.items:
            times[mark] = times.get(mark, 0) + 1
            last[mark] = max(last.get(mark, date.min), entry.op)
    return times, last


def _mark(key: bytes, item: Item, reader: str) -> str:
    """Return a mark for one thing to do that tells nothing; the same whoever stands in for its coördinator."""
    whose = item.voor or reader
    return stamp_of(key, whose, [f"{item.kind} {item.id} {item.term} {item.party or ''} {item.day}"])


def _by_reader(register: Register, today: date) -> Mapping[str, list[Item]]:
    """Return what is due by who gets the mail about it; what is nobody's in particular goes to all."""
    organisatie = register.organisatie
    everyone = dict.fromkeys(reader_of(organisatie, c.id, today) for c in organisatie.coordinatoren)
    found: dict[str, list[Item]] = {}
    for item in agenda(register, today).items:
        if item.day > today:
            continue
        mine = item.voor is not None and organisatie.coordinator(item.voor) is not None
        for reader in [reader_of(organisatie, item.voor or "", today)] if mine else everyone:
            found.setdefault(reader, []).append(item)
    return found


def _unread_by_reader(register: Register, cases: Sequence[str], today: date) -> Mapping[str, list[_Unread]]:
    """Return the cases that could not be read by who must know: their coördinator, or all when that is not known."""
    organisatie = register.organisatie
    everyone = dict.fromkeys(reader_of(organisatie, c.id, today) for c in organisatie.coordinatoren)
    found: dict[str, list[_Unread]] = {}
    for id_ in cases:
        casus = register.casus.get(id_)
        voor = casus.coordinator if casus and organisatie.coordinator(casus.coordinator or "") else None
        for reader in [reader_of(organisatie, voor, today)] if voor else everyone:
            found.setdefault(reader, []).append(_Unread(id=id_, voor=voor))
    return found


def reader_of(organisatie: Organisatie, id_: str, today: date) -> str:
    """Return who reads the mail of a coördinator: they themselves, or while away the nearest stand-in who is there.

    When all of them are away, or nobody is named, the mail goes to the coördinator: better late than never.
    """
    seen = [id_]
    while (known := organisatie.coordinator(seen[-1])) and any(today in days for days in known.afwezig):
        if known.vervanger is None or known.vervanger in seen or organisatie.coordinator(known.vervanger) is None:
            return id_
        seen.append(known.vervanger)
    return seen[-1]


def _without_address(register: Register, unread: Sequence[str], today: date) -> Iterator[str]:
    for reader in {**_by_reader(register, today), **_unread_by_reader(register, unread, today)}:
        known = register.organisatie.coordinator(reader)
        if known is None or known.mail is None:
            yield reader


def _lines(pending: Sequence[_Pending], reader: str) -> list[Line]:
    times = {id(one.item): one.times for one in pending}
    return [
        Line(
            label=label_of(group[0]),
            what=discreet_nl(group) + urgent_nl(group),
            day=group[0].day,
            tijd=group[0].tijd,
            voor=group[0].voor if group[0].voor != reader else None,
            again=all(times[id(item)] for item in group),
        )
        for group in together(one.item for one in pending)
    ]
