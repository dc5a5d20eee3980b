"""The chart, as a fan reads it."""

import asyncio
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.charts.model import Row, Sheet
from core.charts.naming import chart_of
from core.charts.readers import read
from core.values import ChartKey, GuildId
from tests.wire.evening import Evening, eventually, with_picture


@pytest.fixture
def slow_pictures(night: Evening, monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """Pictures are drawn once this event is set."""
    drawn, draw = asyncio.Event(), night.client.gallery.weekly

    async def slow(*asked: Any) -> Any:
        await drawn.wait()
        return await draw(*asked)

    monkeypatch.setattr(night.client.gallery, "weekly", slow)
    return drawn


async def no_picture_coming(night: Evening) -> None:
    """Wait until every picture has come or was given up."""

    async def none() -> bool:
        return not night.client.illustrator._coming

    await eventually(none)


async def test_the_newest_chart_is_one_command_away(night: Evening) -> None:
    answer = await night.ask("chart top")
    assert answer.message.private
    assert "Bugs" in answer.text
    assert "19 – Thu 25 Jul 2024" in answer.text
    assert "**1** = **Sudden Shower (소나기)**" in answer.text
    assert "last week 1 · peak 1 · weeks ≥13" in answer.text


async def test_the_picture_says_in_words_what_it_shows(night: Evening) -> None:
    (picture,) = (await with_picture(night, (await night.ask("chart top")).message)).pictures
    assert "소나기" in picture["description"]
    async with night.http.get(picture["media"]["url"]) as file:
        assert (await file.read()).startswith(b"\x89PNG")


async def test_the_words_do_not_wait_for_the_picture(night: Evening, slow_pictures: asyncio.Event) -> None:
    first = (await night.ask("chart top")).message
    assert "Sudden Shower" in first.text
    assert not first.pictures
    slow_pictures.set()
    whole = await with_picture(night, first)
    assert whole.text == first.text
    assert whole.buttons == first.buttons


async def test_a_picture_that_is_late_does_not_bring_the_week_back(
    night: Evening, slow_pictures: asyncio.Event
) -> None:
    first = (await night.ask("chart top")).message
    earlier = (await night.press("Earlier week", first)).message
    slow_pictures.set()
    await no_picture_coming(night)
    (now,) = [each for each in await night.messages("general") if each.id == first.id]
    assert now.text == earlier.text


async def test_words_stay_where_discord_takes_no_picture(night: Evening) -> None:
    await night.post("faults", {"match": "PATCH /webhooks/*", "status": 400, "times": 1})
    first = (await night.ask("chart top")).message
    await no_picture_coming(night)
    (now,) = [each for each in await night.messages("general") if each.id == first.id]
    assert (now.text, now.pictures) == (first.text, [])


async def test_a_picture_that_cannot_be_drawn_is_told(night: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(night.client.gallery, "weekly", fail)
    first = (await night.ask("chart top")).message

    async def told() -> bool:
        return any("Something went wrong on my side" in each.text for each in await night.messages("general"))

    await eventually(told)
    assert "Sudden Shower" in first.text


async def test_an_earlier_week_is_a_press_away_and_turns_the_same_message(night: Evening) -> None:
    first = (await night.ask("chart top")).message
    earlier = (await night.press("Earlier week", first)).message
    assert earlier.id == first.id
    assert "12 – Thu 18 Jul 2024" in earlier.text
    later = (await night.press("Later week", earlier)).message
    assert later.text == first.text
    assert (await with_picture(night, later)).pictures


async def test_the_full_list_is_words_alone_and_leads_back(night: Evening) -> None:
    first = await with_picture(night, (await night.ask("chart top")).message)
    full = (await night.press("Full list", first)).message
    assert "**14**" in full.text
    assert full.pictures == []
    back = (await night.press("Top 10", full)).message
    assert back.text == first.text
    assert (await with_picture(night, back)).pictures
    assert "Source" in (await night.press("How", back)).text


async def test_sharing_posts_it_for_everybody_signed_with_its_picture(night: Evening) -> None:
    private = (await night.ask("chart top", by="Grace")).message
    await night.press("Share", private, by="Grace")
    post = await night.post_in("general")
    assert f"shared by <@{night.members['Grace']}>" in post.text
    assert (await with_picture(night, post)).pictures


async def test_real_input_shows_its_osts_re_ranked_beside_the_sources_rank(night: Evening, real_data: Path) -> None:
    file = real_data / "spotify_csv" / "regional-kr-weekly-2023-11-09.top64.csv"
    await night.rooms.imports.load(read(file.name, file.read_bytes()))
    answer = await night.ask("chart top", chart="spotify-kr-weekly")
    lines = answer.text.splitlines()
    found = [(line, lines[place + 1]) for place, line in enumerate(lines) if line.startswith("**")]
    assert [line.split("**")[1] for line, _ in found] == ["1", "2", "3"]
    for (line, figures), title, rank in zip(
        found, ("Our Blues, Our Life", "Love Always Run Away", "With you"), (30, 38, 63), strict=True
    ):
        assert title in line
        assert f"#{rank} on Spotify" in figures
    assert "Jimin" in found[2][0]


async def test_a_week_that_is_not_there_names_the_nearest(night: Evening) -> None:
    answer = await night.ask("chart top", week="2024-07-26")
    assert "nearest is 2024-07-25" in answer.text


async def test_a_week_that_is_no_date_says_how_to_write_it(night: Evening) -> None:
    assert "like 2024-07-25" in (await night.ask("chart top", week="some week")).text


async def test_charts_and_weeks_are_suggested_while_typing(night: Evening) -> None:
    (chart,) = await night.suggestions("chart top", "chart", "bug")
    assert chart["value"] == "bugs-kr-weekly"
    weeks = await night.suggestions("chart top", "week", "", chart="bugs-kr-weekly")
    assert weeks[0]["value"] == "2024-07-25"
    assert len(weeks) == 13


MELON, SPOTIFY = ChartKey("melon-kr-weekly"), ChartKey("spotify-kr-weekly")


async def bring_in(night: Evening, chart: ChartKey, *ends: date) -> None:
    rows = (Row(1, "Star", "N.Flying"), Row(2, "Sudden Shower", "ECLIPSE"))
    sheets = [Sheet(rows, 2, end=end) for end in ends]
    await night.rooms.imports.load(sheets, chart_of(chart), guild=GuildId(int(night.guild)))


async def test_a_new_import_never_takes_over_what_is_shown_by_default(night: Evening) -> None:
    await bring_in(night, SPOTIFY, date(2024, 7, 11), date(2024, 7, 18))
    await bring_in(night, MELON, date(2024, 7, 25))
    for command in ("chart top", "chart movers", "chart momentum"):
        assert "Spotify" in (await night.ask(command)).text, command
    assert "Spotify" in (await night.ask("chart recap", period="month")).text
    assert (await night.suggestions("chart top", "chart", ""))[0]["value"] == SPOTIFY


async def test_the_chart_of_the_first_schedule_and_then_the_one_chosen_in_setup_come_first(night: Evening) -> None:
    await bring_in(night, SPOTIFY, date(2024, 7, 11), date(2024, 7, 18))
    await bring_in(night, MELON, date(2024, 7, 25))
    await night.ask(
        "schedule add", by="Hana", channel=night.channels["charts"], day="saturday", time="20:00", chart=MELON
    )
    assert "Melon" in (await night.ask("chart top")).text
    chosen = await night.ask("setup", by="Hana", chart=SPOTIFY)
    assert "**Main chart** Spotify South Korea, weekly" in chosen.text
    assert "Spotify" in (await night.ask("chart top")).text
    assert "그런 차트가 없습니다" in (await night.ask("setup", by="Hana", chart="genie-kr-weekly")).text


async def test_an_import_that_changes_what_is_shown_by_default_says_so(night: Evening) -> None:
    file = {"file": ("week.csv", b"rank,title,artist\n1,Star,N.Flying\n")}
    first = await night.ask("data import", by="Hana", files=file, chart=SPOTIFY, week="2024-07-25")
    done = await night.press("Publish", first.message, by="Hana")
    assert "Spotify South Korea, weekly is what charts show now" in done.text
    second = await night.ask("data import", by="Hana", files=file, chart=SPOTIFY, week="2024-07-18")
    assert "charts show now" not in (await night.press("Publish", second.message, by="Hana")).text


async def test_a_drama_is_answered_from_the_chart_it_was_on_or_pointed_to_it(night: Evening) -> None:
    await bring_in(night, SPOTIFY, date(2024, 7, 11), date(2024, 7, 18))
    goblin = (Row(1, "Stay With Me", "CHANYEOL, Punch"),)
    sheet = Sheet(goblin, 1, end=date(2024, 7, 25))
    await night.rooms.imports.load([sheet], chart_of(MELON), guild=GuildId(int(night.guild)))
    assert "Melon" in (await night.ask("chart drama", drama="goblin")).text
    elsewhere = (await night.ask("chart drama", drama="goblin", chart=SPOTIFY)).text
    assert "ask for the chart it was on, melon-kr-weekly" in elsewhere
