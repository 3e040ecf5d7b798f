"""The lines of `bb validate` as VS Code reads them: the patterns of its tasks, on every finding of the gallery."""

from __future__ import annotations

import json
import re

import pytest

from bb.actions.editor import tasks
from bb.actions.validate import Shown
from bb.cli.findings import finding_lines
from bb.domain.codes import CODES, found
from bb.domain.finding import Finding, Position, Severity
from bb.rules import RULES
from bb.rules.explain import explanation
from tests.rules.organisation import edited, findings

MATCHERS = json.loads(tasks())["tasks"][0]["problemMatcher"]
SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.REMARK: "info"}
READING = [
    found(code, "bb.yaml", Position(), severity=severity)
    for code, severity in zip(CODES, [*Severity] * 99, strict=False)
]


def gallery() -> list[Finding]:
    told = [explanation(rule) for rule in RULES]
    return [finding for one in told for finding in findings(edited(one.path, one.better, one.example))]


@pytest.mark.parametrize("line", [None, "wijk: noord  # waarschuwing: bb.yaml:3:4: BB301 x", "x" * 3000])
def test_each_finding_is_read_once_with_its_place_and_severity(line: str | None) -> None:
    for finding in (*READING, *gallery()):
        read = []
        for printed in finding_lines(Shown(finding=finding, line=line)):
            for matcher in MATCHERS:
                pattern = matcher["pattern"]
                if match := re.match(pattern["regexp"], printed):
                    names = ("file", "line", "column", "code", "message")
                    read.append((matcher["severity"], *(match[pattern[name]] for name in names)))
        place = (str(finding.position.line), str(finding.position.column))
        assert read == [(SEVERITIES[finding.severity], finding.path, *place, finding.code, finding.message)]
