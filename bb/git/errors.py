"""What can go wrong with the history, in words for the person at the keyboard."""

from __future__ import annotations


class GitError(Exception):
    """The history could not be read or kept. The text is a Dutch sentence to show as it is, without personal data.

    `command` names the step that failed (`update-ref`), for the log of unexpected errors; empty when no step ran.
    `later` tells that the same may work the next time.
    """

    later = False

    def __init__(self, message: str = "", *, command: str = "") -> None:
        super().__init__(message or "De geschiedenis van deze map kan niet worden gelezen of bewaard.")
        self.command = command


class GitMissingError(GitError):
    """There is no git program on this computer."""

    def __init__(self) -> None:
        super().__init__("Het programma git staat niet op deze computer. Installeer het en probeer het opnieuw.")


class DamagedError(GitError):
    """There is a `.git`, but it is not one of this folder."""

    def __init__(self) -> None:
        super().__init__("De geschiedenis van deze map is beschadigd of hoort bij een andere map.")


class NotYoursError(GitError):
    """The folder belongs to another user of this computer, so git does not trust it."""

    def __init__(self) -> None:
        super().__init__("Deze map is van een andere gebruiker van deze computer. Er is niets gelezen of veranderd.")


class MovedError(GitError):
    """Another commit came in between: the work must be read and decided again."""

    later = True

    def __init__(self) -> None:
        super().__init__("Er is intussen iets anders bewaard in deze map. Probeer het opnieuw.")


class BusyError(GitError):
    """Another program holds the lock; try again later (exit 75). `holder` names it when known."""

    later = True

    def __init__(self, holder: str = "") -> None:
        self.holder = holder
        who = f" ({holder})" if holder else ""
        super().__init__(f"Een ander programma{who} werkt nu in deze map. Probeer het zo opnieuw.")


class PathError(GitError):
    """A path that may not be kept: it leaves the folder, enters `.git`, or is a link or folder and no file."""

    def __init__(self) -> None:
        super().__init__("Een van de bestanden heeft een naam of plek die niet kan worden bewaard.")
