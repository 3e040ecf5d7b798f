"""One thing that is due, in words: what, when, who, and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bb.actions.followups import Item, Progress, together, what_nl
from bb.actions.names import NOBODY, Names
from bb.domain.due import Basis
from bb.domain.norms import ORGANISATIE
from bb.domain.phrases import brief, written
from bb.domain.types import Value
from bb.text.dates import ago_nl, short_day_nl
from bb.text.plurals import count_nl, join_nl

_NORM = {
    "zaken": ("zaak", "zaken"),
    "verwijzing": ("verwijzing", "verwijzingen"),
    "intervisie": ("intervisie", "intervisies"),
    "training": ("training", "trainingen"),
}


def items_lines(items: Sequence[Item], today: date, *, why: bool = False, names: Names = NOBODY) -> list[str]:
    """Return two lines for each thing to do: what, when and who; and why. With `why` also where it stands."""
    groups = together(items)
    ids = max((len(item.id) for item in items), default=0)
    whats = max((len(what_nl(group)) for group in groups), default=0)
    lines = []
    for group in groups:
        item = group[0]
        told = f"{when(item, today):<18}  {names.beside(who(item))}"
        lines.append(f"  {item.id:<{ids}}  {what_nl(group):<{whats}}  {told}".rstrip())
        lines.append(f"  {'':<{ids}}  {'; '.join(filter(None, (names.of(item.id), reason(item))))}")
        if why:
            lines.append(f"  {'':<{ids}}  {item.where}")
    return lines


def when(item: Item, today: date) -> str:
    """Return how far off it is, and the hour of an agreed date."""
    days = ago_nl((item.day - today).days)
    return f"{days}, {written(item.tijd)}" if item.tijd else days


def who(item: Item) -> str:
    """Return who is to do it: the members of the team, or the coördinator; empty when it is nobody's in particular."""
    return join_nl(item.team) or item.voor or ""


def norm_nl(norm: str) -> str:
    """Return what a norm counts, for more than one."""
    return _NORM.get(norm, (norm, norm))[1]


def reason(item: Item) -> str:
    """Return why an item is due: the event it follows from, and the term, promise or agreed day."""
    since = _since(item)
    match item.reason:
        case "gepland":
            return f"afgesproken op {short_day_nl(item.since.op)}" if item.since else "afgesproken"
        case "overeenkomst":
            return f"{since}; {_norms(item.bases).replace('binnen', 'opzegtermijn')}"
        case "uitzondering":
            return f"voor deze zaak een eigen dag; {since}"
        case "wacht":
            return since
        case "poging":
            tried = count_nl(item.attempts, "poging", "pogingen")
            return f"{tried} zonder resultaat; {_norms(item.bases)}"
        case _:
            return f"{since}; {_norms(item.bases)}" if item.bases else since


def _since(item: Item) -> str:
    """Return what it follows from: `koppeling aan v-002 en v-004 (5 jun 2026)`."""
    if item.since is None:
        return "nog nooit gebeurd"
    who = f"{item.since_id}: " if item.since_id else ""
    return f"{who}{brief(item.since)} ({short_day_nl(item.since.op)})"


def _norms(bases: tuple[Basis, ...]) -> str:
    """Return the norms an item comes from; those of the same length are named together."""
    lengths = dict.fromkeys(basis.binnen for basis in bases)
    return join_nl([f"binnen {one} ({join_nl([_by(b) for b in bases if b.binnen == one])})" for one in lengths])


def _by(basis: Basis) -> str:
    return "eigen termijn" if basis.by == ORGANISATIE else f"afspraak met {basis.by}"


def progress_line(progress: Progress) -> str:
    """Return how far a norm is: `3 van 5 zaken, nog 40 dagen`."""
    one, more = _NORM.get(progress.norm, (progress.norm, progress.norm))
    left = count_nl(progress.days_left, "dag", "dagen")
    of = f"{progress.count} van {progress.target} {more if progress.target != 1 else one}"
    share = f" ({progress.asked} gevraagd)" if progress.asked.percent else ""
    return f"  {progress.id:<12} {of}{share}, nog {left}"


def item_row(item: Item, today: date) -> dict[str, Value]:
    """Return an item as a row for a program."""
    path = item.since_path or item.path
    since = item.since and {"op": item.since.op, "wat": item.since.wat, "bestand": path, "regel": item.since.line}
    return {
        item.kind: item.id,
        "soort": item.term,
        "partij": item.party,
        "datum": item.day,
        "dagen_te_laat": item.late(today),
        "reden": item.reason,
        "wie": item.wie,
        "coordinator": item.voor,
        "team": item.team,
        "urgentie": item.urgentie,
        "tijd": item.tijd,
        "sinds": since,
        "bestand": item.path,
        "termijnen": [{"van": b.by, "datum": b.day, "binnen": b.binnen} for b in item.bases],
    }
