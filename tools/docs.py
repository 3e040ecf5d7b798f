"""Write the tables in `docs/` that come from the code, between their marks.

    python tools/docs.py            # writes
    python tools/docs.py --check    # exit 1 when a page is not up to date

A mark is `<!-- table: NAME -->` … `<!-- end -->`; what stands between is replaced.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from bb.actions.explain import Meaning, all_codes, meaning
from bb.cli.main import COMMANDS, commands
from bb.domain.dossier import DOSSIERS
from bb.domain.events import COMMON, EVENTS, Kind
from bb.domain.records import KINDS, Organisatie, Partij
from bb.domain.terms import TERMIJNEN, Pattern, Term
from bb.domain.types import Either, Key, Many, Scalar, Shape, Table, Type, Value, keys_of
from bb.domain.vocabulary import WOORDEN

_MANY = 12
DOCS = Path(__file__).parent.parent / "docs"
_MARK = re.compile(r"(<!-- table: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


def _type(type_: Type) -> str:
    match type_:
        case Scalar(words=str(words)):
            return f"word of `{words}`"
        case Scalar(choices=choices) if choices and len(choices) < 10:
            return " ".join(f"`{c}`" for c in choices)
        case Scalar():
            return type_.name
        case Many(of=of):
            return f"list of {_type(of)}"
        case Table(key=key, of=of):
            return f"map: {_type(key)} to {_type(of)}"
        case Shape(of=of):
            return of.__name__
        case Either():
            return " or ".join(_type(one) for one in (type_.scalar, type_.items, type_.keys) if one)
        case _:
            return "anything"


def _keys(keys: Mapping[str, Key]) -> str:
    rows = [[f"`{k.name}`" + (" *" if k.required else ""), _type(k.type), k.asks] for k in keys.values()]
    return _table(["key (* required)", "type", "question"], rows)


def _event(row: Kind) -> list[str]:
    told = ", ".join(f"**{k.name}**" if k.required else k.name for k in row.keys)
    needs = [*row.after, *([f"consent {row.consent}"] if row.consent else []), *(["once"] if row.once else [])]
    return [f"`{row.wat}`", told, row.effect, ", ".join(needs)]


def _events(kind: str) -> str:
    return _table(["wat", "keys (**required**)", "effect", "after, needs"], [_event(r) for r in EVENTS[kind].values()])


def _written(value: Value) -> str:
    match value:
        case Pattern(wat=wat, keys=keys):
            return "{" + ", ".join([f"wat: {wat}", *(f"{k}: {v}" for k, v in keys.items())]) + "}" if keys else wat
        case tuple():
            told = [_written(one) for one in value]
            return told[0] if len(told) == 1 else f"[{', '.join(told)}]"
        case _:
            return str(value)


def _term(name: str, term: Term) -> list[str]:
    told = {k: getattr(term, key.attribute) for k, key in keys_of(Term).items()}
    return [f"`{name}`", "`{" + ", ".join(f"{k}: {_written(v)}" for k, v in told.items() if v not in (None, ())) + "}`"]


def _rules() -> str:
    """Return what each code means, as `bb explain` tells it, in Dutch: users read this page."""
    titles = all_codes()
    index = [[f"[{code}](#{code.lower()})", title.rstrip(".")] for code, title in titles.items()]
    return _table(["code", "wat er is"], index) + "".join(_rule(meaning(code)) for code in titles)


def _rule(told: Meaning) -> str:
    parts = [f'\n<a id="{told.code.lower()}"></a>\n\n## {told.code}: {told.title.rstrip(".")}', f"*{told.severity}*"]
    parts += [told.what, f"**Waarom.** {told.why}", *([f"**Wat u doet.** {told.remedy}"] if told.remedy else [])]
    if told.example:
        parts.append(f"**Voorbeeld**, in `{told.path}`:\n\n```yaml\n{told.example}\n```")
        parts.append(f"**Beter:**\n\n```yaml\n{told.better}\n```")
    return "\n\n".join([*parts, told.mends]) + "\n"


def _form(type_: Type) -> str:
    """Return in Dutch what a user writes for a type."""
    match type_:
        case Scalar(words=str(words)):
            return f"een woord uit de lijst `{words}`"
        case Scalar(choices=choices) if len(choices) > _MANY:
            return f"een woord zoals {choices[0]}"
        case Scalar():
            return type_.says
        case Many(of=of):
            return f"een lijst; elk: {_form(of)}"
        case Table(key=key, of=of):
            return f"per regel {_form(key)}, met erachter: {_form(of)}"
        case Shape():
            return "eigen velden, hieronder"
        case Either():
            return " of ".join(_form(one) for one in (type_.scalar, type_.items, type_.keys) if one)
        case _:
            return "vrij te kiezen"


def _fields(keys: Mapping[str, Key]) -> str:
    rows = [[f"`{k.name}`" + (" *" if k.required else ""), k.asks, _form(k.type)] for k in keys.values()]
    return _table(["veld (* moet)", "wat het is", "wat u schrijft"], rows)


def _below(cls: type[object], name: str) -> str:
    """Return the fields of a class, and below it those of each class they lead to."""
    inner = [(f"{name}{key.name}", of) for key in keys_of(cls).values() for of in _shapes(key.type)]
    return _fields(keys_of(cls)) + "".join(f"\nBij `{at}`:\n\n{_below(of, f'{at}.')}" for at, of in inner)


def _shapes(type_: Type) -> list[type[object]]:
    match type_:
        case Shape(of=of):
            return [of]
        case Table(of=of) | Many(of=of):
            return _shapes(of)
        case Either():
            return [found for one in (type_.items, type_.keys) if one for found in _shapes(one)]
        case _:
            return []


def _happenings(kind: str) -> str:
    rows = []
    for row in EVENTS[kind].values():
        keys = ", ".join(f"**{k.name}**" if k.required else k.name for k in row.keys)
        rows.append([f"`{row.wat}`", row.effect, keys, ", ".join(row.after)])
    return _table(["gebeurtenis", "wat het doet", "velden (**moet**)", "pas na"], rows)


def _word_lists() -> str:
    return _table(["lijst", "gewone woorden"], [[f"`{name}`", ", ".join(words)] for name, words in WOORDEN.items()])


def _commands() -> str:
    """Return the help of every command, under its heading, and of the commands below it."""
    bb = click.Context(commands, info_name="bb", terminal_width=80, **commands.context_settings)
    parts = []
    for heading in dict.fromkeys(under for under, _ in COMMANDS.values()):
        parts.append(f"\n## {heading}\n")
        for name in (name for name, (under, _) in COMMANDS.items() if under == heading):
            parts += _help(bb, name, "###")
    return "".join(parts)


def _help(above: click.Context, name: str, sign: str) -> list[str]:
    """Return the help of a command of the group above it, and of what is below it in turn."""
    group = above.command
    command = group.get_command(above, name) if isinstance(group, click.Group) else None
    if command is None or command.hidden:
        return []
    context = click.Context(command, parent=above, info_name=name)
    told = [f"\n{sign} {context.command_path}\n\n```\n{context.get_help().rstrip()}\n```\n"]
    below = command.list_commands(context) if isinstance(command, click.Group) else []
    return told + [part for one in below for part in _help(context, one, f"{sign}#")]


TABLES: Mapping[str, Callable[[], str]] = {
    "events-casus": lambda: _events("casus"),
    "events-vrijwilliger": lambda: _events("vrijwilliger"),
    "events-partner": lambda: _events("partner"),
    "events-activiteit": lambda: _events("activiteit"),
    "events-common": lambda: _keys({k.name: k for k in COMMON}),
    "keys-casus": lambda: _keys(keys_of(KINDS["casus"])),
    "keys-partij": lambda: _keys(keys_of(Partij)),
    "keys-vrijwilliger": lambda: _keys(keys_of(KINDS["vrijwilliger"])),
    "keys-partner": lambda: _keys(keys_of(KINDS["partner"])),
    "keys-activiteit": lambda: _keys(keys_of(KINDS["activiteit"])),
    "keys-organisatie": lambda: _keys(keys_of(Organisatie)),
    "keys-term": lambda: _keys(keys_of(Term)),
    "rules": _rules,
    "opdrachten": _commands,
    "velden-gebeurtenis": lambda: _fields({k.name: k for k in COMMON}),
    **{f"velden-{kind}": (lambda cls=cls: _below(cls, "")) for kind, cls in KINDS.items()},
    **{f"gebeurtenissen-{kind}": (lambda kind=kind: _happenings(kind)) for kind in EVENTS},
    **{f"dossier-{kind}": (lambda cls=cls: _below(cls, "")) for kind, cls in DOSSIERS.items()},
    "velden-organisatie": lambda: _below(Organisatie, ""),
    "woordenlijsten": _word_lists,
    "terms": lambda: _table(["term", "default"], [_term(name, term) for name, term in TERMIJNEN.items()]),
    "words": lambda: _table(
        ["vocabulary", "default words"], [[f"`{name}`", ", ".join(words)] for name, words in WOORDEN.items()]
    ),
}


def renewed(text: str) -> str:
    """Return a page with every table between marks as the code has it now."""
    return _MARK.sub(lambda m: f"{m[1]}\n{TABLES[m[2]]()}\n{m[3]}", text)


def main() -> int:
    """Write all pages, or with `--check` only tell whether that is needed."""
    old = {page: page.read_text("utf-8") for page in sorted(DOCS.rglob("*.md"))}
    stale = [page for page, text in old.items() if renewed(text) != text]
    if "--check" in sys.argv:
        for page in stale:
            print(f"{page.name} is not up to date: python tools/docs.py")
        return 1 if stale else 0
    for page in stale:
        page.write_text(renewed(old[page]), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
