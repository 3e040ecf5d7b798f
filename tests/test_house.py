"""The house of DESIGN section 2: which room may import which. Reads the source, so lazy imports count as well."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "bb"

INNER = {"domain", "text"}
CORE = {"rules", "agenda", "matching", "figures"}
EDGES = {"files", "git", "vault", "mail", "report"}

MAY_IMPORT: dict[str, set[str]] = {
    "": set(),  # bb itself: its version, and nothing else
    "__main__": {"cli"},
    "cli": {"actions", "demo", "", *INNER},
    "actions": {"demo", "", *CORE, *EDGES, *INNER},
    "report": {"figures", "", *INNER},
    "files": {"", *INNER},
    **dict.fromkeys(sorted((CORE | EDGES) - {"files", "report"}), INNER),
    "domain": {"text"},
    "demo": {"text"},
    "text": set(),
}
"""What each room may import besides itself; a room that is not here does not exist."""

PURE = CORE | {"domain"}
EFFECTS = {
    *(
        "glob",
        "io",
        "os",
        "pathlib",
        "random",
        "shutil",
        "socket",
        "sqlite3",
        "subprocess",
        "tempfile",
        "time",
        "urllib",
    ),
    *("click", "frontmatter", "holidays", "jinja2", "tabulate", "yaml"),
}
"""Modules a pure room has no use for: the world outside, and libraries of the border."""

CLOCK = {"today", "now", "utcnow"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = ("bb", *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(module: str) -> str:
    """`bb.files.store` lives in `files`; `bb` itself in the room without a name."""
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Every module a file imports, wherever in the file and however written: (line, dotted name)."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                above = package.split(".")[: len(package.split(".")) - level + 1] if level else []
                base = ".".join([*above, *([module] if module else [])])
                for alias in names:
                    # `from bb import files` imports a room, `from bb import __version__` only bb itself
                    lives = base == "bb" and (PACKAGE / alias.name).is_dir()
                    yield node.lineno, f"bb.{alias.name}" if lives else base
            case ast.Call(
                func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                yield node.lineno, name
            case _:
                pass


def test_the_house_is_found() -> None:
    assert {"bb", "bb.text.nl", "bb.__main__"} <= {dotted(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_each_room_imports_only_what_it_may(path: Path) -> None:
    own = room(dotted(path))
    assert own in MAY_IMPORT, f"{own} is no room of the house; DESIGN section 2 lists them"
    wrong = [
        f"line {line}: {name}"
        for line, name in imports(path)
        if name.split(".")[0] == "bb" and room(name) not in {own, *MAY_IMPORT[own]}
    ]
    assert not wrong


@pytest.mark.parametrize("path", [path for path in MODULES if room(dotted(path)) in PURE], ids=dotted)
def test_the_core_is_pure(path: Path) -> None:
    effects = [f"line {line}: {name}" for line, name in imports(path) if name.split(".")[0] in EFFECTS]
    clock = [
        f"line {node.lineno}: {node.func.attr}()"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK
    ]
    assert not effects
    assert not clock


@pytest.mark.parametrize("path", [path for path in MODULES if room(dotted(path)) in {"domain", "demo"}], ids=dotted)
def test_domain_and_demo_need_only_the_standard_library(path: Path) -> None:
    others = [
        f"line {line}: {name}"
        for line, name in imports(path)
        if name.split(".")[0] not in {"bb", *sys.stdlib_module_names}
    ]
    assert not others


def test_the_edges_lead_one_way() -> None:
    def reach(start: str, seen: frozenset[str]) -> Iterator[str]:
        for nearer in MAY_IMPORT[start] - seen:
            yield nearer
            yield from reach(nearer, seen | {nearer})

    assert not [name for name in MAY_IMPORT if name in set(reach(name, frozenset()))]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def f():\n    from bb.files.store import read", [(2, "bb.files.store")]),
        ("from bb import files, __version__", [(1, "bb.files"), (1, "bb")]),
        ("from ..git import run", [(1, "bb.git")]),
        ("from . import events", [(1, "bb.rooms")]),
        ("import importlib\nimportlib.import_module('bb.cli.log')", [(1, "importlib"), (2, "bb.cli.log")]),
        ("if 1:\n    import yaml, bb.text.nl as nl", [(2, "yaml"), (2, "bb.text.nl")]),
    ],
)
def test_every_way_to_import_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, found: list[tuple[int, str]]
) -> None:
    module = tmp_path / "rooms" / "module.py"
    for folder in ("rooms", "files", "git"):
        (tmp_path / folder).mkdir()
    module.write_text(source, "utf-8")
    monkeypatch.setitem(globals(), "PACKAGE", tmp_path)
    assert list(imports(module)) == found
