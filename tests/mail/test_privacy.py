"""Nothing of a person comes out: not in the mail, the calendar, the queue, the log or the process list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bb.cli.main import run as bb
from bb.domain.types import MAIL
from bb.mail.address import AddressError, one_address
from bb.mail.calendar import Entry, calendar
from bb.mail.message import Content, message
from tests.mail.world import AMSTERDAM, CANARIES, HIDDEN, TODAY, Post, everything, own_term, parsed, parts, run

HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress"),
    *("MIME-Version", "Content-Type"),
}
WHEN = datetime(2026, 11, 23, 7, 30, tzinfo=AMSTERDAM)
NASTY = st.one_of(
    st.text(max_size=60),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["a@b.nl", "noor@org.example", "", "a"]),
        st.sampled_from(["\r\n", "\n", "\r", "\0", "\u2028", "\x85", ", ", ";", " ", "\r\nBcc: ", "\nTo: "]),
        st.sampled_from(["c@d.nl", "x", "", "<c@d.nl>"]),
    ),
)


def content(subject: str = "Te doen: 1", text: str = "x") -> Content:
    return Content(subject=subject, text=text, html=f"<p>{text}</p>", calendar=calendar([], WHEN))


@pytest.fixture
def partner(root: Path) -> None:
    """A partner and an activity whose ids tell a wijk, with something due."""
    (root / "netwerk").mkdir()
    text = "---\nsoort: politie\ncontactritme: 1 week\nverloop: []\n---\nKanarina\n"
    (root / "netwerk" / "politie-noord.md").write_text(text, "utf-8")
    (root / "activiteiten").mkdir()
    text = "---\nsoort: uitje\nverloop:\n  - {op: 2026-11-02, wat: gepland, datum: 2026-11-20}\n---\nZeisstraat\n"
    (root / "activiteiten" / "2026-uitje-noord.md").write_text(text, "utf-8")


@pytest.mark.usefixtures("partner")
def test_names_and_numbers_stay_where_they_are(
    root: Path, post: Post, at_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["-C", str(root), "--today", str(TODAY)]
    seen = ""
    post.mode = "data 451"  # the server's own words are no news either
    for options in (["--mail", "--dry-run"], ["--mail"], ["--ics", str(tmp_path / "agenda.ics")]):
        bb([*command, "followups", *options])
        seen += "".join(capsys.readouterr())
    post.mode = "data 550"
    bb([*command, "followups", "--mail"])
    bb([*command, "outbox"])
    seen += "".join(capsys.readouterr())
    kept = [path.read_bytes() for path in at_home.rglob("*") if path.is_file()]
    post.mode = "ok"
    bb([*command, "outbox", "--retry"])
    kept += [path.read_bytes() for path in at_home.rglob("*") if path.is_file()]
    seen += "".join(capsys.readouterr()) + (tmp_path / "agenda.ics").read_text("utf-8")
    seen += "".join(data.decode("utf-8", "replace") for data in kept)
    assert post.mails
    for _, mail in post.mails:
        seen += everything(mail)
        for hidden in HIDDEN:
            assert hidden not in everything(mail), hidden
    for canary in CANARIES:
        assert canary not in seen, canary


def test_a_term_of_ones_own_is_not_named(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    own_term(root)
    run(root)
    ((_, mail),) = post.mails
    assert "2026-0001  eigen termijn  16 nov 2026, 7 dagen te laat" in parts(mail)["text/plain"]
    assert "jansen" not in everything(mail)
    assert "0612345678" not in everything(mail)
    bb(["-C", str(root), "--today", str(TODAY), "followups"])
    bb(["-C", str(root), "--today", str(TODAY), "followups", "--kind", "onzin"])
    assert "0612345678" not in "".join(capsys.readouterr())


def test_of_a_sent_mail_no_word_is_kept(root: Path, post: Post, outbox: Path) -> None:
    run(root)
    (sent,) = (outbox / "sent").iterdir()
    assert b"2026-0001" not in sent.read_bytes()
    assert b"noor@" not in sent.read_bytes()
    assert post.mails


def test_the_mail_says_what_and_when(root: Path, post: Post) -> None:
    run(root)
    ((_, mail),) = post.mails
    assert set(parsed(mail).keys()) == HEADERS
    assert parsed(mail)["Auto-Submitted"] == "auto-generated"
    assert parsed(mail)["Subject"] == "Te doen: 1, waarvan 1 te laat"
    found = parts(mail)
    assert set(found) == {"text/plain", "text/html", "text/calendar"}
    for kind in ("text/plain", "text/html"):
        assert "2026-0001" in found[kind]
        assert "intake doen" in found[kind]
        assert "9 nov 2026, 14 dagen te laat" in found[kind]
    assert mail.isascii()
    assert max(map(len, mail.split(b"\r\n"))) < 999


@settings(max_examples=1000)
@given(sender=NASTY, recipient=NASTY, subject=NASTY)
def test_no_value_adds_a_header_or_a_recipient(sender: str, recipient: str, subject: str) -> None:
    try:
        mail = message(content(subject), id_="0" * 32, sender=sender, recipient=recipient, when=WHEN)
    except ValueError:
        pass
    else:
        assert one_address(recipient) == recipient == parsed(mail)["To"]
    try:
        mail = message(content(subject), id_="0" * 32, sender="bb@org.example", recipient="a@b.nl", when=WHEN)
    except ValueError:
        return
    assert set(parsed(mail).keys()) == HEADERS
    assert len(parsed(mail).keys()) == len(HEADERS)
    assert [address.addr_spec for address in parsed(mail)["To"].addresses] == ["a@b.nl"]


@settings(max_examples=1000)
@given(text=NASTY)
def test_an_address_is_one_plain_address_or_none(text: str) -> None:
    try:
        assert one_address(text).isascii()
        assert text.count("@") == 1
        assert not set(text) & set(' ,;<>"\r\n\0')
    except AddressError:
        assert len(text) > 254 or MAIL.parse(text) is None


def test_words_of_a_page_are_escaped_and_of_a_calendar_too() -> None:
    made = calendar([Entry(uid="1@bb.invalid", summary="a\r\nATTENDEE:b; c, d", day=TODAY)], WHEN)
    assert b"\r\nATTENDEE" not in made
