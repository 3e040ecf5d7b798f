"""The pages in a real browser: nobody is shut out, nothing is fetched, and a spreadsheet gets no formula."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from bb.figures import opened, public_overview, year_overview, year_period
from bb.report import cases, csv, html
from tests.figures.random_years import random_years
from tests.figures.world import LATER
from tests.report.browser import axe, browser, chromium
from tests.report.test_report import TEMPLATE, full

PAGES = ("internal", "public", "cases")
WAYS = (("light", "screen"), ("dark", "screen"), ("light", "print"))


def pages(folder: Path) -> dict[str, Path]:
    """An internal page with its cases, and a public one, with a chart in every place that can have one."""
    period = year_period(2025, LATER)
    found = random_years(7)
    internal = year_overview(found, period)
    places = opened(internal.figures, found, period)
    texts = {
        "internal": html.page(internal, TEMPLATE, version="1", links=True),
        "public": html.page(public_overview(found, period), TEMPLATE, version="1"),
        "cases": cases.page(internal, places, cases.STYLE),
    }
    made = {name: folder / f"{name}.html" for name in texts}
    for name, text in texts.items():
        made[name].write_text(text, "utf-8")
    return made


def test_nobody_is_shut_out_and_nothing_is_fetched(tmp_path: Path) -> None:
    program, rules = chromium(), axe()
    if program is None or rules is None:
        missing = [
            name for name, there in (("Chromium", program), ("axe-core (npm install axe-core)", rules)) if not there
        ]
        pytest.skip(f"not checked in a browser: {' and '.join(missing)} not found")
    made = pages(tmp_path)
    with browser(program, tmp_path / "profile") as page:
        for name in PAGES:
            for scheme, media in WAYS:
                page.open(made[name], scheme=scheme, media=media)
                page.evaluate(rules.read_text("utf-8") + "; undefined")
                wrong = page.evaluate(
                    "axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).slice(0, 2)))"
                )
                assert wrong == [], (name, scheme, media)
                assert page.requests == [made[name].as_uri()], (name, scheme, media)


def test_a_spreadsheet_finds_no_formula(tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("not opened in a spreadsheet: LibreOffice not found")
    table = tmp_path / "rapport-2026.csv"
    table.write_text(csv.document(year_overview(full(), year_period(2026, LATER))), "utf-8")
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, home, "--headless", "--infilter=CSV:59,34,76", "--convert-to", "fods", table.name]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert "table:formula" not in (tmp_path / "rapport-2026.fods").read_text("utf-8")
