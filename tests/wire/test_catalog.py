"""Questions about soundtracks, as fans type them."""

import pytest

from tests.wire.evening import Evening


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("sudden sh", "Sudden Shower"),
        ("소나기", "소나기"),
        ("goblin", "Goblin"),
        ("도깨비", "쓸쓸하고 찬란하神-도깨비"),
        ("taeyeon", "TAEYEON"),
        ("crash landing", "Crash Landing on You"),
    ],
)
async def test_what_is_meant_is_offered_first_while_typing(night: Evening, typed: str, first: str) -> None:
    choices = await night.suggestions("ost search", "query", typed)
    assert 1 <= len(choices) <= 25
    assert first in choices[0]["name"]
    assert all(1 <= len(choice["name"]) <= 100 and len(choice["value"]) <= 100 for choice in choices)


async def test_a_suggestion_leads_to_its_track_card(night: Evening) -> None:
    choices = await night.suggestions("ost search", "query", "love always run away")
    answer = await night.ask("ost search", query=choices[0]["value"])
    assert "Love Always Run Away (사랑은 늘 도망가)" in answer.text
    assert "Young Lady and Gentleman" in answer.text
    assert "Lim Young Woong" in answer.text


async def test_words_are_enough(night: Evening) -> None:
    answer = await night.ask("ost search", query="sudden shower eclipse")
    assert "Sudden Shower (소나기)" in answer.text
    assert "Lovely Runner" in answer.text
    assert "#1" in answer.text


async def test_a_drama_shows_its_parts_in_order(night: Evening) -> None:
    answer = await night.ask("ost drama", drama="lovely runner")
    parts = [line for line in answer.text.splitlines() if line.startswith("**Part")]
    numbers = [int(line.split("**")[1].removeprefix("Part ")) for line in parts]
    assert numbers == sorted(numbers)
    assert numbers[0] == 1
    assert "Sudden Shower" in answer.text


async def test_what_nobody_can_confirm_is_marked(night: Evening) -> None:
    answer = await night.ask("ost search", query="Echoes of Eternity")
    assert "unverified" in answer.text
    assert "**Artist** unknown" in answer.text


async def test_nothing_like_it_is_said_with_a_way_on(night: Evening) -> None:
    answer = await night.ask("ost search", query="zzzqqqxxx")
    assert "I know nothing like" in answer.text
    assert "try" in answer.text


async def test_every_dramas_card_fits_into_a_message(night: Evening) -> None:
    for drama in night.rooms.catalog.of().catalogue.dramas.values():
        answer = await night.ask("ost drama", drama=f"drama:{drama.key}")
        assert answer.state == "answered", drama.key
        assert str(drama.title)[:10].split("(")[0].strip()[:5] in answer.text.replace("\\", "")
