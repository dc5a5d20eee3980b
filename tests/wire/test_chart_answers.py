"""The chart questions, as a fan asks them: on the sample chart, and on a second platform brought in beside it."""

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.charts.model import Claim, Row, Sheet
from core.charts.readers import read
from core.charts.telling.words import day
from core.values import DramaKey, GuildId
from tests.wire.evening import Answer, Evening, Message

SHOWER = ("Sudden Shower", "ECLIPSE")
STAR = ("Star", "N.Flying")


def sheet(end: date, *songs: tuple[str, str], platform: str = "melon", places: int = 50) -> Sheet:
    """A whole list of *places* of which the first ones are these songs."""
    rows = [Row(rank, title, artist) for rank, (title, artist) in enumerate(songs, start=1)]
    rows += [Row(rank, f"Another song {rank}", "Somebody") for rank in range(len(rows) + 1, places + 1)]
    return Sheet(tuple(rows), places, platform, "kr", end)


async def attached(night: Evening, answer: Answer) -> bytes:
    """The file that came with an answer."""
    (file,) = answer.message.raw["attachments"]
    async with night.http.get(file["url"]) as found:
        return await found.read()


def rows_under(message: Message, title: str) -> list[str]:
    """The bold rows under a heading."""
    lines = message.text.splitlines()
    below = lines[lines.index(f"### {title}") + 1 :]
    until = next((n for n, line in enumerate(below) if line.startswith("###")), len(below))
    return [line.strip("*") for line in below[:until] if line.startswith("**")]


async def test_the_week_is_told_in_two_or_three_sentences(night: Evening) -> None:
    story = (await night.ask("chart top")).text.splitlines()[2]
    assert story.startswith("“Sudden Shower” by ECLIPSE stays No. 1, at least its 12th week there in all.")
    assert 2 <= len(re.split(r"(?<!No)\. ", story)) <= 3


async def test_who_reads_discord_in_korean_reads_the_story_in_korean(night: Evening) -> None:
    told = await night.rooms.answers.story()
    assert told.ko.startswith("이번 주 1위는 적어도 통산 12주째 정상에 오른 ‘소나기’(이클립스")
    assert told.en != told.ko


async def test_a_songs_run_is_told_on_the_ost_chart_and_on_the_whole_list(night: Evening) -> None:
    message = (await night.ask("chart track", track="소나기")).message
    assert message.private
    assert "Peak 1, first on 9 May 2024, 12 weeks there" in message.text
    assert "Peak 4, first on 16 May 2024, 2 weeks there" in message.text
    assert "First seen 2 May 2024, last seen 25 Jul 2024" in message.text
    among_osts, whole = (picture["description"] for picture in message.pictures)
    assert "2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1." in among_osts
    assert "25, 6, 4, 4, 5, 7, 6, 7, 8, 7, 8, 9, 14." in whole


async def test_a_song_that_left_says_so_and_a_song_that_never_charted_is_refused(night: Evening) -> None:
    assert "Not on the chart now · last seen at No. 19" in (await night.ask("chart track", track="fallin")).text
    catalogue = night.rooms.catalog.of().catalogue
    async with night.client.rooms.answers._shelf.reading() as rows:
        charted = {song.track for song in await rows.songs_of(GuildId(0))}
    never = next(key for key in catalogue.tracks if key not in charted)
    assert "has not been on any chart" in (await night.ask("chart track", track=f"track:{never}")).text


async def test_a_drama_shows_its_songs_its_share_and_its_afterglow(night: Evening) -> None:
    message = (await night.ask("chart drama", drama="선재 업고 튀어")).message
    assert "8 songs on the chart, 58% of all points this week (239 of 414)" in message.text
    assert rows_under(message, "On the chart now")[0].startswith("No. 1 = Sudden Shower")
    assert rows_under(message, "Part by part, all it had on this chart")[0].startswith("Part 1")
    catalogue = night.rooms.catalog.of().catalogue
    finale = catalogue.dramas[DramaKey("lovely-runner")].finale
    said = f"Since the finale on {day(finale)}\\: on the chart in" if finale else "Not defined"
    assert said in message.text
    assert "3 runs" in message.pictures[0]["description"]


async def test_the_movers_are_who_climbed_who_fell_and_who_left(night: Evening) -> None:
    message = (await night.ask("chart movers")).message
    assert rows_under(message, "Climbed")[0] == "▲9 Love, Maybe (사랑인가 봐) – MeloMance"
    assert rows_under(message, "Fell")[0] == "▼5 I'll Be There – ECLIPSE"
    assert len(rows_under(message, "Left the chart")) == 1


async def test_an_earlier_week_of_an_answer_is_a_press_away_and_turns_the_same_message(night: Evening) -> None:
    first = (await night.ask("chart movers")).message
    earlier = (await night.press("Earlier week", first)).message
    assert earlier.id == first.id
    assert "week to 18 Jul 2024" in earlier.text
    assert (await night.press("Later week", earlier)).message.text == first.text


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("track", {"track": "sudden shower"}),
        ("compare", {"a": "sudden shower", "b": "fallin"}),
        ("drama", {"drama": "lovely runner"}),
        ("movers", {}),
        ("momentum", {"week": "2024-07-18"}),
        ("recap", {"period": "quarter", "which": "2024 Q2"}),
        ("records", {"only": "all"}),
        ("method", {}),
        ("corrections", {}),
    ],
)
async def test_every_answer_can_be_shared_as_it_was_read_signed(
    night: Evening, command: str, options: dict[str, Any]
) -> None:
    private = (await night.ask(f"chart {command}", by="Grace", **options)).message
    assert private.private
    await night.press("Share", private, by="Grace")
    post = await night.post_in("general")
    assert post.text.removesuffix(f"\n-# shared by <@{night.members['Grace']}>") == private.text
    assert "Share" not in post.buttons


async def test_the_chart_leads_to_its_movers(night: Evening) -> None:
    top = (await night.ask("chart top", week="2024-07-18")).message
    answer = (await night.press("Movers", top)).message
    assert answer.text == (await night.ask("chart movers", week="2024-07-18")).text


async def test_momentum_gives_each_song_its_quadrant_and_prints_the_thresholds(night: Evening) -> None:
    message = (await night.ask("chart momentum")).message
    assert rows_under(message, "Breakout\\: rising now") == ["Love, Maybe (사랑인가 봐) – MeloMance"]
    assert "Steady is up to ±0.15" in message.text
    assert "ostbot's own choice" in message.text
    early = (await night.ask("chart momentum", week="2024-05-09")).text
    assert "Too early for staying power\\: it needs 8 issues, and 2 are here." in early


async def test_one_platform_alone_is_refused_with_what_is_missing(night: Evening) -> None:
    answer = await night.ask("chart platforms")
    assert "here is Bugs Top 100, Thursdays: import a chart of another platform first" in answer.text


async def test_two_platforms_stand_side_by_side_with_one_score(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR, SHOWER)])
    message = (await night.ask("chart platforms")).message
    assert "week from 22 Jul 2024 to 28 Jul 2024 · 2 platforms" in message.text
    shower, star = (
        line for line in message.text.splitlines() if line.startswith("**") and ("Shower" in line or "Star" in line)
    )
    assert shower.startswith("**1 Sudden Shower")  # (51 - 14 + 51 - 2) of 100
    assert star.startswith("**2 Star")  # 90th on Bugs counts nothing: (51 - 1) of 100
    assert "score 86.00 · Melon \\#2 · Bugs \\#14" in message.text
    assert "score 50.00 · Melon \\#1 · Bugs \\#90" in message.text


async def test_one_short_list_does_not_empty_the_score_of_all(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR, SHOWER)])
    await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR, platform="genie", places=5)])
    text = (await night.ask("chart platforms")).text
    shower = next(line for line in text.splitlines() if "score 57.33" in line)  # (51 - 2 + 51 - 14) of 150
    assert all(place in shower for place in ("Melon \\#2", "Genie –", "Bugs \\#14"))
    assert "Genie, weight 1\\: issue to 25 Jul 2024, known to No. 5 only" in text


async def test_a_platform_without_that_week_is_left_out_and_the_title_says_partial(night: Evening) -> None:
    for platform, end in (("melon", date(2024, 7, 25)), ("genie", date(2024, 7, 11))):
        await night.rooms.imports.load([sheet(end, SHOWER, platform=platform)])
    text = (await night.ask("chart platforms", week="2024-07-25")).text
    assert "partial\\: 2 of 3 platforms" in text
    assert "Genie not here" in text
    assert "ALL-KILL" not in text.split("Score")[0]


async def test_first_on_three_platforms_is_an_all_kill(night: Evening) -> None:
    for platform in ("melon", "genie"):
        await night.rooms.imports.load([sheet(date(2024, 7, 25), SHOWER, platform=platform)])
    text = (await night.ask("chart platforms")).text
    assert "score 91.33 · ALL-KILL" in text


async def test_songs_stand_side_by_side_in_one_picture_and_one_table(night: Evening) -> None:
    message = (await night.ask("chart compare", a="sudden shower", b="fallin")).message
    assert "now No. 1 = · peak 1 (9 May 2024, 12 weeks there) · weeks ≥13" in message.text
    assert "not on it now, last No. 19 on 9 May 2024 · peak 12" in message.text
    (picture,) = message.pictures
    assert "2 runs" in picture["description"]


async def test_the_same_song_twice_is_no_comparison(night: Evening) -> None:
    assert "different tracks" in (await night.ask("chart compare", a="sudden shower", b="소나기")).text


async def test_a_recap_says_how_much_is_here_and_that_it_may_change(night: Evening) -> None:
    message = (await night.ask("chart recap", period="quarter")).message
    assert "4 of 13 weeks, 9 to come · provisional" in message.text
    assert "366 points · peak 1 · 4 weeks at No. 1 · 4 weeks · also 837 points in Q2 2024" in message.text
    assert "366 points" in message.pictures[0]["description"]
    earlier = (await night.press("Earlier quarter", message)).message
    assert "Recap of Q2 2024 (Apr–Jun)" in earlier.text


@pytest.mark.parametrize("typed", ["2024-06", "june 2024", "last month", "지난달", "2024년 6월"])
async def test_a_period_may_be_named_as_people_say_it(night: Evening, typed: str) -> None:
    assert "Recap of June 2024" in (await night.ask("chart recap", period="month", which=typed)).text


async def test_a_recap_without_anything_says_from_when_to_when_there_is_something(night: Evening) -> None:
    text = (await night.ask("chart recap", period="year", which="2019")).text
    assert "its issues go from 2024-05-02 to 2024-07-25" in text


async def test_streams_that_the_source_does_not_count_are_refused(night: Evening) -> None:
    text = (await night.ask("chart recap", period="month", measure="streams")).text
    assert "ask for the recap by points" in text


async def test_periods_weeks_songs_and_dramas_are_suggested_while_typing(night: Evening) -> None:
    quarters = await night.suggestions("chart recap", "which", "", period="quarter")
    assert [each["value"] for each in quarters] == ["2024-Q3", "2024-Q2"]
    (korean,) = await night.suggestions("chart recap", "which", "2분기", period="quarter")
    assert korean["value"] == "2024-Q2"
    assert len(await night.suggestions("chart platforms", "week", "")) == 13
    drama = (await night.suggestions("chart drama", "drama", "ㅅㅈㅇㄱㅌㅇ"))[0]
    assert drama["value"] == "drama:lovely-runner"
    for option in ("a", "b", "c"):
        track = (await night.suggestions("chart compare", option, "sonagi"))[0]
        assert track["value"].startswith("track:")


async def test_the_records_name_their_holders_and_say_at_least(night: Evening) -> None:
    text = (await night.ask("chart records")).text
    assert "**Most weeks at No. 1\\: ≥12 weeks**\n-# Sudden Shower (소나기) – ECLIPSE (25 Jul 2024)" in text
    assert (
        "**Biggest jump\\: up 9**\n-# Love, Maybe (사랑인가 봐) – MeloMance (from No. 14 to No. 5, 25 Jul 2024)" in text
    )


async def test_records_are_renewed_by_an_import(night: Evening) -> None:
    await night.ask("chart records", chart="bugs-kr-weekly")
    weeks = [sheet(date(2024, 8, 1), SHOWER, platform="bugs", places=100)]
    await night.rooms.imports.load(weeks)
    assert "≥13 weeks**\n-# Sudden Shower" in (await night.ask("chart records", chart="bugs-kr-weekly")).text


async def test_corrections_are_told_song_by_song_with_who_made_them_and_page_by_page(night: Evening) -> None:
    tracks = [t for t in night.rooms.catalog.of().catalogue.tracks.values() if t.title.en and t.credits]
    artists = night.rooms.catalog.of().catalogue.artists
    songs = [(str(t.title.en), str(artists[t.credits[0].artist].name)) for t in tracks[:60]]
    here = GuildId(int(night.guild))
    await night.rooms.imports.load([sheet(date(2024, 7, 25), *songs)], guild=here)
    await night.rooms.imports.load([sheet(date(2024, 7, 18), *reversed(songs))], guild=here)
    first = (await night.ask("chart corrections", chart="melon-kr-weekly")).message
    (row,) = [line for line in first.text.splitlines() if line.startswith("-# ") and "last week" in line][:1]
    assert row.count("→") > 1
    assert "week to 2024-07-18 came in late · by a manager, 26 Jul 2024" in row
    assert "page 1 of" in first.text
    assert "Back" not in first.buttons
    second = (await night.press("Next", first)).message
    assert "page 2 of" in second.text
    titles = [[line for line in each.text.splitlines() if line.startswith("**")] for each in (first, second)]
    assert len(titles[0]) == 10
    assert not {*titles[0]} & {*titles[1]}
    back = (await night.press("Back", second)).message
    assert back.text == first.text


async def test_the_rules_fit_into_one_message_in_full(night: Evening) -> None:
    message = (await night.ask("chart method")).message
    assert "Afterglow" in message.text
    assert "…" not in message.text


async def test_a_correction_is_listed_with_what_it_was_and_what_it_is(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 25), SHOWER, STAR)])
    assert "Nothing of it has been corrected" in (await night.ask("chart corrections", chart="melon-kr-weekly")).text
    await night.rooms.imports.load([sheet(date(2024, 7, 18), STAR, SHOWER)])
    text = (await night.ask("chart corrections", chart="melon-kr-weekly")).text
    assert "**Sudden Shower (소나기), week to 25 Jul 2024**" in text
    assert "sign baseline → up" in text
    assert "week to 25 Jul 2024" in text
    assert "Nothing of it" in (await night.ask("chart corrections", chart="melon-kr-weekly", since="2024-07-27")).text


async def test_an_export_is_a_file_that_a_spreadsheet_opens_without_running_anything(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 25), ("=HYPERLINK(1)", "@Somebody"), SHOWER)])
    answer = await night.ask("chart export", chart="melon-kr-weekly", only="all")
    data = (await attached(night, answer)).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(data)))
    assert (rows[0]["title"], rows[0]["artist"], rows[0]["last_week"]) == ("'=HYPERLINK(1)", "'@Somebody", "")
    assert len(rows) == 50


async def test_an_export_may_be_cut_to_some_weeks_and_be_json(night: Evening) -> None:
    options: dict[str, Any] = {"from": "2024-07-11", "to": "2024-07-18", "format": "json"}
    rows = json.loads(await attached(night, await night.ask("chart export", **options)))
    assert {row["week"] for row in rows} == {"2024-07-11", "2024-07-18"}
    assert rows[0]["title"] == "소나기" or rows[0]["title"] == "Sudden Shower"


async def test_what_one_server_imported_no_other_sees_in_its_answers(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 25), SHOWER)], guild=GuildId(4711))
    assert "Melon" not in (await night.ask("chart track", track="sudden shower")).text
    assert "import a chart of another platform" in (await night.ask("chart platforms")).text


async def test_a_real_chart_gets_its_records_in_full(night: Evening, real_data: Path) -> None:
    file = real_data / "spotify_csv" / "regional-kr-weekly-2023-11-09.top64.csv"
    await night.rooms.imports.load(read(file.name, file.read_bytes()))
    text = (await night.ask("chart momentum", chart="spotify-kr-weekly")).text
    assert "Momentum unknown" in text
    assert "Our Blues, Our Life" in text


async def test_what_the_source_claims_is_marked_as_the_whole_lists(night: Evening) -> None:
    rows = [Row(1, "Else", "Nobody"), Row(2, *SHOWER, claim=Claim(last_week=3, peak=1, weeks=7))]
    await night.rooms.imports.load([Sheet(tuple(rows), 2, "melon", "kr", date(2024, 7, 25))])
    text = (await night.ask("chart top", chart="melon-kr-weekly")).text
    assert "#2 on Melon · on the whole list last week 3 · peak 1 · weeks 7 (source)" in text


async def test_a_new_peak_and_one_that_is_reached_again_are_told_in_text(night: Evening) -> None:
    lists = [(STAR, SHOWER), (SHOWER, STAR), (STAR, SHOWER)]
    for number, songs in enumerate(lists):
        await night.rooms.imports.load([sheet(date(2024, 7, 11) + timedelta(weeks=number), *songs)])
    second = (await night.ask("chart top", chart="melon-kr-weekly", week="2024-07-18")).text
    assert "last week 2 · new peak 1" in second
    third = (await night.ask("chart top", chart="melon-kr-weekly")).text
    assert "last week 2 · ties peak 1" in third


async def test_of_a_list_whose_osts_alone_are_stored_nothing_is_said_of_the_whole(night: Evening) -> None:
    text = (await night.ask("chart top", only="all")).text
    assert "among the OSTs: biggest climb" in text.replace("\\", "")
    assert "Among the OSTs: " in text.replace("\\", "")
    assert "Records among the OSTs" in (await night.ask("chart records", only="all")).text
    osts = (await night.ask("chart top")).text + (await night.ask("chart records")).text
    assert "mong the OSTs" not in osts


async def test_a_list_shorter_than_the_last_says_who_may_be_below_it(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 18), STAR, SHOWER)])
    await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR, places=1)])
    text = (await night.ask("chart top", chart="melon-kr-weekly")).text
    assert "none left" not in text
    assert "Below the published list: Sudden Shower (was 2)" in text


async def test_a_gain_is_counted_in_what_the_platform_counts(night: Evening) -> None:
    for end, streams in ((date(2024, 7, 18), 500_000), (date(2024, 7, 25), 1_000_000)):
        for platform in ("spotify", "melon"):
            rows = (Row(1, *SHOWER, metric=streams),)
            await night.rooms.imports.load([Sheet(rows, 1, platform, "kr", end)])
    spotify = (await night.ask("chart movers", chart="spotify-kr-weekly")).text
    assert "ECLIPSE, +500,000 streams" in spotify.replace("\\", "")
    assert "+500,000 in the chart's count" in (await night.ask("chart movers", chart="melon-kr-weekly")).text


async def test_a_momentum_is_printed_with_the_digit_that_decides_its_word(night: Evening) -> None:
    for end, place in ((date(2024, 7, 18), 43), (date(2024, 7, 25), 50)):  # ln(43 / 50) is −0.1508
        others = [(f"Another song {rank}", "Somebody") for rank in range(1, place)]
        await night.rooms.imports.load([sheet(end, *others, SHOWER)])
    text = (await night.ask("chart momentum", chart="melon-kr-weekly")).text
    assert "momentum -0.151 (easing)" in text.replace("\\", "")
