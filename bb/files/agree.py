"""Reading a merge back: does the new text say what three texts together say, and nothing else?

This reasons from values alone and shares nothing with how the text was put together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bb.files.clash import About, Answers, Clash, Side
from bb.files.verify import VERLOOP, Data, Path, data_in, data_of, opened


def agrees(base: str, ours: str, theirs: str, merged: str, answers: Answers, *, settings: bool = False) -> bool:
    """Tell whether `merged` is the two versions in one, each clash decided by `answers`.

    Every key has the value of whoever changed it. The journal has every event of before that nobody took away, and
    every event that was added, as often as it was.
    """
    told = [opened(text, settings=settings) for text in (base, ours, theirs, merged)]
    if None in told:
        return False
    said = [dict(data) if isinstance(data := data_in(one[1]), dict) else {} for one in told if one]
    journals = [_counted(one.pop(VERLOOP, ())) for one in said]
    keys = {clash.path: side for clash, side in answers.items()}
    return _merged(said[0], said[1], said[2], (), keys) == said[3] and _is_journal(journals, answers)


def _merged(
    base: Data | None, ours: Data | None, theirs: Data | None, path: Path, keys: Mapping[Path, Side]
) -> Data | None:
    if isinstance(ours, dict) and isinstance(theirs, dict):
        was = base if isinstance(base, dict) else {}
        names = {*ours, *theirs, *was}
        made = {n: _merged(was.get(n), ours.get(n), theirs.get(n), (*path, n), keys) for n in names}
        return {name: value for name, value in made.items() if value is not None}
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    return {Side.THEIRS: theirs, Side.BASE: base}.get(keys.get(path, Side.OURS), ours)


def _is_journal(journals: Sequence[Counter[str]], answers: Answers) -> bool:
    """Tell whether `merged` has every event that nobody took away and every event that was added, and no other.

    One event may be there once though both added it: when both corrected the same event in the same way. And a
    decision between two events leaves one of them out.
    """
    base, ours, theirs, merged = journals
    most = (base & ours & theirs) + (ours - base) + (theirs - base)
    most += Counter(_told(data_of(clash.base) or "") for clash in _as_before(answers) if clash.base is not None)
    both = (ours - base) & (theirs - base)
    least = most - both if (base - ours) & (base - theirs) else most
    left_out = sum(clash.about is About.EVENT and side is not Side.BOTH for clash, side in answers.items())
    left_out += len(_as_before(answers))  # of these neither is there
    return merged <= most and (least - merged).total() <= left_out


def _as_before(answers: Answers) -> list[Clash]:
    return [clash for clash, side in answers.items() if clash.about is About.EVENT and side is Side.BASE]


def _counted(events: Data) -> Counter[str]:
    return Counter(_told(event) for event in events) if isinstance(events, tuple) else Counter()


def _told(data: Data) -> str:
    if isinstance(data, dict):
        return "{" + ",".join(f"{name!r}:{_told(data[name])}" for name in sorted(data)) + "}"
    return repr(data) if isinstance(data, str) else "[" + ",".join(_told(part) for part in data) + "]"
