"""What stands in the folder otherwise than it was kept last."""

from __future__ import annotations

from functools import partial

from bb.git.commit import without_filters
from bb.git.objects import decode
from bb.git.repository import Repository
from bb.git.run import run


def changed_files(repository: Repository) -> list[str]:
    """Return the paths of the files that differ from the last commit: changed, new or gone. Ignored files are left out.

    Git compares sizes and times first, so that only files that may have changed are read. It reads them without the
    filters that a copied repository may name, also those that were written in the same moment as git's own index. A
    repository within it has settings of its own, and is passed over.
    """
    head = repository.head()
    safely = partial(run, root=repository.root, git_dir=repository.git_dir, environ=without_filters(repository))
    safely(("update-index", "-q", "--refresh"), accept=(0, 1, 128))
    look = ("diff-index", "-z", "--name-only", "--no-renames", "--ignore-submodules=all")
    known = safely((*look, head)).out if head else b""
    new = repository.git("ls-files", "-z", "--others", "--exclude-standard").out
    return sorted({decode(path) for path in (known + new).split(b"\0") if path})
