"""``ostbot chart`` and ``ostbot data``: how they are called, and who answers."""

import argparse
import sys
from datetime import date

from bot import console, console_charts, console_data
from bot.settings import Settings
from core.catalog.labels import shorten
from core.charts.asking.answered import Table
from core.charts.asking.recap_answers import Reckoned
from core.charts.changes import Edit
from core.charts.rules.periods import Span
from core.charts.rules.points import Measure
from core.text import clean, fold
from core.times import end_of_day
from core.values import ChartKey

MOST_CHARACTERS = 60

MOST = 1000
"""Places of a chart, or hits of a search, that are shown at once."""


def add_chart(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The questions about the charts."""
    asks = parser.add_subparsers(dest="what", required=True)
    one = argparse.ArgumentParser(add_help=False)
    one.add_argument("--chart", type=chart_key, help="which chart; without it, the one with the most weeks")
    which = argparse.ArgumentParser(add_help=False, parents=[one])
    which.add_argument("--only", choices=("ost", "all"), default="ost", help="only K-drama OSTs, or all (ost)")
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument("--week", type=a_date, help="the last day of the week; without it, the newest")
    top = asks.add_parser("top", parents=[shared, which, dated], help="one issue of a chart")
    top.add_argument("--size", type=a_count, default=10, help="how many places (10)")
    top.add_argument("--as-of", type=a_date, help="as it stood at the end of this day, before later corrections")
    track = asks.add_parser("track", parents=[shared, which], help="a song's run")
    track.add_argument("track", help="its title, singer or drama")
    asks.add_parser("movers", parents=[shared, which, dated], help="who moved in a week")
    asks.add_parser("platforms", parents=[shared, dated], help="every song on every platform, with one score")
    recap = asks.add_parser("recap", parents=[shared, which], help="a month, a quarter, a half or a year in one list")
    recap.add_argument(
        "period", nargs="?", type=a_word, help="like 2024-07, 2024-Q3, 2024-H1 or 2024; without it, the newest"
    )
    recap.add_argument("--span", choices=[span.value for span in Span], help="how long, where the period does not say")
    recap.add_argument("--by", choices=[by.value for by in Measure], default="points", help="what is added up (points)")
    recap.add_argument("--table", choices=[table.value for table in Table], default="songs", help="of what (songs)")
    recap.add_argument("--estimate", action="store_true", help="fill a missing week with the mean of its neighbours")
    recap.add_argument("--whole-run", action="store_true", help="count an entire run for the period of its peak")
    asks.add_parser("records", parents=[shared, which], help="a chart's records")
    corrections = asks.add_parser("corrections", parents=[shared, which], help="what was corrected after it was shown")
    corrections.add_argument("--since", type=a_date, help="from which day on; without it, all")
    asks.add_parser("method", parents=[shared, one], help="how every figure is reckoned, and where it comes from")
    export = asks.add_parser("export", help="every issue of a chart with its figures")
    export.add_argument("--chart", type=chart_key, required=True)
    export.add_argument("--format", choices=("csv", "json"), default="csv")


def add_data(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The operator's changes of the shared charts."""
    acts = parser.add_subparsers(dest="what", required=True)
    acts.add_parser("log", parents=[shared], help="what was done lately, newest first")
    undo = acts.add_parser("undo", parents=[shared], help="take a change back; nothing is deleted")
    undo.add_argument("change", nargs="?", type=a_number, help="its number; without it, the latest")
    correct = acts.add_parser("correct", parents=[shared], help="put one entry of a week right")
    correct.add_argument("--chart", type=chart_key, required=True)
    correct.add_argument("--week", type=a_date, required=True, help="the last day of the week")
    correct.add_argument("--place", type=a_number, required=True, help="the place that it has now")
    correct.add_argument("--listing", help="which one, where several share the place: its title or number")
    correct.add_argument("--rank", type=a_number, help="the right place")
    correct.add_argument("--title", help="the right title")
    correct.add_argument("--artist", help="the right artist")
    correct.add_argument("--remove", action="store_true", help="take the entry away")
    alias = acts.add_parser("alias", parents=[shared], help="say which track a listing is; it is remembered")
    alias.add_argument("listing", help="its title and artist, or its number")
    alias.add_argument("track", nargs="?", help="the track; without it, the listing is no K-drama OST")
    merge = acts.add_parser("merge", parents=[shared], help="make two listings one, after saying what that changes")
    merge.add_argument("keep", help="the listing that stays: its title and artist, or its number")
    merge.add_argument("other", help="the listing that is the same song")
    merge.add_argument("--yes", action="store_true", help="do it")


async def asked(options: argparse.Namespace, settings: Settings) -> console.Answer | None:  # noqa: PLR0911 - a return a question
    """The answer to a question about the charts; ``None`` when it is written already."""
    database, only_osts = settings.ostbot_database, getattr(options, "only", "ost") == "ost"
    match options.what:
        case "top":
            as_of = end_of_day(options.as_of) if options.as_of else None
            return await console.chart_top(
                database, options.chart, options.week, size=options.size, only_osts=only_osts, as_of=as_of
            )
        case "track":
            return await console_charts.chart_track(database, options.track, options.chart, only_osts=only_osts)
        case "movers":
            return await console_charts.chart_movers(database, options.chart, options.week, only_osts=only_osts)
        case "platforms":
            return await console_charts.chart_platforms(database, options.week, settings.weights)
        case "recap":
            return await console_charts.chart_recap(
                database,
                options.period,
                options.chart,
                span=Span(options.span) if options.span else None,
                table=Table(options.table),
                how=Reckoned(Measure(options.by), options.estimate, options.whole_run),
                only_osts=only_osts,
            )
        case "records":
            return await console_charts.chart_records(database, options.chart, only_osts=only_osts)
        case "corrections":
            return await console_charts.chart_corrections(database, options.chart, options.since, only_osts=only_osts)
        case "method":
            return await console_charts.chart_method(database, options.chart, settings.weights)
    await console.chart_export(database, options.chart, sys.stdout, as_json=options.format == "json")
    return None


async def changed(options: argparse.Namespace, settings: Settings) -> console.Answer:
    """What a change of the shared charts came to."""
    database = settings.ostbot_database
    match options.what:
        case "log":
            return await console_data.log(database)
        case "undo":
            return await console_data.undo(database, options.change)
        case "correct":
            edit = Edit(options.rank, options.title, options.artist, options.remove)
            return await console_data.correct(
                database, options.chart, options.week, options.place, options.listing, edit
            )
        case "alias":
            return await console_data.alias(database, options.listing, options.track)
    return await console_data.merge(database, options.keep, options.other, confirmed=options.yes)


def chart_key(text: str) -> ChartKey:
    """A chart's key as it is typed; nothing longer is one, and what refuses it says no more of it than that."""
    return ChartKey(shorten(fold(text), MOST_CHARACTERS))


def a_word(text: str) -> str:
    """A word or two, as much of it as a sentence can say again."""
    return shorten(clean(text), MOST_CHARACTERS)


def a_number(text: str) -> int:
    """A whole number from 1 up."""
    if not text.isdecimal() or not 1 <= int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)


def a_count(text: str) -> int:
    """A number of lines to show."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST}")
    return int(text)


def a_date(text: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date, write it like 2026-11-19") from error
