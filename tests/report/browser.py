"""A real browser, driven over a pipe: what a page looks like to who sees it, hears it, or prints it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TOP = Path(__file__).parents[2]
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)


def chromium() -> str | None:
    """The browser, or None when this machine has none."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )


def axe() -> Path | None:
    """The accessibility rules (axe-core, from npm): where `AXE_CORE` says, or in `node_modules`; None without."""
    places = [Path(os.environ["AXE_CORE"])] if "AXE_CORE" in os.environ else []
    places.append(TOP / "node_modules" / "axe-core" / "axe.min.js")
    return next((place for place in places if place.is_file()), None)


class Browser:
    """One page in one browser; `requests` are the addresses it asked for."""

    def __init__(self, to: int, back: int) -> None:
        self.to, self.back = to, back
        self.number = 0
        self.rest = b""
        self.requests: list[str] = []
        target = self._ask("Target.createTarget", {"url": "about:blank"}, None)["targetId"]
        self.session: str = self._ask("Target.attachToTarget", {"targetId": target, "flatten": True}, None)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")
        self.ask("Page.setBypassCSP", enabled=True)  # the page forbids every script, also that of the test

    def ask(self, method: str, **params: Any) -> Any:
        return self._ask(method, params, self.session)

    def open(self, page: Path, *, scheme: str = "light", media: str = "screen") -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media=media, features=features)
        self.requests.clear()
        self.ask("Page.navigate", url=page.as_uri())
        self.evaluate("new Promise(r => document.readyState == 'complete' ? r() : addEventListener('load', () => r()))")

    def evaluate(self, script: str) -> Any:
        found = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def _ask(self, method: str, params: dict[str, Any], session: str | None) -> Any:
        self.number += 1
        message = {"id": self.number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("method") == "Network.requestWillBeSent":
                self.requests.append(answer["params"]["request"]["url"])
            if answer.get("id") == self.number:
                assert "error" not in answer, answer
                return answer["result"]

    def _read(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            more = os.read(self.back, 1 << 20)
            assert more, "the browser stopped"
            self.rest += more
        one, self.rest = self.rest.split(b"\0", 1)
        return dict(json.loads(one))


@contextmanager
def browser(program: str, home: Path) -> Iterator[Browser]:
    """A browser that listens on file 3 and answers on file 4, as `--remote-debugging-pipe` asks."""
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    script = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
    command = ["bash", "-c", script, program, *_FLAGS, f"--user-data-dir={home}"]
    process = subprocess.Popen(command, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
    os.close(theirs_in)
    os.close(theirs_out)
    try:
        yield Browser(ours_out, ours_in)
    finally:
        os.close(ours_out)
        os.close(ours_in)
        process.terminate()
        process.wait(timeout=20)
