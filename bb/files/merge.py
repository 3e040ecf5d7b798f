"""Two versions of one file to one: what two people changed apart from each other, key by key.

What only one of them changed is as they left it; what both changed in the same way is so. Events that
were added stay, all of them, and an event that either took away is gone. Comments and the order of the
keys go along. What both changed in different ways is a `Clash`: it takes a person, and until then the
text has both, marked. It makes no difference which of the two versions is called ours.

Nothing is given that was not read back: the new text must say what the three texts together say
(`bb.files.agree`). A file where that cannot be done is one `Clash` as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bb.domain.source import Keys
from bb.files.agree import agrees
from bb.files.clash import About, Answers, Clash, Decisions, Side, marked
from bb.files.edits import NoWayError
from bb.files.frontmatter import BOM, Split
from bb.files.merge_events import merge_events
from bb.files.merge_values import merge_value
from bb.files.three_way import Stretch, stretches, union
from bb.files.units import Below, Unit, below, header
from bb.files.verify import VERLOOP, Path, data_in, opened

_NOBODY: Answers = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two versions in one; without `text` there is no file any more.

    `clashes` are still open, and marked in the text; `twice` are events that both added alike.
    """

    text: str | None
    clashes: tuple[Clash, ...] = ()
    twice: tuple[str, ...] = ()


def merge(base: str, ours: str, theirs: str, answers: Answers = _NOBODY, *, settings: bool = False) -> Merged:
    """Return the two versions of a file in one.

    Args:
        base: the text both began from.
        ours: the text on one side.
        theirs: the text on the other side.
        answers: what a person decided about clashes that an earlier call gave.
        settings: whether it is `bb.yaml`, which has no body.
    """
    if base in {ours, theirs}:
        return Merged(text=theirs if ours == base else ours)
    try:
        made = _merged(base, ours, theirs, answers, settings=settings)
    except NoWayError:
        made = None
    return made or merge_whole(base, ours, theirs, answers)


def merge_lines(base: str, ours: str, theirs: str, answers: Answers = _NOBODY) -> Merged:
    """Return two versions of a text without a header in one, by lines."""
    decisions = Decisions(answers)
    return Merged(text=_body([base, ours, theirs], decisions), clashes=tuple(decisions.open))


def merge_whole(base: str | None, ours: str | None, theirs: str | None, answers: Answers = _NOBODY) -> Merged:
    """Return the version that was chosen of a file that can only be taken as a whole, or that one side took away."""
    if ours == theirs:
        return Merged(text=ours)
    clash = Clash(about=About.FILE, base=base, ours=ours, theirs=theirs)
    match answers.get(clash):
        case Side.OURS:
            return Merged(text=ours)
        case Side.THEIRS:
            return Merged(text=theirs)
        case _:
            return Merged(text=marked(ours or "", theirs or ""), clashes=(clash,))


def _merged(base: str, ours: str, theirs: str, answers: Answers, *, settings: bool) -> Merged | None:
    """Merge by key; None when the result does not say what it must.

    Raises:
        NoWayError: a text cannot be read, or is not written in lines.
    """
    sides = [_opened(text, settings=settings) for text in _same_ends(base, ours, theirs)]
    decisions = Decisions(answers)
    text = _file(sides, decisions)
    if not decisions.open:
        good = agrees(base, ours, theirs, text, answers, settings=settings)
        return Merged(text=text, twice=tuple(decisions.twice)) if good else None
    for side in (Side.OURS, Side.THEIRS):  # whatever is decided must come out right
        decided = {**answers, **dict.fromkeys(decisions.open, side)}
        if not agrees(base, ours, theirs, _file(sides, Decisions(decided)), decided, settings=settings):
            return None
    return Merged(text=text, clashes=tuple(decisions.open), twice=tuple(decisions.twice))


def _opened(text: str, *, settings: bool) -> tuple[Split, Keys]:
    read = opened(text, settings=settings)
    if read is None:
        raise NoWayError("Dit bestand is niet helemaal te lezen.")
    return read


def _same_ends(base: str, ours: str, theirs: str) -> tuple[str, str, str]:
    """Return the texts with the ends of lines of whoever changed those, so that lines can be compared."""
    ends = [_crlf(text) for text in (base, ours, theirs)]
    if len(set(ends)) == 1:
        return base, ours, theirs
    wanted = ends[2] if ends[1] == ends[0] else ends[1]
    plain = [text.replace("\r\n", "\n") for text in (base, ours, theirs)]
    base, ours, theirs = [text.replace("\n", "\r\n") for text in plain] if wanted else plain
    return base, ours, theirs


def _crlf(text: str) -> bool:
    return text.count("\r\n") * 2 > text.count("\n")


def _file(sides: list[tuple[Split, Keys]], decisions: Decisions) -> str:
    cuts = [cut for cut, _ in sides]
    headers = [header(cut, keys) for cut, keys in sides]
    parts = [
        _lines(*(cut.text[: cut.start] for cut in cuts)),
        _below((), headers, decisions),
        _lines(*(cut.text[cut.end : cut.below] for cut in cuts)),
        _body([cut.body for cut in cuts], decisions),
    ]
    bom = cuts[1].bom if cuts[1].bom != cuts[0].bom else cuts[2].bom
    return (BOM if bom else "") + "".join(parts)


def _lines(base: str, ours: str, theirs: str) -> str:
    """Return lines that are a formality; when both sides wrote them otherwise, the lesser as text."""
    if theirs in {ours, base}:
        return ours
    return theirs if ours == base else min(ours, theirs)


def _below(path: Path, sides: Sequence[Below], decisions: Decisions) -> str:
    """Return the lines of a map that is written below each other, in the order that its keys have."""
    units = [side.by_name for side in sides]
    made = [_lines(*(side.head for side in sides))]
    for name in _names(*(list(one) for one in units)):
        was, mine, other = (one.get(name) for one in units)
        lead = _comments([unit.lead if unit else "" for unit in (was, mine, other)])
        text = _unit((*path, name), was, mine, other, decisions)
        if text is None and was:  # comments that somebody wrote above a key that another took away
            old = was.lead.splitlines(keepends=True)
            lead = "".join(line for line in lead.splitlines(keepends=True) if line not in old)
        made += [lead, text or ""]
    return "".join([*made, _comments([side.tail for side in sides])])


def _names(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterable[str]:
    """Return the names of all three in order; one that a side took away in the place it had."""
    names: list[str] = []
    for stretch in stretches(base, ours, theirs):
        names += [name for name in stretch.base if name not in ours or name not in theirs]
        names += stretch.settled or sorted({*stretch.ours, *stretch.theirs})
    return dict.fromkeys(names)


def _comments(sides: Sequence[str]) -> str:
    return "".join(union(*(side.splitlines(keepends=True) for side in sides)))


def _unit(path: Path, base: Unit | None, ours: Unit | None, theirs: Unit | None, decisions: Decisions) -> str | None:
    """Return the lines of one key, None when it is gone."""
    if ours is None or theirs is None:
        left = ours or theirs
        if left is None or (base and data_in(left.value) == data_in(base.value)):
            return None
        return left.text if base is None else _whole(path, base, ours, theirs, decisions)
    if base and base.text in {ours.text, theirs.text}:
        return theirs.text if ours.text == base.text else ours.text
    if path == (VERLOOP,):  # also when both say the same: an event that both added is there twice
        return merge_events(base, ours, theirs, decisions)
    if ours.text == theirs.text:
        return ours.text
    parts = [below(unit) if unit else Below(head="", units=()) for unit in (base, ours, theirs)]
    maps = [part for part, unit in zip(parts, (base, ours, theirs), strict=True) if part and _is_map(unit)]
    return _below(path, maps, decisions) if len(maps) == len(parts) else _value(path, base, ours, theirs, decisions)


def _is_map(unit: Unit | None) -> bool:
    return unit is None or isinstance(unit.value, Keys)


def _value(path: Path, base: Unit | None, ours: Unit, theirs: Unit, decisions: Decisions) -> str:
    """Return the lines of a key with the parts that each side changed; where nobody decided yet, both, marked."""
    asked = Decisions(decisions.answers)
    try:
        text = merge_value(path, base, ours, theirs, asked)
        if asked.open:
            decided = [{**asked.answers, **dict.fromkeys(asked.open, side)} for side in (Side.OURS, Side.THEIRS)]
            text = marked(*(merge_value(path, base, ours, theirs, Decisions(one)) for one in decided))
    except NoWayError:  # written over several lines: the parts cannot be changed one by one
        return _whole(path, base, ours, theirs, decisions) or ""
    decisions.open += asked.open
    return text


def _whole(path: Path, base: Unit | None, ours: Unit | None, theirs: Unit | None, decisions: Decisions) -> str | None:
    """Return the lines of one of the sides, as was decided; when nobody did, both, marked."""
    written = [unit.written if unit else None for unit in (base, ours, theirs)]
    clash = Clash(about=About.KEY, path=path, base=written[0], ours=written[1], theirs=written[2])
    mine, other = (unit.text if unit else None for unit in (ours, theirs))
    match decisions.side(clash):
        case None:
            return marked(mine or "", other or "")
        case Side.THEIRS:
            return other
        case Side.BASE:
            return base.text if base else None
        case _:
            return mine


def _body(sides: Sequence[str], decisions: Decisions) -> str:
    """Return the text below the header: notes that both added in one place stand below each other."""
    made: list[str] = []
    for stretch in stretches(*(side.split("\n") for side in sides)):
        settled = stretch.settled
        if settled is not None:
            made += settled
        elif not stretch.base:
            made += [line for side in sorted((list(stretch.ours), list(stretch.theirs))) for line in side]
        else:
            base, ours, theirs = ("\n".join(side) for side in (stretch.base, stretch.ours, stretch.theirs))
            made += _passage(Clash(about=About.BODY, base=base, ours=ours, theirs=theirs), stretch, decisions)
    return "\n".join(made)


def _passage(clash: Clash, stretch: Stretch[str], decisions: Decisions) -> Sequence[str]:
    match decisions.side(clash):
        case Side.OURS:
            return stretch.ours
        case Side.THEIRS:
            return stretch.theirs
        case Side.BASE:
            return stretch.base
        case Side.BOTH:
            return [line for side in sorted((list(stretch.ours), list(stretch.theirs))) for line in side]
        case None:
            return marked(clash.ours or "", clash.theirs or "").removesuffix("\n").split("\n")
