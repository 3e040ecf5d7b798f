"""All files of an organisation to one register and all that is wrong with them.

A folder, a commit, the index and a worker are read alike: as pairs of a path and its bytes. One bad
file never stops the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

from bb.domain.codes import found
from bb.domain.finding import Finding, Position
from bb.domain.ids import is_id
from bb.domain.kinds import FOLDERS, KIND_IN
from bb.domain.records import Organisatie, Record
from bb.domain.register import Register
from bb.domain.source import Source
from bb.files import convert, disk, quick, tree
from bb.files.collector import collector_paused
from bb.files.disk import SETTINGS, Unreadable, Why
from bb.files.frontmatter import BOM, Split, split, whole
from bb.files.lines import with_line_fixes
from bb.files.places import kind_and_id, path_of
from bb.text.plain import safe

_EXAMPLES = {
    "casus": "2026-0123.md",
    "vrijwilliger": "v-012.md",
    "partner": "woonstad.md",
    "activiteit": "2026-intervisie-3.md",
}
_UNREADABLE = {
    Why.LINK: ("BB101", "Dit is een verwijzing naar een andere plek, geen gewoon bestand."),
    Why.NOT_REGULAR: ("BB101", None),
    Why.TOO_BIG: ("BB102", None),
    Why.NO_ACCESS: ("BB103", "U mag dit bestand niet openen."),
    Why.GONE: ("BB103", "Dit bestand is er niet meer."),
    Why.FAILED: ("BB103", None),
}
_FORMAAT = re.compile(r"^formaat[ \t]*:[ \t]*['\"]?([0-9]+)\b", re.MULTILINE)

BLANK = Organisatie(formaat=convert.FORMAT, organisatie="", naam="", coordinatoren=(), wijken={})
"""Stands in for an organisation whose `bb.yaml` could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What reading gave: the register, and all findings in the order of the files.

    When `organisatie_read` is False, `bb.yaml` is missing or broken and `register.organisatie` is
    `BLANK`: rules that look up wijken, coördinatoren or words would then find fault with all.
    `unread` are the files that gave no record, as far as they are text: personal data may stand there too.
    """

    register: Register
    findings: tuple[Finding, ...]
    organisatie_read: bool = True
    unread: tuple[Source, ...] = ()


def load_folder(root: Path) -> Loaded:
    """Read the organisation in a folder. Raises NewerFormat as `load` does."""
    return load(pairs_of(root))


def load(pairs: Iterable[tuple[str, bytes | Unreadable]]) -> Loaded:
    """Read an organisation from paths and bytes, in any order.

    Paths that are no data file (templates, dossiers, frozen figures) are passed over.

    Raises:
        NewerFormat: `bb.yaml` has a `formaat` this program does not know; nothing was read.
    """
    with collector_paused():
        return _load(pairs)


def _load(pairs: Iterable[tuple[str, bytes | Unreadable]]) -> Loaded:
    records: dict[str, dict[str, Record]] = {kind: {} for kind in FOLDERS}
    unread: dict[str, set[str]] = {}
    texts: list[Source] = []
    findings: list[Finding] = []
    seen: dict[str, list[str]] = {}
    organisatie: Organisatie | None = None
    settings = False
    for path, data in pairs:
        if path == SETTINGS:
            settings = True
            organisatie, source, more = _read_settings(data)
            made: Record | Organisatie | None = organisatie
        elif not is_data(path) and not (isinstance(data, Unreadable) and _in_folder(path)):
            continue
        else:
            record, source, more = _read(path, data)
            seen.setdefault(path.casefold(), []).append(path)
            if place := kind_and_id(path):
                if record is None:
                    unread.setdefault(place[0], set()).add(place[1])
                else:
                    records[place[0]][place[1]] = record
            made = record
        if made is None and source is not None:
            texts.append(source)
        findings += more
    if not settings:
        findings.append(found("BB113", SETTINGS, Position()))
    alike = {safe(path) for path in _alike(seen.values())}
    findings = [one for one in findings if one.path not in alike or one.code not in {"BB110", "BB111"}]
    findings += (found("BB112", path, Position()) for path in sorted(alike))
    return Loaded(
        register=register_of(
            organisatie or BLANK, {kind: dict(sorted(of.items())) for kind, of in records.items()}, unread
        ),
        findings=tuple(sorted(findings)),
        organisatie_read=organisatie is not None,
        unread=tuple(texts),
    )


def register_of(
    organisatie: Organisatie, records: Mapping[str, Mapping[str, Record]], unread: Mapping[str, Iterable[str]]
) -> Register:
    """Return the register of these records, by kind and id, ids in order."""
    return Register(
        organisatie=organisatie,
        unread={kind: frozenset(ids) for kind, ids in unread.items()},
        **records,  # type: ignore[arg-type]  # each class under its own kind
    )


def read_organisation(data: bytes | Unreadable) -> tuple[Organisatie | None, tuple[Finding, ...]]:
    """Return the organisation in the bytes of `bb.yaml`, None when it cannot be used, and the findings.

    Raises:
        NewerFormat: also when the rest cannot be read, as long as the line `formaat:` can.
    """
    made, _, findings = _read_settings(data)
    return made, findings


def _read_settings(data: bytes | Unreadable) -> tuple[Organisatie | None, Source | None, tuple[Finding, ...]]:
    source, findings = read_source(SETTINGS, data)
    if source is None or source.tree is None:
        if line := _FORMAAT.search(source.text if source else ""):
            convert.refuse_newer(line[1])
        return None, source, findings
    made, more = convert.organisation(source)
    if findings or more:
        source.mended = partial(_mended_settings, source)
    return made, source, (*findings, *more)


def likely_organisation(data: bytes | Unreadable) -> tuple[Organisatie | None, tuple[Finding, ...]]:
    """Return the organisation as it was likely meant, to check the rest by; None when nobody can say.

    Raises:
        NewerFormat: as `read_organisation` does.
    """
    made, source, findings = _read_settings(data)
    return likely_of(source, made), findings


def likely_of(settings: Source | None, made: Organisatie | None) -> Organisatie | None:
    """Return the organisation as it was likely meant, from its file and what could be made of that."""
    return next(settings.mended(), made) if settings and settings.mended else made


def read_record(path: str, data: bytes | Unreadable) -> tuple[Record | None, tuple[Finding, ...]]:
    """Return the record in the bytes of one file, None when it cannot be used, and the findings."""
    made, _, findings = read_file(path, data)
    return made, findings


class OneFile(NamedTuple):
    """What one file gave: its record if it can be used, the file if it is text, and what is wrong with it."""

    record: Record | None
    source: Source | None
    findings: tuple[Finding, ...]


def read_file(path: str, data: bytes | Unreadable, *, double: bool = False) -> OneFile:
    """Return what is in one file; `double` tells that it is one of `doubles`."""
    made = OneFile(*_read(path, data))
    return OneFile(None, made.source, (found("BB112", safe(path), Position()),)) if double else made


def doubles(paths: Iterable[str]) -> frozenset[str]:
    """Return the paths that differ only in capitals from another one; of each such group the right one is left out."""
    seen: dict[str, list[str]] = {}
    for path in paths:
        seen.setdefault(path.casefold(), []).append(path)
    return frozenset(_alike(group for group in seen.values() if len(group) > 1))


def read_again(root: Path, path: str) -> Source:
    """Return a file that was read before; without text when it is not there any more."""
    data = disk.read(root, path)
    cut = data if isinstance(data, Unreadable) or path == SETTINGS else split(data, path)
    return _promised(path, cut) if isinstance(cut, Split) else read_source(path, data)[0] or Source(path=path)


def _read(path: str, data: bytes | Unreadable) -> tuple[Record | None, Source | None, tuple[Finding, ...]]:
    if isinstance(data, Unreadable):
        return None, None, (_unreadable(path, data),)
    place = kind_and_id(path)
    if place is None:
        return None, _as_text(safe(path), data), (_misplaced(path),)
    cut = split(data, path)
    if isinstance(cut, Split):
        source = _promised(path, cut)
        if quickly := quick.record(*place, cut.header, cut.header_line, source):
            return quickly, source, cut.findings
    source, findings = _in_full(path, data, cut)
    made, more = convert.record(*place, source)
    if (findings or more) and source.tree is not None:
        source.mended = partial(_mended, *place, source)
    return made, source, (*findings, *more)


def _promised(path: str, cut: Split) -> Source:
    """Return a file with a promise of its tree."""
    return Source(path=path, text=cut.text, below=cut.below, later=partial(_with_tree, path, cut))


def _mended(kind: str, id_: str, source: Source) -> Iterator[Record]:
    from bb.files.mended import mended  # noqa: PLC0415 - most folders have no mistakes of reading

    return mended(kind, id_, source)


def _mended_settings(source: Source) -> Iterator[Organisatie]:
    from bb.files.mended import mended_settings  # noqa: PLC0415 - same

    return mended_settings(source)


def _with_tree(path: str, cut: Split) -> Source:
    return _in_full(path, b"", cut)[0]


def read_source(path: str, data: bytes | Unreadable) -> tuple[Source | None, tuple[Finding, ...]]:
    """Return a file as text and tree, without asking what it means, and what is wrong with it.

    None when nothing could be read; a source without a tree when it is text and no more.
    """
    if isinstance(data, Unreadable):
        return None, (_unreadable(path, data),)
    return _in_full(path, data, whole(data, path) if path == SETTINGS else split(data, path))


def _in_full(path: str, data: bytes, cut: Split | tuple[Finding, ...]) -> tuple[Source, tuple[Finding, ...]]:
    if not isinstance(cut, Split):
        source = _as_text(path, data)
        return source, with_line_fixes(source.text, cut)
    keys, findings = tree.read(cut.header, path, line=cut.header_line, offset=cut.start)
    source = Source(path=path, text=cut.text, below=cut.below, tree=keys)
    return source, (*cut.findings, *with_line_fixes(cut.text, findings))


def _as_text(path: str, data: bytes) -> Source:
    """Return what can be shown of a file that is no record: its text, with a mark for each byte that is none."""
    return Source(path=path, text=data[: disk.MAX_BYTES].decode("utf-8", "replace").removeprefix(BOM))


def pairs_of(root: Path) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Yield the path and the bytes of every file in a folder, for `load`."""
    walked = tuple(disk.walk(root))
    contents = disk.read_many(root, (path for path, why in walked if not why))
    for path, why in walked:
        yield (path, why) if why else next(contents)


def is_data(path: str) -> bool:
    """Tell whether a path is where a record may stand; templates and hidden files are none."""
    return path.lower().endswith(".md") and _in_folder(path)


def _in_folder(path: str) -> bool:
    return path.partition("/")[0].lower() in KIND_IN and "/." not in path


def _alike(groups: Iterable[list[str]]) -> Iterator[str]:
    """Yield the paths that differ from another one in capitals only; of each such group the right one is left out."""
    for paths in groups:
        right = next((path for path in paths if kind_and_id(path)), paths[0])
        yield from (path for path in paths if path != right)


def _unreadable(path: str, data: Unreadable) -> Finding:
    code, message = _UNREADABLE[data.why]
    return found(code, safe(path), Position(), message)


def _misplaced(path: str) -> Finding:
    """Say whether the name is wrong, or only the folder; ids and folders are written without capitals."""
    here = KIND_IN[path.partition("/")[0].lower()]
    id_ = path.rpartition("/")[2].removesuffix(".md")
    for kind in ("casus", "vrijwilliger", here):  # the names of these two are of no other kind
        if is_id(kind, id_) and path_of(kind, id_) != path:
            return found("BB111", safe(path), Position(), remedy=f"Verplaats het bestand naar {path_of(kind, id_)}.")
    return found("BB110", safe(path), Position(), remedy=f"Geef het een naam zoals {_EXAMPLES[here]}.")
