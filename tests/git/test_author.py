from __future__ import annotations

from typing import TYPE_CHECKING

from bb.git.author import author, find_author
from bb.git.objects import Author
from tests.git.helpers import git

if TYPE_CHECKING:
    from pathlib import Path

    from bb.git.repository import Repository

NOOR, SAM = Author("Noor Example", "noor@buurt.example"), Author("Sam Voorbeeld", "sam@buurt.example")


def settings(tmp_path: Path, text: str) -> dict[str, str]:
    (tmp_path / "gitconfig").write_text(text)
    return {"GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"), "GIT_CONFIG_NOSYSTEM": "1"}


def test_nobody_is_known(organisation: Repository) -> None:
    assert find_author(organisation, {"GIT_CONFIG_NOSYSTEM": "1"}, None) is None


def test_the_coordinator_of_the_organisation_when_git_knows_nobody(organisation: Repository, tmp_path: Path) -> None:
    assert find_author(organisation, {"GIT_CONFIG_NOSYSTEM": "1"}, SAM) == SAM
    half = settings(tmp_path, "[user]\n name = Noor\n")
    assert find_author(organisation, half, SAM) == SAM


def test_git_knows_the_person_from_their_own_settings(organisation: Repository, tmp_path: Path) -> None:
    told = settings(tmp_path, "[user]\n name = Noor Example\n email = noor@buurt.example\n")
    assert find_author(organisation, told, SAM) == NOOR


def test_settings_of_this_folder_count_before_those_of_the_person(organisation: Repository, tmp_path: Path) -> None:
    told = settings(tmp_path, "[user]\n name = Noor Example\n email = thuis@noor.example\n")
    git(organisation, "config", "user.email", "noor@buurt.example")
    assert find_author(organisation, told, None) == NOOR


def test_the_environment_goes_first(organisation: Repository, tmp_path: Path) -> None:
    told = settings(tmp_path, "[user]\n name = Sam Voorbeeld\n email = sam@buurt.example\n")
    told |= {"GIT_AUTHOR_NAME": "Noor Example", "GIT_AUTHOR_EMAIL": "noor@buurt.example"}
    assert find_author(organisation, told, None) == NOOR


def test_the_environment_does_not_point_at_another_history(organisation: Repository, tmp_path: Path) -> None:
    assert find_author(organisation, {"GIT_DIR": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1"}, SAM) == SAM


def test_a_name_git_cannot_keep_is_cleaned() -> None:
    assert author(" Noor <b>\nExample ", "<noor@buurt.example>") == Author("Noor bExample", "noor@buurt.example")
    assert author("<>", "noor@buurt.example") is None
    assert author("Noor", None) is None
