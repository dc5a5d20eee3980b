"""``/party edit``, ``start``, ``control`` ...: what a host does."""

from dataclasses import replace
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import party_acts as acts
from bot.ui.guards import givable, here, manages
from bot.ui.party_choices import HOSTED, REMEMBERED, Numbers, parties_in
from bot.ui.party_forms import minutes_list
from bot.ui.party_panel import cancel_card, edited_text
from bot.ui.press import client_of
from bot.ui.replies import reply
from bot.ui.safe import safe
from bot.ui.tongues import tongue_of
from core.parties.goals import read_goal
from core.parties.hosting import with_nominated
from core.parties.model import Party, PartyState
from core.parties.states import PLAYING
from core.rooms import Rooms
from core.text import clean
from core.values import RoleId, UserId
from core.when import when as read_when

Asked = discord.Interaction[Any]
Scope = Literal["this date", "all dates"]


class HostCommands(commands.Cog):
    """A part of ``/party``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.rename(itself="starts-by-itself", nominated="take-proposals")
    @app_commands.describe(
        party="Which party",
        title="Another title",
        when="Another time",
        limit="How many seats; 0 for as many as come",
        guests="How many guests a fan may bring",
        goal="What you hope for: “20 people, 60 minutes”; never loops or streams",
        remind="Reminders in minutes before the start, like 1440, 60, 10; 0 for none",
        gap="Seconds between two tracks",
        place="Where to listen: a voice channel, a link",
        closes="Answers close so many minutes before the start",
        only="Only members with this role may come; @everyone for all",
        attendee="Everybody with a seat gets this role; @everyone for none",
        role="A role whose seats are limited, with role-limit",
        role_limit="At most so many seats for members of that role; -1 takes the limit away",
        itself="Whether it starts by itself at its time",
        nominated="Take so many of the most wanted proposals into the list",
        scope="In a series: this date, or this and all later ones",
    )
    @app_commands.rename(role_limit="role-limit", scope="dates")
    async def edit(
        self,
        interaction: Asked,
        party: int,
        title: app_commands.Range[str, 1, 100] | None = None,
        when: app_commands.Range[str, 1, 60] | None = None,
        limit: app_commands.Range[int, 0, 1000] | None = None,
        guests: app_commands.Range[int, 0, 9] | None = None,
        goal: app_commands.Range[str, 1, 60] | None = None,
        remind: app_commands.Range[str, 1, 40] | None = None,
        gap: app_commands.Range[int, 0, 120] | None = None,
        place: app_commands.Range[str, 1, 200] | None = None,
        closes: app_commands.Range[int, 0, 10080] | None = None,
        only: discord.Role | None = None,
        attendee: discord.Role | None = None,
        role: discord.Role | None = None,
        role_limit: app_commands.Range[int, -1, 1000] | None = None,
        itself: bool | None = None,
        nominated: app_commands.Range[int, 1, 50] | None = None,
        scope: Scope = "this date",
    ) -> None:
        """Change a party that has not begun; the panel shows it as it is then."""
        before = await acts.hosted(interaction, party)
        givable(interaction, attendee)
        starts = read_when(when, now=self._rooms.clock(), where=before.zone) if when else None
        wanted_goal = read_goal(goal) if goal and clean(goal) not in ("0", "none") else None

        def change(was: Party) -> Party:
            terms = replace(
                was.terms,
                guests=was.terms.guests if guests is None else guests,
                closes=was.terms.closes if closes is None else closes,
                only=_role(only, was.terms.only),
                attendee=_role(attendee, was.terms.attendee),
                limits=_limits(was.terms.limits, role, role_limit),
            )
            after = replace(
                was,
                title=clean(title) if title else was.title,
                starts=starts or was.starts,
                seats=was.seats if limit is None else limit or None,
                goal=was.goal if goal is None else wanted_goal or type(was.goal)(),
                reminders=was.reminders if remind is None else minutes_list(remind),
                gap=was.gap if gap is None else gap,
                place=was.place if place is None else clean(place),
                itself=was.itself if itself is None else itself,
                terms=terms,
            )
            return with_nominated(after, nominated) if nominated else after

        edited = await acts.edit(interaction, party, change, everywhere=scope == "all dates")
        await acts.show_panel(interaction, edited.party, edited_text(edited, tongue_of(interaction)))

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the one that plays, else the next one")
    async def control(self, interaction: Asked, party: int | None = None) -> None:
        """The host's private panel: everything about a party at hand."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.show_panel(interaction, await acts.hosted(interaction, found.id))

    @app_commands.command()
    @app_commands.describe(party="Which party; without it, the next one")
    async def start(self, interaction: Asked, party: int | None = None) -> None:
        """Start in 60 seconds: everybody is called to press play at the same second."""
        found = await self._rooms.parties.find_or_next(here(interaction), party)
        await acts.start(interaction, found.id)

    @app_commands.command()
    @app_commands.describe(party="Which party", reason="Why, for those who wanted to come")
    async def cancel(
        self, interaction: Asked, party: int, reason: app_commands.Range[str, 1, 200] | None = None
    ) -> None:
        """Call a party off; for its host and for managers. One that plays is asked about first."""
        playing = await acts.hosted(interaction, party)
        if playing.state in PLAYING:
            await reply(interaction, cancel_card(playing, tongue_of(interaction)))
            return
        off = await acts.cancel(interaction, party, reason or "")
        title = safe(off.title)
        await acts.tell(
            interaction,
            f"“{title}” is cancelled; its board says so.",
            f"“{title}” 파티를 취소했습니다. 파티 게시물에도 표시됩니다.",
        )

    @app_commands.command()
    @app_commands.describe(member="Who helps; named again, they help no more", party="Which party")
    async def cohost(self, interaction: Asked, member: discord.Member, party: int | None = None) -> None:
        """Name a co-host, who can take over at any time."""
        guild = here(interaction)
        found = await self._rooms.parties.find_or_next(guild, party)
        after = await self._rooms.hosting.help(
            guild, found.id, acts.me(interaction), UserId(member.id), manager=manages(interaction)
        )
        title, helps = safe(after.title), member.id in after.helpers
        await acts.tell(
            interaction,
            f"<@{member.id}> {'helps now' if helps else 'helps no more'} with “{title}”.",
            f"<@{member.id}> 님이 “{title}” 파티의 공동 진행자{'가 되었습니다' if helps else '에서 빠졌습니다'}.",
        )
        client_of(interaction).touch(guild, after.id)

    @app_commands.command()
    @app_commands.describe(party="Which party")
    async def roster(self, interaction: Asked, party: int) -> None:
        """Who comes, with a CSV file; for the host."""
        await acts.roster(interaction, party)

    @edit.autocomplete("party")
    @start.autocomplete("party")
    @cancel.autocomplete("party")
    @cohost.autocomplete("party")
    async def _hosted(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, HOSTED)

    @control.autocomplete("party")
    async def _panels(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, [*HOSTED, PartyState.CANCELLED, *REMEMBERED])

    @roster.autocomplete("party")
    async def _all(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, [*HOSTED, *REMEMBERED])


def _role(chosen: discord.Role | None, before: RoleId | None) -> RoleId | None:
    """The role that was chosen; @everyone means none."""
    if chosen is None:
        return before
    return None if chosen.is_default() else RoleId(chosen.id)


def _limits(
    before: tuple[tuple[RoleId, int], ...], role: discord.Role | None, most: int | None
) -> tuple[tuple[RoleId, int], ...]:
    if role is None or most is None:
        return before
    kept = tuple((each, number) for each, number in before if each != role.id)
    return kept if most < 0 else (*kept, (RoleId(role.id), most))
