"""What fans and hosts do, whichever door they come through: the button and its command twin call the same here."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import discord

from bot.ui.guards import here, manages
from bot.ui.parties import board_card
from bot.ui.party_answers import answered_card
from bot.ui.party_files import calendar_file, roster_file
from bot.ui.party_night import join_card, rehearsal_card
from bot.ui.party_panel import controlled_text, early_card, edited_text, panel_card, roster_text
from bot.ui.party_words import in_names, spot
from bot.ui.press import client_of
from bot.ui.replies import reply, say, turn
from bot.ui.safe import safe
from bot.ui.tongues import language_of, tongue_of
from core.parties import rules
from core.parties.hosting import Edited
from core.parties.model import Choice, Party, Seat
from core.parties.seats import Who
from core.text import clean, plural
from core.values import ChannelId, RoleId, UserId
from core.when import when as read_when

Asked = discord.Interaction[Any]


def me(interaction: Asked) -> UserId:
    """The one who asks."""
    return UserId(interaction.user.id)


def who(interaction: Asked) -> Who:
    """The one who asks, with roles and name, as a party is answered."""
    roles = frozenset(RoleId(role.id) for role in getattr(interaction.user, "roles", ()))
    return Who(me(interaction), roles, clean(interaction.user.display_name)[:80])


async def tell(interaction: Asked, en: str, ko: str) -> None:
    """Answer the one who asks with plain words, in their language."""
    await say(interaction, language_of(interaction).say(en, ko))


# Fans ---------------------------------------------------------------------------------------------------------------


async def answer(
    interaction: Asked, party: int, choice: Choice, guests: int | None = None, *, place: int | None = None
) -> None:
    """Keep the answer, to the offer at *place* or to the party, say where that leaves the fan, renew the board."""
    client, guild = client_of(interaction), here(interaction)
    async with client.line.waiting(interaction):
        answered = await client.rooms.parties.answer(guild, party, who(interaction), choice, guests=guests, place=place)
    await reply(interaction, answered_card(answered, client.rooms.clock(), tongue_of(interaction)))
    if answered.news:
        client.touch(guild, party)
        if answered.freed:
            client.wake()
        await client.attend(answered.party, me(interaction), there=answered.answer.seat is Seat.TAKEN)


async def late(interaction: Asked, party: int) -> None:
    """How to get in."""
    client, guild = client_of(interaction), here(interaction)
    playing, join = await client.rooms.evenings.where(guild, party)
    catalogue = client.rooms.catalog.of(guild).catalogue
    await reply(interaction, join_card(playing, join, catalogue, tongue_of(interaction)))


async def ready(interaction: Asked, party: int) -> None:
    """The fan is ready."""
    client, guild = client_of(interaction), here(interaction)
    marked = await client.rooms.evenings.ready(guild, party, me(interaction))
    await tell(
        interaction,
        f"Ready: {plural(marked.number, 'fan')} so far. Do not press play before the call.",
        f"준비 완료: 지금까지 {marked.number}명입니다. 안내가 있기 전에는 재생을 누르지 마세요.",
    )
    client.touch(guild, party)


async def check_in(interaction: Asked, party: int) -> None:
    """The fan is there."""
    marked = await client_of(interaction).rooms.evenings.here(here(interaction), party, me(interaction))
    title, number = safe(marked.party.title), marked.number
    await tell(
        interaction,
        f"You are checked in to “{title}”, one of {number}.",
        f"“{title}” 파티에 출석했습니다. 지금까지 {number}명입니다.",
    )


async def heart(interaction: Asked, party: int, number: int | None = None) -> None:
    """The fan loves a track."""
    marked = await client_of(interaction).rooms.evenings.heart(here(interaction), party, me(interaction), number)
    catalogue = client_of(interaction).rooms.catalog.of(marked.party.guild).catalogue
    item = safe(in_names(marked.party.listed[marked.mark.item], catalogue, tongue_of(interaction)).named)
    hearts, ko = plural(marked.number, "heart"), f"지금까지 하트 {marked.number}개"
    await tell(interaction, f"♥ {item}: {hearts} so far.", f"♥ {item}: {ko}.")


async def note(interaction: Asked, party: int, text: str) -> None:
    """A remark, kept with its place in the music."""
    marked = await client_of(interaction).rooms.evenings.note(here(interaction), party, me(interaction), text)
    at = spot(marked.mark.item, marked.mark.offset, tongue_of(interaction))
    await tell(interaction, f"Noted at {at}. The recap shows it.", f"기록했습니다: {at}. 돌아보기에 나옵니다.")


async def show(interaction: Asked, party: Party) -> None:
    """The party as it stands, for the one who asks."""
    rooms, language = client_of(interaction).rooms, language_of(interaction)
    catalogue = rooms.catalog.of(party.guild).catalogue
    await reply(interaction, board_card(party, catalogue, rooms.clock(), "", language=language))


async def calendar(interaction: Asked, parties: list[Party]) -> None:
    """A calendar file."""
    client = client_of(interaction)
    data = calendar_file(parties, client.rooms.clock())
    name = f"party-{parties[0].id}.ics" if len(parties) == 1 else "my-parties.ics"
    one, many = f"“{safe(parties[0].title)}”", len(parties)
    told = tongue_of(interaction)(
        f"{one if many == 1 else f'{many} parties'}: open the file in your calendar.",
        f"{one if many == 1 else f'파티 {many}개'}: 파일을 캘린더에서 열어 주세요.",
    )
    file = discord.File(io.BytesIO(data), name)
    await interaction.response.send_message(told, file=file, ephemeral=True)


async def remind_directly(interaction: Asked, party: int, *, wanted: bool) -> None:
    """Reminders in direct messages, or no more."""
    client, guild = client_of(interaction), here(interaction)
    channel = ChannelId((await interaction.user.create_dm()).id) if wanted else None
    before = await client.rooms.parties.remind_directly(guild, party, me(interaction), channel)
    title = safe(before.title)
    if wanted:
        en, ko = f"I remind you in direct messages of “{title}”.", f"“{title}” 알림을 DM으로 보내 드립니다."
    else:
        en, ko = f"No more reminders in direct messages of “{title}”.", f"“{title}” 알림을 DM으로 보내지 않습니다."
    await tell(interaction, en, ko)


# Hosts --------------------------------------------------------------------------------------------------------------

_CONTROLS = ("open", "start", "pause", "resume", "skip", "back", "resync", "end")


async def control(interaction: Asked, party: int, verb: str) -> None:
    """One press on the panel, and the panel as it is then."""
    client, guild = client_of(interaction), here(interaction)
    by, manager, hosting = me(interaction), manages(interaction), client.rooms.hosting
    if verb in _CONTROLS:
        after = await getattr(hosting, verb)(guild, party, by, manager=manager)
    elif verb == "takeover":
        after = await hosting.take_over(guild, party, by)
    else:
        after = await hosting.close(guild, party, by, manager=manager, again=verb == "reopen")
    client.touch(guild, party)
    client.wake()
    await show_panel(interaction, after, controlled_text(after, verb, tongue_of(interaction)))


async def start(interaction: Asked, party: int) -> None:
    """Begin; long before the planned time it is first said how early that is, and whom it calls.

    Raises:
        Refusal: it could not start now.
    """
    found, now = await hosted(interaction, party), client_of(interaction).rooms.clock()
    if not rules.is_early(found, now):
        await control(interaction, party, "start")
        return
    rules.may_start(found, me(interaction), manager=manages(interaction), now=now)
    rules.start(found, now)  # what would be refused is refused before anything is asked
    await turn(interaction, early_card(found, tongue_of(interaction)))


async def cancel(interaction: Asked, party: int, reason: str = "") -> Party:
    """Call it off."""
    client, guild = client_of(interaction), here(interaction)
    off = await client.rooms.hosting.cancel(
        guild, party, me(interaction), manager=manages(interaction), reason=clean(reason)
    )
    client.touch(guild, party)
    client.wake()
    return off


async def hosted(interaction: Asked, party: int) -> Party:
    """The party, for somebody who may see its panel.

    Raises:
        NotAllowed: the one who asks may not.
    """
    found = await client_of(interaction).rooms.parties.find(here(interaction), party)
    rules.hosts(found, me(interaction), manager=manages(interaction))
    return found


async def show_panel(interaction: Asked, party: Party, said: str = "") -> None:
    """The panel, in the place of the one that was pressed."""
    client = client_of(interaction)
    fresh = await client.rooms.parties.find(party.guild, party.id)
    zones = await client.rooms.series.zones_of(party.id)
    catalogue = client.rooms.catalog.of(party.guild).catalogue
    await turn(interaction, panel_card(fresh, catalogue, tongue_of(interaction), zones, said))


async def edit(interaction: Asked, party: int, change: Callable[[Party], Party], *, everywhere: bool = False) -> Edited:
    """Change the party, or all of its series."""
    client, guild = client_of(interaction), here(interaction)
    hosting = client.rooms.hosting
    does = hosting.edit_series if everywhere else hosting.edit
    edited = await does(guild, party, me(interaction), change, manager=manages(interaction))
    client.touch(guild, party)
    client.wake()
    for member in edited.seated:
        await client.attend(edited.party, member, there=True)
    return edited


async def edited_panel(interaction: Asked, party: int, change: Callable[[Party], Party], said: str = "") -> None:
    """Change it and show the panel as it is then."""
    edited = await edit(interaction, party, change)
    told = edited_text(edited, tongue_of(interaction))
    await show_panel(interaction, edited.party, f"{told} {said}" if said else told)


async def retime(interaction: Asked, party: Party, typed: dict[str, str]) -> Callable[[Party], Party]:
    """The change that was typed into title and time.

    Raises:
        BadInput: the time cannot be read.
    """
    rooms = client_of(interaction).rooms
    local = f"{party.starts.astimezone(party.zone):%Y-%m-%d %H:%M}"
    same = typed["when"].strip() == local
    starts = party.starts if same else read_when(typed["when"], now=rooms.clock(), where=party.zone)
    return lambda before: replace(
        before, title=clean(typed["title"]), starts=starts, place=clean(typed.get("place", before.place))
    )


async def rehearse(interaction: Asked, party: int) -> None:
    """All cues as they would be."""
    found = await hosted(interaction, party)
    running = found.programme or rules.planned(found, found.starts)
    catalogue = client_of(interaction).rooms.catalog.of(found.guild).catalogue
    await reply(interaction, rehearsal_card(found, running, catalogue, tongue_of(interaction)))


async def roster(interaction: Asked, party: int) -> None:
    """Who comes, with the file for the host."""
    found = await hosted(interaction, party)
    marks = await client_of(interaction).rooms.evenings.marks(found.guild, party)
    file = discord.File(io.BytesIO(roster_file(found, marks)), f"party-{party}-roster.csv")
    told = roster_text(found, tongue_of(interaction))
    await interaction.response.send_message(told, file=file, ephemeral=True)
