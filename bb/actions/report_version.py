"""What a report of an earlier version is made from: git's own objects, without looking at any file in the folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bb.actions.report_material import Material
from bb.actions.stop import Status, Stop
from bb.actions.where import NO_ORGANISATION
from bb.domain.detectors import quoted
from bb.files.convert import NewerFormat
from bb.files.root import find_root
from bb.files.store import load
from bb.git.errors import GitError
from bb.git.repository import Repository, find


def gather_version(start: Path, name: str) -> Material:
    """Read the version called `name` (anything git knows it by).

    The report is of the day of that version, so it is the same whenever it is made.

    Raises:
        Stop: there is no such version, or it cannot be read.
    """
    root = find_root(start)
    if root is None:
        raise Stop(NO_ORGANISATION, Status.USAGE)
    try:
        repository = find(root)
        commit = repository.resolve(name) if repository else None
        if repository is None or commit is None:
            raise Stop(f"De versie '{quoted(name)}' is hier niet bekend. Zie alle versies met: git log", Status.USAGE)
        files = dict(repository.read_tree(commit))
        day = _day_of(repository, commit)
    except GitError as error:
        raise Stop(str(error)) from error
    try:
        loaded = load(files.items())
    except NewerFormat as newer:
        raise Stop(f"Deze versie heeft formaat {newer.formaat}; deze bb kent formaat 1.", Status.USAGE) from newer
    if not loaded.organisatie_read:
        raise Stop(f"In versie {commit[:12]} kan bb.yaml niet worden gelezen, dus daarvan is geen verslag te maken.")
    return Material(root=root, register=loaded.register, read=files.get, today=day, commit=commit)


def _day_of(repository: Repository, commit: str) -> date:
    told = repository.git("rev-list", "-1", "--format=%as", commit).out.decode("ascii", "replace")
    return date.fromisoformat(told.split("\n")[1])
