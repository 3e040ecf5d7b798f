"""Reports as they are made of a folder, and of a version in git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from bb.actions.make_report import Wanted, make_report, open_figure
from bb.actions.stop import Stop
from tests.actions.organisation import CASE, CASUS, FILES, TODAY

OWN = "{{ naam }}: {{ kerngetallen[0].value }} in {{ jaar }}, {{ commit }}"


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=Noor", "-c", "user.email=noor@waterstad.example", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def organisation(tmp_path: Path) -> Path:
    folder = tmp_path / "waterstad"
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    git(tmp_path, "init", "-q", str(folder))
    return folder


def keep(folder: Path, message: str) -> str:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message, "--date", "2026-11-20T12:00:00+0100")
    return git(folder, "rev-parse", "HEAD")


def pages(folder: Path, as_of: str | None, out: Path) -> dict[str, bytes]:
    made = make_report(folder, Wanted(jaar=2026, today=TODAY, as_of=as_of), ("html", "json", "md", "csv"), out)
    return {name: path.read_bytes() for name, path in made.files.items()}


def test_a_version_gives_the_same_bytes_again_and_from_another_clone(organisation: Path, tmp_path: Path) -> None:
    then = keep(organisation, "begin")
    first = pages(organisation, then, tmp_path / "een")
    (organisation / "casus/2026/2026-0002.md").write_text(CASE, "utf-8")
    (organisation / "bb.yaml").write_text(FILES["bb.yaml"].replace("Waterstad\ncoord", "Elders\ncoord"), "utf-8")
    keep(organisation, "later")
    git(tmp_path, "clone", "-q", str(organisation), "kopie")
    (organisation / CASUS).write_text("dit is geen zaak", "utf-8")  # no file of the folder is looked at
    assert (
        first == pages(organisation, then[:12], tmp_path / "twee") == pages(tmp_path / "kopie", then, tmp_path / "drie")
    )
    assert first["html"] != pages(tmp_path / "kopie", None, tmp_path / "nu")["html"]
    assert then.encode() in first["html"]
    assert b"Gemaakt met bb" in first["html"]


def test_a_version_has_its_own_template_of_then(organisation: Path, tmp_path: Path) -> None:
    (organisation / "templates").mkdir()
    template = organisation / "templates" / "rapport.html.j2"
    template.write_text(OWN, "utf-8")
    then = keep(organisation, "eigen sjabloon")
    template.write_text("{{ naam.__class__.__mro__ }}", "utf-8")
    keep(organisation, "een sjabloon dat te veel wil")
    assert pages(organisation, then, tmp_path / "toen")["html"].decode() == (
        f"Buurtbemiddeling Waterstad: 1 in 2026, {then}"
    )
    with pytest.raises(Stop, match="sjabloon"):
        pages(organisation, "HEAD", tmp_path / "nu")


def test_figures_of_others_stand_beside_ours(organisation: Path, tmp_path: Path) -> None:
    (organisation / "rapporten").mkdir()
    (organisation / "rapporten/2026.md").write_text(
        "---\nvergelijking: {bron: landelijk, cijfers: {geschikt: 90%, aanmeldingen: 60, bestaat.nergens: 5}}\n---\n"
        "Bel 06-12345678.\n\n## Klachten\n\nMeer muziek.\n\nEn *deuren*.\n",
        "utf-8",
    )
    text = pages(organisation, None, tmp_path / "uit")["md"].decode()
    assert "Bron: landelijk" in text
    assert "| Geschikt | 100% | 90% |" in text
    assert "| Aanmeldingen | 1 | 60 |" in text
    assert "| Bestaat: nergens | - | 5 |" in text
    assert "06-12345678" not in text
    assert "Meer muziek.\n\nEn \\*deuren\\*." in text


def test_a_figure_opens_to_file_and_line(organisation: Path) -> None:
    figure, places = open_figure(organisation, Wanted(jaar=2026, today=TODAY), "klacht.geluid-personen")
    assert figure.value == 1
    assert [(place.path, place.line) for place in places] == [(CASUS, 2)]
    _, places = open_figure(organisation, Wanted(jaar=2026, today=TODAY), "geschikt")
    assert [(place.path, place.line) for place in places] == [(CASUS, 10)]
    with pytest.raises(Stop, match="Bedoelde u geschikt"):
        open_figure(organisation, Wanted(jaar=2026, today=TODAY), "geschikd")
