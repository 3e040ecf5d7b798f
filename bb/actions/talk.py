"""A talk with volunteers of which the person-bound part stands in their dossiers: scores, reasons, what was agreed.

The line in the journal says that there was a talk; how it was judged is asked from the criteria of `bb.yaml`. What was
typed is kept sealed after every answer, so that stopping loses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bb.actions.dossier_draft import Draft, begin, drop_draft, find_draft, finish, keep_draft
from bb.actions.dossier_fields import Field, field_of, set_field
from bb.actions.dossiers import read
from bb.actions.stop import Stop
from bb.actions.vault import Vault
from bb.domain.criteria import NABESPREKING, SELECTIE, Proposal, criteria_of, proposal
from bb.domain.events import Event
from bb.domain.fields import Place
from bb.domain.records import Criterium, Organisatie
from bb.domain.types import DATUM, Value
from bb.files.dossier import value_at

FORMS = (SELECTIE, NABESPREKING)
TALKS = (*FORMS, "begeleiding", "signaal")
"""The events of which a part stands in the dossier of a volunteer."""

LOWEST, HIGHEST = 1, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk: which event it is, on what day, with which volunteers, and of which case."""

    wat: str
    op: date
    who: tuple[str, ...]
    casus: str | None = None

    @property
    def form(self) -> Place:
        """Where its form stands in the dossier of each of them."""
        return form_at(self.wat, self.op, self.casus)


def form_at(wat: str, op: date, casus: str | None) -> Place:
    """Return where the form of a talk stands: under its day, by the case it was about or by the kind of talk."""
    return ("formulieren", op.isoformat(), (casus if wat == NABESPREKING else None) or wat)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Work on a talk: the dossiers of those it was with, as far as they were filled in."""

    talk: Talk
    drafts: tuple[Draft, ...]

    @property
    def scores(self) -> Mapping[str, int]:
        """The scores that were given, by criterion."""
        found = value_at(self.drafts[0].text, (*self.talk.form, "scores"))
        told = found.items() if isinstance(found, dict) else ()
        return {name: int(score) for name, score in told if isinstance(score, str) and score.isdecimal()}


def begin_talk(vault: Vault, talk: Talk) -> Work:
    """Return the work on a talk: what was left of it, or new.

    Raises:
        Stop: the dossier of one of them does not open, or is no more.
    """
    drafts = []
    for id_ in talk.who:
        held = read(vault, "vrijwilliger", id_)
        drafts.append(find_draft(vault, held) or begin(held))
    return Work(talk=talk, drafts=tuple(drafts))


def unfinished_day(vault: Vault, wat: str, id_: str, verloop: Sequence[Event]) -> date | None:
    """Return the day of a form that was begun and whose talk is not in the journal yet; None when there is none."""
    draft = find_draft(vault, read(vault, "vrijwilliger", id_))
    days = value_at(draft.text, ("formulieren",)) if draft else None
    logged = {event.op for event in verloop if event.wat == wat}
    told = days.items() if isinstance(days, dict) else ()
    begun = (DATUM.parse(text) for text, forms in told if isinstance(forms, dict) and wat in forms)
    return max((day for day in begun if day is not None and day not in logged), default=None)


def criteria_to_ask(work: Work, organisatie: Organisatie) -> Iterator[tuple[str, Criterium]]:
    """Yield the criteria of a talk that have no score and were not asked yet, by name."""
    for name, criterium in criteria_of(organisatie, work.talk.wat).items():
        place = (*work.talk.form, "scores", name)
        if any(".".join(place) not in draft.asked and value_at(draft.text, place) is None for draft in work.drafts):
            yield name, criterium


def texts_to_ask(work: Work) -> Iterator[Field]:
    """Yield the other fields of a talk that were not asked yet.

    A long text is asked also when there is one of that day already: what is typed then comes below it.
    """
    for place in _texts(work.talk):
        if all(".".join(place) in draft.asked for draft in work.drafts):
            continue
        asked = field_of("vrijwilliger", place)
        if asked.long or any(value_at(draft.text, place) is None for draft in work.drafts):
            yield asked


def scored(typed: str) -> tuple[int, str] | None:
    """Return the score and the reason in what was typed; None for nothing.

    >>> scored("7 vroeg goed door")
    (7, 'vroeg goed door')

    Raises:
        Stop: it does not begin with a score.
    """
    score, _, reason = typed.strip().partition(" ")
    if not score:
        return None
    score = score.rstrip(",.:;")
    if not (score.isascii() and score.isdecimal() and LOWEST <= int(score) <= HIGHEST):
        raise Stop(f"Begin met een heel cijfer van {LOWEST} tot {HIGHEST}, en dan waarom: 7 vroeg goed door")
    return int(score), reason.strip()


def with_score(work: Work, name: str, given: tuple[int, str] | None) -> Work:
    """Return the work with a score and its reason; without, the criterion counts as asked."""
    score, reason = given or (None, "")
    work = with_value(work, (*work.talk.form, "scores", name), score)
    return with_value(work, (*work.talk.form, "redenen", name), reason) if reason else work


def with_value(work: Work, place: Place, value: Value | None) -> Work:
    """Return the work with a field filled in, in the dossier of each of them."""
    return replace(work, drafts=tuple(set_field(draft, place, value) for draft in work.drafts))


def with_text(work: Work, asked: Field, typed: str | None) -> Work:
    """Return the work with a text in a field, below what stands there already; nothing typed changes nothing."""
    before = value_at(work.drafts[0].text, asked.place)
    if isinstance(before, str):
        return with_value(work, asked.place, f"{before}\n{typed}" if typed and asked.long else before)
    return with_value(work, asked.place, typed)


def keep_work(vault: Vault, work: Work) -> Vault:
    """Keep unfinished work, sealed.

    Raises:
        Stop: the disk refuses.
    """
    for draft in work.drafts:
        vault = keep_draft(vault, read(vault, draft.kind, draft.id), draft)
    return vault


def proposed(work: Work, organisatie: Organisatie) -> Proposal:
    """Return what the scores propose."""
    return proposal(criteria_of(organisatie, work.talk.wat), work.scores)


def finish_talk(vault: Vault, work: Work) -> tuple[Vault, list[str]]:
    """Keep the work in the dossiers, and return the places where a colleague wrote something else: ours stands.

    It is an action of its own, before the line in the journal: dossiers are never taken back, the line may be.

    Raises:
        Stop: it cannot be kept; the unfinished work then stays.
    """
    clashes: list[str] = []
    for draft in work.drafts:
        if draft.changed:
            vault, found = finish(vault, draft, "bb log")
            clashes += found
        else:
            drop_draft(vault, draft.id)
    return vault, clashes


def _texts(talk: Talk) -> tuple[Place, ...]:
    day = talk.op.isoformat()
    match talk.wat:
        case "signaal":
            return tuple(("signalen", day, name) for name in ("soort", "wat", "bewijs"))
        case "begeleiding":
            return (("gesprekken", day),)
        case _:
            return ()
