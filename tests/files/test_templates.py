from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from bb.files.templates import find_template, templates_root

CHECKOUT = Path(__file__).parents[2]
SHIPPED = "README.md"


def test_in_a_checkout_the_templates_lie_beside_the_package() -> None:
    assert templates_root() == CHECKOUT / "templates"
    assert find_template(SHIPPED, None) == CHECKOUT / "templates" / SHIPPED


def test_the_organisations_own_copy_wins(tmp_path: Path) -> None:
    assert find_template(SHIPPED, tmp_path) == templates_root() / SHIPPED
    own = tmp_path / "templates" / SHIPPED
    own.parent.mkdir()
    own.write_text("van ons", "utf-8")
    assert find_template(SHIPPED, tmp_path) == own


def test_an_organisation_may_have_templates_of_its_own(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "brief" / "eigen.md"
    own.parent.mkdir(parents=True)
    own.touch()
    assert find_template("brief/eigen.md", tmp_path) == own


def test_a_template_that_is_nowhere_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"'brief/geen\.md' bestaat niet"):
        find_template("brief/geen.md", tmp_path)


@pytest.mark.parametrize("name", ["../bb.yaml", "/etc/passwd", "brief/../../bb.yaml"])
def test_a_name_stays_inside_the_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "bb.yaml").touch()
    with pytest.raises(ValueError, match="buiten de map templates"):
        find_template(name, tmp_path)


def run(*words: str | Path, cwd: Path) -> str:
    # No PYTHONPATH: the checkout must not stand in for what is installed.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(words, cwd=cwd, env=env, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("source", ["wheel", "sdist"])
def test_an_installed_bb_carries_its_templates(tmp_path: Path, source: str) -> None:
    made, wheels, home = tmp_path / "made", tmp_path / "wheels", tmp_path / "venv"
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    alone = ["--quiet", "--no-deps", "--no-index"]
    run(sys.executable, "-m", "build", "--no-isolation", f"--{source}", "--outdir", made, CHECKOUT, cwd=tmp_path)
    run(*pip, "wheel", *alone, "--no-build-isolation", "--wheel-dir", wheels, *made.iterdir(), cwd=tmp_path)
    venv.create(home, with_pip=False)
    run(*pip, "--python", python, "install", *alone, *wheels.iterdir(), cwd=tmp_path)
    script = f"from bb.files.templates import find_template; print(find_template({SHIPPED!r}, None))"
    found = Path(run(python, "-c", script, cwd=tmp_path))
    assert found.is_relative_to(home)
    assert found.parts[-3:] == ("bb", "templates", SHIPPED)
    assert found.read_bytes() == (CHECKOUT / "templates" / SHIPPED).read_bytes()
