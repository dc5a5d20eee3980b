"""Recaps as a fan asks for them: by drama, by artist, whole runs, estimates, and what later corrections changed."""

from datetime import date, timedelta
from typing import Any

from core.charts.model import Row, Sheet
from core.values import ChartKey
from tests.wire.evening import Evening
from tests.wire.test_chart_answers import SHOWER, STAR, sheet

CHART = "melon-kr-weekly"
AS_OF: dict[str, Any] = {"as-of": "2024-07-26"}
JUNE = [date(2024, 6, 6) + timedelta(weeks=number) for number in range(4)]


async def june(night: Evening, *, without: int | None = None) -> None:
    """Four Thursdays of June on a second chart: the shower leads, the star is second."""
    await night.rooms.imports.load([sheet(end, SHOWER, STAR) for n, end in enumerate(JUNE) if n != without])


async def test_a_recap_turns_to_dramas_and_artists_and_back(night: Evening) -> None:
    await june(night)
    songs = (await night.ask("chart recap", period="month", which="2024-06", chart=CHART)).message
    dramas = (await night.press("Dramas", songs)).message
    assert "Recap of June 2024 by drama" in dramas.text
    assert (
        "**1 Lovely Runner (선재 업고 튀어) – 2 songs**\n-# 396 points · peak 1 · 4 weeks at No. 1 · 8 song weeks"
        in (dramas.text)
    )
    assert "a collaboration counts once" in dramas.text
    artists = (await night.press("Artists", dramas)).message
    assert "**1 ECLIPSE (이클립스) – 1 song**\n-# 200 points" in artists.text
    assert "counts in full for each main artist" in artists.text
    assert "by artist" in artists.pictures[0]["description"]
    assert (await night.press("Songs", artists)).message.text == songs.text


async def test_a_table_can_be_asked_for_and_shared_as_it_was_read(night: Evening) -> None:
    await june(night)
    options: dict[str, Any] = {
        "which": "2024-06",
        "chart": CHART,
        "table": "dramas",
        "whole-run": True,
        "estimate": True,
    }
    private = (await night.ask("chart recap", period="month", by="Grace", **options)).message
    assert "entire run counts for the period of its peak" in private.text
    await night.press("Share", private, by="Grace")
    assert private.text in (await night.post_in("general")).text


async def test_a_missing_week_is_filled_only_when_asked_and_marked(night: Evening) -> None:
    await june(night, without=1)
    options: dict[str, Any] = {"which": "2024-06", "chart": CHART}
    plain = (await night.ask("chart recap", period="month", **options)).text
    assert "3 of 4 weeks (week to 13 Jun missing) · provisional" in plain
    assert "150 points" in plain
    filled = (await night.ask("chart recap", period="month", estimate=True, **options)).message
    assert "200 est. points" in filled.text
    assert "200 points est." in filled.pictures[0]["description"]


async def test_a_final_recap_gets_a_version_and_a_list_of_changed_places_when_a_week_is_corrected(
    night: Evening,
) -> None:
    await june(night)
    options: dict[str, Any] = {"which": "2024-06", "chart": CHART}
    first = (await night.ask("chart recap", period="month", **options)).message
    assert "4 of 4 weeks · final v1" in first.text
    assert "Changed by" not in first.text
    await night.advance(hours=1)
    await night.rooms.imports.load([sheet(JUNE[0], ("Else", "Nobody"), STAR)])
    second = (await night.ask("chart recap", period="month", **options)).message
    assert "final v2" in second.text
    assert "Star 2 → 1, Sudden Shower (소나기) 1 → 2." in second.text
    assert "final v2" in second.pictures[0]["description"]
    await night.advance(hours=1)
    await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR)])
    assert "final v2" in (await night.ask("chart recap", period="month", **options)).text


async def test_a_chart_can_be_seen_as_it_stood_before_a_correction(night: Evening) -> None:
    await june(night)
    await night.advance(days=2)
    await night.rooms.imports.load([sheet(JUNE[3], STAR, SHOWER)])
    now = (await night.ask("chart top", chart=CHART, week="2024-06-27")).text
    then = (await night.ask("chart top", chart=CHART, week="2024-06-27", **AS_OF)).message
    assert "Corrected: revision 2" in now.replace("\\", "")
    assert "**1** = **Sudden Shower (소나기)**" in then.text
    assert "As it stood on 26 Jul 2024, before later corrections." in then.text
    assert then.buttons == {}
    early = await night.ask("chart top", chart=CHART, **{**AS_OF, "as-of": "2024-01-01"})
    assert "ask for a later one" in early.text


async def test_a_daily_chart_is_dated_by_its_day_and_counts_days(night: Evening) -> None:
    days = [
        Sheet((Row(1, *SHOWER), Row(2, *STAR)), 2, "melon", "kr", end, cadence="daily")
        for end in (date(2024, 7, 24), date(2024, 7, 25))
    ]
    await night.rooms.imports.load(days)
    text = (await night.ask("chart top", chart="melon-kr-daily")).text
    assert "\nThu 25 Jul 2024" in text
    assert "day before 1 · peak 1 · days ≥2" in text
    assert "week" not in text
    korean = (await night.ask("chart top", chart="melon-kr-daily", by="Junho")).text
    assert "2024년 7월 25일(목)" in korean
    assert "전날 1 · 최고 1 · ≥2일" in korean
    assert "이날 1위는" in korean


async def test_who_reads_discord_in_korean_reads_the_chart_in_korean(night: Evening) -> None:
    korean = (await night.ask("chart top", by="Junho")).text
    assert "한국 드라마 OST · Bugs Top 100, Thursdays" in korean
    assert "이번 주 1위는 적어도 통산 12주째 정상에 오른 ‘소나기’" in korean
    assert "지난주 1 · 최고 1 · ≥13주" in korean
    assert "출처\\: Bugs Top 100, Thursdays" in korean
    earlier = await night.press("이전 주", (await night.ask("chart top", by="Junho")).message, by="Junho")
    assert "2024년 7월 12일(금) – 18일(목)" in earlier.text


async def test_a_fetched_chart_says_whose_list_it_is_and_when_it_was_fetched(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 25), SHOWER, STAR)])
    await night.rooms.charts.attribute(ChartKey(CHART), "Melon's list of the most played", night.rooms.clock())
    said = "Source: Melon South Korea, weekly (Melon's list of the most played, fetched 26 Jul 2024)"
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("top", {"chart": CHART}),
        ("movers", {"chart": CHART}),
        ("recap", {"period": "month", "chart": CHART}),
        ("records", {"chart": CHART}),
        ("track", {"track": "sudden shower", "chart": CHART}),
        ("method", {}),
        ("method", {"chart": CHART}),
    )
    for command, options in asked:
        message = (await night.ask(f"chart {command}", **options)).message
        assert said in message.text.replace("\\", ""), command
    assert "Source\\: Bugs Top 100, Thursdays" in (await night.ask("chart method", chart="bugs-kr-weekly")).text
