"""Help: short, complete, for whoever asks."""

import pytest

from tests.wire.evening import Evening


async def test_everything_is_on_one_card_and_each_group_a_press_away(night: Evening) -> None:
    shown = (await night.ask("help")).message
    assert "…" not in shown.text
    for command in ("/ost", "/chart", "/party", "/me", "/about", "Find this OST"):
        assert f"**{command}**" in shown.text
    chart = (await night.press("/chart", shown)).message
    assert chart.private
    assert "**/chart top** [chart] [week]" in chart.text
    assert "…" not in chart.text
    back = (await night.press("Everything", chart)).message
    assert back.text == shown.text


async def test_only_managers_read_of_what_only_managers_may(night: Evening) -> None:
    assert "/schedule" not in (await night.ask("help", by="Mina")).text
    for_hana = (await night.ask("help", by="Hana")).message
    assert "**/schedule**" in for_hana.text
    assert "**/setup**" in for_hana.text
    assert "**/schedule add** channel day time" in (await night.press("/schedule", for_hana, by="Hana")).text


@pytest.mark.parametrize("topic", ["party", "/party create", "PARTY create"])
async def test_a_topic_is_a_group_or_a_command(night: Evening, topic: str) -> None:
    shown = (await night.ask("help", topic=topic)).text
    assert "/party create" in shown
    assert "title" in shown


async def test_topics_are_found_by_what_they_are_about_and_others_are_refused_with_the_nearest(night: Evening) -> None:
    offered = await night.suggestions("help", "topic", "late")
    assert "party where" in [each["value"] for each in offered]
    assert "schedule add" not in [each["value"] for each in await night.suggestions("help", "topic", "schedule")]
    assert "/help without a topic" in (await night.ask("help", topic="zzzz")).text


async def test_a_group_is_known_by_its_korean_name_and_a_slip_is_met_with_the_nearest(night: Evening) -> None:
    assert "**/party create**" in (await night.ask("help", topic="파티", by="Junho")).text
    assert "chart" in [each["value"] for each in await night.suggestions("help", "topic", "차트", by="Junho")]
    assert "party where" in (await night.ask("help", topic="party wher")).text


async def test_korean_readers_are_told_in_korean_what_is_ours_to_say(night: Evening) -> None:
    assert "무엇을 물어볼 수 있나요" in (await night.ask("help", by="Junho")).text
