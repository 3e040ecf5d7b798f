"""One key or event that both sides have, to one: the values in it, part by part.

The lines of one side are kept as they are written, and the parts that the other changed are set in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bb.domain.source import Keys, Node
from bb.files.clash import About, Clash, Decisions, Side
from bb.files.edits import NoWayError
from bb.files.splice import Refused, remove_key, set_key
from bb.files.three_way import stretches, union
from bb.files.units import Unit
from bb.files.verify import VERLOOP, Data, Path, data_at, data_in, opened

_RULE = "---\n"


def merge_value(path: Path, base: Unit | None, ours: Unit, theirs: Unit, decisions: Decisions) -> str:
    """Return the lines of a key, or of an item, that both sides have; where nobody decided yet, with the value of ours.

    Raises:
        NoWayError: the parts cannot be set one by one in the lines of either side.
    """
    text = _frame(base, ours, theirs)
    above = "" if ours.name else f"{VERLOOP}:\n"  # an item stands below a name
    root: Path = (ours.name,) if ours.name else (VERLOOP, 0)
    whole = text if text.endswith("\n") else f"{text}\n"
    told = [None if unit is None else _Told(unit, unit.value) for unit in (base, ours, theirs)]
    for at, wanted in _parts(path, told, decisions):
        whole = _put(above + whole, (*root, *at[len(path) :]), wanted).removeprefix(above)
    return whole if text.endswith("\n") else whole.removesuffix("\n")


class _Told:
    """A value on one side: what it says, and how it is written."""

    def __init__(self, unit: Unit, node: Node) -> None:
        self.unit = unit
        self.node = node
        self.data: Data = data_in(node)
        self.written = unit.cut.text[node.start : node.end]

    def part(self, name: str) -> _Told | None:
        """Return the value of one key in it, None when there is none."""
        found = self.node.get(name) if isinstance(self.node, Keys) else None
        return None if found is None else _Told(self.unit, found)

    @property
    def names(self) -> list[str]:
        """The names of the keys in it."""
        return [entry.key.text for entry in self.node.entries] if isinstance(self.node, Keys) else []


def _frame(base: Unit | None, ours: Unit, theirs: Unit) -> str:
    """Return whose lines are kept: those of both where they changed different lines, or only comments.

    Else those of who changed only the writing, or has the most comments, or is the lesser as text.
    """
    by_lines = _by_lines(base, ours, theirs) if base and "\n" in base.text.rstrip("\n") else None
    if by_lines is not None:
        return by_lines
    said = None if base is None else data_in(base.value)
    same = [one.text for one in (ours, theirs) if data_in(one.value) == said]
    return min(same or [ours.text, theirs.text], key=lambda text: (-text.count("#"), text))


def _by_lines(*units: Unit) -> str | None:
    """Return the lines of both sides, None when both changed the same."""
    made: list[str] = []
    for stretch in stretches(*(unit.text.splitlines(keepends=True) for unit in units)):
        changed = {line for line in (*stretch.ours, *stretch.theirs) if line not in stretch.base}
        if stretch.settled is None and not all(line.lstrip().startswith("#") for line in changed):
            return None
        made += union(stretch.base, stretch.ours, stretch.theirs) if stretch.settled is None else stretch.settled
    text = "".join(made)
    above = "" if units[0].name else f"{VERLOOP}:\n"
    return text if opened(f"{_RULE}{above}{text}{_RULE}") else None


def _parts(path: Path, told: Sequence[_Told | None], decisions: Decisions) -> Iterator[tuple[Path, _Told | None]]:
    """Yield each part with what it must become."""
    base, ours, theirs = told
    if ours and theirs and isinstance(ours.node, Keys) and isinstance(theirs.node, Keys):
        before = base.names if base else []
        for name in [*before, *sorted({*ours.names, *theirs.names}.difference(before))]:
            yield from _parts((*path, name), [one.part(name) if one else None for one in told], decisions)
        return
    was, mine, other = (one.data if one else None for one in told)
    if mine in (other, was):
        yield path, theirs
    elif other == was:
        yield path, ours
    else:
        written = [one.written if one else None for one in told]
        clash = Clash(about=About.KEY, path=path, base=written[0], ours=written[1], theirs=written[2])
        yield path, {Side.THEIRS: theirs, Side.BASE: base}.get(decisions.side(clash) or Side.OURS, ours)


def _put(text: str, path: Path, wanted: _Told | None) -> str:
    """Return the lines of a key with one part as it must become; it may be so already."""
    whole = f"{_RULE}{text}{_RULE}"
    read = opened(whole)
    standing = data_at(data_in(read[1]), path) if read else None
    if standing == (wanted.data if wanted else None):
        return text
    new = set_key(whole, path, wanted.written) if wanted else remove_key(whole, path)
    if isinstance(new, Refused):
        raise NoWayError(new.reason)
    return new.removeprefix(_RULE).removesuffix(_RULE)
