"""A party on a Korean server: its board is in Korean for everybody, each answer in the language of who asked."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from discord import app_commands

from core.language import Language
from tests.test_languages import alien
from tests.wire.evening import Evening, Message, eventually
from tests.wire.parties import (
    TOMORROW_20_SEOUL,
    board_with,
    draft,
    in_thread,
    party,
    press_for_modal,
    stored_party,
    submit,
    thread,
    threaded,
)
from tests.wire.test_party_planning import direct

LIST = "하나 - 가수 하나 1:00\n둘 - 가수 둘 2:00\n셋 - 가수 셋 1:30"


def in_korean(message: Message) -> None:
    """Nothing of *message* is left in English."""
    spoken = [message.text, *message.buttons, *(picture["description"] for picture in message.pictures)]
    assert [word for text in spoken for word in alien(text, Language.KO)] == []


async def opened(night: Evening) -> Message:
    """Junho, who reads Korean, opens a party on a server that does too; its board."""
    await night.ask("setup", by="Hana", language="ko")
    wanted: dict[str, Any] = {
        "title": "비 오는 밤",
        "when": "내일 저녁 8시",
        "channel": night.channels["parties"],
        "remind": 60,
    }
    panel = (await night.ask("party create", by="Junho", **wanted)).message
    in_korean(panel)
    filled = await submit(
        night, await press_for_modal(night, "곡 목록", panel, by="Junho"), {"tracks": LIST}, by="Junho"
    )
    assert "3곡, 그중 0곡은 카탈로그에 있습니다." in filled.text
    assert "열렸습니다" in (await night.press("열기", panel, by="Junho")).text
    return await night.post_in("parties")


async def test_a_whole_evening_is_told_in_korean_and_each_fan_is_answered_in_their_own_language(night: Evening) -> None:
    board = await opened(night)
    assert "**시작** <t:" in board.text
    assert "토 20:00 서울" in board.text
    assert list(board.buttons) == ["참가", "미정", "불참", "캘린더에 추가"]
    assert "You're in" in (await night.press("참가", board, by="Mina")).text
    seated = await night.press("참가", board, by="Hana")
    assert "참가 신청되었습니다 (2)" in seated.text
    assert "시작 1시간 전에" in seated.text
    await night.press("DM으로 알림 받기", seated.message, by="Hana")
    await board_with(night, "**참가** 2")
    english, korean = [(await night.ask("party show", by=fan)).message for fan in ("Mina", "Hana")]
    assert "**Going** 2" in english.text
    assert list(english.buttons)[:3] == ["Going", "Maybe", "No"]
    in_korean(korean)

    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=59))
    assert "파티가 <t:" in (await night.post_in("parties", 2)).text

    async def reminded() -> bool:
        return any(text.startswith("신청하신 알림입니다.") for text in await direct(night, "Hana"))

    await eventually(reminded)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=10))
    lobby = await in_thread(night, "재생은 아직 누르지 마세요")
    assert "지금까지 1명" in (await night.press("준비 완료", lobby, by="Hana")).text
    assert "60초 뒤에" in (await night.ask("party start", by="Junho")).text
    running = (await stored_party(night)).programme
    assert running is not None
    t0 = running.t0
    local = f"서울 {t0 + timedelta(hours=9):%H:%M:%S}"
    assert f"({local})에 재생을 누르세요" in (await in_thread(night, "재생을 누르세요")).text
    await night.set_clock(t0 - timedelta(seconds=1))
    await in_thread(night, "지금 재생하세요!")

    await night.set_clock(t0 + timedelta(seconds=10))
    playing = await board_with(night, "**지금** 1. 하나 – 가수 하나")
    assert "**추천: 2번 곡을 기다리세요**" in (await night.press("늦었어요", playing, by="Hana")).text
    assert "**Best: wait for track 2**" in (await night.press("늦었어요", playing, by="Mina")).text
    assert "하트 1개" in (await night.press("♥ 이 곡", playing, by="Hana")).text
    assert "기록했습니다: 1번 곡 0:1" in (await night.ask("party note", by="Hana", text="좋다")).text
    panel = (await night.ask("party control", by="Junho")).message
    for label, told in (
        ("위치 알리기", "다시 함께."),
        ("일시정지", "에 일시정지**: 1번 곡"),
        ("이어서 재생", "다시 재생합니다"),
    ):
        panel = (await night.press(label, panel, by="Junho")).message
        await in_thread(night, told)
    await night.advance(seconds=30)
    panel = (await night.press("다음 곡", panel, by="Junho")).message
    await in_thread(night, "2번 곡**, 처음부터: 둘")
    panel = (await night.press("끝내기", panel, by="Junho")).message
    in_korean(panel)
    assert "끝났습니다" in (await night.press("지금 끝내기", panel, by="Junho")).text
    await in_thread(night, "모두 고맙습니다!")

    await night.set_clock(datetime(2024, 7, 28, 0, 0, 5, tzinfo=UTC))  # nine in Seoul
    recap = await night.post_in("parties", 3)
    assert "비 오는 밤: 돌아보기" in recap.text
    assert "1명 참석, 음악 " in recap.text
    assert "하트 1개, 기록 1개" in recap.text
    assert recap.pictures[0]["description"].startswith("리스닝 파티 돌아보기, 비 오는 밤: 1명 참석")
    assert "1 there" in (await night.ask("party recap", by="Mina")).text
    for message in [*await night.posts("parties"), *await thread(night)]:
        in_korean(message)


async def test_a_board_that_is_up_changes_with_the_language_of_its_server(night: Evening) -> None:
    await party(night, title="비 오는 밤")
    await night.ask("setup", by="Hana", language="ko")
    in_korean(await board_with(night, "**진행** <@"))
    await night.ask("setup", by="Hana", language="en")
    await board_with(night, "**Host** <@")


REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("party where", {"party": 1}, "재생 중이 아닙니다", "is not playing"),
    ("party recap", {"party": 1}, "‘모집 중’ 상태입니다. 돌아보기는", "is open: there is a recap"),
    ("party cancel", {"party": 1}, "진행자 <@", "Only the host <@"),
    ("party show", {"party": 99}, "이 서버에 그런 파티가 없습니다", "This server has no such party"),
    ("party rsvp", {"answer": "going", "party": 1, "guests": 3}, "데려올 수 없습니다", "no guests"),
    (
        "party create",
        {"title": "x", "when": "soon"},
        "시간으로 읽을 수 없습니다(“soon”)",
        "I cannot read “soon” as a time",
    ),
    ("party create", {"title": "x", "when": "8시"}, "오전인지 오후인지", "could be morning or evening"),
    ("party create", {"title": "x", "when": "2024-07-01 20:00"}, "이미 지난 시각입니다(<t:", "is in the past"),
    ("party nominate", {"track": "- - -", "party": 1}, "곡으로 읽을 수 없습니다", "is no track"),
    ("party template", {"do": "keep"}, "party와 name 옵션", "the options party and name"),
]


@pytest.mark.parametrize(("command", "options", "korean", "english"), REFUSED)
async def test_a_refusal_is_read_in_the_readers_language(
    night: Evening, command: str, options: dict[str, Any], korean: str, english: str
) -> None:
    await party(night)
    assert korean in (await night.ask(command, by="Junho", **options)).text
    assert english in (await night.ask(command, by="Mina", **options)).text


async def test_who_may_not_and_what_broke_is_told_in_the_readers_language(
    night: Evening, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command in night.client.tree.get_commands():
        if isinstance(command, app_commands.Group) and command.name == "schedule":
            command.default_permissions = None
    await night.client.tree.sync()
    assert "“서버 관리하기” 권한" in (await night.ask("schedule list", by="Junho")).text
    panel = await draft(night)
    assert "진행자 <@" in (await night.ask("party control", by="Junho", party=1)).text
    assert panel.private

    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(night.rooms.parties, "coming", fail)
    told = (await night.ask("party list", by="Junho")).text
    assert "제 쪽에서 문제가 생겼습니다" in told
    assert len(told.rsplit("**", 2)[1]) == 8
