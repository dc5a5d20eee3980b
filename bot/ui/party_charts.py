"""What the chart did around a party: the issue before it and the first one that ended after it, side by side."""

from core.charts.board import Board
from core.charts.naming import title_ko
from core.errors import NotFound
from core.language import Words
from core.parties.after import ChartAfter, Move
from core.parties.model import Party
from core.rooms import Rooms

WHOLE = 200
"""Places of a chart that are looked through."""


async def chart_after(rooms: Rooms, party: Party) -> ChartAfter | None:
    """The chart before and after *party*; ``None`` where no chart was here before it."""
    day = party.began.astimezone(party.zone).date()
    weeks = await rooms.charts.weeks(guild=party.guild)
    earlier = [end for end in weeks if end <= day]
    later = [end for end in weeks if end > day]
    if not earlier:
        return None
    try:
        before = await rooms.charts.board(end=earlier[-1], guild=party.guild, size=WHOLE)
        if not later:
            return ChartAfter(_called(before), earlier[-1], None)
        after = await rooms.charts.board(end=later[0], guild=party.guild, size=WHOLE)
    except NotFound:
        return None
    return ChartAfter(_called(before), earlier[-1], later[0], _moves(rooms, party, before, after))


def _called(board: Board) -> Words:
    return Words(board.chart.title, title_ko(board.chart))


def _moves(rooms: Rooms, party: Party, before: Board, after: Board) -> tuple[Move, ...]:
    tracks = rooms.catalog.of(party.guild).catalogue.tracks
    known = [tracks[item.track] for item in party.listed if item.track in tracks]
    was = {line.title: line.rank for line in before.lines}
    now = {line.title: line.rank for line in after.lines}
    found = [Move(str(track.title), was.get(track.title), now.get(track.title)) for track in known]
    return tuple(move for move in found if move.before is not None or move.after is not None)
