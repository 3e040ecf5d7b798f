"""Two histories of one organisation to one: what every file becomes, and what must be asked first.

Nothing is written here. A file that one side changed is as they left it; one that both changed is merged
by `bb.files.merge`, a dossier by field, with the keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bb.domain.retention import VERGETEN
from bb.files.clash import About, Answers, Clash, Side
from bb.files.disk import SETTINGS
from bb.files.forgotten import forgotten
from bb.files.format import format_value
from bb.files.merge import Merged, merge, merge_lines, merge_whole
from bb.files.places import SUFFIX, dossier_of, kind_and_id, path_of
from bb.files.splice import Refused, append_event
from bb.files.store import is_data
from bb.files.verify import VERLOOP, Data, data_at, data_in, opened
from bb.git.objects import encode
from bb.git.repository import Repository

__all__ = [
    "About",
    "Answers",
    "Clash",
    "Contents",
    "History",
    "MergeDossier",
    "Outcome",
    "Side",
    "blobs",
    "is_forgotten",
    "join",
    "outcome",
    "outcome_alone",
]

Contents = tuple[bytes | None, bytes | None, bytes | None]
"""A file as it was, as it is here and as it is elsewhere; None where it is not there."""

_TOMBSTONE = re.compile(r"\bwat:[ \t]*[\"']?vergeten\b")

MergeDossier = Callable[[str, Contents, Answers], "Outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one file becomes (None: it goes), what must be asked about it, and what both wrote in the same words.

    With `same_id` both sides made a record with this id, apart from each other.
    """

    path: str
    ours: bytes | None = field(repr=False)
    new: bytes | None = field(repr=False)
    clashes: tuple[Clash, ...] = ()
    twice: tuple[str, ...] = ()
    same_id: bool = False

    @property
    def private(self) -> bool:
        """Whether it is a dossier: what is in it is for who has the keys only."""
        return self.path.endswith(SUFFIX)


@dataclass(frozen=True, slots=True)
class History:
    """Two commits of one repository, and the last ones that both come from."""

    repository: Repository
    ours: str
    theirs: str
    bases: tuple[str, ...]


def join(found: History, answers: Mapping[str, Answers], dossier: MergeDossier) -> list[Outcome]:
    """Return what becomes of each file that is not as it is here, in the order of their paths.

    Args:
        found: the two histories.
        answers: by path what was decided about clashes that an earlier call gave.
        dossier: makes one of two versions of a dossier.
    """
    paths = _paths(found)
    contents = _contents(found, paths, dossier)
    gone = {place for path, told in contents.items() if (place := kind_and_id(path)) and any(map(is_forgotten, told))}
    doubles = {kind_and_id(path) for path in paths if _is_double(path, contents[path])}
    made = []
    for path in paths:
        told = contents[path]
        if dossier_of(path) in doubles:  # two dossiers of two people: the one here moves with its record
            continue
        forgotten_too = (kind_and_id(path) or dossier_of(path)) in gone
        one = outcome(path, as_forgotten(path, told) if forgotten_too else told, answers.get(path, {}), dossier)
        made.append(replace(one, ours=told[1]))
    return [one for one in made if one.new != one.ours or one.clashes or one.same_id]


def outcome_alone(path: str, contents: Contents, dossier: MergeDossier) -> Outcome:
    """Return what becomes of one file when no other is known: what was forgotten in either version stays so."""
    if kind_and_id(path) and any(map(is_forgotten, contents)):
        contents = as_forgotten(path, contents)
    return outcome(path, contents, {}, dossier)


def outcome(path: str, contents: Contents, answers: Answers, dossier: MergeDossier) -> Outcome:
    """Return what becomes of one file."""
    was, mine, other = contents
    if was in {mine, other}:
        return Outcome(path=path, ours=contents[1], new=other if mine == was else mine)
    if mine == other and not is_data(path):
        return Outcome(path=path, ours=contents[1], new=mine)
    if _is_double(path, contents):
        return Outcome(path=path, ours=contents[1], new=mine, same_id=True)
    if was is None and mine is not None and other is not None and kind_and_id(path):
        if mine == other:
            return Outcome(path=path, ours=contents[1], new=mine)
        was = b"---\nverloop: []\n---\n"  # a partner: a name, no number, so as if both had begun from nothing
    if path.endswith(SUFFIX) and mine is not None and other is not None:
        return dossier(path, (was, mine, other), answers)
    merged = _merged(path, tuple(_text(one) for one in (was, mine, other)), answers)
    new = None if merged.text is None else merged.text.encode("utf-8", "surrogateescape")
    return Outcome(path=path, ours=contents[1], new=new, clashes=merged.clashes, twice=merged.twice)


def _is_double(path: str, contents: Contents) -> bool:
    """Tell whether both sides made a record with one number, apart from each other; a partner has a name."""
    was, mine, other = contents
    place = kind_and_id(path)
    made = was is None and mine is not None and other is not None  # also when they say the same: it may be two cases
    return made and place is not None and place[0] != "partner"


def _merged(path: str, texts: tuple[str | None, ...], answers: Answers) -> Merged:
    was, mine, other = texts
    if was is None or mine is None or other is None:
        return merge_whole(was, mine, other, answers)
    if is_data(path) or path == SETTINGS:
        return merge(was, mine, other, answers, settings=path == SETTINGS)
    return merge_lines(was, mine, other, answers)


def _paths(found: History) -> list[str]:
    """Return the files that differ, and those that both sides changed to the same."""
    repository = found.repository
    differ = set(repository.between(found.ours, found.theirs))
    if not {found.ours, found.theirs} & set(found.bases):
        here, there = (repository.between(found.bases[0], side) for side in (found.ours, found.theirs))
        differ |= here.keys() & there.keys()
    return sorted(differ)


def _contents(found: History, paths: Sequence[str], dossier: MergeDossier) -> dict[str, Contents]:
    """Return each file in its three versions, and the record of each dossier among them."""
    records = [path_of(*place) for path in paths if (place := dossier_of(path))]
    wanted = list(dict.fromkeys([*paths, *records]))
    here, there = (blobs(found.repository, commit, wanted) for commit in (found.ours, found.theirs))
    sides = dict(zip(wanted, zip(here, there, strict=True), strict=True))
    began = _began(found.repository, found.bases, sides, dossier)
    return {path: (was, *sides[path]) for path, was in zip(wanted, began, strict=True)}


def is_forgotten(data: bytes | None) -> bool:
    """Tell whether the text of a record says that it was forgotten; also when it cannot be read as a whole."""
    if data is None or VERGETEN.encode() not in data:
        return False
    text = _text(data) or ""
    if opened(text) is None:
        return bool(_TOMBSTONE.search(text))
    return any(map(_is_tombstone, _events(data)))


def _is_tombstone(event: Data) -> bool:
    return isinstance(event, dict) and event.get("wat") == VERGETEN


def _events(data: bytes | None) -> tuple[Data, ...]:
    """Return what the events of a record say; nothing when it cannot be read."""
    read = opened(_text(data) or "")
    events = data_at(data_in(read[1]), (VERLOOP,)) if read else None
    return events if isinstance(events, tuple) else ()


def as_forgotten(path: str, contents: Contents) -> Contents:
    """Return the versions of a file of a forgotten record without what forgetting takes away.

    For a version that cannot be read, or was removed by hand, stands the forgotten one: nothing of it comes back.
    """
    if path.endswith(SUFFIX):
        return None, None, None
    if _is_double(path, contents):  # two records: only one of them was forgotten
        return contents
    was, mine, other = (_stripped(data, contents[0]) for data in contents)
    if mine is not None and other is not None and (was is None) == (contents[0] is None):
        return was, mine, other
    tombstones = [data for data in contents[1:] if is_forgotten(data)] or [contents[0]]
    left = min(_stripped(data, None) or data for data in tombstones if data is not None)
    return left, left, left


def _stripped(data: bytes | None, before: bytes | None) -> bytes | None:
    """Return a version of a record without what forgetting takes away; None when that cannot be done.

    When the version `before` says that the record was forgotten, the new one does.
    """
    text = None if data is None else forgotten(_text(data) or "")
    for event in () if is_forgotten(data) else filter(_is_tombstone, _events(before)):
        text = append_event(text, format_value(event)) if isinstance(text, str) else None
    return text.encode("utf-8", "surrogateescape") if isinstance(text, str) else None


_Sides = Mapping[str, tuple[bytes | None, bytes | None]]
"""By path a file here and elsewhere."""


def _began(repository: Repository, bases: Sequence[str], sides: _Sides, dossier: MergeDossier) -> list[bytes | None]:
    """Return the files as both sides began from them; of histories that were joined crosswise, those bases joined.

    What nobody decided in joining the bases is as it was before, so that it is asked when the sides did so differently.
    """
    first, *more = sorted(bases)
    made = blobs(repository, first, list(sides))
    for before, other in pairwise([first, *more]):
        pairs = dict(zip(sides, zip(made, blobs(repository, other, list(sides)), strict=True), strict=True))
        below = repository.bases(before, other)
        roots = _began(repository, below, pairs, dossier) if below else [None] * len(pairs)
        rows = zip(pairs.items(), roots, strict=True)
        made = [_undecided(path, (was, *pair), sides[path], dossier) for (path, pair), was in rows]
    return made


def _undecided(
    path: str, contents: Contents, sides: tuple[bytes | None, bytes | None], dossier: MergeDossier
) -> bytes | None:
    """Return two versions in one, with what nobody decided as it was before; a whole file stays marked.

    Of two events that were added apart both sides may have kept the same since: that one is not new to either.
    """
    if path.endswith(SUFFIX) and sides[0] == sides[1]:  # so that no keys are asked
        return sides[0]
    answers: dict[Clash, Side] = {}
    first = one = outcome(path, contents, answers, dossier)
    while one.clashes:
        if any(clash.about is About.FILE for clash in one.clashes):
            return first.new
        answers |= dict.fromkeys(one.clashes, Side.BASE)
        one = outcome(path, contents, answers, dossier)
    if not answers or one.private:
        return one.new
    now = [_events(data) for data in (one.new, *contents[1:], *sides)]
    text: str | Refused = _text(one.new) or ""
    for event in now[3]:
        if event in now[4] and event not in now[0] and (event in now[1] or event in now[2]) and isinstance(text, str):
            text = append_event(text, format_value(event))
    return first.new if isinstance(text, Refused) else text.encode("utf-8", "surrogateescape")


def blobs(repository: Repository, commit: str, paths: Sequence[str]) -> list[bytes | None]:
    """Return files as they are in a commit, None where they are not there."""
    found = repository.read_objects(f"{commit}:".encode() + encode(path) for path in paths)
    return [one[1].body if one and one[1].kind == "blob" else None for one in found]


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")
