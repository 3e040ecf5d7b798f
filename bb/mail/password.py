"""Where the password of the mail server comes from: never from the command line or the environment."""

from __future__ import annotations

import os
import stat
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

_LONGEST = 4096


class PasswordError(Exception):
    """The password file may not be used; the message is Dutch and says what to do."""


def password(config: Path, user: str) -> str | None:
    """Return the password for `user` at the mail server, or None when there is none.

    In order: what systemd hands over (`LoadCredential=smtp:…`), the file `smtp` in the folder
    `config`, the keyring of the desktop (when the package `keyring` is installed; service `bb`).

    Raises:
        PasswordError: others can read the file.
    """
    given = os.environ.get("CREDENTIALS_DIRECTORY")
    if given and (found := _read(Path(given) / "smtp")):
        return found
    path = config / "smtp"
    if (found := _private(path)) is not None:
        return found
    return _keyring(user)


def _read(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return file.read(_LONGEST).decode("utf-8").strip("\r\n") or None
    except (OSError, UnicodeDecodeError):
        return None


def _private(path: Path) -> str | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_mode & 0o077 or found.st_uid != os.getuid():
        raise PasswordError(f"Anderen kunnen bij het wachtwoord in {path}. Verhelp dat met: chmod 600 {path}")
    return _read(path)


def _keyring(user: str) -> str | None:
    if find_spec("keyring") is None:
        return None
    keyring = import_module("keyring")
    try:
        found = keyring.get_password("bb", user)
    except keyring.errors.KeyringError:
        return None
    return found if isinstance(found, str) else None
