"""The command line: ``ostbot run``, ``import``, ``chart``, ``search`` and the rest."""

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot import console, console_charts, console_store
from bot.settings import Settings, read_settings
from core.charts.rules.periods import Span
from core.charts.rules.points import Measure
from core.errors import Refusal
from core.text import fold
from core.values import ChartKey

MOST = 1000
"""Places of a chart, or hits of a search, that are shown at once."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when it says why not, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        _log(settings)
        asyncio.run(_do(options, settings))
    except Refusal as refusal:
        print(f"ostbot: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `ostbot chart export | head` has read enough
        sys.stderr.close()
        return 0
    return 0


async def _do(options: argparse.Namespace, settings: Settings) -> None:
    match options.command:
        case "run":
            from bot.run import run  # noqa: PLC0415 - the other commands need neither Discord nor the sandbox

            await run(settings, lambda text: print(text, flush=True))
        case "sandbox":
            from bot.run import sandbox_alone  # noqa: PLC0415 - as above

            await sandbox_alone(settings, lambda text: print(text, flush=True))
        case "import":
            result = await console.bring_in(
                settings.ostbot_database, options.file, options.chart, options.week, progress=_progress
            )
            _show(result, as_json=options.json)
        case "fetch":
            from bot.run import fetch_once  # noqa: PLC0415 - as above

            done, whose = await fetch_once(settings, options.source, confirmed=options.confirm)
            _show(console.imported(done, whose), as_json=options.json)
        case "chart":
            await _chart(options, settings.ostbot_database)
        case "search":
            _show(await console.search(settings.ostbot_database, options.text, options.limit), as_json=options.json)
        case _:
            _show(await _store(options, settings.ostbot_database), as_json=options.json)


async def _store(options: argparse.Namespace, database: Path) -> console.Answer:
    match options.command:
        case "migrate":
            return await console_store.migrate(database)
        case "backup":
            return await console_store.back_up(database)
        case "restore":
            return await console_store.put_back(database, options.file)
        case _:
            return await console.seed(database)


async def _chart(options: argparse.Namespace, database: Path) -> None:
    only_osts = getattr(options, "only", "ost") == "ost"
    match options.what:
        case "top":
            answer = await console.chart_top(
                database, options.chart, options.week, size=options.size, only_osts=only_osts
            )
        case "track":
            answer = await console_charts.chart_track(database, options.track, options.chart, only_osts=only_osts)
        case "movers":
            answer = await console_charts.chart_movers(database, options.chart, options.week, only_osts=only_osts)
        case "recap":
            span, measure = Span(options.span) if options.span else None, Measure(options.by)
            answer = await console_charts.chart_recap(
                database, options.period, options.chart, span=span, measure=measure, only_osts=only_osts
            )
        case "records":
            answer = await console_charts.chart_records(database, options.chart, only_osts=only_osts)
        case "method":
            answer = console_charts.chart_method()
        case _:
            await console.chart_export(database, options.chart, sys.stdout, as_json=options.format == "json")
            return
    _show(answer, as_json=options.json)


def _show(answer: console.Answer, *, as_json: bool) -> None:
    print(json.dumps(answer.data, ensure_ascii=False, indent=2, default=str) if as_json else answer.text)


def _progress(done: int, total: int) -> None:
    """How far a long import is, for somebody who watches."""
    if sys.stderr.isatty() and total > 20:
        print(f"\r{done} of {total} issues", end="\n" if done == total else "", file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ostbot", description="The Discord bot for K-drama soundtrack communities.")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--json", action="store_true", help="print for programs")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="run the bot: on Discord with a token in .env, in the sandbox without one")
    commands.add_parser("sandbox", help="run the sandbox alone, for any bot")
    bring = commands.add_parser("import", parents=[shared], help="bring in a chart file")
    bring.add_argument("file", type=Path)
    bring.add_argument("--chart", type=_chart_key, help="which chart it is, when the file does not say")
    bring.add_argument("--week", type=_date, help="the last day of its week, when the file does not say")
    fetch = commands.add_parser("fetch", parents=[shared], help="bring in one outside source now, like apple-kr")
    fetch.add_argument("source")
    fetch.add_argument("--confirm", action="store_true", help="publish a week that does not follow from the last")
    _add_chart(commands.add_parser("chart", help="ask the charts, or export one"), shared)
    search = commands.add_parser("search", parents=[shared], help="search dramas, artists and tracks")
    search.add_argument("text")
    search.add_argument("--limit", type=_count, default=10, help="how many at most (10)")
    commands.add_parser("migrate", parents=[shared], help="bring the store up to date; may be run twice")
    commands.add_parser("backup", parents=[shared], help="make a verified backup now; the bot may be running")
    restore = commands.add_parser("restore", parents=[shared], help="put a backup in the store's place; stop the bot")
    restore.add_argument("file", type=Path)
    commands.add_parser("seed", parents=[shared], help="fill the store with the shipped catalogue; may be run twice")
    return parser


def _add_chart(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> None:
    """The questions about the charts."""
    asks = parser.add_subparsers(dest="what", required=True)
    which = argparse.ArgumentParser(add_help=False)
    which.add_argument("--chart", type=_chart_key, help="which chart; without it, the one that came in last")
    which.add_argument("--only", choices=("ost", "all"), default="ost", help="only K-drama OSTs, or all (ost)")
    dated = argparse.ArgumentParser(add_help=False)
    dated.add_argument("--week", type=_date, help="the last day of the week; without it, the newest")
    top = asks.add_parser("top", parents=[shared, which, dated], help="one issue of a chart")
    top.add_argument("--size", type=_count, default=10, help="how many places (10)")
    track = asks.add_parser("track", parents=[shared, which], help="a song's run")
    track.add_argument("track", help="its title, singer or drama")
    asks.add_parser("movers", parents=[shared, which, dated], help="who moved in a week")
    recap = asks.add_parser("recap", parents=[shared, which], help="a month, a quarter, a half or a year in one list")
    recap.add_argument("period", nargs="?", help="like 2024-07, 2024-Q3, 2024-H1 or 2024; without it, the newest")
    recap.add_argument("--span", choices=[span.value for span in Span], help="how long, where the period does not say")
    recap.add_argument("--by", choices=[by.value for by in Measure], default="points", help="what is added up (points)")
    asks.add_parser("records", parents=[shared, which], help="a chart's records")
    asks.add_parser("method", parents=[shared], help="how every figure is reckoned")
    export = asks.add_parser("export", help="every issue of a chart with its figures")
    export.add_argument("--chart", type=_chart_key, required=True)
    export.add_argument("--format", choices=("csv", "json"), default="csv")


def _chart_key(text: str) -> ChartKey:
    return ChartKey(fold(text))


def _count(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {MOST}")
    return int(text)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date, write it like 2026-11-19") from error


def _log(settings: Settings) -> None:
    logging.basicConfig(
        level=settings.ostbot_log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    for noisy in ("discord", "aiosqlite", "apscheduler", "asyncio"):  # discord's DEBUG lines carry tokens in addresses
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))


if __name__ == "__main__":
    sys.exit(main())
