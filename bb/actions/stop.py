"""A command that ends early, with a sentence for the user."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """How a command ends, for scripts (DESIGN: The commands)."""

    FINE = 0
    FINDINGS = 1
    USAGE = 2
    UNEXPECTED = 3
    LATER = 75
    INTERRUPTED = 130


class Stop(Exception):  # noqa: N818 - not an error of the program: the user is told why and what to do
    """End the command with `message` (Dutch, says what to do) on stderr and exit status `status`."""

    def __init__(self, message: str, status: Status = Status.FINDINGS) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
