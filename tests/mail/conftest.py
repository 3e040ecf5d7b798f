from __future__ import annotations

import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from bb.mail import transport
from tests.mail.world import Post, organisation, post_office


@pytest.fixture(autouse=True)
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Everybody's own folders are empty, and a server that does not answer is given up soon."""
    monkeypatch.setenv("HOME", str(tmp_path / "thuis"))
    for name in ("STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "thuis" / name.lower()))
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(transport, "TIMEOUT", 1.0)
    return tmp_path / "thuis"


@pytest.fixture
def post() -> Iterator[Post]:
    """A mail server on this computer without TLS."""
    with post_office() as found:
        yield found


@pytest.fixture
def root(tmp_path: Path, post: Post) -> Path:
    """An organisation that mails through that server."""
    return organisation(tmp_path / "org", more=f"server: localhost, poort: {post.port}")


@pytest.fixture
def outbox(at_home: Path) -> Path:
    return at_home / "state" / "bb" / "7f3a9c2e" / "outbox"


@dataclass(frozen=True)
class Certificates:
    """Contexts for servers: a good certificate for `localhost`, and three kinds of bad ones."""

    good: ssl.SSLContext
    expired: ssl.SSLContext
    other_host: ssl.SSLContext
    self_signed: ssl.SSLContext


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def contexts(authority: trustme.CA) -> Certificates:
    def serve(ca: trustme.CA, name: str, not_after: datetime | None = None) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        ca.issue_cert(name, not_after=not_after).configure_cert(context)
        return context

    return Certificates(
        good=serve(authority, "localhost"),
        expired=serve(authority, "localhost", datetime(2020, 1, 1, tzinfo=UTC)),
        other_host=serve(authority, "smtp.elders.example"),
        self_signed=serve(trustme.CA(), "localhost"),
    )


@pytest.fixture
def certificates(
    contexts: Certificates, authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Certificates:
    """The contexts, on a computer that trusts the authority of the good one."""
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    return contexts
