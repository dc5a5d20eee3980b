"""The buttons of the catalogue's cards."""

from typing import Any

import discord

from bot.ui.browse import Browse
from bot.ui.party_plans import of_release
from bot.ui.press import Client, Press
from bot.ui.replies import reply, turn
from bot.ui.songs import SHARE

_KINDS = "track|drama|artist|similar|words|discover|tags|new|faq"


class ShowPage(
    Press, template=rf"ost:v1:(?P<verb>show|share):(?P<kind>{_KINDS}):(?P<page>\d{{1,4}}):(?P<about>[\w.-]+)"
):
    """Another page of the catalogue, privately; or the same again for everybody, signed."""

    async def pressed(self, interaction: discord.Interaction[Any], _client: Client) -> None:
        """Show the page to whoever is to see it."""
        shares = self.said["verb"] == SHARE
        browse = Browse.by(interaction, signed=interaction.user.mention if shares else "")
        shown = await browse.again(self.said["kind"], self.said["about"], int(self.said["page"]))
        if shares:
            await reply(interaction, shown, private=False)
        else:
            await turn(interaction, shown)


class PlanParty(Press, template=r"ost:v1:party:(?P<track>[0-9a-f]{12})"):
    """A release becomes a party: a draft that its host opens."""

    async def pressed(self, interaction: discord.Interaction[Any], _client: Client) -> None:
        """Show the draft's panel."""
        await of_release(interaction, self.said["track"])
