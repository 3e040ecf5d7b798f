"""The telephone call on a screen: one question at a time, back, `?`, stop and resume; at the end one commit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import monotonic

import click

from bb.actions.call_draft import CallDraft, Shut, begin_draft, drop_call, find_calls, keep_call
from bb.actions.intake_talk import (
    Talk,
    answered,
    begin_talk,
    default_of,
    gone_back,
    meant,
    recognised,
)
from bb.actions.key_files import locked_identity
from bb.actions.reading import Opened
from bb.actions.stop import Status, Stop
from bb.actions.vault import Vault, vault_if_unlocked
from bb.cli.app import App
from bb.cli.ask import ask_line, confirm
from bb.cli.intake_end import finish_call, summary_lines
from bb.cli.intake_told import after_lines, before_lines, default_shown, help_lines, words_shown, wrapped_after
from bb.cli.output import note
from bb.domain.intake import Question
from bb.domain.records import Casus
from bb.text.dates import short_day_nl

HOW = (
    "Enter neemt wat tussen [ ] staat, of slaat over. Verder kunt u typen:\n"
    "?  uitleg     <  een vraag terug     -  leeg     stop  bewaren en later verder"
)
LOCKED = (
    "De dossiers zijn op slot, dus naam, adres en verhaal vragen we niet.\n"
    "Wel vragen? Typ stop, dan bb keys unlock, en ga verder."
)
NO_KEY = "Er zijn nog geen dossiers, dus naam, adres en verhaal vragen we niet.\nBeginnen kan met: bb keys init"
_EMPTY = "-"


class _StopError(Exception):
    """The user goes on later."""


class _BackError(Exception):
    """The user wants the question before."""


class _AwayError(Exception):
    """The user does not want this call any more."""


def new_call(app: App, opened: Opened, *, resume: bool, commit: bool | None) -> int:
    """Lead through the call that makes a case; or go on with one that was stopped.

    Raises:
        Stop: there is no call to go on with, or what was said cannot be kept in the files (it stays for later).
    """
    vault = vault_if_unlocked(opened)
    waiting = [one for one in find_calls(opened, vault) if isinstance(one, Shut) or one.casus is None]
    if resume:
        return _go_on(app, opened, vault, _choose(waiting, app.today), None, commit)
    if waiting:
        note(f"Er staat nog een gesprek klaar ({_which(waiting[0], app.today)}). Verder daarmee: bb new casus --resume")
    return _go_on(app, opened, vault, begin_draft(None, app.today), None, commit)


def intake_call(app: App, opened: Opened, casus: Casus, *, commit: bool | None) -> int:
    """Lead through the intake of a case that is there; what was stopped before goes on.

    Raises:
        Stop: what was said cannot be kept in the file (it stays for later).
    """
    vault = vault_if_unlocked(opened)
    calls = find_calls(opened, vault)
    draft = next((one for one in calls if isinstance(one, CallDraft) and one.casus == casus.id), None)
    if draft is None and any(isinstance(one, Shut) for one in calls):
        note("Er staat een gesprek klaar dat op slot is. Is dat van deze zaak? Typ dan stop, en daarna: bb keys unlock")
    return _go_on(app, opened, vault, draft or begin_draft(casus.id, app.today), casus, commit)


def _choose(waiting: list[CallDraft | Shut], today: date) -> CallDraft:
    ready = [one for one in waiting if isinstance(one, CallDraft)]
    if not ready:
        if waiting:
            raise Stop("Het gesprek dat klaarstaat, gaat alleen open met uw sleutel: bb keys unlock")
        raise Stop("Er staat geen gesprek klaar. Een nieuw begint u met: bb new casus")
    if len(ready) == 1:
        return ready[0]
    note("Er staan meer gesprekken klaar:")
    for number, one in enumerate(ready, start=1):
        note(f"  {number}  {_which(one, today)}, begonnen om {one.begun:%H:%M}")
    while True:
        typed = ask_line("Welk nummer? [1]").strip() or "1"
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(ready):
            return ready[int(typed) - 1]
        note("Dat nummer staat er niet bij.")


def _which(call: CallDraft | Shut, today: date) -> str:
    """Return in a few words which call it is: of which day, and what was said first."""
    if isinstance(call, Shut):
        return "versleuteld"
    day = "vandaag" if call.begun.date() == today else short_day_nl(call.begun.date())
    said = [call.answers[name].partition(",")[0] for name in ("klachten", "A.wijk") if name in call.answers]
    return ", ".join((day, *said))


def _go_on(
    app: App, opened: Opened, vault: Vault | None, draft: CallDraft, casus: Casus | None, commit: bool | None
) -> int:
    """Ask until everything was asked, and keep it; what was said is kept for later after every answer."""
    talk = begin_talk(opened.register, vault, casus, app.today)
    talk = replace(talk, answers={**talk.answers, **draft.answers}, history=draft.history)
    talk = recognised(recognised(talk, "A"), "B")
    if draft.history:
        note(f"Verder met het gesprek van {_which(draft, app.today)}.")
    note(HOW)
    if vault is None:
        note(NO_KEY if locked_identity(opened.register.organisatie) is None else LOCKED)
    asking = _Asking(app, opened, vault, talk, draft)
    again = f"bb log {casus.id} intake" if casus else "bb new casus --resume"
    try:
        asking.until_sure()
    except (click.Abort, KeyboardInterrupt):
        if not asking.kept:
            raise
        note(f"\nBewaard. Verder gaat u met: {again}")
        return Status.INTERRUPTED
    except _StopError:
        note(f"Bewaard. Verder gaat u met: {again}" if asking.kept else "Er was nog niets om te bewaren.")
        return Status.FINE
    except _AwayError:
        drop_call(opened, draft)
        note("Weggegooid. Er is niets vastgelegd.")
        return Status.FINE
    try:
        finish_call(app, opened, asking.talk, commit=commit)
    except Stop as stop:
        raise type(stop)(
            f"{stop.message}\nWat u zei, is bewaard. Verder (met < gaat u terug): {again}", stop.status
        ) from stop
    drop_call(opened, draft)
    return Status.FINE


class _Asking:
    """A call being asked: the answers so far, kept after each of them."""

    def __init__(self, app: App, opened: Opened, vault: Vault | None, talk: Talk, draft: CallDraft) -> None:
        self.talk = talk
        self.kept = bool(draft.history)
        self._app, self._opened, self._vault, self._draft = app, opened, vault, draft
        self._begun, self._part = monotonic(), ""

    def until_sure(self) -> None:
        """Ask everything, show what will be recorded, and ask whether that is right."""
        while True:
            self._all()
            note("")
            note("Dit wordt vastgelegd:")
            for line in summary_lines(self._app, self.talk):
                for part in wrapped_after(line, "  "):
                    note(part)
            try:
                if self._line("Klopt het? [ja]").strip().lower() in {"", "j", "ja"}:
                    return
                note("Met < gaat u terug naar een vraag; met stop gaat u later verder.")
            except _BackError:
                self._back()

    def _all(self) -> None:
        while question := self.talk.next:
            if question.part != self._part:
                self._part = question.part
                note(f"\n{self._part}")
            seconds = self._draft.seconds + monotonic() - self._begun
            self.talk = replace(self.talk, minutes=round(seconds / 60))
            try:
                told = self._text(question) if question.long else self._ask(question)
            except _BackError:
                self._back()
                continue
            self._keep(answered(self.talk, question, told))
            for line in after_lines(self.talk, question):
                note(line)

    def _back(self) -> None:
        earlier = gone_back(self.talk)
        if earlier is None:
            note("Dit is de eerste vraag.")
        else:
            self._keep(earlier)

    def _keep(self, talk: Talk) -> None:
        self.talk = talk
        seconds = self._draft.seconds + monotonic() - self._begun
        own = {name: told for name, told in talk.answers.items() if name not in talk.situation.known}
        keep_call(self._opened, self._vault, replace(self._draft, answers=own, history=talk.history, seconds=seconds))
        self.kept = True

    def _ask(self, question: Question) -> str | None:
        """Ask one question; None when it is skipped."""
        default = default_of(self.talk, question)
        for line in before_lines(self.talk, question, default):
            note(line)
        words = words_shown(self.talk, question, default)
        shown = default_shown(question, default)
        while True:
            typed = self._line(f"{question.key.asks}{words}{shown}", question).strip()
            if not typed and (default or not question.key.required):
                return default
            if not typed:
                note("Deze vraag kan niet worden overgeslagen. Weet u het nog niet? Typ: stop")
                continue
            try:
                return meant(self.talk, question, typed)
            except Stop as stop:
                for line in wrapped_after(stop.message.replace(f"'{question.key.name}'", "deze vraag"), ""):
                    note(line)

    def _text(self, question: Question) -> str | None:
        """Ask for a text of one line or more; what is typed is kept line by line."""
        lines = [line for line in self.talk.answers.get(question.name, "").split("\n") if line]
        for line in lines:
            note(f"  {line}")
        typed = self._line(f"{question.key.asks} (klaar: Enter op een lege regel)", question)
        if typed.strip() == _EMPTY:
            return None
        while typed.strip():
            lines.append(typed.strip())
            told = {**self.talk.answers, question.name: "\n".join(lines)}
            self._keep(replace(self.talk, answers=told))
            typed = self._line("  …", question)
        return "\n".join(lines) or None

    def _line(self, prompt: str, question: Question | None = None) -> str:
        """Ask for a line; what is said at any question is dealt with here."""
        while True:
            typed = ask_line(prompt)
            match typed.strip().lower():
                case "stop":
                    raise _StopError
                case "<":
                    raise _BackError
                case "weggooien" if confirm("Alles wat u in dit gesprek zei weggooien?"):
                    raise _AwayError
                case "weggooien":
                    continue
                case "?":
                    for line in help_lines(self.talk, question):
                        note(line)
                case _ if not typed.isprintable():
                    note("Daar staat een teken in dat niet te lezen is. Typ het opnieuw.")
                case _:
                    return typed
