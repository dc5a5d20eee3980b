"""The charts that anybody can type: ``rank,title,artist``, with an album, streams and a week where they are known."""

from core.charts.model import Sheet
from core.charts.readers.labels import Label
from core.charts.readers.sheets import Layout, by_day, sheets
from core.charts.readers.tables import Table

_RANKS = ("rank", "ranking", "position", "pos", "place", "#", "no", "no.", "순위")
_TITLES = ("title", "track", "track name", "song", "song title", "name", "곡명", "제목", "노래")
_ARTISTS = ("artist", "artists", "artist name", "artist names", "artistname", "performer", "singer", "아티스트", "가수")
_ALBUMS = ("album", "album name", "release", "앨범", "앨범명")
_METRICS = ("streams", "plays", "views", "listens", "playcount", "listeners")
_ADDRESSES = ("uri", "url", "link")
_WEEKS = ("week", "date", "end", "week ending", "day", "주", "날짜")


def typed(table: Table, said: Label) -> tuple[Sheet, ...] | None:
    """One chart, or many in one file where a column names each row's week by its last day; other columns mean
    nothing."""
    rank, title, artist = (_first(table, names) for names in (_RANKS, _TITLES, _ARTISTS))
    if rank is None or title is None or artist is None:
        return None
    album, metric, uri = (_first(table, names) for names in (_ALBUMS, _METRICS, _ADDRESSES))
    layout = Layout(title, artist, rank, album, metric, uri)
    week = _first(table, _WEEKS)
    if week is None:
        return sheets(table, layout, lambda _: said)
    return sheets(table, layout, by_day(week, lambda _: said), week)


def _first(table: Table, names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in table.columns), None)
