"""Mending what the check found, where the answer is known: see it first, then write it."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bb.actions.reading import Opened, open_organisation
from bb.actions.save import refuse_example, save, signer, wants_commit
from bb.actions.stop import Status, Stop
from bb.actions.validate import Asked, choose, everything
from bb.domain.detectors import mask
from bb.domain.finding import Finding
from bb.domain.kinds import FOLDERS
from bb.files import disk
from bb.files.frontmatter import BOM
from bb.files.mend import mend
from bb.files.store import BLANK, read_organisation, read_record
from bb.git.commit import Change
from bb.text.plurals import count_nl

_MOST_ROUNDS = 10
"""One fix can bring another to light; far fewer rounds are ever needed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """The files as they would be with the fixes made: for each path the old and the new text."""

    opened: Opened
    texts: Mapping[str, tuple[str, str]]

    @property
    def summary(self) -> str:
        """What is mended, for people and for history."""
        return f"{count_nl(len(self.texts), 'bestand', 'bestanden')} verbeterd met bb validate --fix"


def mended(start: Path, today: date, asked: Asked, *, unsafe: bool) -> Mended:
    """Work out the fixes of what was asked for, until none is left; nothing is written.

    Args:
        start: a folder in the organisation.
        today: the day the rules look from.
        asked: which findings; `staged` does not count here.
        unsafe: also what is only likely, such as a name that is nearly another.

    Raises:
        Stop: as `bb.actions.validate.validate` does.
    """
    opened = before = open_organisation(start)
    standing = _read(before)
    chosen = choose(opened.root, start, asked, [path for path, _ in disk.walk(opened.root)])
    texts: dict[str, tuple[str, str]] = {}
    for _ in range(_MOST_ROUNDS):
        by_path: dict[str, list[Finding]] = {}
        for found in everything(opened, today):
            if found.fix and (found.fix.safe or unsafe) and chosen.holds(found):
                by_path.setdefault(found.path, []).append(found)
        fresh = dict(_round(opened.root, by_path, texts, standing))
        if not fresh:
            break
        texts |= fresh
        for path, (_, new) in fresh.items():
            opened = _with_text(opened, path, new.encode())
    return Mended(opened=before, texts=texts)


def _read(opened: Opened) -> dict[str, str]:
    """Return the texts that the findings are about, without BOM."""
    register = opened.register
    records = (record for kind in FOLDERS for record in register.of_kind(kind).values())
    sources = (register.organisatie.source, *(record.source for record in records), *opened.unread)
    return {source.path: source.text for source in sources}


def _round(
    root: Path, by_path: Mapping[str, list[Finding]], texts: Mapping[str, tuple[str, str]], standing: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield the files that one round of fixes changes, with what stands in the folder and what would.

    Raises:
        Stop: a file is not any more as it was read, so the places of the findings are not sure.
    """
    for path, findings in by_path.items():
        old = texts[path][0] if path in texts else _text(root, path)
        if path not in texts and (old or "").removeprefix(BOM) != standing.get(path):
            raise Stop(f"{path} is intussen gewijzigd, dus er is niets verbeterd. Probeer het opnieuw.", Status.LATER)
        now = texts[path][1] if path in texts else old
        if old is not None and now is not None and (new := mend(now, findings)) != now:
            yield path, (old, new)


def _text(root: Path, path: str) -> str | None:
    data = disk.read(root, path)
    return data.decode("utf-8") if isinstance(data, bytes) else None


def _with_text(opened: Opened, path: str, data: bytes) -> Opened:
    """Return the organisation with another text in one of its files, as if it had been read so."""
    others = tuple(found for found in opened.findings if found.path != path)
    unread = tuple(source for source in opened.unread if source.path != path)
    if path == disk.SETTINGS:
        organisatie, findings = read_organisation(data)
        register = replace(opened.register, organisatie=organisatie or BLANK)
        readable = organisatie is not None
    else:
        record, findings = read_record(path, data)
        register = opened.register.with_record(record) if record else opened.register
        readable = opened.readable
    return replace(opened, register=register, findings=(*others, *findings), readable=readable, unread=unread)


def write(made: Mended) -> None:
    """Put the mended files in place and keep them as one commit.

    Raises:
        Stop: this is an example, a file changed meanwhile, or it cannot be written.
    """
    organisatie = made.opened.register.organisatie
    refuse_example(organisatie)
    changes = [Change(path=path, old=old.encode(), new=new.encode()) for path, (old, new) in sorted(made.texts.items())]
    if changes:
        save(
            made.opened.root,
            changes,
            message=made.summary,
            coordinator=signer(organisatie, None),
            command="bb validate",
            commit=wants_commit(organisatie, None),
        )


def diff(made: Mended) -> Iterator[str]:
    """Yield the lines that change with those around them, personal data masked."""
    for path, (old, new) in sorted(made.texts.items()):
        before, after = (mask(text).removesuffix("\n").split("\n") for text in (old, new))
        yield from difflib.unified_diff(before, after, fromfile=mask(path), tofile=mask(path), n=1, lineterm="")
