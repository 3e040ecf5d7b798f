"""How often each file changed, counted over the whole history in two processes however many files there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from bb.git.objects import decode
from bb.git.repository import Repository


def changes_per_file(repository: Repository) -> Mapping[str, int]:
    """Return for each path the number of commits that touched it, renames counted as a new file.

    Raises:
        GitError: the history is damaged, or git failed.
    """
    head = repository.head()
    if head is None:
        return {}
    commits = repository.git("rev-list", head).out
    listed = repository.git(
        "diff-tree", "--stdin", "--root", "-r", "-z", "--name-only", "--no-commit-id", "--no-ext-diff", stdin=commits
    ).out
    return Counter(decode(path) for path in listed.split(b"\0") if path)
