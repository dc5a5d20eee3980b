"""The panel of ``/setup``: what is chosen, and what is still to do."""

from bot.ui.card import Card, card
from bot.ui.schedules import schedule_words
from core.guilds.model import GuildSettings
from core.posts.desk import Outlook


def setup_card(settings: GuildSettings, outlooks: list[Outlook]) -> Card:
    """A server's choices, each with the command that changes it."""
    charts = f"<#{settings.chart_channel}>" if settings.chart_channel else "not chosen: /setup charts"
    parties = f"<#{settings.party_channel}>" if settings.party_channel else "not chosen: where /party create is typed"
    posts = "\n".join(schedule_words(each.schedule) for each in outlooks) or (
        "None yet. For the chart every Saturday evening: /schedule add day Saturday time 20:00"
    )
    return card(
        "## This server",
        f"**Time zone** {settings.zone}\n**Charts** {charts}\n**Parties** {parties}",
        f"**Scheduled posts**\n{posts}",
    )
