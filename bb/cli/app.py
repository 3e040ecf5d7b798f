"""What every command gets: where, on which day, and for what kind of reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:  # help needs neither
    from datetime import date
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """The options of `bb` itself: the folder to work in, the day it is, and plain output."""

    folder: Path
    today: date
    plain: bool = False


pass_app = click.make_pass_decorator(App)
commit_option = click.option(
    "--commit/--no-commit",
    "commit",
    default=None,
    help="Bewaar wel of geen versie in de geschiedenis (anders zoals bb.yaml zegt, bij versies).",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Geef de gegevens als JSON, voor een programma.")
