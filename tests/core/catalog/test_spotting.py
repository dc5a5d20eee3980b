"""A message that names a song leads to it, in the ways people write; one that names none leads nowhere."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seeds
from core.catalog.spotting import MOST, spotted
from core.catalog.view import View
from core.errors import NotFound

VIEW = View(seeds.load().catalogue)


@pytest.mark.parametrize(
    ("message", "title"),
    [
        ("does anyone know “Sudden Shower” by ECLIPSE? https://youtu.be/xyz", "Sudden Shower"),
        ("[MV] ECLIPSE (이클립스) - 소나기 (Sudden Shower) | Lovely Runner OST Part 1", "Sudden Shower"),
        ("[도깨비 OST Part 1] 찬열, 펀치 (CHANYEOL, PUNCH) - Stay With Me MV", "Stay with Me"),
        ("소나기 이클립스", "Sudden Shower"),
        ("I keep listening to\nStar - N.Flying", "Star"),
        ("now playing 🎧 **Everytime** · CHEN, Punch · Descendants of the Sun", "Everytime"),
    ],
)
def test_the_song_that_a_message_names_comes_first(message: str, title: str) -> None:
    assert str(spotted(VIEW, [message])[0].title).casefold() == title.casefold()


def test_the_title_of_an_embed_counts_as_well_as_the_words() -> None:
    assert str(spotted(VIEW, ["look!", "ECLIPSE - Sudden Shower (Official Audio)"])[0].title) == "Sudden Shower"


@pytest.mark.parametrize(
    "message", ["good morning everybody", "https://youtu.be/abc", "", "😀", "<@123> <#456>", "see you at 8pm?"]
)
def test_a_message_without_a_song_is_said_to_have_none(message: str) -> None:
    with pytest.raises(NotFound, match="no OST in that message"):
        spotted(VIEW, [message])


@settings(max_examples=30)
@given(st.lists(st.text(max_size=400), max_size=4))
def test_any_text_leads_to_five_songs_at_most_or_to_none(texts: list[str]) -> None:
    with suppress(NotFound):
        assert 1 <= len(spotted(VIEW, texts)) <= MOST
