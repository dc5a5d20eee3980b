"""What fans do on the evening and after it: ready, there, hearts, notes; where it is now, and what is remembered."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.errors import BadInput
from core.parties import after, cues
from core.parties.after import ChartAfter, Did, Mark, Recap
from core.parties.changing import found
from core.parties.cues import Join
from core.parties.model import Party, PartyState
from core.parties.ports import PartyRows
from core.parties.states import PLAYING, WrongState
from core.ports import Clock, Shelf
from core.text import clean
from core.values import GuildId, UserId

LONGEST_NOTE = 300
MOST_NOTES = 50
"""Notes of one fan at one party."""

CHECK_IN = timedelta(minutes=15)
"""After the end during which one can still check in."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a fan did, at which party, and how many did it by now; *news* is false where they had done it before."""

    party: Party
    mark: Mark
    number: int
    news: bool


class EveningDesk:
    """The evening's use cases."""

    def __init__(self, shelf: Shelf[PartyRows], clock: Clock) -> None:
        self._shelf = shelf
        self._clock = clock

    async def where(self, guild: GuildId, party: int) -> tuple[Party, Join]:
        """How to get in for who is late or lost, from the stored times alone.

        Raises:
            NotPlaying: it is not playing.
        """
        async with self._shelf.reading() as rows:
            playing = found(await rows.find(guild, party))
        if playing.programme is None or playing.state not in PLAYING:
            raise cues.NotPlaying(
                f"“{playing.title}” is not playing: /party show says when it is.",
                f"“{playing.title}” 파티는 지금 재생 중이 아닙니다. 시간은 /party show에서 볼 수 있습니다.",
            )
        return playing, playing.programme.join(self._clock())

    async def ready(self, guild: GuildId, party: int, fan: UserId) -> Marked:
        """The fan is ready to press play."""
        return await self._mark(guild, party, fan, Did.READY)

    async def ready_count(self, party: Party) -> int:
        """How many are ready."""
        async with self._shelf.reading() as rows:
            return await rows.counted(party.id, Did.READY)

    async def here(self, guild: GuildId, party: int, fan: UserId) -> Marked:
        """The fan is there."""
        return await self._mark(guild, party, fan, Did.HERE)

    async def heart(self, guild: GuildId, party: int, fan: UserId, number: int | None = None) -> Marked:
        """The fan loves a track: the one that plays, or *number* (from 0) in the list."""
        return await self._mark(guild, party, fan, Did.HEART, number=number)

    async def note(self, guild: GuildId, party: int, fan: UserId, text: str) -> Marked:
        """Keep a remark with its place in the music.

        Raises:
            BadInput: it is empty or too long, or the fan has noted as much as one may.
        """
        words = clean(text)
        if not 1 <= len(words) <= LONGEST_NOTE:
            raise BadInput(
                f"A note has 1 to {LONGEST_NOTE} characters; this one has {len(words)}.",
                f"기록은 1~{LONGEST_NOTE}자입니다. 지금은 {len(words)}자입니다.",
            )
        return await self._mark(guild, party, fan, Did.NOTE, text=words)

    async def marks(self, guild: GuildId, party: int) -> list[Mark]:
        """Everything that fans did."""
        async with self._shelf.reading() as rows:
            found(await rows.plain(guild, party))
            return await rows.marks(party)

    async def recap(self, guild: GuildId, party: int, chart: ChartAfter | None = None) -> Recap:
        """The evening in figures.

        Raises:
            WrongState: it is not over.
        """
        async with self._shelf.reading() as rows:
            whole = found(await rows.find(guild, party))
            if whole.ended is None:
                raise WrongState(
                    f"“{whole.title}” is {whole.state}: there is a recap once it has been played.",
                    f"“{whole.title}” 파티는 지금 ‘{whole.state.ko}’ 상태입니다. 돌아보기는 끝난 뒤에 볼 수 있습니다.",
                )
            return after.recap(whole, await rows.marks(party), chart)

    async def _mark(
        self, guild: GuildId, party: int, fan: UserId, did: Did, *, number: int | None = None, text: str = ""
    ) -> Marked:
        now = self._clock()
        async with self._shelf.writing() as rows:
            whole = found(await rows.find(guild, party))
            _check(whole, did, now)
            item, offset = _spot(whole, did, number, now)
            mark = Mark(fan, did, item, now.replace(microsecond=0), offset, text)
            if did is Did.NOTE and await self._noted(rows, party, fan) >= MOST_NOTES:
                raise BadInput(
                    f"You have noted {MOST_NOTES} moments of this party, the most one may.",
                    f"이 파티에서 한 사람이 남길 수 있는 {MOST_NOTES}개의 순간을 모두 기록했습니다.",
                )
            news = await rows.mark(party, mark)
            many = await rows.counted(party, did, item if did is Did.HEART else None)
        return Marked(whole, mark, many, news)

    async def _noted(self, rows: PartyRows, party: int, fan: UserId) -> int:
        return sum(mark.did is Did.NOTE and mark.member == fan for mark in await rows.marks(party))


def _check(party: Party, did: Did, now: datetime) -> None:
    title, running = party.title, party.programme
    if did is Did.READY:
        before_start = running is None or now < running.t0
        if party.state not in (PartyState.LOBBY, PartyState.LIVE) or not before_start:
            raise WrongState(
                f"“{title}” is {party.state}: one gets ready in its lobby, 15 minutes before the start.",
                f"“{title}” 파티는 지금 ‘{party.state.ko}’ 상태입니다. 준비는 시작 15분 전 대기실에서 합니다.",
            )
        return
    late = party.ended is not None and now < party.ended + CHECK_IN
    if running is None or now < running.t0 or (party.state not in PLAYING and not late):
        until = " (check-in closes 15 minutes after the end)" if party.ended is not None else ""
        closed = "(출석은 끝난 뒤 15분까지) " if party.ended is not None else ""
        raise WrongState(
            f"“{title}” is not playing{until}: /party show says how it stands.",
            f"“{title}” 파티는 지금 재생 중이 아닙니다. {closed}지금 상태는 /party show에서 볼 수 있습니다.",
        )


def _spot(party: Party, did: Did, number: int | None, now: datetime) -> tuple[int, int | None]:
    """The track that is meant, and the second in it."""
    if did in (Did.READY, Did.HERE) or party.programme is None:
        return -1, None
    if number is not None:
        if not 0 <= number < len(party.listed):
            most = len(party.listed)
            raise BadInput(
                f"The list has tracks 1 to {most}: choose one of them.",
                f"목록에는 1~{most}번 곡이 있습니다. 그중에서 골라 주세요.",
            )
        return number, None
    moment = min(now, party.ended or now)
    index = party.programme.current(moment)
    assert index is not None
    spot = party.programme.spot(moment)
    item = party.programme.cues[index].number
    return item, spot.offset if spot is not None else party.programme.lengths[item]
