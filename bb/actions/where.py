"""Where somebody is: the organisation around a folder, without reading any of it."""

from __future__ import annotations

from pathlib import Path

from bb.actions.stop import Status, Stop
from bb.files.root import find_root

NO_ORGANISATION = (
    "Hier is geen organisatie: er is geen bestand bb.yaml in deze map of erboven.\n"
    "Begin een eigen organisatie met: bb init MAP\n"
    "Of kijk rond in een verzonnen organisatie met: bb demo MAP"
)


def root_of(start: Path) -> Path:
    """Return the folder of the organisation that `start` lies in.

    Raises:
        Stop: there is none.
    """
    if not start.is_dir():
        raise Stop(f"De map {start} bestaat niet.", Status.USAGE)
    root = find_root(start)
    if root is None:
        raise Stop(NO_ORGANISATION, Status.USAGE)
    return root
