"""What the command line does: the same rooms as the bot's, answered as text for people and as data for programs."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

from bot.clock import machine
from bot.opening import open_rooms
from bot.ui.sheets import sheet_row, write_csv
from core.catalog.labels import choice, shorten
from core.catalog.model import Catalogue
from core.catalog.search import Hit, Kind
from core.charts.board import Board, Line
from core.charts.imports import Import, Progress, Unconfirmed
from core.charts.model import Chart, Figures
from core.charts.naming import chart_of
from core.charts.parcels import ChartFile
from core.charts.readers import Limits
from core.charts.readers.errors import Unsaid
from core.charts.telling import words
from core.charts.telling.told import joined
from core.charts.telling.units import unit_of
from core.errors import BadInput
from core.text import clean, plural
from core.values import ArtistKey, ChartKey, DramaKey, TrackKey

OPERATOR = Limits(bytes=256 * 1024 * 1024, rows=2_000_000)
"""What the operator may import at once; a Hot 100 since 1958 is 40 MB."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The same answer twice: *text* for people, *data* for ``--json``."""

    text: str
    data: Mapping[str, Any] | Sequence[Any]


async def bring_in(
    database: Path,
    file: Path,
    chart: ChartKey | None,
    week: date | None,
    progress: Progress = lambda _done, _all: None,
    *,
    confirmed: bool = False,
) -> Answer:
    """Import a chart file; *progress* is told how many issues are written, of how many. A week in the future or on a
    strange day must be *confirmed*."""
    content = _read(file)
    async with open_rooms(database, machine) as rooms:
        try:
            done = await rooms.imports.bring_in(
                content, chart_of(chart) if chart else None, week, progress=progress, confirmed=confirmed
            )
        except Unsaid as asked:
            option = asked.option
            raise BadInput(f"{asked.question} Say it, for example: --{option} {asked.example}.") from asked
        except Unconfirmed as doubt:
            raise BadInput(f"{doubt} To import it all the same, add --confirm.") from doubt
    return imported(done)


def imported(done: Import, whose: str = "") -> Answer:
    """What an import changed, and whose list it was."""
    told = _import_words(done)
    return Answer(f"{told}\n{whose}" if whose else told, _import_data(done) | {"attribution": whose or None})


def _read(file: Path) -> ChartFile:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise BadInput(f"{shorten(str(file), 100)} cannot be read ({error.strerror}): check the path.") from error
    return ChartFile(file.name, data, OPERATOR)


async def chart_top(
    database: Path,
    chart: ChartKey | None,
    week: date | None,
    *,
    size: int,
    only_osts: bool,
    as_of: datetime | None = None,
) -> Answer:
    """One issue of a chart, with *as_of* as it stood at that instant."""
    async with open_rooms(database, machine) as rooms:
        board = await rooms.charts.board(chart, week, size=size, only_osts=only_osts, as_of=as_of)
    return Answer(_board_text(board), _board_data(board))


async def chart_export(database: Path, chart: ChartKey, out: TextIO, *, as_json: bool) -> None:
    """Every entry of a chart with its figures, a row each."""
    async with open_rooms(database, machine) as rooms:
        rows = [sheet_row(*each) async for each in rooms.charts.export(chart)]
    if as_json:
        json.dump(rows, out, ensure_ascii=False, indent=2, default=str)
        out.write("\n")
    else:
        write_csv(rows, out)


async def search(database: Path, text: str, limit: int) -> Answer:
    """What *text* may mean, best first.

    Raises:
        BadInput: it says nothing.
    """
    text = clean(text)
    if not text:
        raise BadInput("Type what to look for: a drama, a singer or a song.")
    async with open_rooms(database, machine) as rooms:
        hits = rooms.catalog.of().search(text, limit=limit)
        view = rooms.catalog.of()
    nothing = f"Nothing is like “{shorten(text, 60)}”: try the drama, the singer or part of the title, in any script."
    lines = [f"{hit.kind:7} {choice(view.catalogue, hit, text)}" for hit in hits]
    found = [{**_hit_data(view.catalogue, hit), "sure": view.sure(text, hit)} for hit in hits]
    return Answer("\n".join(lines) or nothing, found)


def _hit_data(catalogue: Catalogue, hit: Hit) -> dict[str, Any]:
    match hit.kind:
        case Kind.DRAMA:
            drama = catalogue.dramas[DramaKey(hit.key)]
            return {
                "kind": hit.kind,
                "key": hit.key,
                "titles": drama.title.all,
                "drama": str(drama.title),
                "artists": [],
            }
        case Kind.ARTIST:
            artist = catalogue.artists[ArtistKey(hit.key)]
            return {
                "kind": hit.kind,
                "key": hit.key,
                "titles": artist.name.all,
                "drama": None,
                "artists": [str(artist.name)],
            }
        case Kind.TRACK:
            track = catalogue.tracks[TrackKey(hit.key)]
            artists = [str(catalogue.artists[credit.artist].name) for credit in track.credits]
            drama_title = str(catalogue.dramas[track.drama].title)
            return {
                "kind": hit.kind,
                "key": hit.key,
                "titles": track.title.all,
                "drama": drama_title,
                "artists": artists,
            }


def _import_words(done: Import) -> str:
    lines = [
        f"{week.chart.title}, {_period(week.chart, week.end)}: {plural(week.rows, 'row')}, {_osts(week.osts)}"
        + (f" (revision {week.revision})." if week.revision > 1 else ".")
        for week in done.loaded
    ]
    lines += [f"{chart.title}, {_period(chart, end)}: here already, nothing changed." for chart, end in done.unchanged]
    return "\n".join(lines if len(lines) <= 12 else _charts_in_words(done))


def _charts_in_words(done: Import) -> Iterator[str]:
    """A line for each chart of a long import."""
    charts = {
        chart.key: chart for chart in (*(week.chart for week in done.loaded), *(chart for chart, _ in done.unchanged))
    }
    for key, chart in charts.items():
        weeks, count = [week for week in done.loaded if week.chart.key == key], unit_of(chart.cadence).count_en
        old = sum(each.key == key for each, _ in done.unchanged)
        here = f"{count(old)} here already, nothing changed" if old else ""
        new = ""
        if weeks:
            ends = [week.end for week in weeks]
            rows, osts = sum(week.rows for week in weeks), sum(week.osts for week in weeks)
            new = f"{count(len(weeks))} from {min(ends)} to {max(ends)}, {plural(rows, 'row')}, {_osts(osts)}"
        yield f"{chart.title}: {'; '.join(filter(None, (new, here)))}."


def _period(chart: Chart, end: date) -> str:
    return f"{end}" if chart.cadence == "daily" else f"{unit_of(chart.cadence).en} to {end}"


def _osts(number: int) -> str:
    return "1 of them a K-drama OST" if number == 1 else f"{number} of them K-drama OSTs"


def _import_data(done: Import) -> dict[str, Any]:
    return {
        "loaded": [
            {"chart": w.chart.key, "week": w.end, "revision": w.revision, "rows": w.rows, "osts": w.osts}
            for w in done.loaded
        ],
        "unchanged": [{"chart": chart.key, "week": end} for chart, end in done.unchanged],
    }


def _board_text(board: Board) -> str:
    lines = [words.heading(board), words.week(board)]
    if news := words.news(board):
        lines.append(news)
    lines += [_line_text(line, board) for line in board.lines] or ["No K-drama OST is on this issue."]
    lines += [*words.remarks(board), words.source(board)]
    return "\n".join(lines)


def _line_text(line: Line, board: Board) -> str:
    drama = f" ({line.drama})" if line.drama else ""
    source = words.on_source(line, board)
    claims = words.claims(line.source or line.figures, board.chart.cadence, whole=line.source is not None)
    facts = joined(words.numbers(line.figures, board.chart.cadence), source, claims)
    move = words.movement(line.figures)
    return f"{words.place(line):>4} {move:5} {line.title.both} – {line.artist}{drama}\n{'':11}{facts}"


def _board_data(board: Board) -> dict[str, Any]:
    return {
        "chart": board.chart.key,
        "source": board.source.key if board.source else None,
        "week": board.end,
        "revision": board.revision,
        "total": board.total,
        "entries": [_line_data(line) for line in board.lines],
    }


def _line_data(line: Line) -> dict[str, Any]:
    def figures(of: Figures) -> dict[str, Any]:
        return {
            "rank": of.entry.rank,
            "last_week": of.last_week,
            "peak": of.peak,
            "weeks": of.weeks,
            "weeks_at_least": of.weeks_at_least,
            "mark": of.mark,
        }

    return {
        **figures(line.figures),
        "title": str(line.title),
        "titles": line.title.all,
        "artist": line.artist,
        "drama": str(line.drama) if line.drama else None,
        "source_rank": line.source.entry.rank if line.source else None,
        "on_source": figures(line.source) if line.source else None,
    }
