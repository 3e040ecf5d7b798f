from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bb.git.errors import MovedError
from bb.git.remote import (
    Move,
    RefusedError,
    Remote,
    RemoteError,
    UnreachableError,
    ask,
    fetch,
    keep_seen,
    push,
    remote_of,
    seen,
)
from bb.git.repository import Repository, find, init

MAIN = "refs/heads/main"


def git(folder: Path, *args: str) -> str:
    environ = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ("-c", "user.name=Noor Example", "-c", "user.email=noor@waterstad.example")
    done = subprocess.run(["git", *who, *args], cwd=folder, check=True, capture_output=True, text=True, env=environ)
    return done.stdout.strip()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    bare = tmp_path / "gedeeld.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(bare))
    return bare


@pytest.fixture
def here(tmp_path: Path, shared: Path) -> Repository:
    repository = init(tmp_path / "hier")
    git(repository.root, "remote", "add", "origin", str(shared))
    commit(repository, "een")
    return repository


def commit(repository: Repository, text: str) -> str:
    (repository.root / "bestand").write_text(text)
    git(repository.root, "add", "-A")
    git(repository.root, "commit", "-q", "-m", text)
    head = repository.head()
    assert head
    return head


def remote(repository: Repository) -> Remote:
    found = remote_of(repository)
    assert found
    return found


def sent(repository: Repository, old: str | None = None) -> str:
    head = repository.head()
    assert head
    push(repository, remote(repository), [Move(ref=MAIN, new=head, old=old)])
    return head


def test_what_one_sends_another_fetches(here: Repository, shared: Path, tmp_path: Path) -> None:
    assert ask(here, remote(here), [MAIN]) == {}
    first = sent(here)
    assert ask(here, remote(here), [MAIN, "refs/bb/sleutelring"]) == {MAIN: first}
    git(tmp_path, "clone", "-q", str(shared), str(tmp_path / "daar"))
    there = find(tmp_path / "daar")
    assert there
    second = commit(here, "twee")
    sent(here, first)
    fetch(there, remote(there), [MAIN])
    assert there.resolve(second) == second
    assert there.head() == first  # nothing of this copy moved
    assert seen(there, remote(there)) == first
    keep_seen(there, remote(there), second)
    assert seen(there, remote(there)) == second
    assert not [path for path in there.own_folder().iterdir() if path.name.startswith("gedeeld-")]
    assert not (there.git_dir / "FETCH_HEAD").exists()


def test_nobody_is_overwritten(here: Repository) -> None:
    first = sent(here)
    commit(here, "twee")
    sent(here, first)
    commit(here, "drie")
    with pytest.raises(MovedError):
        sent(here, first)
    with pytest.raises(MovedError):
        sent(here, None)


def test_a_shared_place_that_refuses(here: Repository, shared: Path) -> None:
    hook = shared / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(RefusedError):
        sent(here)


@pytest.mark.parametrize(
    "address",
    ["/niet/daar.git", "ext::touch gelukt", "--upload-pack=touch gelukt", "https://u:geheim@127.0.0.1:9/x.git"],
)
def test_a_place_that_is_not_there_or_would_run_a_program(here: Repository, address: str) -> None:
    git(here.root, "config", "remote.origin.url", address)
    with pytest.raises(RemoteError) as told:
        ask(here, remote(here), [MAIN])
    assert isinstance(told.value, UnreachableError)
    assert "geheim" not in str(told.value)
    assert not (here.root / "gelukt").exists()


def test_settings_of_a_copied_repository_run_no_program(here: Repository) -> None:
    sent(here)
    trap = f"touch {here.root}/gelukt; false"
    for name in ("core.sshCommand", "credential.helper", "remote.origin.uploadpack", "remote.origin.receivepack"):
        git(here.root, "config", name, f"!{trap}" if name == "credential.helper" else trap)
    git(here.root, "config", "core.fsmonitor", trap)
    assert ask(here, remote(here), [MAIN])
    fetch(here, remote(here), [MAIN])
    assert not (here.root / "gelukt").exists()


def test_which_place_it_is(here: Repository) -> None:
    assert remote(here).branch == "main"
    git(here.root, "remote", "add", "usb", "/media/usb/x.git")
    assert remote(here).name == "origin"
    git(here.root, "config", "branch.main.remote", "usb")
    git(here.root, "config", "branch.main.merge", "refs/heads/kantoor")
    assert (remote(here).name, remote(here).branch) == ("usb", "kantoor")
    git(here.root, "remote", "remove", "usb")
    git(here.root, "remote", "remove", "origin")
    assert remote_of(here) is None


def test_a_password_in_the_address_is_on_no_command_line(here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    git(here.root, "config", "remote.origin.url", "https://noor:geheim@127.0.0.1:9/x.git")
    ran: list[str] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, args: list[str], **options: Any) -> None:
            ran.extend(args)
            super().__init__(args, **options)

    monkeypatch.setattr(subprocess, "Popen", Watched)
    with pytest.raises(RemoteError):
        fetch(here, remote(here), [MAIN])
    assert "fetch" in ran
    assert not any("geheim" in word for word in ran)
