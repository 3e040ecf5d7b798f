"""No English word of click reaches a user."""

from __future__ import annotations

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bb.text.nl import COUNTED, WORDS, speak_dutch

CLICK = Path(click.__file__).parent
COMPUTED = {"extra['required']": "required"}
"""The calls in click whose sentence is not written out, with what they come to."""

ENGLISH = frozenset(
    """
    usage option command argument error try help show exit missing invalid such did mean default required version does
    exist takes value values yes abort aborted repeat confirmation text integer choice file directory path not
    """.split()  # noqa: SIM905 - a list of words reads better than thirty strings
)


def translatable() -> Iterator[tuple[str, str]]:
    """Each sentence click can translate: (name of the function, first argument)."""
    for source in sorted(CLICK.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="_" | "gettext" | "ngettext" as function), args=[first, *_]):
                    try:
                        yield function, ast.literal_eval(first)
                    except ValueError:
                        yield function, COMPUTED[ast.unparse(first)]


def test_each_sentence_of_click_has_dutch() -> None:
    found = set(translatable())
    assert len(found) > 50
    assert {text for function, text in found if function != "ngettext"} <= WORDS.keys()
    assert {text for function, text in found if function == "ngettext"} <= COUNTED.keys()


def test_no_other_way_of_translating_has_come_up_in_click() -> None:
    imported = {
        alias.name
        for source in CLICK.glob("*.py")
        for node in ast.walk(ast.parse(source.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "gettext"
        for alias in node.names
    }
    assert imported == {"gettext", "ngettext"}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_dutch_uses_only_what_click_fills_in() -> None:
    for english, dutch in WORDS.items():
        assert fields(dutch) <= fields(english), english
    counted = dict(more_forms())
    for english, (one, more) in COUNTED.items():
        assert fields(one) | fields(more) <= fields(english) | fields(counted[english]), english


def more_forms() -> Iterator[tuple[str, str]]:
    for source in sorted(CLICK.glob("*.py")):
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="ngettext"), args=[one, more, _]):
                    yield ast.literal_eval(one), ast.literal_eval(more)


@pytest.fixture(scope="module")
def program() -> click.Group:
    speak_dutch()

    @click.group(context_settings={"show_default": True})
    @click.version_option("1.2", prog_name="bb")
    def bb() -> None:
        """Gereedschap."""

    @bb.command()
    @click.argument("waar", type=click.Path(exists=True))
    @click.option("--aantal", type=click.IntRange(1, 5), default=1)
    @click.option("--deel", type=float, envvar="BB_DEEL", show_envvar=True)
    @click.option("--via", type=click.Choice(["deur", "brief"]), required=True)
    @click.option("--op", type=click.DateTime())
    @click.option("--wie", nargs=2)
    @click.option("--kort", type=bool)
    @click.option("--geheim", is_flag=True)
    def nieuw(**_: object) -> None:
        """Maak een zaak."""

    @bb.command()
    @click.option("--naam", prompt="Naam", confirmation_prompt=True)
    def vraag(naam: str) -> None:
        """Vraag een naam."""
        click.echo(naam)

    @bb.command()
    def zeker() -> None:
        """Vraag ja of nee."""
        click.echo(str(click.confirm("Doorgaan?")))

    @bb.command()
    @click.option("--wis", is_flag=True, prompt="Wissen?")
    def wissen(wis: bool) -> None:
        """Vraag ja of nee als optie."""
        click.echo(str(wis))

    return bb


def run(program: click.Group, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(program, words, input=typed, prog_name="bb")


def english_in(text: str) -> set[str]:
    without_options = re.sub(r"--[a-z]+", "", text.lower())
    return set(re.findall(r"[a-z]+", without_options)) & ENGLISH


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["nieuw"], "Fout: Er ontbreekt 'WAAR'."),
        (["nieuw", "."], "Er ontbreekt de optie '--via'. Kies uit:\n\tdeur,\n\tbrief"),
        (["niew"], "De opdracht 'niew' bestaat niet. Bedoelde u 'nieuw'?"),
        (["nieuw", ".", "--aantl", "2"], "De optie '--aantl' bestaat niet. Bedoelde u '--aantal'?"),
        (["nieuw", ".", "--via", "deur", "--aantal", "x"], "Dit klopt niet bij '--aantal': 'x' is geen getal."),
        (["nieuw", ".", "--via", "deur", "--aantal", "9"], "9 valt buiten de grenzen (1<=x<=5)."),
        (["nieuw", ".", "--via", "deur", "--deel", "x"], "'x' is geen getal."),
        (["nieuw", ".", "--via", "post"], "'post' kan hier niet; wel 'deur', 'brief'."),
        (["nieuw", ".", "--via", "deur", "--op", "x"], "'x' heeft geen van de vormen"),
        (["nieuw", ".", "--via", "deur", "--kort", "x"], "'x' is geen ja of nee."),
        (["nieuw", ".", "--via", "deur", "--wie", "x"], "Bij de optie '--wie' horen 2 waarden."),
        (["nieuw", ".", "--via"], "Bij de optie '--via' hoort een waarde."),
        (["nieuw", ".", "--geheim=x"], "Bij de optie '--geheim' hoort geen waarde."),
        (["nieuw", "nergens"], "Pad 'nergens' bestaat niet."),
        (["nieuw", ".", "extra", "--via", "deur"], "Dit is te veel: extra"),
    ],
)
def test_mistakes_are_told_in_dutch(program: click.Group, words: list[str], says: str) -> None:
    result = run(program, *words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not english_in(result.stderr)


def test_a_mistake_shows_the_way_to_help(program: click.Group) -> None:
    assert run(program, "nieuw").stderr.startswith(
        "Gebruik: bb nieuw [OPTIES] WAAR\nHulp nodig? Typ: bb nieuw --help\n\nFout: "
    )


@pytest.mark.parametrize("words", [[], ["--help"], ["nieuw", "--help"], ["--version"]])
def test_help_is_dutch(program: click.Group, words: list[str]) -> None:
    result = run(program, *words)
    assert not english_in(result.output)


def test_the_help_page(program: click.Group) -> None:
    assert run(program, "nieuw", "--help").output.startswith("Gebruik: bb nieuw [OPTIES] WAAR\n")
    assert run(program, "--help").output.startswith("Gebruik: bb [OPTIES] OPDRACHT [WAARDEN]...\n")
    assert run(program, "--version").output == "bb, versie 1.2\n"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("ja\n", "True"), ("J\n", "True"), ("nee\n", "False"), ("N\n", "False"), ("\n", "False"), ("x\nj\n", "True")],
)
@pytest.mark.parametrize("command", ["zeker", "wissen"])
def test_yes_and_no_are_ja_and_nee(program: click.Group, command: str, typed: str, answer: str) -> None:
    result = run(program, command, typed=typed)
    assert "[j/N]: " in result.output
    assert result.output.endswith(answer + "\n")
    assert not english_in(result.output.removesuffix(answer + "\n"))


def test_stopping_is_told_in_dutch(program: click.Group) -> None:
    result = run(program, "zeker")
    assert result.exit_code == 1
    assert result.stderr.endswith("Afgebroken.\n")


def test_typing_twice(program: click.Group) -> None:
    result = run(program, "vraag", typed="a\nb\na\na\n")
    assert "Nog een keer, ter controle: " in result.output
    assert "Fout: de twee keer is niet hetzelfde ingevuld." in result.output
    assert not english_in(result.output)


def test_a_no_can_stop_the_program() -> None:
    speak_dutch()

    @click.command()
    def stop() -> None:
        click.confirm("Doorgaan?", abort=True)

    assert CliRunner().invoke(stop, input="nee\n").exit_code == 1
    assert CliRunner().invoke(stop, input="ja\n").exit_code == 0


def test_no_command_uses_what_quotes_the_operating_system_in_english() -> None:
    package = Path(__file__).parents[2] / "bb"
    for source in package.rglob("*.py"):
        names = {
            node.attr for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.Attribute)
        }
        if source != package / "text" / "nl.py":
            assert not names & {"open_file", "FileError"}, source


def test_importing_is_cheap() -> None:
    code = "import sys, bb.text.nl; sys.exit(' '.join({'babel', 'tabulate', 'numpy'} & set(sys.modules)) or 0)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
