"""Where a record and its dossier stand, and which record a path is of; nothing is read."""

from __future__ import annotations

from bb.domain.ids import ZELF, is_id
from bb.domain.kinds import FOLDERS, KIND_IN, WITH_DOSSIER

SUFFIX = ".prive"
"""What the name of a dossier ends in."""


def path_of(kind: str, id_: str) -> str:
    """Return where the record with this id stands.

    Raises:
        ValueError: this is no id of that kind, so it must not become a path.

    >>> path_of("casus", "2026-0123")
    'casus/2026/2026-0123.md'
    """
    if not is_id(kind, id_):
        raise ValueError(f"no id of a {kind}: {id_!r}")
    folder = f"{FOLDERS[kind]}/{id_[:4]}" if kind == "casus" else FOLDERS[kind]
    return f"{folder}/{id_}.md"


def kind_and_id(path: str) -> tuple[str, str] | None:
    """Return the kind and id of the record that stands at `path`, None when none can.

    >>> kind_and_id("casus/2026/2026-0123.md"), kind_and_id("casus/2025/2026-0123.md")
    (('casus', '2026-0123'), None)
    """
    name = path.rpartition("/")[2]
    kind = KIND_IN.get(path.partition("/")[0])
    id_ = name.removesuffix(".md")
    if kind is None or not is_id(kind, id_) or path_of(kind, id_) != path or (kind == "partner" and not _can_call(id_)):
        return None
    return kind, id_


def _can_call(name: str) -> bool:
    """Tell whether a partner may be called so: not as a resident who called, nor as a case or a volunteer."""
    return name != ZELF and not is_id("casus", name) and not is_id("vrijwilliger", name)


def dossier_path(kind: str, id_: str) -> str:
    """Return where the dossier of a record stands, beside its plain file.

    Raises:
        ValueError: this is no id of that kind, or the kind has no dossiers.

    >>> dossier_path("casus", "2026-0123")
    'casus/2026/2026-0123.prive'
    """
    if kind not in WITH_DOSSIER:
        raise ValueError(kind)
    return path_of(kind, id_).removesuffix(".md") + SUFFIX


def dossier_of(path: str) -> tuple[str, str] | None:
    """Return the kind and the id of the record whose dossier stands at `path`, None when none can."""
    found = kind_and_id(path.removesuffix(SUFFIX) + ".md") if path.endswith(SUFFIX) else None
    return found if found and found[0] in WITH_DOSSIER else None
