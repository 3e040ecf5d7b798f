"""Two journals to one: all events of both, but for what either took away or corrected."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import merge
from itertools import pairwise

from bb.domain.source import Items
from bb.files.clash import About, Clash, Decisions, Side, marked
from bb.files.edits import NoWayError, day_of
from bb.files.merge_values import merge_value
from bb.files.three_way import places, union
from bb.files.units import Unit, below
from bb.files.verify import VERLOOP, Data, data_in

ONE_HOLDS: Mapping[str, tuple[str, ...]] = {"koppeling": ("team", "aanpak", "met"), "afsluiting": ("resultaat", "zie")}
"""Events of which the last decides, with the keys that say what: when both sides add one, nobody guesses which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event as it stands in a file: the comments above it, its own lines, and what it says."""

    unit: Unit
    lead: str
    text: str
    keys: Mapping[str, Data]

    @property
    def written(self) -> str:
        """The event without what stands around it."""
        return self.unit.written

    @property
    def day(self) -> str:
        """The day as text; ISO days compare as days."""
        return _word(self.keys, "op")

    @property
    def wat(self) -> str:
        """The name of the event."""
        return _word(self.keys, "wat")

    @property
    def said(self) -> str:
        """All it says as one text; the order of its keys says nothing."""
        return repr(sorted(self.keys.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Compared:
    """What one side did to a journal. `kept` and `corrected`: where a line of before stands now; `added`: new lines."""

    now: Sequence[Line]
    kept: Mapping[int, int]
    corrected: Mapping[int, int]
    added: Sequence[int]

    def line(self, number: int) -> Line | None:
        """Return what a line of before is now, None when it is gone."""
        place = self.kept.get(number, self.corrected.get(number))
        return None if place is None else self.now[place]

    def place(self, number: int) -> int:
        """Return where a line of before that is not gone stands now."""
        return self.kept[number] if number in self.kept else self.corrected[number]


def merge_events(base: Unit | None, ours: Unit, theirs: Unit, decisions: Decisions) -> str:
    """Return the lines of `verloop`; where nobody decided yet, with both versions marked.

    Raises:
        NoWayError: a journal is no list of events in lines of its own.
    """
    before = _lines(base) if base else []
    sides = [_compared(before, _lines(side)) for side in (ours, theirs)]
    made = _joined(before, sides[0], sides[1], decisions)
    if not made:
        return min(ours.text, theirs.text)
    return _head(base, ours, theirs) + "".join(line.lead + line.text for line in made)


def _lines(unit: Unit) -> list[Line]:
    """Return the events of a journal, each in lines of its own."""
    if not isinstance(unit.value, Items):
        raise NoWayError("Achter verloop staat geen lijst.")
    found = below(unit)
    if not found and unit.value.items:
        raise NoWayError("Het verloop staat tussen [ en ].")
    return [_line(item) for item in found.units] if found else []


def _line(item: Unit) -> Line:
    said = data_in(item.value)
    if not isinstance(said, dict) or day_of(item.value) is None:
        raise NoWayError("Niet elke regel van het verloop heeft een dag.")
    return Line(unit=item, lead=item.lead, text=item.text, keys=said)


def _word(keys: Mapping[str, Data], name: str) -> str:
    found = keys.get(name)
    return found if isinstance(found, str) else ""


def _head(base: Unit | None, ours: Unit, theirs: Unit) -> str:
    """Return the line with the name; of an empty journal (`verloop: []`) it is another."""
    was, *sides = [found.head if unit and (found := below(unit)) else None for unit in (base, ours, theirs)]
    changed = [head for head in sides if head is not None and head != was]
    return min(changed) if changed else was or f"{VERLOOP}:\n"


def _compared(before: Sequence[Line], now: Sequence[Line]) -> _Compared:
    kept = places([line.said for line in before], [line.said for line in now])
    corrected: dict[int, int] = {}
    alike: list[tuple[dict[int, int], Callable[[Line, Line], bool]]] = [
        (kept, lambda old, new: old.said == new.said),  # moved to another place
        (corrected, lambda old, new: (old.day, old.wat) == (new.day, new.wat)),
        (corrected, lambda old, new: old.wat == new.wat),
        (corrected, lambda old, new: old.day == new.day),
    ]
    free = sorted({*range(len(now))}.difference(kept.values()))
    for into, fits in alike:
        for number in (n for n in range(len(before)) if n not in kept and n not in corrected):
            place = next((p for p in free if fits(before[number], now[p])), None)
            if place is not None:
                into[number] = place
                free.remove(place)
    return _Compared(now=now, kept=kept, corrected=corrected, added=free)


def _joined(before: Sequence[Line], ours: _Compared, theirs: _Compared, decisions: Decisions) -> list[Line]:
    """Return the lines of both, in order."""
    standing: list[tuple[int, Line]] = []  # lines of before, or what came instead
    loose: list[Line] = []  # lines that come after the last one of the same or an earlier day
    for number, was in enumerate(before):
        for line in _outcome(was, ours.line(number), theirs.line(number), decisions):
            if line.day == was.day:
                standing.append((number, line))
            else:
                loose.append(line)
    standing = _in_order(standing, ours, theirs)
    _tell_twice(ours, theirs, decisions)
    aside, decided = _rivals(ours, theirs, decisions)
    after = {number: place for place, (number, _) in enumerate(standing, 1)}
    mine, others = _by_gap(ours, after, aside), _by_gap(theirs, after, aside)
    made: list[Line] = []
    for gap in range(len(standing) + 1):
        made += [standing[gap - 1][1]] if gap else []
        # Which of the two comes first on one day must not depend on who merges.
        one, other = sorted((mine[gap], others[gap]), key=lambda lines: [line.text for line in lines])
        made += merge(one, other, key=lambda line: line.day)
    for line in [*loose, *decided]:
        at = max((place for place, one in enumerate(made, 1) if one.day <= line.day), default=0)
        made.insert(at, line)
    return made


def _outcome(was: Line, ours: Line | None, theirs: Line | None, decisions: Decisions) -> Iterator[Line]:
    """Yield what becomes of a line of before."""
    there = [line for line in (ours, theirs) if line]
    changed = {line.said: line for line in there if line.said != was.said}
    if len(changed) > 1 or (changed and len(there) == 1):
        yield from _asked(was.wat, was, ours, theirs, decisions)
    elif len(there) < 2:
        yield from _with_comments(was, ours, theirs, [])
    else:
        mine, other = there
        text = mine.text if was.text == other.text else other.text
        if was.text not in {mine.text, other.text} and mine.text != other.text:
            text = merge_value((VERLOOP, was.wat), was.unit, mine.unit, other.unit, decisions)
        keys = next(iter(changed.values()), was).keys
        yield from _with_comments(was, ours, theirs, [replace(was, text=text, keys=keys)])


def _asked(wat: str, was: Line | None, ours: Line | None, theirs: Line | None, decisions: Decisions) -> Iterator[Line]:
    """Yield what was decided between two lines; when nobody did, both, marked."""
    clash = Clash(
        about=About.EVENT,
        path=(VERLOOP, wat),
        base=was.written if was else None,
        ours=ours.written if ours else None,
        theirs=theirs.written if theirs else None,
    )
    answer = decisions.side(clash)
    if answer is None:
        text = marked(*(line.lead + line.text if line else "" for line in (ours, theirs)))
        yield from [replace(line, lead="", text=text) for line in (was, ours, theirs) if line][:1]
        return
    chosen = {Side.OURS: [ours], Side.THEIRS: [theirs], Side.BOTH: [ours, theirs], Side.BASE: [was]}[answer]
    yield from _with_comments(was, ours, theirs, [line for line in chosen if line])


def _with_comments(was: Line | None, ours: Line | None, theirs: Line | None, chosen: Sequence[Line]) -> Iterator[Line]:
    """Yield the lines that stay, below the comments of both; when none stays, only the comments that are new."""
    lead = "".join(union(*(line.lead.splitlines(keepends=True) if line else [] for line in (was, ours, theirs))))
    for line in sorted(chosen, key=lambda line: (line.day, line.text)):
        yield replace(line, lead=lead)
        lead = ""
    old = was.lead.splitlines(keepends=True) if was else []
    if was and (new := [line for line in lead.splitlines(keepends=True) if line not in old]):
        yield replace(was, lead="".join(new), text="")


def _in_order(standing: list[tuple[int, Line]], ours: _Compared, theirs: _Compared) -> list[tuple[int, Line]]:
    """Return the lines of before as they stood, or as one side put them since."""
    both = [number for number, _ in standing if ours.line(number) and theirs.line(number)]
    moved = [side for side in (ours, theirs) if any(side.place(a) > side.place(b) for a, b in pairwise(both))]
    if not moved:
        return standing
    frame = min(moved, key=lambda side: [line.text for line in side.now])
    return sorted(standing, key=lambda one: frame.place(one[0]) if frame.line(one[0]) else len(frame.now))


def _by_gap(side: _Compared, after: Mapping[int, int], aside: Collection[int]) -> Mapping[int, list[Line]]:
    """Return the lines a side added, by how many of the lines of before they come after."""
    old = {place: number for number, place in (*side.kept.items(), *side.corrected.items())}
    gaps: dict[int, list[Line]] = defaultdict(list)
    gap = 0
    for place, line in enumerate(side.now):
        if place in old:
            gap = after.get(old[place], gap)
        elif id(line) not in aside:
            gaps[gap].append(line)
    return gaps


def _tell_twice(ours: _Compared, theirs: _Compared, decisions: Decisions) -> None:
    """Keep in mind what both sides added in the same words: both stay, and a person looks."""
    counted = [Counter(side.now[place].said for place in side.added) for side in (ours, theirs)]
    both = counted[0] & counted[1]
    decisions.twice += sorted(
        min(line.written for side in (ours, theirs) for line in side.now if line.said == said)
        for said in both.elements()
    )


def _rivals(ours: _Compared, theirs: _Compared, decisions: Decisions) -> tuple[set[int], list[Line]]:
    """Return the lines of which only one can hold (as `id`s, to be left out of the rest), and what was decided."""
    aside: set[int] = set()
    decided: list[Line] = []
    for wat, keys in ONE_HOLDS.items():
        last = [
            max((side.now[n] for n in side.added if side.now[n].wat == wat), key=lambda line: line.day, default=None)
            for side in (ours, theirs)
        ]
        mine, other = last
        if mine and other and any(mine.keys.get(key) != other.keys.get(key) for key in keys):
            aside |= {id(mine), id(other)}
            decided += _asked(wat, None, mine, other, decisions)
    return aside, decided
