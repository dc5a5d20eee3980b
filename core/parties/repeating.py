"""Series, templates, calendars, and a time that suits most: planning beyond one evening."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from core.errors import BadInput, NotAllowed, NotFound
from core.parties import fair, reasons, rules
from core.parties.changing import found, settle
from core.parties.fair import Slot
from core.parties.model import Party
from core.parties.ports import PartyRows
from core.parties.recipe import MOST_TEMPLATES, Recipe, template_name
from core.parties.series import Repeat, Series
from core.parties.states import COMING, PartyState
from core.ports import Clock, Shelf
from core.text import fold
from core.values import GuildId, UserId

NAMED = 3
"""Dates of a series that a refusal names."""


@dataclass(frozen=True, slots=True)
class Times:
    """Starts that suit, the fairest first, and how often each zone was left out of the last five parties."""

    slots: Sequence[Slot]
    left_out: Mapping[ZoneInfo, int]


class SeriesDesk:
    """The use cases of what comes again."""

    def __init__(self, shelf: Shelf[PartyRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def repeat(
        self, guild: GuildId, party: int, by: UserId, how: Repeat, days: tuple[int, ...] = (), *, manager: bool
    ) -> Series:
        """Let the party come again, at the same wall time of its zone.

        Raises:
            NotAllowed: *by* is neither host nor manager.
            BadInput: it is in a series already.
        """
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            if before.series is not None:
                raise BadInput(
                    f"“{before.title}” is in a series already: /party series shows it.",
                    f"“{before.title}” 파티는 이미 시리즈에 있습니다. /party series에서 볼 수 있습니다.",
                )
            local = before.starts.astimezone(before.zone)
            wanted = Series(guild, how, local.date(), local.time(), before.zone, Recipe.of(before), days)
            series = await rows.add_series(wanted)
            await settle(rows, before, replace(before, series=series.id), self._clock())
        return series

    async def all(self, guild: GuildId) -> list[Series]:
        """The server's series that go on."""
        async with self._shelf.reading() as rows:
            return await rows.all_series(guild)

    async def find(self, guild: GuildId, series: int) -> Series:
        """One of the server's series.

        Raises:
            NotFound: there is no such series.
        """
        async with self._shelf.reading() as rows:
            return _found(await rows.series(guild, series))

    async def skip(self, guild: GuildId, series: int, day: date, by: UserId, *, manager: bool) -> Series:
        """Leave one date to come out; a party already planned for it is called off.

        Raises:
            BadInput: the series does not come on that date; the text names its next ones.
        """
        now = self._clock()
        async with self._shelf.writing() as rows:
            before = _found(await rows.series(guild, series))
            await self._check(rows, before, by, manager=manager)
            if day in before.skipped:
                return before
            planned = await self._planned(rows, before)
            dates = before.coming(now)
            if day not in dates and not any(_day_of(party) == day for party in planned):
                near = ", ".join(f"<t:{int(before.starts(each).timestamp())}:F>" for each in dates[:NAMED])
                raise BadInput(
                    f"The series does not come on {day}; its next dates are {near or 'none'}.",
                    f"{day} 날짜에는 시리즈가 없습니다. 다음 날짜: {near or '없음'}.",
                )
            after = replace(before, skipped=(*before.skipped, day))
            await rows.keep_series(after)
            for party in planned:
                if _day_of(party) == day:
                    whole = found(await rows.find(guild, party.id))
                    await settle(rows, whole, rules.cancel(whole, reasons.SKIPPED.en), now)
        return after

    async def of_party(self, guild: GuildId, party: int) -> Series:
        """The series that a party belongs to.

        Raises:
            NotFound: it stands alone.
        """
        async with self._shelf.reading() as rows:
            plain = found(await rows.plain(guild, party))
            if plain.series is None:
                raise NotFound(
                    f"“{plain.title}” is in no series: /party series with repeat makes one of it.",
                    f"“{plain.title}” 파티는 시리즈가 아닙니다. /party series의 repeat로 시리즈를 만들 수 있습니다.",
                )
            return _found(await rows.series(guild, plain.series))

    async def end(self, guild: GuildId, series: int, by: UserId, *, manager: bool) -> Series:
        """No further dates; the party that is planned takes place."""
        async with self._shelf.writing() as rows:
            before = _found(await rows.series(guild, series))
            await self._check(rows, before, by, manager=manager)
            after = replace(before, over=True)
            await rows.keep_series(after)
        return after

    # Templates ------------------------------------------------------------------------------------------------------

    async def keep_template(self, guild: GuildId, party: int, name: str, by: UserId, *, manager: bool) -> str:
        """Keep a party as a template; the name it is kept under.

        Raises:
            BadInput: the name cannot be, or the server has as many as it may.
        """
        known = template_name(name)
        async with self._shelf.writing() as rows:
            before = found(await rows.find(guild, party))
            rules.hosts(before, by, manager=manager)
            kept = await rows.templates(guild)
            if known not in kept and len(kept) >= MOST_TEMPLATES:
                raise BadInput(
                    f"This server has {MOST_TEMPLATES} templates, the most it may: forget one first.",
                    f"이 서버의 템플릿이 한도인 {MOST_TEMPLATES}개입니다. 먼저 하나를 지워 주세요.",
                )
            await rows.keep_template(guild, known, Recipe.of(before))
        return known

    async def templates(self, guild: GuildId) -> dict[str, Recipe]:
        """The server's templates by name."""
        async with self._shelf.reading() as rows:
            return await rows.templates(guild)

    async def template(self, guild: GuildId, name: str) -> Recipe:
        """The template of that name.

        Raises:
            NotFound: there is none; the text names those there are.
        """
        kept = await self.templates(guild)
        if (recipe := kept.get(fold(name))) is None:
            names, short = ", ".join(kept), name[:50]
            raise NotFound(
                f"There is no template “{short}”. "
                f"Here are: {names or 'none yet: /party template keeps a party as one'}.",
                f"“{short}” 템플릿이 없습니다. "
                f"있는 템플릿: {names or '아직 없습니다. /party template로 파티를 남길 수 있습니다'}.",
            )
        return recipe

    async def drop_template(self, guild: GuildId, name: str) -> bool:
        """Forget a template; whether there was one."""
        async with self._shelf.writing() as rows:
            return await rows.drop_template(guild, fold(name))

    # Times and calendars ----------------------------------------------------------------------------------------------

    async def times(
        self, guild: GuildId, where: ZoneInfo, first: date, days: int, named: Sequence[ZoneInfo] = ()
    ) -> Times:
        """Starts that suit the zones of those who come to the server's parties, or the zones *named*.

        Raises:
            BadInput: nobody's zone is known and none is named.
        """
        now = self._clock()
        async with self._shelf.reading() as rows:
            members = dict.fromkeys(named, 1) if named else await rows.zones(guild)
            lately = await rows.latest_starts(guild, now, fair.LOOKED_BACK)
        found_slots = fair.slots(members, lately, first, days, where, now=now)
        return Times(found_slots, fair.left_out(members, lately))

    async def zones_of(self, party: int) -> list[ZoneInfo]:
        """The zones of a party's guests, without names."""
        async with self._shelf.reading() as rows:
            return await rows.zones_of(party)

    async def of_fan(self, fan: UserId, *, maybe: bool = False) -> list[Party]:
        """The parties to come that a fan hosts or has a seat at, on every server, soonest first; *maybe* also those
        they may come to or wait for."""
        async with self._shelf.reading() as rows:
            mine = await rows.of_fan(fan, self._clock(), maybe=maybe)
            return [found(await rows.find(guild, party)) for guild, party in mine]

    async def _check(self, rows: PartyRows, series: Series, by: UserId, *, manager: bool) -> None:
        last = await rows.last_of_series(series.id)
        planned = await self._planned(rows, series)
        if not manager and by not in ({last[0]} if last else set()) | {party.host for party in planned}:
            title = series.recipe.title
            raise NotAllowed(
                f"Only the host or a manager of the server can change the series “{title}”.",
                f"“{title}” 시리즈는 진행자나 서버 관리자만 바꿀 수 있습니다.",
            )

    async def _planned(self, rows: PartyRows, series: Series) -> list[Party]:
        states = [*sorted(COMING), PartyState.DRAFT]
        return [each for each in await rows.in_states(series.guild, states, 200) if each.series == series.id]


def _day_of(party: Party) -> date:
    return party.starts.astimezone(party.zone).date()


def _found(series: Series | None) -> Series:
    if series is None:
        raise NotFound(
            "This server has no such series; /party series shows those it has.",
            "이 서버에 그런 시리즈가 없습니다. 있는 시리즈는 /party series에서 볼 수 있습니다.",
        )
    return series
