"""``/party series``, ``template``, ``find``: planning beyond one evening."""

from datetime import date, timedelta
from itertools import islice
from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from bot.ui import party_acts as acts
from bot.ui.guards import here, manages
from bot.ui.party_choices import HOSTED, REMEMBERED, Choices, Numbers, parties_in, series_of, templates_of
from bot.ui.party_lists import series_card, templates_text, times_card
from bot.ui.press import client_of
from bot.ui.replies import reply, say
from bot.ui.safe import safe
from bot.ui.tongues import tongue_of
from core import times
from core.errors import BadInput, NotAllowed
from core.language import Language
from core.parties.series import read_repeat
from core.rooms import Rooms

Asked = discord.Interaction[Any]


class SeriesCommands(commands.Cog):
    """A part of ``/party``."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @app_commands.command()
    @app_commands.describe(
        party="A party that shall come again, or one of a series",
        repeat="How often: weekly, biweekly, monthly, or weekdays like “tue, thu”",
        series="A series, to skip a date or to end it",
        skip="A date to leave out, like 2026-12-25",
        end="End the series; the party already planned takes place",
    )
    async def series(
        self,
        interaction: Asked,
        party: int | None = None,
        repeat: app_commands.Range[str, 1, 60] | None = None,
        series: int | None = None,
        skip: app_commands.Range[str, 1, 10] | None = None,
        end: bool = False,
    ) -> None:
        """Parties that come again: begin a series, leave a date out, end it; without options, all of them."""
        guild, by, manager = here(interaction), acts.me(interaction), manages(interaction)
        desk, left_out = self._rooms.series, _day(skip) if skip else None
        if series is None and party is not None and (skip or end):
            series = (await desk.of_party(guild, party)).id
        if series is None and party is not None:
            how, days = read_repeat(repeat or "weekly")
            made = await desk.repeat(guild, party, by, how, days, manager=manager)
            after = made.next_date(made.anchor)
            await acts.tell(
                interaction,
                f"It comes again {made.words()}: next after this on {after}, same time on the clock.",
                f"{made.words(Language.KO)}에 다시 열립니다. 이번 다음은 {after}, 같은 시각입니다.",
            )
        elif series is not None and left_out is not None:
            after_skip = await desk.skip(guild, series, left_out, by, manager=manager)
            title = safe(after_skip.recipe.title)
            await acts.tell(
                interaction,
                f"{skip} is left out of “{title}”; the series goes on.",
                f"“{title}” 시리즈에서 {skip} 날짜를 뺐습니다. 시리즈는 계속됩니다.",
            )
            client_of(interaction).wake()
        elif series is not None and end:
            ended = await desk.end(guild, series, by, manager=manager)
            title = safe(ended.recipe.title)
            await acts.tell(
                interaction,
                f"“{title}” does not come again; what is planned takes place.",
                f"“{title}” 시리즈를 끝냈습니다. 이미 잡힌 파티는 열립니다.",
            )
        else:
            found = await desk.all(guild)
            today = self._rooms.clock().date()
            dates = [list(islice(each.dates(today), 3)) for each in found]
            await reply(interaction, series_card(found, dates, tongue_of(interaction)))
            return
        for planned in await self._rooms.parties.coming(guild):
            client_of(interaction).touch(guild, planned.id)

    @app_commands.command()
    @app_commands.describe(
        what="Keep a party as a template, forget a template, or list them",
        name="What the template is called",
        party="The party to keep as a template",
    )
    @app_commands.rename(what="do")
    async def template(
        self,
        interaction: Asked,
        what: Literal["keep", "forget", "list"],
        name: app_commands.Range[str, 1, 50] | None = None,
        party: int | None = None,
    ) -> None:
        """Keep a party as a template for /party create, or forget one."""
        guild, desk = here(interaction), self._rooms.series
        if what == "keep":
            if name is None or party is None:
                raise BadInput(
                    "Say which party to keep and under which name: the options party and name.",
                    "어떤 파티를 어떤 이름으로 남길지 party와 name 옵션에 적어 주세요.",
                )
            kept = await desk.keep_template(guild, party, name, acts.me(interaction), manager=manages(interaction))
            await acts.tell(
                interaction,
                f"Kept as the template “{safe(kept)}”: /party create offers it under from.",
                f"템플릿으로 남겼습니다: “{safe(kept)}”. /party create의 from에서 고를 수 있습니다.",
            )
        elif what == "forget":
            if not manages(interaction):
                raise NotAllowed(
                    "Only a manager of the server can forget a template.", "서버 관리자만 템플릿을 지울 수 있습니다."
                )
            if name is None:
                raise BadInput(
                    "Say which template to forget: the option name.", "어떤 템플릿을 지울지 name 옵션에 적어 주세요."
                )
            await desk.template(guild, name)  # where there is none of that name, those there are are named
            await desk.drop_template(guild, name)
            await acts.tell(interaction, f"“{safe(name)}” is forgotten.", f"“{safe(name)}” 템플릿을 지웠습니다.")
        else:
            templates = await desk.templates(guild)
            await say(interaction, templates_text(templates, tongue_of(interaction)))

    @app_commands.command()
    @app_commands.describe(
        days="How many days ahead to look",
        zones="Zones of those who shall come, like “Asia/Seoul, Europe/Berlin”; without it, those of your guests",
    )
    async def find(
        self,
        interaction: Asked,
        days: app_commands.Range[int, 1, 14] = 7,
        zones: app_commands.Range[str, 1, 300] | None = None,
    ) -> None:
        """Find a time when most can come, fair to zones left out lately; counted by zone, never by name."""
        guild = here(interaction)
        where = await self._rooms.people.zone(acts.me(interaction)) or await self._rooms.guilds.zone(guild)
        named = [times.zone(each) for each in zones.split(",")] if zones else []
        first = self._rooms.clock().astimezone(where).date() + timedelta(days=1)
        found = await self._rooms.series.times(guild, where, first, days, named)
        await reply(interaction, times_card(found, where, tongue_of(interaction)))

    @series.autocomplete("party")
    async def _hosted(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, HOSTED)

    @template.autocomplete("party")
    async def _any(self, interaction: Asked, typed: str) -> Numbers:
        return await parties_in(self._rooms, interaction, typed, [*HOSTED, *REMEMBERED])

    @series.autocomplete("series")
    async def _series(self, interaction: Asked, typed: str) -> Numbers:
        return await series_of(self._rooms, interaction, typed)

    @template.autocomplete("name")
    async def _templates(self, interaction: Asked, typed: str) -> Choices:
        return await templates_of(self._rooms, interaction, typed)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError as error:
        raise BadInput(
            f"“{typed}” is no date: write it like 2026-12-25.",
            f"날짜가 아닙니다(“{typed}”). 2026-12-25처럼 적어 주세요.",
        ) from error
