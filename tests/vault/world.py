"""Coördinatoren at their own computers: each a home, settings, memory and a clone of one organisation."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from bb.actions import keys
from bb.actions.reading import Opened, open_readable
from bb.actions.vault import Vault, open_vault
from bb.vault.identity import Identity, lock_identity, new_identity

PASSPHRASE = "vier gewone woorden samen"

locked = cache(lock_identity)  # the real thing, once for each key: it takes a second or two on purpose


@cache
def person(number: int) -> Identity:  # noqa: ARG001 - `cache` tells them apart by it
    """The keys of the people in these tests, made once."""
    return new_identity()


@dataclass(frozen=True)
class Desk:
    """One computer: its home folder, its memory, and the organisation's folder on it."""

    home: Path
    memory: Path
    root: Path

    def sit(self, patch: pytest.MonkeyPatch) -> None:
        """Work at this computer from here on."""
        for name, value in self.environment.items():
            patch.setenv(name, value)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to know to run at this computer."""
        return {
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.home / ".config"),
            "XDG_STATE_HOME": str(self.home / ".state"),
            "XDG_RUNTIME_DIR": str(self.memory),
        }

    @property
    def opened(self) -> Opened:
        """The organisation as it stands there."""
        return open_readable(self.root)

    @property
    def vault(self) -> Vault:
        """The private layer, with the key that is unlocked there."""
        return open_vault(self.opened)


@contextmanager
def memory() -> Iterator[Path]:
    """A folder in memory, as a system gives to someone who logs in."""
    folder = Path("/dev/shm") / f"bb-test-{secrets.token_hex(8)}"  # noqa: S108 - for this test alone
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def quick_keys(patch: pytest.MonkeyPatch, *numbers: int) -> None:
    """Let the next new keys be those of these people, and lock each only once in a test run."""
    people = iter([person(number) for number in numbers])
    patch.setattr(keys, "new_identity", lambda: next(people))
    patch.setattr(keys, "lock_identity", locked)


def without_git_settings(patch: pytest.MonkeyPatch) -> None:
    """Nobody's own settings of git play a part."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        patch.delenv(name)
    patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
