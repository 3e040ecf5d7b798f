"""The example of each rule, as `bb explain` prints it: one edit of the clean organisation, one finding."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bb.domain.ids import is_id
from bb.rules import RULES
from bb.rules.explain import explanation
from bb.rules.rule import Rule
from tests.rules.organisation import clean, edited, findings


def test_nothing_is_wrong_in_the_clean_organisation() -> None:
    assert findings(clean()) == ()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_the_example_breaks_this_rule_and_no_other(rule: Rule[Any]) -> None:
    told = explanation(rule)
    found = findings(edited(told.path, told.better, told.example))
    assert [finding.code for finding in found] == [told.code], [f"{f.path}:{f.position} {f.message}" for f in found]
    assert [finding.severity for finding in found] == [told.severity]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.CODE)
def test_a_finding_speaks_to_a_coordinator(rule: Rule[Any]) -> None:
    told = explanation(rule)
    (found,) = findings(edited(told.path, told.better, told.example))
    for text in (found.message, found.remedy):
        assert text[0].isupper() or is_id("vrijwilliger", text.split()[0])
        assert text == text.strip()
        assert "None" not in text
        assert "{" not in text or "op:" in text
    assert found.message.endswith((".", "?"))
    assert found.message != found.remedy
    assert not told.title.endswith(".")
    assert told.what.endswith(".")
    assert told.why.endswith(".")


def test_codes_are_unique_and_name_their_file() -> None:
    codes = [rule.CODE for rule in RULES]
    assert len(set(codes)) == len(codes)
    names = {rule.CODE: getattr(rule, "__name__", "").rsplit(".", 1)[1] for rule in RULES}
    assert [name for code, name in names.items() if not name.startswith(f"{code.lower()}_")] == []


def test_every_rule_that_was_written_is_asked() -> None:
    folder = Path(__file__).parents[2] / "bb" / "rules"
    written = {path.stem for path in folder.rglob("bb[0-9]*.py")}
    assert written == {getattr(rule, "__name__", "").rsplit(".", 1)[1] for rule in RULES}
