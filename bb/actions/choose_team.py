"""What a coördinator decides about a team: choosing, asking, hearing yes or no. Each is one commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bb.actions.choices import choices
from bb.actions.guard import nothing_lost, refuse_new_errors
from bb.actions.plan_match import Objection, Plan, against
from bb.actions.reading import Opened
from bb.actions.save import refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.domain.detectors import quoted
from bb.domain.events import EVENTS
from bb.domain.finding import Finding
from bb.domain.journal import state_of
from bb.domain.records import Casus
from bb.domain.register import Register
from bb.domain.types import Value
from bb.files import disk
from bb.files.format import format_event
from bb.files.splice import Refused, append_event
from bb.files.store import read_record
from bb.git.commit import Change
from bb.text.plurals import join_nl

NEVER = frozenset({"onbekend", "dubbel"})
"""Objections that are about what was typed, not about who may go: no reason makes them right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was recorded: the cases as they are now, which requirements were set aside, and what to look at."""

    register: Register
    cases: tuple[Casus, ...]
    overridden: tuple[Objection, ...] = ()
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    casus: str
    wat: str
    keys: Mapping[str, Value]


def choose(opened: Opened, today: date, casus: Casus, team: Sequence[str], reden: str) -> Decided:
    """Record a team chosen by hand as koppeling; the requirements it does not meet stand in its `toch`.

    Raises:
        Stop: no such reason, a team that makes no sense, or what `_record` refuses.
    """
    refuse_example(opened.register.organisatie)
    _known_reason(opened, "koppeling", reden, today)
    found = against(opened.register, today, casus, team)
    if impossible := [o.reason for o in found if o.eis in NEVER]:
        raise Stop(f"Dit team kan niet: {join_nl(impossible)}.")
    toch = tuple(dict.fromkeys(o.eis for o in found))
    keys: dict[str, Value] = {"team": tuple(team), "reden": reden, **({"toch": toch} if toch else {})}
    decided = _record(opened, today, [_Line(casus.id, "koppeling", keys)])
    return replace(decided, overridden=found)


def propose(opened: Opened, today: date, plan: Plan) -> Decided:
    """Record every team of a plan as voorstel, all in one commit.

    Raises:
        Stop: the plan proposes nothing, or what `_record` refuses.
    """
    refuse_example(opened.register.organisatie)
    if not plan.proposals:
        raise Stop("Er is geen team om voor te stellen.")
    lines = [_Line(proposal.casus, "voorstel", {"team": proposal.team}) for proposal in plan.proposals]
    return _record(opened, today, lines)


def accept(opened: Opened, today: date, casus: Casus, reden: str | None) -> Decided:
    """Record that everybody who was asked says yes: their akkoord, and the koppeling.

    Raises:
        Stop: nobody was asked, somebody said no, or the team does not meet a requirement (any more).
    """
    refuse_example(opened.register.organisatie)
    if reden is not None:
        _known_reason(opened, "koppeling", reden, today)
    team = _asked(casus, today)
    if found := against(opened.register, today, casus, team):
        raise Stop(
            f"Dit team kan niet meer zomaar: {join_nl([o.reason for o in found])}.\n"
            f"Wilt u het toch: bb match {casus.id} --choose {','.join(team)} --reason REDEN"
        )
    said = _said_yes(casus, today)
    agreed = [_Line(casus.id, "akkoord", {"wie": member}) for member in team if member not in said]
    keys: dict[str, Value] = {"team": team, **({"reden": reden} if reden else {})}
    return _record(opened, today, [*agreed, _Line(casus.id, "koppeling", keys)])


def decline(opened: Opened, today: date, casus: Casus, member: str, reden: str | None) -> Decided:
    """Record that somebody who was asked cannot take this case. It never counts against them.

    Raises:
        Stop: they were not asked, or what `_record` refuses.
    """
    refuse_example(opened.register.organisatie)
    if reden is not None:
        _known_reason(opened, "kan-niet", reden, today)
    state = state_of(casus, today)
    if member not in state.asked:
        asked = f"Gevraagd zijn: {join_nl(state.asked)}." if state.asked else "Er is nog niemand gevraagd."
        raise Stop(f"{member} is niet gevraagd voor {casus.id}. {asked}")
    if member in state.refused:
        raise Stop(f"Dat staat er al: {member} kan niet bij {casus.id}.")
    keys: dict[str, Value] = {"wie": member, **({"reden": reden} if reden else {})}
    return _record(opened, today, [_Line(casus.id, "kan-niet", keys)])


def _asked(casus: Casus, today: date) -> tuple[str, ...]:
    """Return the team of the proposal that stands open.

    Raises:
        Stop: there is none.
    """
    state = state_of(casus, today)
    last = [e.wat for e in casus.verloop if e.wat in {"voorstel", "koppeling"} and e.op <= today][-1:]
    if last != ["voorstel"] or state.status == "gesloten":
        raise Stop(f"Bij {casus.id} staat geen voorstel open. Doe er een met: bb match {casus.id} --propose")
    if state.refused & set(state.asked):
        said = join_nl(sorted(state.refused & set(state.asked)))
        raise Stop(f"{said} kan niet bij {casus.id}. Doe een nieuw voorstel met: bb match {casus.id} --propose")
    return state.asked


def _said_yes(casus: Casus, today: date) -> set[Value]:
    """Return who said akkoord since the last voorstel."""
    said: set[Value] = set()
    for event in casus.verloop:
        if event.op <= today and event.wat == "voorstel":
            said = set()
        if event.op <= today and event.wat == "akkoord":
            said.add(event.get("wie"))
    return said


def _known_reason(opened: Opened, wat: str, reden: str, today: date) -> None:
    """Require that a reason is one of the organisation's words.

    Raises:
        Stop: it is not.
    """
    key = EVENTS["casus"][wat].key("reden")
    known = choices(opened.register, key, today) if key else ()
    if reden not in (known or ()):
        raise Stop(f"'{quoted(reden)}' is geen reden die we kennen. Kies uit: {', '.join(known or ())}.", Status.USAGE)


def _record(opened: Opened, today: date, lines: Sequence[_Line]) -> Decided:
    """Write lines into the files of their cases, as one commit.

    Raises:
        Stop: a line would break a rule, or cannot be written; the message holds the lines.
    """
    changes: dict[str, Change] = {}
    warnings: list[Finding] = []
    typed = []
    for line in lines:
        source = opened.register.casus[line.casus].source.path
        text = format_event({"op": today, "wat": line.wat, **line.keys}, "casus")
        typed.append(f"{line.casus}: {text}")
        old = changes[source].new if source in changes else _unchanged(opened, line.casus)
        if not isinstance(old, bytes):
            raise Stop(f"{source} kan niet worden gelezen. De regel is:\n  - {text}")
        new = append_event(old.decode("utf-8"), text)
        if isinstance(new, Refused):
            raise Stop(f"{new.reason}\nZet deze regel zelf in {source}, onder verloop:\n{new.line}")
        allowed = refuse_new_errors(opened, source, new.encode("utf-8"), today, text)
        warnings.extend(allowed.warnings)
        opened = replace(opened, register=opened.register.with_record(allowed.record))
        first = changes[source].old if source in changes else old
        changes[source] = Change(path=source, old=first, new=new.encode("utf-8"))
    ids = tuple(dict.fromkeys(line.casus for line in lines))
    coordinators = {state_of(opened.register.casus[id_], today).coordinator for id_ in ids}
    with nothing_lost("\n".join(typed)):
        save(
            opened.root,
            list(changes.values()),
            message=_message(lines, today),
            coordinator=signer(opened.register.organisatie, min(coordinators)),
            command="bb match",
            commit=wants_commit(opened.register.organisatie, None),
        )
    cases = tuple(opened.register.casus[id_] for id_ in ids)
    return Decided(register=opened.register, cases=cases, warnings=tuple(warnings))


def _unchanged(opened: Opened, casus: str) -> bytes | None:
    """Return what stands in the file of a case, if it is still what was decided about.

    Raises:
        Stop: somebody changed it meanwhile.
    """
    record = opened.register.casus[casus]
    now = disk.read(opened.root, record.source.path)
    if not isinstance(now, bytes):
        return None
    if read_record(record.source.path, now)[0] != record:
        raise Stop(
            f"{record.source.path} is intussen door iemand anders gewijzigd. Er is niets vastgelegd; "
            "kijk opnieuw met bb match.",
            Status.LATER,
        )
    return now


def _message(lines: Sequence[_Line], today: date) -> str:
    """Return what history says: ids, what, when, and the code of a reason."""
    last = lines[-1]
    ids = list(dict.fromkeys(line.casus for line in lines))
    reden = last.keys.get("reden")
    return f"{', '.join(ids)}: {last.wat} {today}" + (f" ({reden})" if reden else "")
