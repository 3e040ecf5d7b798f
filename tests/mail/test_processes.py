"""What other programs on the computer can see while bb mails: the words and the environment of every process."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bb
from tests.mail.world import CANARIES, HIDDEN, TODAY, organisation, parsed

TOP = Path(bb.__file__).resolve().parents[1]
SPY = """\
#!/bin/sh
for process in $PPID $$; do
  {{ tr '\\0' '\\n' </proc/$process/cmdline; tr '\\0' '\\n' </proc/$process/environ; }} >>{seen}
done
exec {real} "$@"
"""
SECRET = "geheim-wachtwoord-4711"


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """Stand-ins for every program bb starts (git and sendmail) that write down how they and bb were started."""
    folder = tmp_path / "programs"
    folder.mkdir()
    (tmp_path / "real-sendmail").write_text(f'#!/bin/sh\ncat > "{tmp_path}/mail"\n')
    (tmp_path / "real-sendmail").chmod(0o755)
    for name, real in (("sendmail", str(tmp_path / "real-sendmail")), ("git", str(shutil.which("git")))):
        (folder / name).write_text(SPY.format(seen=tmp_path / f"seen-{name}", real=real))
        (folder / name).chmod(0o755)
    return folder


def test_no_process_has_a_name_an_address_or_a_password_in_its_words_or_environment(
    tmp_path: Path, at_home: Path, programs: Path
) -> None:
    root = organisation(tmp_path / "org")
    (root / "casus" / "2026" / "2026-0001.prive").write_text("Kanarina, Zeisstraat 12, 0698765432\n")
    for words in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "begin"]):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@org.example", *words], cwd=root, check=True)
    config = at_home / "config" / "bb" / "7f3a9c2e"
    config.mkdir(parents=True)
    (config / "smtp").touch(0o600)
    (config / "smtp").write_text(SECRET)
    environment = {
        **{name: os.environ[name] for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")},
        "PATH": f"{programs}:/usr/bin:/bin",
        "PYTHONPATH": str(TOP),
    }
    command = [sys.executable, "-m", "bb", "-C", str(root), "--today", str(TODAY), "followups", "--mail"]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert parsed((tmp_path / "mail").read_bytes())["To"] == "noor@org.example"
    for name in ("git", "sendmail"):
        seen = (tmp_path / f"seen-{name}").read_text()
        assert "followups" in seen
        assert "--mail" in seen
        for word in (*CANARIES, *HIDDEN, SECRET, "noor@", "2026-0001"):
            assert word not in seen, (name, word)


def test_a_server_gets_the_password_and_no_process_does(
    tmp_path: Path, at_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every process that is started, from within: an audit hook of Python sees them all."""
    config = at_home / "config" / "bb" / "7f3a9c2e"
    config.mkdir(parents=True)
    (config / "smtp").touch(0o600)
    (config / "smtp").write_text(SECRET)
    root = organisation(tmp_path / "org", more="server: localhost, poort: 1, gebruiker: bb")
    watch = (
        "import sys\n"
        "def hook(name, given):\n"
        "    if name in ('subprocess.Popen', 'os.exec', 'os.posix_spawn', 'os.system'):\n"
        f"        open({str(tmp_path / 'started')!r}, 'a').write(repr(given) + '\\n')\n"
        "sys.addaudithook(hook)\n"
        "from bb.cli.main import run\n"
        f"sys.exit(run(['-C', {str(root)!r}, '--today', '{TODAY}', 'followups', '--mail']))\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    done = subprocess.run([sys.executable, "-c", watch], capture_output=True, check=False, text=True)
    assert done.returncode == 75, done.stderr
    started = (tmp_path / "started").read_text()
    assert "git" in started
    for word in (*CANARIES, SECRET, "noor@", "Noor"):
        assert word not in started, word
        assert word not in done.stdout + done.stderr, word
