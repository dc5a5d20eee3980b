"""What is done to a party's event on Discord while the bot is off, or cannot hear it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.opening import open_rooms
from core.values import GuildId, UserId
from sandbox import scheduled
from sandbox.world import Record
from tests.wire.evening import Evening, eventually
from tests.wire.hours import requests
from tests.wire.parties import TOMORROW_20_SEOUL, board_with, in_thread, party, stored_party, thread, threaded

LATER = TOMORROW_20_SEOUL + timedelta(hours=2)


def the_event(night: Evening) -> Record:
    """Discord's own event of the party."""
    (event,) = night.sandbox.service.world.events
    return dict(event)


def change(night: Evening, **body: Any) -> None:
    """Somebody changes the event on Discord."""
    service = night.sandbox.service
    (event,) = service.world.events
    scheduled.change(service.world, service.sessions, event, body)


async def opened(night: Evening) -> None:
    """A party with its event, to which Mina comes."""
    await night.press("Going", await party(night), by="Mina")
    await threaded(night)


async def stands(night: Evening, state: str) -> None:
    """Wait until the party is in *state*."""

    async def look() -> bool:
        return (await stored_party(night)).state == state

    await eventually(look)


def moved() -> dict[str, str]:
    """The event an hour and more later, under another name."""
    ends = LATER + timedelta(hours=1)
    return {
        "name": "By hand",
        "scheduled_start_time": LATER.isoformat(),
        "scheduled_end_time": ends.isoformat(),
    }


async def test_an_event_moved_while_the_bot_was_off_moves_the_party_and_tells_the_guests_once(quiet: Evening) -> None:
    async with quiet.bot():
        await opened(quiet)
    change(quiet, **moved())
    for _ in range(2):
        async with quiet.bot():
            await board_with(quiet, "By hand")
            assert (await stored_party(quiet)).starts == LATER
            told = await in_thread(quiet, "has a new time")
            assert [each["id"] for each in told.raw["mentions"]] == [quiet.members["Mina"]]
            await quiet.settle()
            assert sum("has a new time" in each.text for each in await thread(quiet)) == 1
    assert (the_event(quiet)["name"], the_event(quiet)["status"]) == ("By hand", 1)
    assert not await requests(quiet, "GET", "/scheduled-events/"), "Discord tells the events with the server"


@pytest.mark.parametrize("how", ["cancelled", "deleted"])
async def test_an_event_cancelled_or_deleted_while_the_bot_was_off_calls_the_party_off(
    quiet: Evening, how: str
) -> None:
    async with quiet.bot():
        await opened(quiet)
    if how == "cancelled":
        change(quiet, status=4)
    else:
        quiet.sandbox.service.world.events.drop(the_event(quiet)["id"])
    async with quiet.bot():
        await stands(quiet, "cancelled")
        assert "Its event was cancelled on Discord" in (await board_with(quiet, "Cancelled: Rain night")).text
    asked = await requests(quiet, "GET", "/scheduled-events/")
    assert len(asked) <= 2 * (how == "deleted"), "once by who looks and once by who would cancel it"


@pytest.mark.parametrize("fault", [{"status": 403, "code": 50001}, {"status": 404, "code": 10004}, {"status": "reset"}])
async def test_a_look_that_fails_changes_nothing_and_the_next_connection_looks_again(
    quiet: Evening, fault: dict[str, Any]
) -> None:
    async with quiet.bot():
        await opened(quiet)
    quiet.sandbox.service.world.events.drop(the_event(quiet)["id"])
    await quiet.post("faults", {"match": "GET /guilds/*/scheduled-events/*", **fault})
    async with quiet.bot():

        async def looked() -> bool:
            return bool(await requests(quiet, "GET", "/scheduled-events/"))

        await eventually(looked)
        await quiet.settle()
        assert (await stored_party(quiet)).state == "open"
        quiet.sandbox.service.faults.clear()
        await quiet.post("gateway", {"do": "invalid-session"})  # what happens meanwhile is not told again
        await stands(quiet, "cancelled")


async def test_changed_on_both_sides_the_partys_own_change_stands_and_the_event_follows(quiet: Evening) -> None:
    async with quiet.bot():
        await opened(quiet)
        clock = quiet.rooms.clock
    change(quiet, **moved())
    async with open_rooms(quiet.database, clock) as rooms:  # as one killed before it told Discord leaves it
        guild, leo = GuildId(int(quiet.guild)), UserId(int(quiet.members["Leo"]))
        await rooms.hosting.edit(guild, 1, leo, lambda party: replace(party, title="Snow night"), manager=False)
    # so that the bot has looked at the event long before the party's change arrives there
    await quiet.post("faults", {"match": "PATCH /guilds/*/scheduled-events/*", "status": 502, "times": 2})
    async with quiet.bot():

        async def followed() -> bool:
            return bool(the_event(quiet)["name"] == "Snow night")

        await eventually(followed)
        found = await stored_party(quiet)
        assert (found.title, found.starts) == ("Snow night", TOMORROW_20_SEOUL)


async def test_changed_on_both_sides_a_cancelled_event_calls_the_party_off_all_the_same(quiet: Evening) -> None:
    async with quiet.bot():
        await opened(quiet)
        clock = quiet.rooms.clock
    change(quiet, status=4)
    async with open_rooms(quiet.database, clock) as rooms:
        guild, leo = GuildId(int(quiet.guild)), UserId(int(quiet.members["Leo"]))
        await rooms.hosting.edit(guild, 1, leo, lambda party: replace(party, title="Snow night"), manager=False)
    async with quiet.bot():
        await stands(quiet, "cancelled")


async def test_a_party_without_an_event_is_not_looked_for(quiet: Evening) -> None:
    async with quiet.bot():
        await opened(quiet)
    async with open_rooms(quiet.database, quiet.rooms.clock) as rooms:
        await rooms.watch.mirrored(await rooms.parties.find(GuildId(int(quiet.guild)), 1), event=0)
    quiet.sandbox.service.world.events.drop(the_event(quiet)["id"])
    async with quiet.bot():
        await quiet.settle()
        assert not await requests(quiet, "GET", "/scheduled-events/")
        assert (await stored_party(quiet)).state == "open"
