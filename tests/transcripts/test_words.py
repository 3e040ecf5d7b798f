"""What the transcripts show is Dutch, for people who know no git, no YAML and no Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bb.cli.main import COMMANDS
from tests.transcripts.session import Session, Step, parse, render

FILES = sorted(Path(__file__).parent.glob("*.txt"))
SESSIONS = {path.stem: parse(path.read_text("utf-8")) for path in FILES}

ENGLISH = (
    *("Usage", "Options", "Commands", "Arguments", "Error", "Missing", "Invalid", "Try", "Aborted", "Got unexpected"),
    *("default", "required", "Show this", "Did you mean", "No such", "not found", "File exists", "unknown"),
    *("true", "false", "null", "None", "True", "False"),
)
JARGON = (
    *("git", "commit", "branch", "repository", "repo", "HEAD", "index", "stash", "merge", "hook"),
    *("YAML", "front matter", "frontmatter", "parse", "parser", "mapping", "scalar", "token", "schema", "boolean"),
    *("Python", "Traceback", "Exception", "None", "string", "integer", "dict", "tuple", "<=", ">="),
)
OURS = re.compile(r"bb\.yaml|\bbb (?:-C \S+ )?[a-z]+|--[a-z]+|^  [a-z]+  ", re.MULTILINE)
"""The names of our own file, commands and options, which are English on purpose."""

FOR_INSTALLING = {
    "doctor": {"git"},
    "help": {"git"},
    "hooks": {"git", "schema", "null"},
    "report": {"git"},
    "schema": {"schema"},
}
"""Where a program or a format must be called by its name: one has to install it, or asked for it."""


def shown(session: Session) -> list[Step]:
    """What `bb` shows to people: not what other programs show, and not what is for programs."""
    mine = [step for step in session.steps if re.search(r"(^|; |&& )bb ", step.command)]
    return [
        step for step in mine if "--json" not in step.command and not re.search(r"\bgit (log|status)", step.command)
    ]


@pytest.mark.parametrize("name", SESSIONS)
def test_no_word_is_english_or_jargon(name: str) -> None:
    words = re.compile(r"(?<![\w-])(" + "|".join(map(re.escape, (*ENGLISH, *JARGON))) + r")(?![\w-])")
    for step in shown(SESSIONS[name]):
        found = [w for w in words.findall(OURS.sub("", step.shown)) if w not in FOR_INSTALLING.get(name, ())]
        assert not found, (step.command, found)


@pytest.mark.parametrize("name", SESSIONS)
def test_nothing_shown_steers_a_terminal(name: str) -> None:
    text = (Path(__file__).parent / f"{name}.txt").read_text("utf-8")
    assert not [c for c in text if (c < " " and c != "\n") or "\x7f" <= c <= "\x9f"]


@pytest.mark.parametrize("name", SESSIONS)
def test_nothing_ends_unexpectedly(name: str) -> None:
    assert not [step.command for step in SESSIONS[name].steps if step.status == 3 or "ging iets mis" in step.shown]


def test_every_command_and_its_help_is_in_a_transcript() -> None:
    commands = [step.command for session in SESSIONS.values() for step in session.steps]
    for name in COMMANDS:
        assert f"bb {name} --help" in commands
        assert any(re.search(rf"\bbb (-C \S+ )?{name}(?! --help)", command) for command in commands), name


def test_a_transcript_reads_back_as_it_was_written() -> None:
    text = "# why\n# today: 2026-11-23\n\n$ cat <<'E'\n> $ a\n>\n> E\n$ no\n\nshown\n\n? 2\n\n$ true\n"
    session = parse(text)
    assert [step.command for step in session.steps] == ["cat <<'E'\n$ a\n\nE", "no", "true"]
    assert session.steps[1].status == 2
    assert parse(render(session)) == session
    for name, found in SESSIONS.items():
        assert render(found) == (Path(__file__).parent / f"{name}.txt").read_text("utf-8"), name
