"""Names of people in what is about to be kept: found by the dossiers themselves, so only while they are open.

Of every plain file that would change, its own dossier says whom to look for; in the description of the change, all of
those dossiers do. Nothing that is found is ever shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bb.actions.reading import open_settings
from bb.actions.stop import Stop
from bb.domain.codes import found
from bb.domain.detectors import position
from bb.domain.dossier import DOSSIERS
from bb.domain.finding import Finding
from bb.domain.known_names import name_hits, name_words, names_of
from bb.files.forgotten import free_text
from bb.files.frontmatter import BOM
from bb.files.places import kind_and_id
from bb.git.repository import Repository

CODE = "BB310"

Words = Mapping[str, frozenset[str]]
"""By path of a plain file the words of the names in its dossier."""


def staged_words(root: Path, repository: Repository, staged: Mapping[str, bytes]) -> Words:
    """Return whom to look for in the files that would change; nothing while the dossiers are shut."""
    from bb.actions import dossiers  # noqa: PLC0415 - as a rule everything is checked, and no dossier opened
    from bb.actions.vault import vault_if_unlocked  # noqa: PLC0415

    vault = vault_if_unlocked(open_settings(root))
    if vault is None:
        return {}
    head = repository.head()
    before = dict(repository.list_tree(head)) if head else {}
    words: dict[str, frozenset[str]] = {}
    for path, data in staged.items():
        place = kind_and_id(path)
        if place is None or place[0] not in DOSSIERS or before.get(path) == repository.blob_id(data):
            continue
        try:
            value = dossiers.read(vault, *place).written.value
        except Stop:  # it does not open, or was forgotten: `bb keys doctor` says so
            continue
        words[path] = name_words(names_of(value)) if value else frozenset()
    return words


def name_findings(words: Words, staged: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield where a name stands in a file that would change: in a comment, or below the front matter."""
    for path, mine in words.items():
        text = staged[path].decode("utf-8", "replace").removeprefix(BOM)
        for start, end in free_text(text) if mine else ():
            blank = re.sub(r"[^\n]", " ", text[:start])
            yield from text_findings(path, blank + text[start:end], mine)


def text_findings(path: str, text: str, words: frozenset[str]) -> Iterator[Finding]:
    """Yield where one of these words stands in a text."""
    return (found(CODE, path, position(text, hit.start)) for hit in name_hits(text, words))


def without_names(text: str, words: frozenset[str]) -> str:
    """Return a text as it may be shown: a dot for each letter of these names."""
    for hit in name_hits(text, words):
        text = text[: hit.start] + "•" * (hit.end - hit.start) + text[hit.end :]
    return text
