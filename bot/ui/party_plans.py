"""Drafts of parties, whichever door they come through: typed, of a release, or of a party that was planned before."""

from dataclasses import replace

from bot.ui import party_acts as acts
from bot.ui.guards import Place, here, postable
from bot.ui.party_acts import Asked
from bot.ui.party_panel import panel_card
from bot.ui.press import client_of
from bot.ui.replies import reply
from bot.ui.safe import safe
from bot.ui.stamps import stamp
from bot.ui.tongues import tongue_of
from core.catalog.calendar import instant_of
from core.catalog.model import Track
from core.errors import NotFound
from core.parties import tracklist
from core.parties.model import Party, PartyState
from core.parties.recipe import Recipe
from core.times import next_evening, next_time
from core.values import ChannelId

LONGEST_TITLE = 100


async def draft(interaction: Asked, wanted: Party, channel: Place | None = None) -> None:
    """Keep a party that only its host sees, and show the panel it is made ready with."""
    client = client_of(interaction)
    postable(interaction, channel, wanted.channel)
    party = await client.rooms.parties.create(wanted)
    tongue, title, starts = tongue_of(interaction), safe(party.title), stamp(party.starts, "F")
    said = tongue(
        f"“{title}” is set for {starts}: only you see this draft. Press *Open*.",
        f"“{title}” 파티를 {starts}로 잡았습니다. 이 초안은 본인에게만 보입니다. *열기*를 눌러 주세요.",
    )
    await reply(interaction, panel_card(party, client.rooms.catalog.of(party.guild).catalogue, tongue, said=said))


async def of_release(interaction: Asked, short: str) -> None:
    """A draft of a party for the release that a song came out with: when it comes out, else tonight or tomorrow."""
    rooms, guild, host = client_of(interaction).rooms, here(interaction), acts.me(interaction)
    view = rooms.catalog.of(guild)
    track = view.behind(short)
    if not isinstance(track, Track):
        raise NotFound(
            "That release is not in the catalogue here any more: /ost new shows those there are.",
            "그 발매는 이제 이곳 카탈로그에 없습니다. 있는 것은 /ost new에서 볼 수 있습니다.",
        )
    zone, now = await rooms.people.zone(host) or await rooms.guilds.zone(guild), rooms.clock()
    out = instant_of(track.release)
    starts = out if out and out > now else next_evening(now, zone)
    place = (await rooms.guilds.settings(guild)).party_channel or interaction.channel_id
    assert place is not None
    title = f"{view.catalogue.dramas[track.drama].title}, {track.release}"[:LONGEST_TITLE]
    items = tracklist.of_release(track, view.catalogue)
    wanted = Party(guild, ChannelId(place), host, title, starts, zone, drama=track.drama, items=items)
    await draft(interaction, replace(wanted, state=PartyState.DRAFT))


async def plan_again(interaction: Asked, before: Party) -> None:
    """A draft with everything of *before* but its date and its guests: the next time that it is the same hour."""
    now = client_of(interaction).rooms.clock()
    starts = next_time(now, before.starts.astimezone(before.zone).time(), before.zone)
    await draft(interaction, Recipe.of(before).party(before.guild, acts.me(interaction), starts, before.zone))
