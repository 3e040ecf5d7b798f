from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from bb.files.clash import About, Side
from bb.files.merge import Merged, merge
from bb.files.splice import Refused, append_event, remove_key, set_key
from bb.files.verify import VERLOOP, data_in, opened

CASE = """---
# een zaak
klachten: [geluid-personen, relatie]   # het eerste telt
verwijzer: zelf
coordinator: c-1

partijen:
  # wie belde
  A: {wijk: noord, bezit: huur, kan: [di-avond]}
  B: {wijk: noord}
verloop:
  - {op: 2026-06-01, wat: melding, via: telefoon}
  # daarna
  - {op: 2026-06-03, wat: intake, geschikt: ja}
  - {op: 2026-06-05, wat: koppeling, team: [v-001, v-002]}
---
Een notitie.

Nog een.
"""
CONTACT = "{op: 2026-06-09, wat: contact, met: A, via: telefoon}"


def done(text: str | Refused) -> str:
    assert isinstance(text, str), text
    return text


def both_ways(base: str, ours: str, theirs: str) -> Merged:
    """The two in one, whoever merges."""
    made = merge(base, ours, theirs)
    other = merge(base, theirs, ours)
    if not made.clashes:
        assert made == other
    assert len(made.clashes) == len(other.clashes)
    return made


def plain(base: str, ours: str, theirs: str) -> str:
    made = both_ways(base, ours, theirs)
    assert not made.clashes
    return text(made)


def text(made: Merged) -> str:
    assert made.text is not None
    return made.text


def test_what_one_of_them_changed_is_so() -> None:
    ours = CASE.replace("bezit: huur", "bezit: koop").replace("Een notitie.", "Een langere notitie.")
    theirs = CASE.replace("kan: [di-avond]", "kan: [di-avond, za-ochtend]").replace("# een zaak", "# een lastige zaak")
    wanted = ours.replace("kan: [di-avond]", "kan: [di-avond, za-ochtend]").replace("# een zaak", "# een lastige zaak")
    assert plain(CASE, ours, theirs) == wanted


def test_events_of_both_stay_in_the_order_of_their_days() -> None:
    ours = done(append_event(done(append_event(CASE, CONTACT)), "{op: 2026-06-12, wat: gesprek, met: A}"))
    theirs = done(append_event(CASE, "{op: 2026-06-10, wat: voortgang, van: v-001}"))
    lines = plain(CASE, ours, theirs).splitlines()
    added = [line.strip(" -{}") for line in lines if line not in CASE.splitlines()]
    assert [line.split(",")[0] for line in added] == ["op: 2026-06-09", "op: 2026-06-10", "op: 2026-06-12"]


def test_an_equal_line_of_both_stays_twice_and_is_told() -> None:
    ours = done(append_event(CASE, CONTACT))
    made = both_ways(CASE, ours, CASE.replace("---\nEen", f"  - {CONTACT}  # gebeld\n---\nEen"))
    assert text(made).count(CONTACT) == 2
    assert made.twice == (CONTACT,)


def test_the_same_correction_of_both_is_one() -> None:
    ours = CASE.replace("via: telefoon", "via: mail")
    theirs = done(append_event(ours, CONTACT))
    assert plain(CASE, ours, theirs) == theirs
    assert (
        plain(CASE, CASE.replace("via: telefoon", "via:  mail").replace("c-1", "c-2"), theirs).count("wat: melding")
        == 1
    )


def test_a_correction_against_a_correction_is_asked() -> None:
    ours, theirs = CASE.replace("via: telefoon", "via: mail"), CASE.replace("via: telefoon", "via: brief")
    made = both_ways(CASE, ours, theirs)
    (clash,) = made.clashes
    assert (clash.about, clash.path) == (About.EVENT, (VERLOOP, "melding"))
    assert made.text == CASE.replace(
        "  - {op: 2026-06-01, wat: melding, via: telefoon}\n",
        "<<<<<<< hier\n  - {op: 2026-06-01, wat: melding, via: mail}\n"
        "=======\n  - {op: 2026-06-01, wat: melding, via: brief}\n>>>>>>> elders\n",
    )
    assert merge(CASE, ours, theirs, {clash: Side.OURS}).text == ours
    assert merge(CASE, ours, theirs, {clash: Side.THEIRS}).text == theirs


def test_a_correction_against_taking_away_is_asked() -> None:
    line = "  - {op: 2026-06-03, wat: intake, geschikt: ja}\n"
    ours, theirs = CASE.replace(line, ""), CASE.replace("geschikt: ja", "geschikt: nee")
    (clash,) = both_ways(CASE, ours, theirs).clashes
    assert (clash.ours, clash.theirs) == (None, "{op: 2026-06-03, wat: intake, geschikt: nee}")
    assert merge(CASE, ours, theirs, {clash: Side.OURS}).text == ours


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (
            "{op: 2026-07-01, wat: koppeling, team: [v-003, v-004]}",
            "{op: 2026-07-02, wat: koppeling, team: [v-005, v-006]}",
        ),
        (
            "{op: 2026-07-01, wat: afsluiting, resultaat: opgelost}",
            "{op: 2026-07-01, wat: afsluiting, resultaat: verbeterd}",
        ),
    ],
)
def test_a_team_or_a_result_is_never_guessed(ours: str, theirs: str) -> None:
    here, there = (done(append_event(CASE, line)) for line in (ours, theirs))
    (clash,) = both_ways(CASE, here, there).clashes
    assert merge(CASE, here, there, {clash: Side.OURS}).text == here
    assert merge(CASE, here, there, {clash: Side.THEIRS}).text == there
    both = text(merge(CASE, here, there, {clash: Side.BOTH}))
    assert ours in both
    assert theirs in both


def test_a_field_both_changed_is_asked_and_marked_around_that_field_only() -> None:
    ours = CASE.replace("coordinator: c-1", "coordinator: c-2").replace("B: {wijk: noord}", "B: {wijk: zuid}")
    theirs = CASE.replace("coordinator: c-1", "coordinator: c-3")
    made = both_ways(CASE, ours, theirs)
    (clash,) = made.clashes
    assert (clash.path, clash.base, clash.ours, clash.theirs) == (("coordinator",), "c-1", "c-2", "c-3")
    marks = "<<<<<<< hier\ncoordinator: c-2\n=======\ncoordinator: c-3\n>>>>>>> elders\n"
    assert made.text == CASE.replace("coordinator: c-1\n", marks).replace("B: {wijk: noord}", "B: {wijk: zuid}")


def test_notes_at_one_place_stand_below_each_other_and_a_changed_sentence_is_asked() -> None:
    made = plain(CASE, f"{CASE}\nVan mij.\n", f"{CASE}\nVan haar.\n")
    assert made == f"{CASE}\nVan haar.\n\nVan mij.\n"
    made = text(both_ways(CASE, CASE.replace("Nog een.", "Twee."), CASE.replace("Nog een.", "Drie.")))
    assert made.endswith("\n<<<<<<< hier\nTwee.\n=======\nDrie.\n>>>>>>> elders\n")


def test_comments_above_what_the_other_took_away_stay() -> None:
    ours = CASE.replace("  # wie belde\n", "  # wie belde\n  # en wanneer\n")
    theirs = done(remove_key(CASE.replace("  # wie belde\n", ""), ("partijen", "A", "kan")))
    assert "  # en wanneer\n  A: {wijk: noord, bezit: huur}\n" in plain(CASE, ours, theirs)
    gone = CASE.replace("verwijzer: zelf\n", "")
    assert "# let op\ncoordinator" in plain(CASE, CASE.replace("verwijzer:", "# let op\nverwijzer:"), gone)


def test_ends_of_lines_and_the_mark_in_front_follow_whoever_changed_them() -> None:
    crlf = CASE.replace("\n", "\r\n")
    theirs = done(append_event(CASE, CONTACT))
    assert plain(CASE, crlf, theirs) == theirs.replace("\n", "\r\n")
    assert plain(CASE, f"\ufeff{CASE}", theirs) == f"\ufeff{theirs}"


def test_a_file_that_cannot_be_read_is_asked_as_a_whole() -> None:
    (clash,) = both_ways(CASE, CASE.replace("[geluid", "[[geluid"), done(append_event(CASE, CONTACT))).clashes
    assert clash.about is About.FILE


def test_settings_are_merged_as_well() -> None:
    base = "naam: Waterstad\nwijken:\n  noord: {gemeente: Waterstad}\n  zuid: {gemeente: Waterstad}\n"
    ours = base.replace("noord: {gemeente: Waterstad}", "noord: {gemeente: Waterstad, buren: [zuid]}")
    theirs = f"{base}gesloten: [2026-12-24]"
    made = merge(base, ours, theirs, settings=True)
    assert made.text == f"{ours}gesloten: [2026-12-24]"
    assert made == merge(base, theirs, ours, settings=True)


# Any changes by two people, to files in the styles that people write.

STYLES: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: f"\ufeff{text}",
    lambda text: text.replace(
        "  - {op: 2026-06-05, wat: koppeling, team: [v-001, v-002]}",
        "  - op: 2026-06-05  # blok\n    wat: koppeling\n    team: [v-001, v-002]",
    ),
    lambda text: text.replace("partijen:\n  # wie belde\n  A: ", "partijen: {A: ").replace(
        "\n  B: {wijk: noord}", ", B: {wijk: noord}}"
    ),
    lambda text: text.replace("  - ", "- ").replace("verwijzer: zelf", "verwijzer:   'zelf'  "),
    lambda text: text.replace("  B: {wijk: noord}", "  B:\n    wijk: noord\n    # huurt\n    bezit: huur"),
)
RANDOM = 150

KEYS: list[tuple[str, ...]] = [
    *(("klachten",), ("verwijzer",), ("coordinator",), ("urgentie",), ("complex",)),
    *(("partijen", "A", "wijk"), ("partijen", "A", "bezit"), ("partijen", "A", "kan")),
    *(("partijen", "B", "wijk"), ("partijen", "B", "leeftijd")),
]
VALUES = ["een", "twee", "[drie, vier]", '"vijf: zes"', "[]"]
EVENTS = [
    *("contact, met: A, via: deur", "contact, met: B, via: brief", "voortgang, van: v-001"),
    *("gesprek, met: A", "nazorg, met: A, stand: houdt"),
]


def changed(dice: random.Random, text: str, who: str, *, appends: bool = True) -> str:
    """The text with one change by a hand or a command."""
    kind = dice.randrange(6 if appends else 2)
    if kind == 0:
        new = set_key(text, dice.choice(KEYS), dice.choice(VALUES))
    elif kind == 1:
        new = remove_key(text, dice.choice(KEYS))
    elif kind == 2:
        new = set_key(text, (VERLOOP, dice.randrange(3), "minuten"), str(dice.randrange(1, 4)))
    elif kind == 3 and dice.random() < 0.3:
        new = remove_key(text, (VERLOOP, dice.randrange(4)))
    elif kind == 4:
        lines = text.splitlines(keepends=True)
        at = dice.randrange(2, len(lines))
        lines.insert(at, f"# {who} {dice.randrange(1000)}\n")
        new = "".join(lines)
    else:
        new = append_event(
            text, f"{{op: 2026-0{dice.randrange(5, 8)}-{dice.randrange(10, 29)}, wat: {dice.choice(EVENTS)}}}"
        )
    return new if isinstance(new, str) and opened(new) else text


def said(text: str) -> dict[str, Any]:
    read = opened(text)
    assert read is not None
    data = data_in(read[1])
    assert isinstance(data, dict)
    return data


def events(text: str) -> Counter[str]:
    return Counter(repr(sorted(event.items())) for event in said(text).get(VERLOOP, ()))


def test_random_changes_by_two_people_lose_nothing_and_guess_nothing() -> None:
    clashes = 0
    for seed in range(RANDOM):
        dice = random.Random(seed)
        base = dice.choice(STYLES)(CASE)
        ours = theirs = base
        for _ in range(dice.randrange(1, 5)):
            ours = changed(dice, ours, "hier")
            theirs = changed(dice, theirs, "elders")
        made = both_ways(base, ours, theirs)
        clashes += bool(made.clashes)
        assert not any(clash.about is About.FILE for clash in made.clashes), (seed, made.clashes)
        for side in (Side.OURS, Side.THEIRS):
            decided = merge(base, ours, theirs, dict.fromkeys(made.clashes, side))
            assert not decided.clashes
            check(base, ours, theirs, text(decided), seed)
    assert RANDOM / 20 < clashes < RANDOM / 2


def check(base: str, ours: str, theirs: str, merged: str, seed: int) -> None:
    """Whatever only one of them did is in the text; held against the texts themselves, key by key and line by line."""
    was, mine, other, now = (said(one) for one in (base, ours, theirs, merged))
    for key in {*was, *mine, *other} - {VERLOOP, "partijen"}:
        values = [one.get(key) for one in (was, mine, other)]
        assert now.get(key) in values[1:], (seed, key)
        if values[1] == values[0]:
            assert now.get(key) == values[2], (seed, key)
        if values[2] == values[0]:
            assert now.get(key) == values[1], (seed, key)
    before, here, there, joined = (events(one) for one in (base, ours, theirs, merged))
    added = (here - before) + (there - before)
    corrected = (before - here) | (before - there)
    for event, number in joined.items():
        assert number <= (before + added)[event], (seed, event)
    for event in before:
        if event not in corrected:
            assert joined[event] >= before[event], (seed, event)
    if not (before - here) or not (before - there):
        assert joined == before - corrected + added, seed
    lines = merged.splitlines()
    for line in {*ours.splitlines(), *theirs.splitlines()}:
        if line.startswith(("# hier", "# elders")):
            assert line in lines, (seed, line)


def test_200_pairs_of_new_events_need_nobody() -> None:
    for seed in range(200):
        dice = random.Random(seed)
        base = dice.choice(STYLES)(CASE)
        days = [f"2026-0{dice.randrange(5, 8)}-1{dice.randrange(5)}" for _ in "ab"]
        ours, theirs = (done(append_event(base, f"{{op: {day}, wat: {dice.choice(EVENTS)}}}")) for day in days)
        made = both_ways(base, ours, theirs)
        assert not made.clashes
        assert events(text(made)) == events(base) + (events(ours) - events(base)) + (events(theirs) - events(base))


def test_200_pairs_of_one_field_each_clash_only_at_the_same_field() -> None:
    for seed in range(200):
        dice = random.Random(seed)
        base = dice.choice(STYLES)(CASE)
        paths = [dice.choice(KEYS) for _ in "ab"]
        values = [dice.choice(VALUES) for _ in "ab"]
        texts = [set_key(base, path, value) for path, value in zip(paths, values, strict=True)]
        ours, theirs = (text if isinstance(text, str) else base for text in texts)
        made = both_ways(base, ours, theirs)
        assert bool(made.clashes) <= (paths[0] == paths[1] and values[0] != values[1]), (seed, paths)
