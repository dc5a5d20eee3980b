"""Cards of help: drawn from the commands themselves, so that they cannot go stale."""

from collections.abc import Iterable
from typing import Any

from discord import app_commands

from bot.ui.card import Card, card
from core.catalog.model import Catalogue
from core.charts.model import Chart

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group | app_commands.ContextMenu


def help_card(commands: Iterable[AnyCommand]) -> Card:
    """Every command with what it does, a group at a time."""
    lines = [line for command in commands for line in _lines(command)]
    return card(
        "## What you can ask me", "\n".join(lines), "-# Answers are private; press Share to show one to everybody."
    )


def about_card(catalogue: Catalogue, charts: list[Chart]) -> Card:
    """What the bot is and how much it knows."""
    names = ", ".join(chart.title for chart in charts) or "none yet"
    return card(
        "## ostbot",
        "K-drama soundtracks: answers to your questions, the weekly chart at your server's hour, and listening parties "
        "where everyone presses play together.",
        f"I know {len(catalogue.dramas)} dramas, {len(catalogue.tracks)} tracks and {len(catalogue.artists)} artists. "
        f"Charts here: {names}.",
    )


def _lines(command: AnyCommand) -> list[str]:
    if isinstance(command, app_commands.Group):
        return [line for each in command.commands for line in _lines(each)]
    if isinstance(command, app_commands.ContextMenu):
        return [f"**{command.name}** in a message's menu"]
    return [f"**/{command.qualified_name}** {command.description}"]
