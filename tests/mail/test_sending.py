"""Mailing against a real server: what arrives, what is kept, and what never goes over the line in clear."""

from __future__ import annotations

import json
import ssl
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from bb.actions.outbox import retry
from bb.actions.stop import Status, Stop
from bb.cli.main import run as bb
from bb.mail import outbox as queue
from tests.mail.conftest import Certificates
from tests.mail.world import (
    TODAY,
    Post,
    add_case,
    agreed,
    away,
    free_port,
    organisation,
    parsed,
    parts,
    post_office,
    run,
    settle,
)

DAY = timedelta(days=1)


def states(outbox: Path) -> list[tuple[str, str]]:
    return [(entry.state, entry.reason) for entry in queue.entries(outbox)]


def secure(folder: Path, port: int, more: str = "") -> Path:
    return organisation(folder, more=f"server: localhost, poort: {port}, beveiliging: starttls{more}")


def test_what_is_due_is_mailed_once_and_then_every_week(root: Path, post: Post) -> None:
    for days in range(15):
        run(root, TODAY + days * DAY)
    assert [recipients for recipients, _ in post.mails] == [["noor@org.example"]] * 3
    dates = [str(parsed(mail)["Date"])[:16] for _, mail in post.mails]
    assert dates == ["Mon, 23 Nov 2026", "Mon, 30 Nov 2026", "Mon, 07 Dec 2026"]
    assert len(set(post.ids)) == 3
    assert "herinnering" not in parts(post.mails[0][1])["text/plain"]
    assert "herinnering" in parts(post.mails[1][1])["text/plain"]


def test_something_new_is_mailed_on_its_day_without_what_was_mailed_this_week(root: Path, post: Post) -> None:
    add_case(root, "2026-0002", date(2026, 11, 18))  # intake due on Wednesday 25 November
    for days in range(4):
        run(root, TODAY + days * DAY)
    first, second = (parts(mail)["text/plain"] for _, mail in post.mails)
    assert "2026-0001" in first
    assert "2026-0002" not in first
    assert "2026-0002" in second
    assert "2026-0001" not in second
    assert "nog 1 ding open" in second


def test_nothing_more_comes_once_it_is_done(root: Path, post: Post) -> None:
    run(root)
    settle(root, "2026-0001", TODAY)
    run(root, TODAY + 7 * DAY)
    assert len(post.mails) == 1


def test_on_closed_days_nothing_is_queued_or_sent(root: Path, post: Post, outbox: Path) -> None:
    saturday, christmas, closed = date(2026, 11, 28), date(2026, 12, 25), date(2026, 12, 29)
    for day in (saturday, christmas, closed):
        assert run(root, day).closed
    assert not post.mails
    assert not states(outbox)


def test_each_coordinator_gets_their_own(root: Path, post: Post) -> None:
    add_case(root, "2026-5001", date(2026, 11, 2), "c-2")
    run(root)
    got = {recipients[0]: parts(mail)["text/plain"] for recipients, mail in post.mails}
    assert "2026-0001" in got["noor@org.example"]
    assert "2026-5001" in got["sam@org.example"]
    assert "2026-5001" not in got["noor@org.example"]


def test_the_stand_in_gets_it_while_someone_is_away_and_nothing_comes_twice(root: Path, post: Post) -> None:
    away(root, "c-1", "2026-11-20..2026-11-24")
    run(root)
    run(root, date(2026, 11, 25))  # back again
    ((recipients, mail),) = post.mails
    assert recipients == ["sam@org.example"]
    assert "voor c-1, die er niet is" in parts(mail)["text/plain"]


def test_when_all_are_away_it_goes_to_the_coordinator(root: Path, post: Post) -> None:
    away(root, "c-1", "2026-11-20..2026-11-24")
    away(root, "c-2", "2026-11-23")
    run(root)
    assert post.mails[0][0] == ["noor@org.example"]


@pytest.mark.parametrize("mode", ["mail 451", "rcpt 450", "data 451", "data 550", "rcpt 550", "timeout", "hangup"])
def test_what_is_not_accepted_waits_and_arrives_later(root: Path, post: Post, outbox: Path, mode: str) -> None:
    post.mode = mode
    assert len(run(root).delivered.kept) == 1
    final = " 5" in mode
    code = mode.partition(" ")[2]
    reason = f"geweigerd-{code}" if final else f"later-{code}" if code else "afgebroken"
    assert states(outbox) == [("fail" if final else "new", reason)]
    before = len(post.mails)
    post.mode = "ok"
    assert len(run(root, hour=8).delivered.sent) == 1
    assert run(root, hour=9).delivered.sent == ()
    assert len(post.mails) == before + 1 <= 2
    assert len(set(post.ids)) == 1
    assert len({mail for _, mail in post.mails}) == 1
    assert states(outbox) == [("sent", "")]


def test_a_line_that_breaks_for_one_mail_does_not_hold_up_the_others(root: Path, post: Post, outbox: Path) -> None:
    add_case(root, "2026-5001", date(2026, 11, 2), "c-2")
    post.mode = "timeout"
    assert len(run(root).delivered.kept) == 2
    assert states(outbox) == [("new", "afgebroken")] * 2  # each was tried


def test_a_server_that_is_down_gets_it_when_it_is_back(tmp_path: Path, outbox: Path) -> None:
    port = free_port()
    root = organisation(tmp_path / "org", more=f"server: localhost, poort: {port}")
    run(root)
    assert states(outbox) == [("new", "onbereikbaar")]
    with post_office(port=port) as post:
        run(root, TODAY + DAY)
    assert len(post.mails) == 1
    assert "23 Nov 2026" in str(parsed(post.mails[0][1])["Date"])


def test_after_five_days_it_is_given_up_and_what_is_due_comes_in_a_new_mail(
    root: Path, post: Post, outbox: Path
) -> None:
    post.mode = "data 451"
    for days in range(8):
        run(root, TODAY + days * DAY)
    assert states(outbox) == [("fail", "opgegeven"), ("new", "later-451")]
    post.mode = "ok"
    retry(root, TODAY + 7 * DAY)
    assert len(post.mails) == 2
    assert states(outbox) == [("sent", "")] * 2


def test_the_clock_set_back_brings_no_second_mail(root: Path, post: Post) -> None:
    run(root)
    for days in (1, 2, 7, 30):
        run(root, TODAY - days * DAY)
    run(root)
    assert len([mail for _, mail in post.mails]) == 1


def test_nothing_goes_out_without_the_secure_line_that_was_asked_for(tmp_path: Path, post: Post, outbox: Path) -> None:
    root = secure(tmp_path / "org2", post.port)
    run(root)
    assert states(outbox) == [("new", "geen-tls")]
    assert not post.clear
    assert not post.mails


def test_plain_text_is_for_this_computer_only(tmp_path: Path, outbox: Path) -> None:
    root = organisation(tmp_path / "org", more="server: smtp.elders.example, beveiliging: geen")
    run(root)
    assert states(outbox) == [("new", "geen-tls")]


@pytest.mark.parametrize("which", ["expired", "other_host", "self_signed"])
@pytest.mark.parametrize("implicit", [False, True])
def test_a_wrong_certificate_gets_nothing(
    tmp_path: Path, certificates: Certificates, outbox: Path, which: str, *, implicit: bool
) -> None:
    bad: ssl.SSLContext = getattr(certificates, which)
    port = free_port()
    with post_office(**{"tls" if implicit else "starttls": bad, "port": port}) as post:  # type: ignore[arg-type]  # one of two names
        kind = "tls" if implicit else "starttls"
        root = organisation(tmp_path / "org", more=f"server: localhost, poort: {port}, beveiliging: {kind}")
        run(root)
        assert states(outbox) == [("new", "certificaat")]
        assert not post.mails
        assert not post.clear
    good = {"tls" if implicit else "starttls": certificates.good}
    with post_office(port=port, **good) as post:
        run(root, hour=8)
        assert len(post.mails) == 1
        assert not post.clear


def test_a_server_of_this_computer_that_offers_tls_must_prove_itself_too(
    tmp_path: Path, certificates: Certificates, outbox: Path
) -> None:
    with post_office(starttls=certificates.self_signed) as post:
        run(organisation(tmp_path / "org", more=f"server: localhost, poort: {post.port}"))
        assert states(outbox) == [("new", "certificaat")]
        assert not post.clear


def test_name_and_password_go_over_a_secure_line_only(
    tmp_path: Path, certificates: Certificates, at_home: Path, outbox: Path
) -> None:
    folder = at_home / "config" / "bb" / "7f3a9c2e"
    folder.mkdir(parents=True)
    (folder / "smtp").touch(0o600)
    (folder / "smtp").write_text("geheim\n", "utf-8")
    with post_office(starttls=certificates.good) as post:
        root = secure(tmp_path / "org", post.port, ", gebruiker: bb")
        run(root)
        assert post.logins == [(b"bb", b"geheim")]
        assert len(post.mails) == 1
    with post_office() as plain:
        add_case(root, "2026-0002", date(2026, 11, 2))
        text = (root / "bb.yaml").read_text("utf-8").replace(str(post.port), str(plain.port))
        (root / "bb.yaml").write_text(text.replace(", beveiliging: starttls", ""), "utf-8")
        run(root, hour=8)
        assert not plain.logins
        assert not plain.mails
        assert states(outbox)[-1] == ("new", "geen-tls")


def test_a_password_that_others_can_read_is_refused(
    tmp_path: Path, certificates: Certificates, at_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = at_home / "config" / "bb" / "7f3a9c2e"
    folder.mkdir(parents=True)
    (folder / "smtp").write_text("geheim\n", "utf-8")
    (folder / "smtp").chmod(0o644)
    with post_office(starttls=certificates.good) as post:
        root = secure(tmp_path / "org", post.port, ", gebruiker: bb")
        assert bb(["-C", str(root), "--today", str(TODAY), "followups", "--mail"]) == Status.LATER
        assert "chmod 600" in capsys.readouterr().err
        assert not post.logins


def test_the_password_of_systemd_comes_first(
    tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "smtp").write_text("geheim", "utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    with post_office(starttls=certificates.good) as post:
        run(secure(tmp_path / "org", post.port, ", gebruiker: bb"))
        assert post.logins == [(b"bb", b"geheim")]


def test_only_the_computer_that_is_named_mails(tmp_path: Path, post: Post, outbox: Path) -> None:
    root = organisation(tmp_path / "org2", more=f"server: localhost, poort: {post.port}", host="werkpc-elders")
    with pytest.raises(Stop, match="werkpc-elders"):
        run(root)
    assert not post.mails
    assert not outbox.exists()


def test_an_address_that_left_bb_yaml_gets_nothing_any_more(root: Path, post: Post, outbox: Path) -> None:
    post.mode = "data 451"
    run(root)
    text = (root / "bb.yaml").read_text("utf-8")
    (root / "bb.yaml").write_text(text.replace("noor@org.example", "iemand@org.example"), "utf-8")
    post.mode = "ok"
    run(root, hour=8)
    assert all(recipients == ["iemand@org.example"] for recipients, _ in post.mails)
    assert ("fail", "adres") in states(outbox)


def test_the_program_of_this_computer_sends_when_no_server_is_named(
    tmp_path: Path, outbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    program = programs / "sendmail"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args\ncat > {tmp_path}/mail\nexit $(cat {tmp_path}/exit)\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    root = organisation(tmp_path / "org")
    (tmp_path / "exit").write_text("75")
    run(root)
    assert states(outbox) == [("new", "sendmail-75")]
    (tmp_path / "exit").write_text("67")
    run(root, hour=8)
    assert states(outbox) == [("fail", "sendmail-67")]
    (tmp_path / "exit").write_text("0")
    run(root, hour=9)
    assert states(outbox) == [("sent", "")]
    assert (tmp_path / "args").read_text() == "-t -oi\n"
    assert parsed((tmp_path / "mail").read_bytes())["To"] == "noor@org.example"


def test_exit_statuses_and_words(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    mail = ["-C", str(root), "--today", str(TODAY), "followups", "--mail"]
    post.mode = "rcpt 550"
    assert bb(mail) == Status.LATER
    assert "bb outbox" in capsys.readouterr().err
    assert bb(["-C", str(root), "outbox"]) == Status.FINE
    assert "Mislukt" in capsys.readouterr().out
    assert bb(["-C", str(root), "--today", str(TODAY), "outbox", "--retry"]) == Status.LATER
    post.mode = "ok"
    assert bb(["-C", str(root), "--today", str(TODAY), "outbox", "--retry"]) == Status.FINE
    assert bb(mail) == Status.FINE
    assert len(post.mails) == 1


def test_the_queue_as_rows_for_a_program(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    add_case(root, "2026-5001", date(2026, 11, 2), "c-2")
    command = ["-C", str(root), "--today", str(TODAY), "outbox", "--json"]

    def rows() -> set[tuple[str, str, str, int]]:
        capsys.readouterr()
        assert bb(command) == Status.FINE
        found = json.loads(capsys.readouterr().out)["rows"]
        assert all(datetime.fromisoformat(row["sinds"]).tzinfo for row in found)
        return {(row["coordinator"], row["status"], row["datum"], row["aantal"]) for row in found}

    assert not rows()
    for mode, status in (("data 451", "wacht"), ("data 550", "mislukt"), ("ok", "verstuurd")):
        post.mode = mode
        run(root)
        assert rows() == {("c-1", status, "2026-11-23", 1), ("c-2", status, "2026-11-23", 1)}


def test_the_queue_counts_as_the_mail_does(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    agreed(root)
    run(root, date(2026, 12, 1))
    assert parsed(post.mails[0][1])["Subject"] == "Te doen: 1"
    assert bb(["-C", str(root), "outbox"]) == Status.FINE
    assert "over 1 ding" in capsys.readouterr().out
    add_case(root, "2026-0002", date(2026, 11, 25))  # an intake on Wednesday 2 December
    run(root, date(2026, 12, 2))
    assert "Er staat nog 1 ding open" in parts(post.mails[1][1])["text/plain"]


def test_with_the_clock_set_back_nothing_goes_out_before_the_latest_mail(
    root: Path, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    run(root, date(2026, 11, 25))
    add_case(root, "2026-0002", date(2026, 11, 2))  # new, so never mailed
    assert bb(["-C", str(root), "--today", "2026-11-20", "followups", "--mail"]) == Status.FINDINGS
    told = capsys.readouterr()
    assert "Aan c-1 is al gemaild op 25 nov 2026" in told.err
    assert not told.out
    assert len(post.mails) == 1
    run(root, date(2026, 11, 25))
    assert "2026-0002" in parts(post.mails[1][1])["text/plain"]


def test_what_failed_is_tried_for_five_days_and_the_queue_says_so(
    root: Path, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    post.mode = "data 550"
    for days, again in ((0, True), (4, True), (7, False)):
        day = str(TODAY + days * DAY)
        post.clear.clear()
        if again:
            run(root, TODAY + days * DAY)
            assert post.clear
        capsys.readouterr()
        bb(["-C", str(root), "--today", day, "outbox"])
        told = capsys.readouterr().err
        assert ("Bij elke volgende bb followups --mail" in told) is again
        assert ("niet meer vanzelf" in told) is not again
        assert "bb outbox --retry" in told


def mistype(root: Path) -> None:
    """Make a typo in the journal of case 2026-0001: the line that makes something due is lost."""
    path = root / "casus" / "2026" / "2026-0001.md"
    path.write_text(path.read_text("utf-8").replace("wat: melding", "wat: meldingg, Kanarina: 1"), "utf-8")


def test_a_case_that_cannot_be_read_is_news_once_and_then_weekly(root: Path, post: Post) -> None:
    mistype(root)
    for days in range(8):
        run(root, TODAY + days * DAY)
    assert len(post.mails) == 2
    for _, mail in post.mails:
        assert parsed(mail)["Subject"] == "Niet te lezen: 1 zaak"
        found = parts(mail)
        assert set(found) == {"text/plain", "text/html"}
        sentence = "1 zaak is niet (helemaal) te lezen en telt hier niet mee: 2026-0001. Zie: bb validate"
        for kind in found:
            assert sentence in found[kind].replace("\n", " ")
            assert "Te doen op" not in found[kind]
            assert "Kanarina" not in found[kind]
            assert "meldingg" not in found[kind]
    assert len(set(post.ids)) == 2


def test_a_case_that_cannot_be_read_is_told_with_what_is_due(root: Path, post: Post) -> None:
    mistype(root)
    (root / "casus" / "2026" / "2026-0003.md").write_text("---\n: [\nKanarina\n", "utf-8")
    (root / "casus" / "2026" / "mevrouw-kanarina.md").write_text("---\nx: [\n", "utf-8")
    add_case(root, "2026-0002", date(2026, 11, 2))
    run(root)
    got = {recipients[0]: mail for recipients, mail in post.mails}
    mine = got["noor@org.example"]
    assert parsed(mine)["Subject"] == "Te doen: 1, waarvan 1 te laat; 3 zaken niet te lezen"
    told = parts(mine)["text/plain"]
    assert "2026-0001, 2026-0003, (zonder zaaknummer). Zie: bb validate" in told.replace("\n", " ")
    assert "kanarina" not in told
    # the case of c-1 is not for c-2; whose the others are cannot be read
    assert "2026-0001" not in parts(got["sam@org.example"])["text/plain"]
    assert "2026-0003" in parts(got["sam@org.example"])["text/plain"]


@pytest.mark.parametrize("index", ["", "no"])
def test_the_page_and_check_tell_of_a_case_that_cannot_be_read(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, index: str
) -> None:
    monkeypatch.setenv("BB_INDEX", index)
    mistype(root)
    followups = ["-C", str(root), "--today", str(TODAY), "followups"]
    assert bb([*followups, "--check"]) == Status.FINDINGS
    assert "1 zaak is niet (helemaal) te lezen en telt hier niet mee: 2026-0001. Zie" in capsys.readouterr().out
    assert bb([*followups, "--check", "--json"]) == Status.FINDINGS
    assert json.loads(capsys.readouterr().out)["niet_gelezen"] == ["2026-0001"]
    assert bb(followups) == Status.FINE
