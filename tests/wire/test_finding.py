"""What is not certain is neither answered nor acted on: the nearest are named instead."""

from dataclasses import replace
from typing import Any

import pytest

from core.catalog.model import Catalogue, Drama, Names, Track
from core.values import DramaKey, GuildId, TrackKey
from tests.wire.evening import Evening
from tests.wire.parties import party
from tests.wire.test_browsing import brought_in
from tests.wire.test_data import WEEK_1, publish


@pytest.mark.parametrize("query", ["taylor swift", "moving", "zzzzzz", "qqqq", "lisa"])
async def test_a_search_for_what_is_not_here_offers_the_nearest_and_no_card(night: Evening, query: str) -> None:
    message = (await night.ask("ost search", query=query)).message
    assert f"I do not know “{query}”" in message.text
    assert "/ost suggest" in message.text
    assert "Similar" not in message.buttons
    assert 1 <= len(message.buttons) <= 3
    there = await night.press(next(iter(message.buttons)), message)
    assert there.message.text.startswith("## ")
    assert "I do not know" not in there.text


async def test_it_is_said_in_korean_too(night: Evening) -> None:
    message = (await night.ask("ost search", by="Junho", query="기생충")).message
    assert "“기생충”, 모르는 이름이에요" in message.text
    assert message.buttons


async def test_a_slip_is_still_an_answer_and_a_half_typed_name_is_still_completed(night: Evening) -> None:
    assert "## Goblin" in (await night.ask("ost search", query="gobiln")).text
    assert "Lovely Runner" in (await night.ask("ost drama", drama="lovley runner")).text
    assert (await night.suggestions("ost search", "query", "twi"))[0]["name"].startswith("Twi")
    assert await night.suggestions("ost search", "query", "wonder woman")


QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    ("ost drama", {"drama": "zzzz"}),
    ("ost artist", {"artist": "BTS"}),
    ("chart track", {"track": "lovely runner"}),
    ("chart drama", {"drama": "the glory"}),
    ("chart compare", {"a": "sudden shower", "b": "taylor swift"}),
]


@pytest.mark.parametrize(("command", "options"), QUESTIONS)
async def test_a_question_about_what_is_not_here_names_the_nearest(
    night: Evening, command: str, options: dict[str, Any]
) -> None:
    answer = await night.ask(command, **options)
    assert f"I do not know “{[*options.values()][-1]}”. The nearest I have: “" in answer.text


async def test_a_question_takes_a_sure_match(night: Evening) -> None:
    assert "Sudden Shower" in (await night.ask("chart track", track="sudden showr")).text


ACTS: list[tuple[str, dict[str, Any]]] = [
    ("ost follow", {"what": "zzzz"}),
    ("ost follow", {"what": "lovley runner"}),
    ("ost suggest", {"name-for": "gobiln"}),
    ("party create", {"title": "Night", "when": "tomorrow 20:00", "from": "gobiln"}),
    ("data track", {"title": "Song", "drama": "jirisann"}),
    ("data drama", {"title": "Other", "edit": "gobiln"}),
    ("data nickname", {"name": "our song", "what": "sudden showr"}),
]


@pytest.mark.parametrize(("command", "options"), ACTS)
async def test_nothing_is_done_to_what_was_not_named_exactly(
    night: Evening, command: str, options: dict[str, Any]
) -> None:
    by = "Hana" if command.startswith("data") else "Leo"
    answer = await night.ask(command, by=by, **options)
    named = [*options.values()][-1]
    assert answer.text.startswith(
        f"이름이 꼭 같은 것이 없습니다(“{named}”). 가장 비슷한 것: “"
        if by == "Hana"
        else f"Nothing here is called just “{named}”. The nearest I have: “"
    )
    assert not answer.message.buttons
    assert answer.modal is None


async def test_following_is_of_what_is_named_or_picked(night: Evening) -> None:
    await night.ask("ost follow", what="zzzz")
    assert "CHAN" not in (await night.ask("ost following")).text
    assert "You follow **Lovely Runner" in (await night.ask("ost follow", what="선재 업고 튀어")).text
    assert "You follow **IU" in (await night.ask("ost follow", what="artist:iu")).text


async def test_a_listing_becomes_no_song_that_was_not_named(night: Evening) -> None:
    await publish(night, WEEK_1, "2024-07-18")
    other = next(
        each["value"]
        for each in await night.suggestions("data alias", "listing", "Something Else", by="Hana")
        if each["name"].startswith("Something Else")
    )
    refused = await night.ask("data alias", by="Hana", listing=other, track="lovely runner")
    assert "이름이 꼭 같은 것이 없습니다(“lovely runner”)" in refused.text
    [entry] = await night.rooms.curation.listings(GuildId(int(night.guild)), "Something Else")
    assert entry.track is None
    done = await night.ask("data alias", by="Hana", listing=other, track="소나기 이클립스")
    assert "Remembered: that listing is “Sudden Shower" in done.text


async def test_a_name_that_several_songs_have_is_asked_back(night: Evening) -> None:
    songs = [
        Track(TrackKey(f"lovely-runner/{n}"), DramaKey(drama), Names("Twice Sung"))
        for n, drama in enumerate(("lovely-runner", "goblin"))
    ]
    await brought_in(night, Catalogue(tracks={song.key: song for song in songs}))
    answer = await night.ask("ost follow", what="twice sung")
    assert "Several are called “twice sung”: “Twice Sung” (Lovely Runner), “Twice Sung” (Goblin)" in answer.text
    assert "You follow" in (await night.ask("ost follow", what="twice sung goblin")).text


async def test_a_singer_is_suggested_with_songs_that_name_who_is_heard(night: Evening) -> None:
    for typed, label in (
        ("give you my heart", "Give You My Heart - IU - Crash Landing on You"),
        ("like the first snow", "I Will Go To You Like the First Snow - AILEE - Goblin"),
    ):
        assert label in [each["name"] for each in await night.suggestions("ost search", "query", typed)]


async def test_the_first_ost_is_of_the_earliest_drama_where_its_day_is_not_known(night: Evening) -> None:
    answer = await night.ask("ost artist", artist="IU")
    assert "**First OST** Hold my hand, The Greatest Love, 2011, the year of the drama" in answer.text
    dramas = night.rooms.catalog.of().catalogue.dramas
    late: Drama = replace(dramas[DramaKey("the-greatest-love")], first_air=None)
    await brought_in(night, Catalogue({late.key: late}))
    assert "**First OST** Give You My Heart" in (await night.ask("ost artist", artist="IU")).text


@pytest.mark.parametrize(
    ("said", "week"),
    [
        ("this week", "25 Jul 2024"),
        ("이번 주", "25 Jul 2024"),
        ("25 Jul", "25 Jul 2024"),
        ("2024-07-24", "25 Jul 2024"),
        ("yesterday", "25 Jul 2024"),
        ("last week", "18 Jul 2024"),
        ("지난주", "18 Jul 2024"),
        ("7월 15일", "18 Jul 2024"),
    ],
)
async def test_a_week_is_any_day_of_it_or_said_by_its_distance(night: Evening, said: str, week: str) -> None:
    assert f"Thu {week}" in (await night.ask("chart top", week=said)).text.splitlines()[1]
    assert week in (await night.ask("chart movers", week=said)).text


async def test_a_chart_as_of_a_day_in_words(night: Evening) -> None:
    asked: list[dict[str, Any]] = [{"as-of": said} for said in ("2024-07-25", "yesterday", "어제", "25 Jul")]
    first, *others = [(await night.ask("chart top", **each)).text for each in asked]
    assert "is no day I can read" not in first
    assert set(others) == {first}
    unread: dict[str, Any] = {"as-of": "soonish"}
    assert "is no day I can read" in (await night.ask("chart top", **unread)).text


async def test_a_word_of_every_day_finds_songs_by_their_mood(night: Evening) -> None:
    melancholic = (await night.ask("ost discover", mood="melancholic")).text
    for word in ("sad", "슬픈", "슬퍼"):
        assert (await night.ask("ost discover", mood=word)).text == melancholic
        assert (await night.suggestions("ost discover", "mood", word))[0]["value"] == "melancholic"


async def test_a_second_drama_of_one_name_is_pointed_out_and_allowed(night: Evening) -> None:
    preview = await night.ask("data drama", by="Hana", title="goblin")
    assert (
        "There is “Goblin (쓸쓸하고 찬란하神-도깨비)” (2016) already\\: this is a second drama of that name"
        in preview.text
    )
    assert "Undo" in (await night.press("Save", preview.message, by="Hana")).message.buttons
    assert "already" not in (await night.ask("data drama", by="Hana", title="Nobody's Goblin")).text


async def test_my_parties_are_those_i_host_or_said_going_or_maybe_to(night: Evening) -> None:
    for n in range(1, 5):
        await party(night, boards=n, title=f"Night {n}", when=f"2024-08-0{n} 20:00")
    for n, choice in ((1, "going"), (2, "maybe"), (3, "no")):
        await night.ask("party rsvp", party=n, answer=choice)
    mine = (await night.ask("me parties")).message
    assert mine.private
    assert [line.split("**")[1] for line in mine.text.splitlines() if line.startswith("**")] == ["Night 1", "Night 2"]
    assert "-# going · <#" in mine.text
    assert "-# maybe · <#" in mine.text
    assert mine.text.count("<t:") == 4
    assert (await night.ask("me parties", by="Leo")).text.count("-# host · <#") == 4
    assert "None: press" in (await night.ask("me parties", by="Grace")).text
    assert "아직 없어요" in (await night.ask("me parties", by="Junho")).text
