"""How tests plan, open and play a party through the wire."""

from datetime import UTC, datetime, timedelta
from typing import Any

from core.parties.model import Party
from core.values import GuildId
from tests.wire.evening import Answer, Evening, Message, eventually

TOMORROW_20_SEOUL = datetime(2024, 7, 27, 11, 0, tzinfo=UTC)
LIST = "Song one - First Singer 1:00\nSong two - Second Singer 2:00\nSong three - Third Singer 1:30"


def at(moment: datetime, style: str = "T") -> str:
    """A Discord timestamp."""
    return f"<t:{int(moment.timestamp())}:{style}>"


async def draft(night: Evening, **more: Any) -> Message:
    """Leo plans a party; his panel."""
    wanted: dict[str, Any] = {
        "title": "Rain night",
        "when": "2024-07-27 20:00",
        "channel": night.channels["parties"],
        "remind": 0,
    }
    answer = await night.ask("party create", by="Leo", **(wanted | more))
    assert "is set for" in answer.text, answer.text
    return answer.message


async def party(night: Evening, *, boards: int = 1, **more: Any) -> Message:
    """Leo opens a party; its board, once it is up."""
    opened = await night.press("Open", await draft(night, **more), by="Leo")
    assert "It is open" in opened.text, opened.text
    return await night.post_in("parties", boards)


async def with_tracks(night: Evening, lines: str = LIST, number: int = 1) -> None:
    """The host gives the party a list."""
    panel = (await night.ask("party control", by="Leo", party=number)).message
    filled = await submit(night, await press_for_modal(night, "Track list", panel), {"tracks": lines}, by="Leo")
    assert "tracks" in filled.text, filled.text


async def press_for_modal(night: Evening, label: str, on: Message, *, by: str = "Leo") -> str:
    """Press a button that opens a form; the interaction that opened it."""
    body = {"as": night.members[by], "message": on.id, "custom_id": on.buttons[label], "values": []}
    started = await night.post("press", body)
    found = await night.get(f"interactions/{started['interaction']}", wait="10")
    assert found["modal"], found
    return str(started["interaction"])


async def submit(night: Evening, interaction: str, fields: dict[str, str], *, by: str = "Leo") -> Answer:
    """Fill a form in."""
    body = {"as": night.members[by], "interaction": interaction, "fields": fields}
    return await night._answer(await night.post("submit", body))


async def in_thread(night: Evening, words: str, number: int = 1) -> Message:
    """The message in the party's thread that says *words*."""

    async def said() -> Message | None:
        return next((each for each in await thread(night, number) if words in each.text), None)

    return await eventually(said)


async def thread(night: Evening, number: int = 1) -> list[Message]:
    """What was said in the party's thread."""
    stored = await stored_party(night, number)
    if not stored.thread:
        return []
    night.channels["thread"] = str(stored.thread)
    return [each for each in await night.messages("thread", by="Leo") if each.raw["author"].get("bot")]


async def threaded(night: Evening, number: int = 1) -> None:
    """Wait until the party has its thread."""

    async def made() -> bool:
        return bool((await stored_party(night, number)).thread)

    await eventually(made)


async def stored_party(night: Evening, number: int = 1) -> Party:
    """The party as it is kept."""
    return await night.rooms.parties.find(GuildId(int(night.guild)), number)


async def board_with(night: Evening, words: str, place: int = 0) -> Message:
    """The board, once it says *words*."""

    async def look() -> Message | None:
        board = (await night.posts("parties"))[place]
        return board if words in board.text else None

    return await eventually(look)


async def playing(night: Evening, lines: str = LIST) -> datetime:
    """A party with Mina and Junho in it, started by its host in the lobby; when everybody presses play."""
    board = await party(night)
    await with_tracks(night, lines)
    for fan in ("Mina", "Junho"):
        await night.press("Going", board, by=fan)
    await threaded(night)
    await night.set_clock(TOMORROW_20_SEOUL - timedelta(minutes=10))
    await in_thread(night, "Open track 1 now")
    started = await night.ask("party start", by="Leo", party=1)
    assert "Everybody is called" in started.text, started.text
    running = (await stored_party(night)).programme
    assert running is not None
    return running.t0
