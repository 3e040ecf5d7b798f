"""A text for one reader: nothing of another stays, and nothing of the reader goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bb.domain.dossier import Persoonlijk
from bb.domain.leave_out import LEFT_OUT, Reader
from bb.text.fold import folded

SAM = Persoonlijk(naam="Sam de Groot", adres="Oefenplein 4", telefoon=("06-00123456",), mail=("sam@post.example",))
EVA = Persoonlijk(naam="Éva 't Hart", adres="Nergenslaan 12a", telefoon=("06 00 65 43 21",), mail=("eva@post.example",))
OWN = ("Sam", "de Groot", "06-00123456", "Oefenplein 4", "sam@post.example")
THEIRS = ("Éva", "EVA", "E\u0301va", "Éva 't Hart", "eva-'t-hart", "0600654321", "nergenslaan  12a", "Eva@Post.example")
PLAIN = ("belde", "over de muziek.", "Daarna werd het stil", ", en")

words = st.lists(st.sampled_from((*OWN, *THEIRS, *PLAIN)), max_size=12)


@given(words)
def test_nothing_of_another_stays_and_nothing_of_the_reader_goes(told: list[str]) -> None:
    text = Reader(own=SAM, others=(EVA,)).may_read(" ".join(told))
    for gone in ("eva", "hart", "0600654321", "65 43", "nergenslaan", "12a"):
        assert gone not in folded(text)
    for own in OWN:
        assert text.count(own) == told.count(own)
    assert (LEFT_OUT in text) == any(word in THEIRS for word in told)


def test_of_people_elsewhere_only_what_tells_of_them_by_itself_goes() -> None:
    text = "De buurman heeft hart voor de zaak, zei Éva 't Hart."
    assert (
        Reader(own=SAM, others=(EVA,)).may_read(text) == "De buurman heeft (weggelaten) voor de zaak, zei (weggelaten)."
    )
    assert Reader(own=SAM, elsewhere=(EVA,)).may_read(text) == "De buurman heeft hart voor de zaak, zei (weggelaten)."


def test_a_name_both_have_stays() -> None:
    sister = Persoonlijk(naam="Noor de Groot")
    assert Reader(own=SAM, others=(sister,)).may_read("Noor en Sam de Groot") == "(weggelaten) en Sam de Groot"


def test_a_volunteer_reads_the_own_number() -> None:
    assert Reader(own=SAM, id="v-012").may_read("v-012 met v-013") == "v-012 met (weggelaten)"
