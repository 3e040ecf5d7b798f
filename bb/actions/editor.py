"""Files that let VS Code check an organisation and show each finding at its line."""

from __future__ import annotations

import json
from typing import Any, Final

TASKS: Final = ".vscode/tasks.json"
"""Where VS Code looks for tasks, below the folder that is opened."""

_PLACE = r"^(\S.*?):(\d+):(\d+): (BB\d{3}) "  # a line of the user that is shown begins with a blank


def tasks() -> str:
    """Return the text of the tasks: check everything (the build task), and what is due today.

    A problem matcher reads the first line of a finding, `casus/2026/2026-0123.md:14:9: BB301 message`.
    """
    check = {
        "label": "bb: controleer alles",
        "type": "shell",
        "command": "bb",
        "args": ["validate"],
        "group": {"kind": "build", "isDefault": True},
        "presentation": {"reveal": "never", "revealProblems": "onProblem"},
        "problemMatcher": [
            _matcher("error", r"(?!waarschuwing: |opmerking: )(.+)$"),
            _matcher("warning", "waarschuwing: (.+)$"),
            _matcher("info", "opmerking: (.+)$"),
        ],
    }
    due = {"label": "bb: wat is er te doen?", "type": "shell", "command": "bb", "args": ["followups"]}
    due["problemMatcher"] = []
    return json.dumps({"version": "2.0.0", "tasks": [check, due]}, ensure_ascii=False, indent=2) + "\n"


def _matcher(severity: str, message: str) -> dict[str, Any]:
    return {
        "owner": f"bb-{severity}",
        "source": "bb",
        "severity": severity,
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {"regexp": _PLACE + message, "file": 1, "line": 2, "column": 3, "code": 4, "message": 5},
    }
