from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bb.files.forgotten import GONE, forgotten
from bb.files.splice import Refused
from bb.files.verify import Data, data_in, opened

EXAMPLE = Path(__file__).parents[2]

CASE = """---
# de zaak van de tuin
klachten: [tuin]
verwijzer: woonstad   # belde zelf
niet: [v-009, c-2]    # zus van B
partijen:
  A: {wijk: noord, bezit: huur, kan: [di-avond, za-ochtend]}
  B: {kan: [ma-avond],
      # alleen na het eten
      wijk: noord}
eigen: {opgang: "trap # 2"}
verloop:
  - {op: 2026-06-01, wat: melding, via: telefoon}
  - {op: 2026-06-03, wat: intake, geschikt: ja, toestemming: [opslag, bemiddelaars], minuten: 40}   # thuis
  # hier ging het mis
  - toestemming: []
    op: 2026-06-08
    wat: contact
  - {op: 2028-08-01, wat: vergeten, grond: bewaartermijn}
---
Het begon met een coniferenhaag.
"""


def done(text: str) -> str:
    new = forgotten(text)
    assert isinstance(new, str), new
    return new


def names(data: Data) -> set[str]:
    if isinstance(data, dict):
        return set(data) | {name for value in data.values() for name in names(value)}
    return {name for one in data for name in names(one)} if isinstance(data, tuple) else set()


def test_body_comments_wishes_and_consent_go_and_the_journal_stays() -> None:
    assert (
        done(CASE)
        == """---
klachten: [tuin]
verwijzer: woonstad
partijen:
  A: {wijk: noord, bezit: huur}
  B: {
      wijk: noord}
eigen: {opgang: "trap # 2"}
verloop:
  - {op: 2026-06-01, wat: melding, via: telefoon}
  - {op: 2026-06-03, wat: intake, geschikt: ja, minuten: 40}
  - op: 2026-06-08
    wat: contact
  - {op: 2028-08-01, wat: vergeten, grond: bewaartermijn}
---
"""
    )


def test_a_volunteer_loses_when_and_with_whom() -> None:
    text = "---\nwijk: zuid\nkan:\n- di-avond\n- do-avond # oppas\nniet_met: [v-003]\nmax: 2\nverloop: []\n---\n"
    assert done(text) == "---\nwijk: zuid\nmax: 2\nverloop: []\n---\n"


def test_ends_of_lines_and_the_mark_in_front_stay() -> None:
    assert done("\ufeff---\r\n# x\r\nkan: [di-avond]\r\nwijk: zuid # y\r\n---\r\nTekst") == (
        "\ufeff---\r\nwijk: zuid\r\n---\r\n"
    )


def test_what_cannot_be_read_is_refused_and_not_half_forgotten() -> None:
    for text in ("geen regels", "---\nkan: [di-avond\n---\n", "---\nkan: 1\nkan: 2\n---\n"):
        assert isinstance(forgotten(text), Refused)


@pytest.mark.parametrize("kind", ["casus/*", "vrijwilligers", "netwerk"])
def test_every_file_of_the_example_can_be_forgotten_and_twice_is_once(kind: str) -> None:
    paths = sorted(EXAMPLE.glob(f"{kind}/*.md"))[::3]
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        new = done(text)
        before, after = opened(text), opened(new)
        assert before
        assert after
        assert not names(data_in(after[1])) & GONE
        assert names(data_in(after[1])) == names(data_in(before[1])) - GONE
        assert done(new) == new


words = st.sampled_from(["", "a", "'x # y'", '"# z"', "[a, 'b # c']", "{kan: 1, wijk: noord}", "[]", "{niet: [v-001]}"])
lines = st.tuples(
    st.sampled_from(["wijk", "niet", "kan", "eigen", "toestemming"]), words, st.sampled_from(["", " # stil", "\t#"])
)


@given(st.lists(lines, max_size=5), st.sampled_from(["\n", "\r\n"]), st.text(max_size=20))
def test_nothing_of_a_comment_or_body_is_ever_left(rows: list[tuple[str, str, str]], end: str, body: str) -> None:
    header = "".join(f"{name}: {value}{comment}{end}" for name, value, comment in rows)
    new = forgotten(f"---{end}# stil{end}{header}---{end}{body}")
    if isinstance(new, str):
        assert "stil" not in new
        assert new.endswith(f"---{end}")
        assert forgotten(new) == new
