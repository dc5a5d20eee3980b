"""Who reads Discord in Korean reads every chart answer in Korean, its buttons and its pictures' words too."""

import re
from datetime import date, datetime
from typing import Any

import pytest

from core.charts.rules.weights import read_weights
from tests.wire.evening import Evening, with_picture
from tests.wire.test_chart_answers import SHOWER, STAR, sheet

ENGLISH = re.compile(r"\b(week|weeks|peak|points?|Source|from|No\.|on the chart|Share|Earlier|Later)\b")


@pytest.mark.parametrize(
    ("command", "options", "heading"),
    [
        ("track", {"track": "소나기"}, "소나기"),
        ("compare", {"a": "sudden shower", "b": "fallin"}, "나란히 보기"),
        ("drama", {"drama": "선재 업고 튀어"}, "차트 기록"),
        ("movers", {}, "순위 변동"),
        ("momentum", {}, "모멘텀"),
        ("recap", {"period": "year"}, "2024년 결산"),
        ("records", {}, "기록"),
        ("corrections", {}, "정정"),
        ("method", {}, "차트 산정 방식"),
        ("platforms", {}, "모든 플랫폼의 한국 드라마 OST"),
    ],
)
async def test_every_answer_speaks_the_readers_language(
    night: Evening, command: str, options: dict[str, Any], heading: str
) -> None:
    if command == "platforms":
        await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR, SHOWER)])
    message = (await night.ask(f"chart {command}", by="Hana", **options)).message
    assert heading in message.text.splitlines()[0]
    spoken = [message.text, *message.buttons, *(picture["description"] for picture in message.pictures)]
    own = [re.sub(r"(Bugs|Melon) [^\n]*?(weekly|Thursdays)", "", each) for each in spoken]
    assert not [found for each in own for found in ENGLISH.findall(each)]
    assert "공유" in message.buttons


async def test_the_buttons_turn_a_korean_answer_in_korean(night: Evening) -> None:
    first = (await night.ask("chart movers", by="Hana")).message
    earlier = (await night.press("이전 주", first, by="Hana")).message
    assert "2024년 7월 18일까지" in earlier.text
    await night.press("공유", earlier, by="Hana")
    assert f"<@{night.members['Hana']}> 님이 공유" in (await night.post_in("general")).text


async def test_a_year_names_its_evergreen_songs(night: Evening) -> None:
    english = (await night.ask("chart recap", period="year")).text
    assert "Evergreen\\: most points after the finale" in english
    assert "since the finale on" in english
    assert "에버그린" in (await night.ask("chart recap", by="Hana", period="year")).text
    assert "Evergreen" not in (await night.ask("chart recap", period="quarter")).text


async def test_new_weights_are_announced_in_their_first_week_alone(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 18), SHOWER), sheet(date(2024, 7, 25), STAR, SHOWER)])
    night.rooms.answers.weights = read_weights("melon=2; 2024-07-15: melon=6")
    first = (await night.ask("chart platforms", week="2024-07-18")).text
    assert "New weights since 15 Jul 2024\\: Melon × 6, any other × 1." in first
    assert "New weights" not in (await night.ask("chart platforms", week="2024-07-25")).text


async def test_a_composite_is_frozen_on_sunday_and_a_late_platform_makes_a_revision(night: Evening) -> None:
    await night.rooms.imports.load([sheet(date(2024, 7, 18), SHOWER), sheet(date(2024, 7, 25), STAR, SHOWER)])
    before = (await night.ask("chart platforms")).text
    assert "Provisional\\: it is frozen on 28 Jul 2024 at 23\\:59 (Asia/Seoul)" in before
    assert "last week 1 · peak 1 · weeks ≥2" in before
    await night.set_clock(datetime.fromisoformat("2024-07-30T03:00:00+00:00"))
    await night.rooms.imports.load([sheet(date(2024, 7, 25), STAR, platform="genie")])
    after = (await night.ask("chart platforms", week="2024-07-25")).text
    assert "Provisional" not in after
    assert "revision 2\\: Genie came in on 30 Jul 2024" in after
    assert "수정본 2\\: 2024년 7월 30일 Genie 추가" in (await night.ask("chart platforms", by="Hana")).text


async def test_a_korean_reader_meets_titles_and_singers_in_hangul_first(night: Evening) -> None:
    top = (await night.ask("chart top", by="Hana")).text
    assert "**소나기 (Sudden Shower)** – 이클립스" in top
    assert "Sudden Shower (소나기)" not in top
    for command in ("records", "movers", "momentum"):
        told = (await night.ask(f"chart {command}", by="Hana")).text
        assert "Sudden Shower (소나기)" not in told, command
    recap = await night.ask("chart recap", by="Hana", period="quarter")
    assert "소나기 (Sudden Shower) – 이클립스" in recap.text
    assert "모든 주의 비중은 같습니다" in recap.text
    shown = await with_picture(night, (await night.ask("chart top", by="Hana")).message, by="Hana")
    (picture,) = shown.pictures
    assert "소나기 (Sudden Shower), 이클립스" in picture["description"]
    assert "**Sudden Shower (소나기)** – ECLIPSE" in (await night.ask("chart top")).text
