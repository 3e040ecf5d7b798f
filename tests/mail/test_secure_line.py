"""Somebody in the middle of the line, and a password that the desktop keeps."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from bb.mail import outbox as queue
from tests.mail.conftest import Certificates
from tests.mail.world import CANARIES, add_case, free_port, organisation, post_office, run


class Middle:
    """Stands between bb and the server, hears everything, and changes what the server says."""

    def __init__(self, port: int, change: tuple[bytes, bytes]) -> None:
        self.port, self.change = port, change
        self.heard = b""
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.here = int(self.listening.getsockname()[1])

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                server = socket.create_connection(("127.0.0.1", self.port))
                threading.Thread(target=self.carry, args=(client, server, True), daemon=True).start()
                threading.Thread(target=self.carry, args=(server, client, False), daemon=True).start()

    def carry(self, source: socket.socket, to: socket.socket, mine: bool) -> None:
        with suppress(OSError), source, to:
            while data := source.recv(65536):
                if mine:
                    self.heard += data
                to.sendall(data if mine else data.replace(*self.change))
        with suppress(OSError):
            to.shutdown(socket.SHUT_RDWR)


@contextmanager
def middle(port: int, change: tuple[bytes, bytes]) -> Iterator[Middle]:
    found = Middle(port, change)
    threading.Thread(target=found.serve, daemon=True).start()
    try:
        yield found
    finally:
        found.listening.close()


CHANGES = {
    "the offer taken away": (b"250-STARTTLS", b"250-NOTHING "),
    "the offer taken away as the last": (b"STARTTLS", b"XXXXXXXX"),
    "the start refused": (b"220 Ready to start TLS", b"454 not now, sorry...."),
    "words slipped in before TLS": (b"220 Ready to start TLS\r\n", b"220 Ready\r\n250 all is well\r\n"),
}


@pytest.mark.parametrize("how", CHANGES)
def test_who_is_in_the_middle_hears_no_mail_and_no_password(
    tmp_path: Path, certificates: Certificates, at_home: Path, outbox: Path, how: str
) -> None:
    config = at_home / "config" / "bb" / "7f3a9c2e"
    config.mkdir(parents=True)
    (config / "smtp").touch(0o600)
    (config / "smtp").write_text("geheim")
    with post_office(starttls=certificates.good) as post, middle(post.port, CHANGES[how]) as ear:
        settings = f"server: localhost, poort: {ear.here}, beveiliging: starttls, gebruiker: bb"
        run(organisation(tmp_path / "org", more=settings))
        assert not post.clear
        for word in (*CANARIES, "2026-0001", "noor@org.example", "MAIL FROM", "AUTH"):
            assert word.encode() not in ear.heard, word
        if how != "words slipped in before TLS":  # those are thrown away, and all goes on in secret
            assert not post.mails
            assert [entry.state for entry in queue.entries(outbox)] == ["new"]
            assert not post.logins
        else:
            assert all(not entry.reason or entry.state == "new" for entry in queue.entries(outbox))


class Desk(KeyringBackend):
    """A keyring as a desktop has it, in memory; `locked` is one whose owner is not there."""

    priority = 1

    def __init__(self, *, locked: bool = False) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring has no types here
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = locked

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def desk() -> Iterator[Desk]:
    before = keyring.get_keyring()
    found = Desk()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


def test_the_password_may_be_in_the_keyring_of_the_desktop(
    tmp_path: Path, certificates: Certificates, outbox: Path, desk: Desk
) -> None:
    with post_office(starttls=certificates.good) as post:
        root = organisation(tmp_path / "org", more=f"server: localhost, poort: {post.port}, gebruiker: bb")
        run(root)
        assert [entry.reason for entry in queue.entries(outbox)] == ["wachtwoord"]
        keyring.set_password("bb", "bb", "geheim")
        run(root, hour=8)
        assert post.logins == [(b"bb", b"geheim")]
        assert len(post.mails) == 1
        desk.locked = True
        add_case(root, "2026-0002", date(2026, 11, 2))
        run(root, hour=9)
        assert [entry.reason for entry in queue.entries(outbox)][-1] == "wachtwoord"
        assert len(post.mails) == 1


def test_no_port_answers_and_nothing_is_asked_of_the_keyring(tmp_path: Path, outbox: Path, desk: Desk) -> None:
    del desk
    run(organisation(tmp_path / "org", more=f"server: localhost, poort: {free_port()}"))
    assert [entry.reason for entry in queue.entries(outbox)] == ["onbereikbaar"]
