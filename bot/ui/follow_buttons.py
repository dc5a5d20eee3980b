"""Looking through what one follows, and stopping it. Everybody sees and stops their own."""

from typing import Any

import discord

from bot.ui.card import Card
from bot.ui.follows import Followed, following_card
from bot.ui.guards import manages, scope
from bot.ui.press import Client, Press, client_of
from bot.ui.replies import turn
from bot.ui.tongues import tongue_of
from core.catalog.model import Track
from core.values import UserId


async def following(interaction: discord.Interaction[Any], page: int = 0) -> Card:
    """What the one who asks follows as seen from here, and what they were told."""
    rooms, guild, me = client_of(interaction).rooms, scope(interaction), UserId(interaction.user.id)
    say = tongue_of(interaction)
    followed = []
    for follow in await rooms.follows.following(guild, me, manages=manages(interaction)):
        view = rooms.catalog.of(follow.guild)
        thing = view.get(follow.kind, follow.key)
        about = say.one(view.catalogue.dramas[thing.drama].title) if isinstance(thing, Track) else ""
        by = f"<@{follow.member}>" if follow.member != me else ""
        followed.append(Followed(follow, thing, about, by))
    return following_card(followed, await rooms.follows.news(guild, me), say, page)


class Following(
    Press,
    template=r"follow:v1:(?:list:(?P<page>\d{1,3})(?::(?P<mark>[0-9a-f]{24}))?|stop:(?P<stop>\d{1,18}):(?P<at>\d{1,3}))",
):
    """What the one who presses follows; or one of it no longer."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Stop what is to be stopped, show what is left."""
        if self.said["stop"]:
            guild, me = scope(interaction), UserId(interaction.user.id)
            await client.rooms.follows.stop(guild, me, int(self.said["stop"]), manages=manages(interaction))
        await turn(interaction, await following(interaction, int(self.said["page"] or self.said["at"])))
