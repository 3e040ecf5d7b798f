"""What two people changed in different ways, and what a third decided about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bb.files.verify import Path


class Side(StrEnum):
    """Which of two versions counts, or neither: how it was before."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    BASE = "base"


class About(StrEnum):
    """What a clash is about; the value is the Dutch word."""

    KEY = "veld"
    EVENT = "gebeurtenis"
    BODY = "tekst"
    FILE = "bestand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing that both changed, each in another way.

    `base`, `ours` and `theirs` are as they stand in the files, None where there is nothing. Of a key `path` says which;
    of an event it is `("verloop", wat)`.
    """

    about: About
    path: Path = ()
    base: str | None
    ours: str | None
    theirs: str | None

    @property
    def may_be_both(self) -> bool:
        """Whether both can stand: two events that were added, or two pieces of text."""
        there = self.ours is not None and self.theirs is not None
        return there and (self.about is About.BODY or (self.about is About.EVENT and self.base is None))


Answers = Mapping[Clash, Side]


@dataclass(slots=True)
class Decisions:
    """What was decided, what is still open, and what was found twice, while a file is merged."""

    answers: Answers
    open: list[Clash] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)

    def side(self, clash: Clash) -> Side | None:
        """Return what was decided about a clash; one without an answer is kept as open."""
        answer = self.answers.get(clash)
        if answer is None and clash not in self.open:
            self.open.append(clash)
        return answer


OPENING, BETWEEN, CLOSING = "<<<<<<< hier\n", "=======\n", ">>>>>>> elders\n"
"""The lines around what nobody decided yet."""


def marked(ours: str, theirs: str) -> str:
    """Return both versions of some lines, marked."""
    ours, theirs = (side if not side or side.endswith("\n") else f"{side}\n" for side in (ours, theirs))
    return f"{OPENING}{ours}{BETWEEN}{theirs}{CLOSING}"
