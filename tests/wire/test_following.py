"""Following: a release or a move on a chart is told once to whoever follows it, the way they chose."""

from typing import Any

import pytest

from bot.ui.follows import PAGE
from core.errors import NotAllowed, NotFound
from core.follows.desk import MOST_FOLLOWS
from core.follows.model import How
from core.values import GuildId, UserId
from tests.wire.evening import Answer, Evening, Message, eventually

WEEK_1 = b"rank,title,artist\n1,Something,Nobody\n2,Star,N.Flying\n"
WEEK_2 = b"rank,title,artist\n1,Sudden Shower,ECLIPSE\n2,Something,Nobody\n"
WEEK_3 = b"rank,title,artist\n1,Star,N.Flying\n2,Sudden Shower,ECLIPSE\n"


async def letters(night: Evening, who: str = "Mina") -> list[Message]:
    """What the bot wrote to somebody, oldest first."""
    assert night.client.user is not None
    body = {"as": night.members[who], "application": str(night.client.user.id)}
    night.channels[f"letters to {who}"] = (await night.post("direct", body))["id"]
    return await night.messages(f"letters to {who}", by=who)


async def letter(night: Evening, number: int = 1, who: str = "Mina") -> Message:
    async def there() -> Message | None:
        found = await letters(night, who)
        return found[number - 1] if len(found) >= number else None

    return await eventually(there)


def plain(text: str) -> str:
    """*text* without what keeps Discord from formatting it."""
    return text.replace("\\", "")


async def looked(night: Evening) -> None:
    """Let the bot look at what happened, and send what follows from it."""
    for _ in range(3):
        await night.rooms.follows.plan()
        await night.client.ticker.tick()
        await night.client.ticker.idle()


async def bring_in(night: Evening, data: bytes, week: str) -> None:
    files = {"file": ("week.csv", data)}
    preview = await night.ask("data import", by="Hana", files=files, chart="spotify-kr-weekly", week=week)
    await night.press("Publish", preview.message, by="Hana")


async def coming_song(night: Evening, title: str = "Blue Umbrella", part: int = 9, day: str = "2024-07-27") -> None:
    """A song of this server's own that comes out tomorrow."""
    options: dict[str, Any] = {"drama": "Lovely Runner", "title": title, "part": part, "released": day}
    preview = await night.ask("data track", by="Hana", **options)
    await night.press("Save", preview.message, by="Hana")


async def follow(night: Evening, what: str, how: str = "digest", by: str = "Mina") -> Answer:
    return await night.ask("ost follow", what=what, how=how, by=by)


async def test_a_release_is_told_once_on_its_day_by_message_and_not_again_after_a_restart(quiet: Evening) -> None:
    night = quiet
    async with night.bot():
        assert "You follow **Lovely Runner" in (await follow(night, "Lovely Runner", "dm")).text
        await coming_song(night)
        await looked(night)
        assert await letters(night) == []
        await night.advance(hours=4)  # it is the next day in Korea
        await looked(night)
        assert "Lovely Runner: Part 9 out: Blue Umbrella" in plain((await letter(night)).text)
        await looked(night)
        assert len(await letters(night)) == 1
    async with night.bot():
        await looked(night)
        await night.advance(days=2)
        await looked(night)
        assert len(await letters(night)) == 1


async def test_a_day_brings_one_message_at_most_and_loses_nothing(night: Evening) -> None:
    await follow(night, "Lovely Runner", "dm")
    await coming_song(night)
    await night.advance(hours=4)
    await looked(night)
    await letter(night)
    await coming_song(night, "Red Umbrella", 10)
    await coming_song(night, "Green Umbrella", 11)
    await looked(night)
    assert len(await letters(night)) == 1
    await night.advance(days=1, minutes=1)
    await looked(night)
    second = (await letter(night, 2)).text
    assert "Red Umbrella" in second
    assert "Green Umbrella" in second
    assert "Blue Umbrella" not in second


async def test_debuts_returns_and_new_peaks_are_on_the_list_of_who_follows_the_singer(night: Evening) -> None:
    await bring_in(night, WEEK_1, "2024-07-11")
    await follow(night, "artist:eclipse")
    await follow(night, "artist:n-flying")
    await bring_in(night, WEEK_2, "2024-07-18")
    await looked(night)
    listed = plain((await night.ask("ost following")).text)
    assert "entered Spotify South Korea, weekly at #1" in listed
    assert "**new**" in listed
    assert "**new**" not in (await night.ask("ost following")).text
    await bring_in(night, WEEK_3, "2024-07-25")
    await looked(night)
    listed = plain((await night.ask("ost following")).text)
    assert "Star – N.Flying" in listed
    assert "is back on Spotify South Korea, weekly at #1" in listed
    assert listed.count("Sudden Shower") == 1
    assert "You follow nothing yet" in (await night.ask("ost following", by="Grace")).text


async def test_the_channel_gets_one_line_however_many_follow_and_nobody_is_pinged(night: Evening) -> None:
    assert "no chart channel yet" in (await follow(night, "Lovely Runner", "channel")).text
    await night.ask("setup", by="Hana", charts=night.channels["charts"])
    for fan in ("Mina", "Grace"):
        assert "nobody is pinged" in (await follow(night, "Lovely Runner", "channel", by=fan)).text
    await coming_song(night)
    await night.advance(hours=4)
    await looked(night)
    posts = [each for each in await night.posts("charts") if "Blue Umbrella" in each.text]
    assert len(posts) == 1
    assert posts[0].raw["mentions"] == []
    mine = await night.press("What I follow", posts[0], by="Grace")
    assert mine.message.private
    assert "Lovely Runner" in mine.text
    await night.ask("setup", by="Hana", charts=night.channels["general"])
    await looked(night)
    assert not [each for each in await night.posts("general") if "Blue Umbrella" in each.text]


async def test_closed_messages_are_switched_off_and_not_tried_again(night: Evening) -> None:
    await follow(night, "Lovely Runner", "dm")
    await coming_song(night)
    await night.post("faults", {"match": "POST /channels/*/messages", "status": 403, "code": 50007, "times": 1})
    await night.advance(hours=4)
    await looked(night)
    await night.advance(days=2)
    await looked(night)
    assert await letters(night) == []
    (mine,) = await night.rooms.follows.following(GuildId(int(night.guild)), UserId(int(night.members["Mina"])))
    assert mine.how is How.DIGEST
    assert "Blue Umbrella" in (await night.ask("ost following")).text


async def test_a_follow_is_stopped_by_who_made_it_and_only_by_them(night: Evening) -> None:
    for what in ("Lovely Runner", "artist:eclipse"):
        await follow(night, what)
    shown = (await night.ask("ost following")).message
    stops = [part["custom_id"] for part in shown.parts if ":stop:" in part.get("custom_id", "")]
    assert len(stops) == 2
    assert (await night.ask("ost following", by="Grace")).text.count("Lovely Runner") == 0
    follows, guild = night.rooms.follows, GuildId(int(night.guild))
    for _ in range(2):
        left = await night.press("Stop", (await night.ask("ost following")).message)
    assert "You follow nothing yet" in left.text
    await follow(night, "Lovely Runner")
    (again,) = await follows.following(guild, UserId(int(night.members["Mina"])))
    assert (await follow(night, "Lovely Runner", "dm")).text
    (same,) = await follows.following(guild, UserId(int(night.members["Mina"])))
    assert same.id == again.id
    assert same.how is How.DM


async def test_managers_stop_what_members_have_told_in_the_channel_and_nobody_else_does(night: Evening) -> None:
    await night.ask("setup", by="Hana", charts=night.channels["charts"])
    await follow(night, "Lovely Runner", "channel")
    await follow(night, "artist:eclipse")
    guild, follows = GuildId(int(night.guild)), night.rooms.follows
    channel, own = await follows.following(guild, UserId(int(night.members["Mina"])))
    hana, grace = (UserId(int(night.members[name])) for name in ("Hana", "Grace"))
    for number in (channel.id, own.id):
        with pytest.raises(NotAllowed):
            await follows.stop(guild, grace, number)
    with pytest.raises(NotAllowed):
        await follows.stop(guild, hana, own.id, manages=True)
    with pytest.raises(NotFound):
        await follows.stop(GuildId(5), hana, channel.id, manages=True)
    shown = await night.ask("ost following", by="Hana")
    assert "Lovely Runner" in shown.text
    assert "ECLIPSE" not in shown.text
    stop = next(label for label, custom_id in shown.message.buttons.items() if ":stop:" in custom_id)
    await night.press(stop, shown.message, by="Hana")
    assert [each.id for each in await follows.following(guild, UserId(int(night.members["Mina"])))] == [own.id]


async def test_follows_are_capped_and_paged(night: Evening) -> None:
    mina, guild = UserId(int(night.members["Mina"])), GuildId(int(night.guild))
    dramas = list(night.rooms.catalog.of(guild).catalogue.dramas)
    for drama in dramas[:MOST_FOLLOWS]:
        await night.rooms.follows.follow(guild, mina, f"drama:{drama}", How.DIGEST)
    assert "You follow 50 things" in (await follow(night, f"drama:{dramas[MOST_FOLLOWS]}")).text
    assert "You follow **" in (await follow(night, f"drama:{dramas[0]}", "dm")).text
    page = (await night.ask("ost following")).message
    seen = 0
    for _ in range(-(-MOST_FOLLOWS // PAGE)):
        seen += sum(":stop:" in part.get("custom_id", "") for part in page.parts)
        if "More" in page.buttons:
            page = (await night.press("More", page)).message
    assert seen == MOST_FOLLOWS


async def test_what_is_deleted_is_not_told(night: Evening) -> None:
    await follow(night, "Lovely Runner", "dm")
    await coming_song(night)
    assert "Nothing is left" in (await night.ask("me delete", confirm="DELETE")).text
    await night.advance(hours=4)
    await looked(night)
    assert await letters(night) == []


async def test_old_songs_that_are_added_late_are_no_news(night: Evening) -> None:
    await follow(night, "Lovely Runner")
    await coming_song(night, day="2024-04-08")
    await coming_song(night, "Red Umbrella", 10, "2024-07-20")
    await looked(night)
    assert "Umbrella" not in (await night.ask("ost following")).text
