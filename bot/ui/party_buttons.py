"""The buttons of parties: answers, the evening's, the host's panel. Each asks the store who may."""

from typing import Any

import discord

from bot.ui import party_acts as acts
from bot.ui.card import card
from bot.ui.guards import here
from bot.ui.party_forms import note_form, terms_form, time_form, tracks_form, with_terms
from bot.ui.party_panel import cancel_card, end_card
from bot.ui.party_plans import plan_again
from bot.ui.press import Client, Press
from bot.ui.replies import turn
from bot.ui.safe import safe
from bot.ui.tongues import tongue_of
from core.parties import tracklist
from core.parties.hosting import with_list
from core.parties.model import Choice
from core.values import GuildId

_MARK = r"(?::(?P<mark>[0-9a-f]{24}))?"


_FORMS = {"tracks": tracks_form, "time": time_form, "terms": terms_form}
_QUESTIONS = {"cancel": cancel_card, "end": end_card}
"""What cannot be undone is asked about first."""
_SURE = {"startnow": "start", "ended": "end"}
"""What is done once it was asked about."""


class Rsvp(Press, template=rf"rsvp:v1:(?P<party>\d{{1,19}}):(?P<choice>going|maybe|no){_MARK}"):
    """A fan's answer to a party; pressing it again changes nothing."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Keep the answer, say where that leaves the fan, renew the board."""
        party, choice = int(self.said["party"]), Choice(self.said["choice"])
        public = interaction.message is not None and not interaction.message.flags.ephemeral
        if choice is Choice.NO and self.said["mark"] is None and public:
            # only "Let it go" of an older ostbot looks like that: it is for who was offered a seat
            mine = (await client.rooms.parties.find(here(interaction), party)).answer_of(acts.me(interaction))
            await acts.answer(interaction, party, choice, place=mine.place if mine else 0)
        else:
            await acts.answer(interaction, party, choice)


class OnOffer(Press, template=rf"offer:v1:(?P<party>\d{{1,19}}):(?P<place>\d{{1,19}}):(?P<choice>going|no){_MARK}"):
    """A seat that is held for one fan, taken or let go by that fan alone."""

    async def pressed(self, interaction: discord.Interaction[Any], _client: Client) -> None:
        """Keep the answer of whom it was offered to."""
        party, choice = int(self.said["party"]), Choice(self.said["choice"])
        await acts.answer(interaction, party, choice, place=int(self.said["place"]))


class FanPress(
    Press,
    template=rf"party:v1:(?P<verb>ready|here|heart|late|note|calendar|direct|undirect|show):(?P<party>\d{{1,19}}){_MARK}",
):
    """What every member may press before, on and after the evening."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Do what the button says."""
        party = int(self.said["party"])
        match self.said["verb"]:
            case "ready":
                await acts.ready(interaction, party)
            case "here":
                await acts.check_in(interaction, party)
            case "heart":
                await acts.heart(interaction, party)
            case "late":
                await acts.late(interaction, party)
            case "note":
                await interaction.response.send_modal(note_form(self.said.string, tongue_of(interaction)))
            case "show":
                await self._show(interaction, client, party)
            case "calendar":
                await acts.calendar(interaction, [await client.rooms.parties.find(here(interaction), party)])
            case verb:
                await acts.remind_directly(interaction, party, wanted=verb == "direct")

    async def filled(self, interaction: discord.Interaction[Any], _client: Client, typed: dict[str, str]) -> None:
        """Keep the note."""
        await acts.note(interaction, int(self.said["party"]), typed["note"])

    async def _show(self, interaction: discord.Interaction[Any], client: Client, party: int) -> None:
        found = await client.rooms.parties.find(here(interaction), party)
        await acts.show(interaction, found)


class HostPress(
    Press,
    template=r"host:v1:(?P<verb>panel|open|tracks|time|terms|rehearse|start|startnow|pause|resume|skip|back|resync|end|"
    r"ended|close|reopen|roster|takeover|cancel|cancelled|again):(?P<party>\d{1,19})",
):
    """The host's panel."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Do what the button says."""
        party, verb, say = int(self.said["party"]), self.said["verb"], tongue_of(interaction)
        if (form := _FORMS.get(verb)) is not None:
            shown = form(await acts.hosted(interaction, party), self.said.string, say)
            await interaction.response.send_modal(shown)
            return
        if (question := _QUESTIONS.get(verb)) is not None:
            await turn(interaction, question(await acts.hosted(interaction, party), say))
            return
        match verb:
            case "rehearse":
                await acts.rehearse(interaction, party)
            case "roster":
                await acts.roster(interaction, party)
            case "panel":
                await acts.show_panel(interaction, await acts.hosted(interaction, party))
            case "start":
                await acts.start(interaction, party)
            case "again":
                await plan_again(interaction, await acts.hosted(interaction, party))
            case "cancelled":
                title = safe((await acts.cancel(interaction, party)).title)
                await turn(interaction, card(say(f"“{title}” is called off.", f"“{title}” 파티를 취소했습니다.")))
            case _:
                await acts.control(interaction, party, _SURE.get(verb, verb))

    async def filled(self, interaction: discord.Interaction[Any], client: Client, typed: dict[str, str]) -> None:
        """Change the party as was typed."""
        party, verb = int(self.said["party"]), self.said["verb"]
        before = await acts.hosted(interaction, party)
        match verb:
            case "tracks":
                view = client.rooms.catalog.of(before.guild)
                items = tracklist.pasted(typed["tracks"], view, before.listed)
                known = sum(item.track is not None for item in items)
                said = tongue_of(interaction)(
                    f"{len(items)} tracks, {known} of them from the catalogue.",
                    f"{len(items)}곡, 그중 {known}곡은 카탈로그에 있습니다.",
                )
                await acts.edited_panel(interaction, party, lambda party: with_list(party, items), said)
            case "time":
                await acts.edited_panel(interaction, party, await acts.retime(interaction, before, typed))
            case _:
                await acts.edited_panel(interaction, party, lambda party: with_terms(party, typed))


class StopReminding(Press, template=rf"dmstop:v1:(?P<guild>\d{{1,19}}):(?P<party>\d{{1,19}}){_MARK}"):
    """In a direct message: no more of these. It only ever changes what the one who presses is told."""

    async def pressed(self, interaction: discord.Interaction[Any], client: Client) -> None:
        """Stop."""
        guild, party = GuildId(int(self.said["guild"])), int(self.said["party"])
        before = await client.rooms.parties.remind_directly(guild, party, acts.me(interaction), None)
        title = safe(before.title)
        await acts.tell(
            interaction, f"No more reminders of “{title}” here.", f"“{title}” 알림을 이곳으로 더 보내지 않습니다."
        )


PARTY_BUTTONS: tuple[type[Press], ...] = (Rsvp, OnOffer, FanPress, HostPress, StopReminding)
"""Registered with all the others."""
