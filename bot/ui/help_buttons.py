"""The buttons of help: from everything to one group of commands and back."""

from typing import Any

import discord

from bot.ui.answers import language_of
from bot.ui.guards import manages
from bot.ui.help import help_card
from bot.ui.press import Client, Press
from bot.ui.replies import turn


class HelpOn(Press, template=r"help:v1:(?P<topic>[a-z]{1,32})"):
    """Explain a group of commands, in place of what was explained before."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Explain it."""
        commands = interaction.client.tree.get_commands()
        shown = help_card(commands, self.said["topic"], manager=manages(interaction), language=language_of(interaction))
        await turn(interaction, shown)
