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

from bb.actions.explain import Meaning, all_codes, meaning
from bb.domain.events import COMMON, EVENTS, Kind
from bb.domain.records import KINDS, Organisatie, Partij
from bb.domain.terms import TERMIJNEN, Pattern, Term
from bb.domain.types import Either, Key, Many, Scalar, Shape, Table, Type, Value, keys_of
from bb.domain.vocabulary import WOORDEN

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
