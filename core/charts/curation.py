"""Putting right what was imported. A server changes its own charts only; the operator changes the shared ones."""

from collections.abc import Callable, Sequence
from datetime import date

from core.charts import changes
from core.charts.changes import Edit
from core.charts.holdings import hold
from core.charts.imports import Import, ImportDesk
from core.charts.loading import Match, Plan, keys_of
from core.charts.model import Chart, Row, Song, Week
from core.charts.naming import title_ko
from core.charts.ports import Change, ChartRows, Placing
from core.errors import BadInput, NotAllowed, NotFound
from core.ports import Shelf
from core.text import fold
from core.values import ChartKey, GuildId, SongId, TrackKey, UserId

MOST_CHANGES = 20
"""Changes that the log shows and that can be undone."""


def can_undo(change: Change) -> bool:
    """Whether it is known what was before *change* of the charts."""
    return bool(change.issues or change.placed)


class CurationDesk:
    """Corrections, undo, aliases and merges."""

    def __init__(self, shelf: Shelf[ChartRows], imports: ImportDesk, matching: Callable[[GuildId], Match]) -> None:
        self._shelf = shelf
        self._imports = imports
        self._matching = matching

    async def charts(self, guild: GuildId) -> list[Chart]:
        """The source charts that *guild* may change."""
        async with self._shelf.reading() as rows:
            return [chart for chart in await rows.charts(guild) if chart.guild == guild and chart.of is None]

    async def listings(self, guild: GuildId, typed: str, most: int = 25) -> list[Song]:
        """The songs of a scope whose title or artist holds *typed*, unplaced ones first."""
        wanted = fold(typed)
        async with self._shelf.reading() as rows:
            songs = [song for song in await rows.songs_of(guild) if wanted in fold(f"{song.title} {song.artist}")]
        return sorted(songs, key=lambda song: (song.track is not None, song.title, song.id))[:most]

    async def week(self, guild: GuildId, key: ChartKey, end: date) -> tuple[Week, dict[SongId, Song]]:
        """One week of a chart that *guild* may change, with the songs on it."""
        chart = await self._own(guild, key)
        async with self._shelf.reading() as rows:
            week = await rows.week(chart, end)
            if week is None:
                raise NotFound(
                    f"{chart.title} has no issue for the week to {end}.",
                    f"{end}까지의 주 차트가 없습니다({title_ko(chart)}).",
                )
            return week, await rows.songs({entry.song for entry in week.issue.entries})

    async def correct(
        self, guild: GuildId, key: ChartKey, end: date, song: SongId, edit: Edit, by: UserId | None
    ) -> Import:
        """Change one entry of one week; the week becomes its next revision. Raises as :meth:`correcting` does."""
        return await self._imports.publish([await self.correcting(guild, key, end, song, edit)], by=by, what="correct")

    async def correcting(self, guild: GuildId, key: ChartKey, end: date, song: SongId, edit: Edit) -> Plan:
        """What :meth:`correct` would change; nothing is stored.

        Raises:
            NotFound: the scope has no such chart.
            BadInput: the entry is not there, or the edit changes nothing.
        """
        chart = await self._own(guild, key)
        row = Row(1, edit.title or "", edit.artist or "")
        async with self._shelf.reading() as rows:
            known = await rows.songs([song])
            if song in known:
                row = Row(1, edit.title or known[song].title, edit.artist or known[song].artist)
            held = await hold(rows, chart, keys_of([row]))
        return changes.correct(held, end, song, edit, self._matching(guild))

    async def log(self, guild: GuildId) -> list[Change]:
        """What was done lately, newest first."""
        async with self._shelf.reading() as rows:
            return await rows.changes(guild, MOST_CHANGES)

    async def undo(self, guild: GuildId, number: int | None, by: UserId | None) -> Import:
        """Take a change back: its weeks say again what they said before, its listings are what they were; without a
        number, the latest change. Raises as :meth:`undoing` does."""
        log = await self.log(guild)
        change = next((each for each in log if (can_undo(each) if number is None else each.id == number)), None)
        if change is None:
            raise NotFound(
                "There is no such change; /data log shows the latest ones.",
                "그런 변경이 없습니다. 최근 변경은 /data log에서 볼 수 있습니다.",
            )
        return await self.publish(await self.undoing(guild, change), by, f"undo of change {change.id}")

    async def undoing(self, guild: GuildId, change: Change) -> list[Plan]:
        """What taking *change* back would change; :meth:`publish` does it.

        Raises:
            BadInput: a later change stands on it, or nothing is known of what was before.
        """
        if not can_undo(change):
            raise BadInput(
                "What was before that change was not kept: use /data alias to place a song differently.",
                "그 변경 전의 상태가 남아 있지 않습니다. 곡을 달리 두려면 /data alias를 써 주세요.",
            )
        plans = [
            await self._undoing(guild, key, [(end, revision) for of, end, revision in change.issues if of == key])
            for key in dict.fromkeys(key for key, _, _ in change.issues)
        ]
        for placing in change.placed:
            plans += await self._placing_back(guild, placing)
        return plans

    async def publish(self, plans: Sequence[Plan], by: UserId | None, what: str) -> Import:
        """Do what was planned; *what* goes into the log."""
        return await self._imports.publish(plans, by=by, what=what)

    async def alias(self, guild: GuildId, song: SongId, track: TrackKey | None, by: UserId | None) -> tuple[int, int]:
        """Say which track a listing is (``None``: none); it is remembered. How many weeks that changes, and the number
        of the change.

        Raises:
            NotFound: the scope has no such listing.
        """
        async with self._shelf.reading() as rows:
            if song not in {each.id for each in await rows.songs_of(guild)}:
                raise NotFound(
                    "This server's own charts have no such listing: pick one from the list while you type.",
                    "이 서버의 차트에 그런 항목이 없습니다. 입력할 때 나오는 목록에서 골라 주세요.",
                )
            held = [await hold(rows, chart, songs=[song]) for chart in await self.charts(guild)]
        plans = [changes.place(each, song, track) for each in held]
        done = await self._imports.publish(plans, by=by, what="alias")
        assert done.change is not None
        return sum(len(plan.staged) for plan in plans), done.change

    async def merging(self, guild: GuildId, kept: SongId, gone: SongId) -> list[Plan]:
        """What making two listings one would change; publish it with :meth:`merge`.

        Raises:
            BadInput: it is one listing already.
            NotFound: the scope does not have both.
        """
        if kept == gone:
            raise BadInput(
                "That is one listing already: pick two different ones.",
                "이미 같은 항목입니다. 서로 다른 둘을 골라 주세요.",
            )
        async with self._shelf.reading() as rows:
            if not {kept, gone} <= {each.id for each in await rows.songs_of(guild)}:
                raise NotFound(
                    "This server's own charts do not have both listings: pick them while you type.",
                    "이 서버의 차트에 두 항목이 모두 있지는 않습니다. 입력할 때 나오는 목록에서 골라 주세요.",
                )
            held = [await hold(rows, chart, songs=[kept, gone]) for chart in await self.charts(guild)]
        return [changes.merge(each, kept, gone) for each in held]

    async def merge(self, plans: Sequence[Plan], kept: SongId, gone: SongId, by: UserId | None) -> Import:
        """Make *gone* the same listing as *kept*, as planned."""
        done = await self._imports.publish(plans, by=by, what="merge")
        async with self._shelf.writing() as rows:
            await rows.merge_songs(kept, gone)
        return done

    async def _placing_back(self, guild: GuildId, placing: Placing) -> list[Plan]:
        song = placing.song
        async with self._shelf.reading() as rows:
            known = await rows.songs([song])
            if song not in known or known[song].track != placing.now:
                raise BadInput("That listing was placed again since: undo the later change first.")
            held = [await hold(rows, chart, songs=[song]) for chart in await self.charts(guild)]
        return [changes.place(each, song, placing.was, by_hand=placing.by_hand) for each in held]

    async def _undoing(self, guild: GuildId, key: ChartKey, made: list[tuple[date, int]]) -> Plan:
        chart = await self._own(guild, key)
        async with self._shelf.reading() as rows:
            before = {end: await rows.revision(chart, end, revision - 1) for end, revision in made}
            listed = {e.song for was in before.values() if was is not None for e in was[0].issue.entries}
            held = await hold(rows, chart, songs=listed)
        for end, revision in made:
            if held.heads[end].revision != revision:
                raise BadInput(
                    f"The week to {end} was changed again since: undo the later change first.",
                    f"{end}까지의 주는 그 뒤에 다시 바뀌었습니다. 나중 변경부터 되돌려 주세요.",
                )
        return changes.undo(held, before)

    async def _own(self, guild: GuildId, key: ChartKey) -> Chart:
        async with self._shelf.reading() as rows:
            seen = {chart.key: chart for chart in reversed(await rows.charts(guild))}
        chart = seen.get(key)
        if chart is None or chart.of is not None:
            raise NotFound(
                f"There is no chart “{key}” that could be changed.", f"바꿀 수 있는 차트가 아닙니다(“{key}”)."
            )
        if chart.guild != guild:
            raise NotAllowed(
                f"{chart.title} is shared by all servers, so only the host of the bot changes it: "
                "import your own file with /data import first.",
                f"모든 서버가 함께 보는 차트여서 봇 운영자만 바꿀 수 있습니다({title_ko(chart)}). "
                "먼저 /data import로 이 서버의 파일을 가져와 주세요.",
            )
        return chart
