"""`bb merge-file`: what git calls to merge one file. Not for people, so it stands in no list."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import click

from bb.actions.merge_driver import merge_files
from bb.actions.stop import Status
from bb.cli.output import note


@click.command("merge-file", hidden=True)
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("path")
def command(base: Path, ours: Path, theirs: Path, path: str) -> int:
    """Voeg twee versies van een bestand samen, zoals git erom vraagt."""
    made = merge_files(base, ours, theirs, path)
    if not made.clashes:
        return Status.FINE
    note(
        f"{PurePosixPath(path).stem}: hier en elders is hetzelfde gewijzigd. "
        "Beide staan er nu, met <<<<<<< en >>>>>>> eromheen."
    )
    return Status.FINDINGS
