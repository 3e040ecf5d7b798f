"""A telephone call, question by question, without a screen: what is asked, and what comes of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bb.actions.guard import refuse_new_errors
from bb.actions.intake_talk import Talk, answered, begin_talk, default_of, gone_back, meant, options_of
from bb.actions.log_call import draft_call
from bb.actions.new_record import draft_new, text_of
from bb.actions.reading import Opened, open_organisation
from bb.actions.stop import Stop
from bb.domain.call import events_of
from bb.domain.intake import private_of, words_of
from bb.domain.records import Verwijsadres, Woord
from bb.domain.types import Many
from tests.actions.organisation import TODAY, make

CALL = {"A.wijk": "noord", "klachten": "tuin", "minuten": "20"}
"""The least one must say; everything else is Enter."""
CONSENT = {"toestemming.opslag": "ja", "toestemming.bemiddelaars": "ja"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return open_organisation(make(tmp_path_factory.mktemp("intake") / "waterstad", under_git=False))


def begin(opened: Opened, *, unlocked: bool = False) -> Talk:
    talk = begin_talk(opened.register, None, None, TODAY)
    return replace(talk, situation=replace(talk.situation, unlocked=unlocked))


def call(talk: Talk, **said: str) -> Talk:
    """Answer every question: with what is said, else with Enter. `A_wijk` stands for A.wijk."""
    told = {**CALL, **{name.replace("_", ".", 1) if name[:1].isupper() else name: one for name, one in said.items()}}
    while question := talk.next:
        typed = told.get(question.name)
        talk = answered(talk, question, meant(talk, question, typed) if typed else default_of(talk, question))
    return talk


def words(talk: Talk) -> dict[str, str]:
    return words_of(talk.situation, talk.answers)


def test_a_call_in_which_all_is_well(opened: Opened) -> None:
    done = call(begin(opened), **CONSENT)
    assert words(done) == {
        "via": "telefoon",
        "op": "2026-11-23",
        "verwijzer": "zelf",
        "A.wijk": "noord",
        "klachten": "tuin",
        "urgentie": "gewoon",
        "B.wijk": "noord",
        "geschikt": "ja",
        "aanpak": "bemiddeling",
        "complex": "nee",
        "minuten": "20",
        "toestemming": "opslag,bemiddelaars",
    }


def test_the_order_is_that_of_a_call(opened: Opened) -> None:
    asked = call(begin(opened, unlocked=True), contra="juridisch", geschikt="nee", verwijzen="1", **CONSENT).history
    places = [
        *("belt", "A.naam", "A.telefoon", "klachten", "B.adres", "ontbreekt.gesproken", "contra", "dossier.contra"),
        *("toestemming.opslag", "geschikt", "verwijzen", "toestemming.doorverwijzing", "sluiten", "tip_van"),
    ]
    assert [name for name in asked if name in places] == places


def test_a_contra_indication_asks_for_a_decision_that_is_kept(opened: Opened) -> None:
    against = call(begin(opened), contra="juridisch", geschikt="ja", toch="ja")
    assert words(against)["contra"] == "juridisch"
    assert words(against)["toch"] == "ja"
    given_up = call(begin(opened), contra="juridisch", geschikt="ja", toch="nee", sluiten="nee")
    assert words(given_up)["geschikt"] == "nee"
    assert "toch" not in words(given_up)


def test_without_a_contra_indication_yes_is_what_enter_says_and_with_one_nothing_is(opened: Opened) -> None:
    for contra, usual in (("", "ja"), ("te-ver", None)):
        talk = begin(opened)
        while (question := talk.next) and question.name != "geschikt":
            typed = {**CALL, "contra": contra}.get(question.name)
            talk = answered(talk, question, typed or default_of(talk, question))
        assert question
        assert default_of(talk, question) == usual


def test_a_condition_that_is_not_met_stands_in_the_case(opened: Opened) -> None:
    done = call(begin(opened), **{"ontbreekt.gesproken": "nee", "geschikt": "ja", "toch": "ja"})
    assert words(done)["ontbreekt"] == "gesproken"
    assert "ontbreekt" not in words(call(begin(opened), **{"ontbreekt.gesproken": "ja"}))


def test_not_suitable_wants_a_reason(opened: Opened) -> None:
    done = call(begin(opened), geschikt="nee", waarom="anders")
    assert words(done)["contra"] == "anders"
    assert words(done)["resultaat"] == "niet-in-behandeling"
    assert words(done)["reden"] == "contra"


def test_a_referral_is_passed_on_only_with_consent(opened: Opened) -> None:
    said = {"contra": "juridisch", "geschikt": "nee", "verwijzen": "juridisch-loket", "toestemming.opslag": "ja"}
    by_us = call(begin(opened), **said, **{"toestemming.doorverwijzing": "ja"})
    herself = call(begin(opened), **said, **{"toestemming.doorverwijzing": "nee"})
    assert (words(by_us)["toestemming"], words(by_us)["reden"]) == ("opslag,doorverwijzing", "doorverwezen")
    assert (words(herself)["toestemming"], words(herself)["reden"]) == ("opslag", "contra")


def test_what_fits_the_contra_indication_is_offered_first_and_the_list_is_the_organisations(opened: Opened) -> None:
    own = {
        "loket": Verwijsadres(naar="anders", naam="Loket"),
        "recht": Verwijsadres(naar="juridisch", naam="Recht", bij=("juridisch",)),
        "elders": Verwijsadres(naar="zorg", naam="Elders", gemeenten=("Polderdam",)),
    }
    talk = begin(opened)
    here = replace(talk.situation.organisatie, verwijzen=own)
    talk = replace(talk, situation=replace(talk.situation, organisatie=here))
    while (question := talk.next) and question.name != "verwijzen":
        typed = {**CALL, "contra": "juridisch", "geschikt": "nee"}.get(question.name)
        talk = answered(talk, question, typed or default_of(talk, question))
    assert question
    assert options_of(talk, question) == ("recht", "loket")


def test_no_consent_for_storing_keeps_nothing_personal_and_ends_the_case(opened: Opened) -> None:
    said = {"A.naam": "Sam Voorbeeld", "dossier.verhaal": "Kort."}
    kept = call(begin(opened, unlocked=True), **said, **CONSENT)
    refused = call(begin(opened, unlocked=True), **said, **{"toestemming.opslag": "nee"})
    assert private_of(kept.situation, kept.answers) == {
        ("partijen", "A", "naam"): "Sam Voorbeeld",
        ("verhaal",): "Kort.",
    }
    assert private_of(refused.situation, refused.answers) == {}
    assert words(refused)["toestemming"] == ""
    assert words(refused)["reden"] == "geen-toestemming"
    assert "toestemming.bemiddelaars" not in refused.history


def test_a_referrer_who_may_not_tell_is_asked_no_names(opened: Opened) -> None:
    may = call(begin(opened, unlocked=True), belt="verwijzer", verwijzer="woonstad", weet="ja")
    may_not = call(begin(opened, unlocked=True), belt="verwijzer", verwijzer="woonstad", weet="nee")
    assert "A.naam" in may.history
    assert not {"A.naam", "A.adres", "B.adres"} & set(may_not.history)
    assert "geschikt" not in words(may)  # the intake is with the resident


def test_who_tipped_is_asked_of_who_came_alone_and_feedback_of_who_was_referred(opened: Opened) -> None:
    alone = call(begin(opened), tip_van="woonstad")
    referred = call(
        begin(opened), verwijzer="woonstad", **{"toestemming.opslag": "ja", "toestemming.terugkoppeling": "ja"}
    )
    assert words(alone)["tip_van"] == "woonstad"
    assert "toestemming.terugkoppeling" not in alone.history
    assert "tip_van" not in referred.history
    assert words(referred)["toestemming"] == "opslag,terugkoppeling"


def test_what_belongs_in_a_dossier_is_not_asked_while_it_is_shut(opened: Opened) -> None:
    assert not [name for name in call(begin(opened)).history if name.endswith(("naam", "adres", "verhaal", "telefoon"))]


def test_an_organisations_own_conditions_and_words_are_asked(opened: Opened) -> None:
    talk = begin(opened)
    own = {
        "voorwaarde": {"woont-er": Woord(vraag="Woont u er zelf?", advies="Vraag wie er woont.")},
        "contra": {"huurschuld": Woord(betekent="er is een schuld"), "anders": Woord()},
    }
    here = replace(talk.situation.organisatie, woorden=own)
    register = replace(talk.register, organisatie=here)
    talk = replace(talk, register=register, situation=replace(talk.situation, organisatie=here))
    done = call(talk, **{"ontbreekt.woont-er": "nee", "contra": "huurschuld", "geschikt": "nee"})
    assert words(done)["ontbreekt"] == "woont-er"
    assert words(done)["contra"] == "huurschuld"


def test_one_question_back_and_another_answer(opened: Opened) -> None:
    done = call(begin(opened), contra="juridisch", geschikt="ja", toch="ja")
    talk, question = done, done.next
    while not question or question.name != "contra":
        talk = gone_back(talk) or talk
        question = talk.next
    again = call(answered(talk, question, None))
    assert "contra" not in words(again)
    assert "toch" not in words(again)
    assert words(again)["geschikt"] == "ja"


def test_the_beginning_of_a_word_will_do_unless_there_are_more(opened: Opened) -> None:
    talk = begin(opened)
    while (question := talk.next) and question.name != "klachten":
        talk = answered(talk, question, {**CALL}.get(question.name) or default_of(talk, question))
    assert question
    assert meant(talk, question, "TU, geluid-p") == "tuin,geluid-personen"
    with pytest.raises(Stop, match="kan meer betekenen: geluid-personen, geluid-apparaten"):
        meant(talk, question, "geluid")
    with pytest.raises(Stop, match="Bedoelde u 'tuin'"):
        meant(talk, question, "tiun")


def test_a_yes_or_no_to_a_list_is_no_word_of_it(opened: Opened) -> None:
    talk = begin(opened)
    while (question := talk.next) and question.name != "contra":
        talk = answered(talk, question, {**CALL}.get(question.name) or default_of(talk, question))
    assert question
    assert [meant(talk, question, typed) for typed in ("n", "nee", "-", "2", "ju")] == ["", "", "", *["juridisch"] * 2]
    with pytest.raises(Stop, match="Typ het nummer of het woord"):
        meant(talk, question, "j")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(data=st.data())
def test_no_call_ends_in_a_refusal(opened: Opened, data: st.DataObject) -> None:
    """Whatever is answered, and however often somebody goes back: what is to be recorded breaks no rule."""
    talk = begin(opened)
    backs = 0
    while question := talk.next:
        options = options_of(talk, question)
        if backs < 5 and talk.history and data.draw(st.integers(0, 9)) == 0:
            backs += 1
            talk = gone_back(talk) or talk
            continue
        skipped = [default_of(talk, question)] if default_of(talk, question) or not question.key.required else []
        words_ = list(options or ())
        lists = [",".join(words_[:2])] if isinstance(question.key.type, Many) and words_ else []
        free = {"op": ["2026-11-20"], "intake": ["2026-11-22"], "minuten": ["5"]}.get(question.name, [])
        talk = answered(talk, question, data.draw(st.sampled_from([*skipped, *words_, *lists, *free])))
    made = draft_new(opened.register, "casus", words(talk), TODAY)
    text = text_of(made, opened.register.organisatie, frozenset())
    refuse_new_errors(opened, "casus/2026/2026-0002.md", text.encode(), TODAY, "")


def test_an_intake_that_is_typed_may_say_with_whom_and_by_whom(opened: Opened) -> None:
    casus = opened.register.casus["2026-0001"]
    typed = {"geschikt": "ja", "met": "A", "door": "c-1", "toestemming": "opslag", "B.bezit": "huur"}
    values = draft_call(opened, casus, typed, TODAY)
    (intake,) = events_of(opened.register.organisatie, values, TODAY)
    assert (intake["met"], intake["door"]) == (("A",), ("c-1",))
    with pytest.raises(Stop, match=r"B\.bezit"):
        draft_call(opened, casus, {**typed, "B.bezit": "kraakt"}, TODAY)
