"""Who signs what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bb.git.objects import Author
from bb.git.run import run, scrubbed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bb.git.repository import Repository

_LEFT_OUT = str.maketrans(dict.fromkeys([*range(32), 127, *map(ord, "<>")]))


def author(name: str | None, mail: str | None) -> Author | None:
    """An author, without what git cannot keep in a name (line ends, `<`, `>`); None when one of both is missing."""
    told = [(text or "").translate(_LEFT_OUT).strip() for text in (name, mail)]
    return Author(*told) if all(told) else None


def find_author(repository: Repository, environ: Mapping[str, str], coordinator: Author | None) -> Author | None:
    """Who is at work: the environment, else git's own settings, else the coördinator of `bb.yaml` (DESIGN: git).

    Name and mail may come from the environment and the settings each, as git itself does; the coördinator's come as a
    pair, so that nobody signs with another's address. None when nobody is known.

    Args:
        repository: its settings count before the user's own.
        environ: as it was when `bb` began: `GIT_AUTHOR_NAME`, `GIT_AUTHOR_EMAIL`, and where git's settings are.
        coordinator: to fall back on.
    """
    name, mail = environ.get("GIT_AUTHOR_NAME"), environ.get("GIT_AUTHOR_EMAIL")
    if not (name and mail):
        settings = _settings(repository, environ)
        name, mail = name or settings.get("user.name"), mail or settings.get("user.email")
    return author(name, mail) or (coordinator and author(coordinator.name, coordinator.mail))


def _settings(repository: Repository, environ: Mapping[str, str]) -> dict[str, str]:
    """`user.name` and `user.email` as git would use them: here the user's own settings do count."""
    safe = scrubbed(environ, root=repository.root, git_dir=repository.git_dir)
    for key in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM"):
        del safe[key]
    told = {key: value for key, value in environ.items() if key.startswith("GIT_CONFIG")}
    found = run(
        ["config", "-z", "--get-regexp", r"^user\.(name|email)$"],
        root=repository.root,
        git_dir=repository.git_dir,
        environ=safe | told,
        accept=(0, 1),
    )
    lines = (line.partition("\n") for line in found.out.decode("utf-8", "replace").split("\0"))
    return {key: value for key, _, value in lines if key}
