"""The check before something is kept by hand in git: two hooks, for the files and for the description.

What `bb` keeps itself was checked already and runs no hooks.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shlex import quote
from typing import Final

from bb.actions.stop import Status, Stop
from bb.files import disk
from bb.git.errors import GitError
from bb.git.repository import Repository, find

MARK: Final = "# Geschreven door bb init --hooks"

HOOKS: Final = {"pre-commit": "validate --staged", "commit-msg": 'validate --message "$1"'}
"""What each hook of git runs."""

_SCRIPT = """#!/bin/sh
{mark}
if command -v bb >/dev/null 2>&1; then exec bb {command}; fi
if [ -x {python} ]; then exec {python} -m bb {command}; fi
echo "bb is hier niet te vinden, dus er is niets gecontroleerd. Toch bewaren kan met: git commit --no-verify" >&2
exit 1
"""


def install_hooks(root: Path) -> tuple[Path, ...]:
    """Write the hooks of an organisation and return where they stand; doing it again changes nothing.

    Raises:
        Stop: the folder is not under git, or a hook of someone else stands there.
    """
    try:
        repository = find(root)
        if repository is None:
            raise Stop("Deze map staat niet onder git. Begin daarmee met: git init", Status.USAGE)
        folder = _folder(repository)
    except GitError as error:
        raise Stop(str(error)) from error
    texts = {name: _script(command) for name, command in HOOKS.items()}
    for name, text in texts.items():
        _refuse_other(folder / name, text)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            temp = disk.write_temp(folder, name, text.encode(), mode=0o755)
            disk.replace(folder, temp, name)
    except OSError as error:
        raise Stop(f"In de map {folder} kan niet worden geschreven.") from error
    return tuple(folder / name for name in texts)


def _folder(repository: Repository) -> Path:
    """Return where git looks for hooks: its own folder, unless a setting of the user names another."""
    asked = repository.git("config", "--type=path", "-z", "--get-all", "core.hooksPath", accept=(0, 1))
    # The last answer is the one with which we switch hooks off for ourselves.
    named = [told for told in asked.out.decode("utf-8", "surrogateescape").split("\0")[:-1] if told != os.devnull]
    common = repository.git("rev-parse", "--git-common-dir").out.decode("utf-8", "surrogateescape").rstrip("\n")
    return repository.root / (named[-1] if named else f"{common}/hooks")


def _script(command: str) -> str:
    return _SCRIPT.format(mark=MARK, command=command, python=quote(sys.executable))


def _refuse_other(path: Path, text: str) -> None:
    """Raise Stop when a hook stands there that we did not write."""
    try:
        standing = path.read_text("utf-8", "replace")
    except FileNotFoundError:
        return
    except OSError as error:
        raise Stop(f"{path} kan niet worden gelezen.") from error
    if MARK not in standing:
        line = next(line for line in text.split("\n") if "exec bb" in line)
        raise Stop(f"Er staat al iets anders in {path}. Zet deze regel er zelf bij:\n  {line}", Status.USAGE)
