"""Beginning an organisation: a folder with settings, under git."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from string import Template

from bb.actions import editor
from bb.actions.merge_driver import set_up
from bb.actions.save import save
from bb.actions.stop import Status, Stop
from bb.domain.detectors import hits
from bb.domain.ids import is_id
from bb.domain.kinds import FOLDERS
from bb.domain.records import Coordinator
from bb.domain.types import MAIL, TEKST, Key, Scalar, Value, id_of, many
from bb.files.format import format_text, format_value
from bb.files.templates import find_template
from bb.git.commit import Change
from bb.git.errors import GitError
from bb.git.repository import init
from bb.text.plain import ascii_forms


def _wijk(text: str) -> str | None:
    """Return the name of a wijk as it stands in the files: `Den Haag` becomes `den-haag`."""
    bare = ascii_forms(text).lower()
    name = re.sub(r"[^a-z0-9']+", "-", bare).strip("-")
    return name if is_id("wijk", name) else None


WIJK = Scalar(name="wijk", says="de naam van een wijk, zoals noord of oude-haven", parse=_wijk)

QUESTIONS: tuple[Key, ...] = (
    Key(name="naam", type=TEKST, required=True, asks="Hoe heet de organisatie?"),
    Key(name="coordinator", type=TEKST, required=True, asks="Hoe heet de coördinator?"),
    Key(name="mail", type=MAIL, required=True, asks="Wat is het mailadres van de coördinator?"),
    Key(name="gemeente", type=id_of("gemeente"), required=True, asks="In welke gemeente werkt u?"),
    Key(name="wijken", type=many(WIJK), required=True, asks="Welke wijken zijn er? Bijvoorbeeld: noord, zuid"),
)
"""What `bb init` needs to know, in the order it is asked."""

GITIGNORE = "# Wat opnieuw te maken is, of wat programma's voor zichzelf bewaren.\n/rapport-*\n*~\n*.swp\n.DS_Store\n"
GITATTRIBUTES = (
    "casus/** -text\nvrijwilligers/** -text\nnetwerk/** -text\nactiviteiten/** -text\nbb.yaml -text\n"
    "*.prive -text -diff -merge\n"
)


def begin(folder: Path, answers: Mapping[str, Value]) -> Path:
    """Make an organisation in a new or empty folder, with one commit, and return the folder.

    Args:
        folder: where; it is made when it is not there.
        answers: a value for each of `QUESTIONS`.

    Raises:
        Stop: the folder holds an organisation or other things already, or cannot be made.
    """
    if (folder / "bb.yaml").exists():
        raise Stop(
            f"In {folder} staat al een organisatie. Ga daar verder met: bb -C {quote(str(folder))} followups",
            Status.USAGE,
        )
    if folder.exists() and not folder.is_dir():
        raise Stop(f"{folder} is een bestand, geen map. Kies een nieuwe map.", Status.USAGE)
    if folder.exists() and any(folder.iterdir()):
        raise Stop(f"De map {folder} is niet leeg. Kies een nieuwe map.", Status.USAGE)
    files = {
        ".gitattributes": GITATTRIBUTES,
        ".gitignore": GITIGNORE,
        editor.TASKS: editor.tasks(),
        "bb.yaml": _settings(answers),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        set_up(init(folder))
        for name in FOLDERS.values():
            (folder / name).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Stop(f"De map {folder} kan niet worden gemaakt.", Status.USAGE) from error
    except GitError as error:
        raise Stop(str(error)) from error
    changes = [Change(path=path, old=None, new=text.encode("utf-8")) for path, text in files.items()]
    who = Coordinator(id="c-1", naam=answers["coordinator"], mail=answers["mail"])
    save(folder, changes, message="begin van de organisatie", coordinator=who, command="bb init")
    return folder


def _settings(answers: Mapping[str, Value]) -> str:
    """Return the text of `bb.yaml`."""
    gemeente = format_text(answers["gemeente"])
    lines = [f"  {format_value(wijk)}: {{gemeente: {gemeente}}}" for wijk in answers["wijken"]]
    text = find_template("bb.yaml", None).read_text("utf-8")
    return Template(text).substitute(
        organisatie=_new_id(),
        naam=format_text(answers["naam"]),
        coordinator=format_text(answers["coordinator"]),
        mail=format_text(answers["mail"]),
        gemeente=gemeente,
        wijken="\n".join(lines),
    )


def _new_id() -> str:
    """Return a random id for an organisation; not one that reads as a postcode or a number of a person."""
    made = secrets.token_hex(4)
    while hits(made):
        made = secrets.token_hex(4)
    return made
