"""Errors answer: every refusal and every fault reaches the fan in words."""

from typing import Any

import pytest
from discord import app_commands

from bot.ui.buttons import ShowChart
from tests.wire.evening import Evening


async def test_a_fault_in_a_command_becomes_a_reference_that_the_log_carries_too(
    night: Evening, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(night.rooms.catalog, "of", lambda _guild: 1 / 0)
    answer = await night.ask("ost search", query="star")
    assert answer.message.private
    reference = answer.text.rsplit("**", 2)[1]
    assert any(reference in record.message and record.exc_info for record in caplog.records)


async def test_a_fault_after_a_deferral_is_told_too(night: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(night.rooms.answers, "records", fail)
    answer = await night.ask("chart records")
    assert answer.state == "answered"
    assert "Something went wrong on my side" in answer.text
    assert "broken on purpose" not in answer.text


async def test_a_fault_behind_a_button_is_told_too(night: Evening, monkeypatch: pytest.MonkeyPatch) -> None:
    message = (await night.ask("chart top")).message

    async def fail(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(ShowChart, "pressed", fail)
    answer = await night.press("Earlier week", message)
    assert "Something went wrong on my side" in answer.text


async def test_a_button_whose_issue_is_gone_says_so(night: Evening) -> None:
    message = (await night.ask("chart top")).message
    async with night.rooms.charts._shelf.writing() as rows:
        await rows._connection.execute("UPDATE issue SET current = 0 WHERE end_date = '2024-07-18'")  # type: ignore[attr-defined]
    assert "no issue for the week to 2024-07-18" in (await night.press("Earlier week", message)).text


async def test_a_managers_command_is_checked_again_when_a_server_lets_everybody_use_it(night: Evening) -> None:
    for command in night.client.tree.get_commands():
        if isinstance(command, app_commands.Command | app_commands.Group):
            command.default_permissions = None
    await night.client.tree.sync()
    calls: dict[str, dict[str, Any]] = {
        "schedule list": {},
        "schedule add": {"channel": night.channels["charts"], "day": "Saturday", "time": "20:00"},
        "schedule remove": {"schedule": 1},
        "setup": {},
    }
    for name, options in calls.items():
        assert "Manage Server" in (await night.ask(name, by="Mina", **options)).text, name


async def test_a_direct_message_is_told_that_parties_live_on_servers(night: Evening) -> None:
    commands = await night.get("commands")
    party = next(command for command in commands if command["name"] == "party")
    assert party.get("contexts") == [0] or party.get("dm_permission") is False
