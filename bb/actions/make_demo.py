"""Making the invented organisation in a folder."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bb.actions.practice import open_for_practice, seal_dossiers
from bb.actions.stop import Status, Stop
from bb.demo import DEFAULT_CASES, DemoError, default_volunteers, generate, write


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made: the folder, and how many files it holds besides dossiers."""

    folder: Path
    files: int
    opened: bool
    """Whether the dossiers stand open now: this computer has memory to keep the key in."""


def make_demo(folder: Path, *, seed: int, cases: int | None, volunteers: int | None, today: date) -> Demo:
    """Write an invented organisation into a new or empty folder, with its history.

    Raises:
        Stop: the folder holds something already, or cannot be written.
    """
    cases = DEFAULT_CASES if cases is None else cases
    volunteers = default_volunteers(cases) if volunteers is None else volunteers
    organisation = generate(seed=seed, cases=cases, volunteers=volunteers, today=today)
    dossiers = seal_dossiers(organisation, seed)
    try:
        write(organisation, folder, dossiers.files)
    except DemoError as error:
        own = f"De map {folder} kan niet worden gemaakt." if isinstance(error.__cause__, OSError) else str(error)
        raise Stop(own, Status.USAGE) from error
    except OSError as error:
        raise Stop(f"De map {folder} kan niet worden gemaakt.", Status.USAGE) from error
    opened = open_for_practice(folder, dossiers.ring)
    return Demo(folder, sum(not path.startswith(".") for path in organisation.files()), opened)
