"""The command line: ``ostbot run``, ``import``, ``chart``, ``search`` and the rest."""

import argparse
import asyncio
import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from bot import chart_calls, console, console_catalogue, console_store
from bot.chart_calls import a_count, a_date, add_chart, add_data, chart_key
from bot.settings import Settings, read_settings
from core.catalog.labels import shorten
from core.errors import NotFound, Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when it says why not, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        settings = read_settings()
        _log(settings)
        asyncio.run(_do(options, settings))
    except Refusal as refusal:
        print(f"ostbot: {refusal}", file=sys.stderr)
        return refusal.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # `ostbot chart export | head` has read enough
        sys.stderr.close()
        return 0
    except OSError as error:
        logging.getLogger("ostbot").debug("a file could not be used", exc_info=True)
        where = shorten(str(error.filename or "The disk"), 100)
        print(
            f"ostbot: {where} cannot be used ({error.strerror or error}): check the path and its rights.",
            file=sys.stderr,
        )
        return 1
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
                settings.ostbot_database,
                options.file,
                options.chart,
                options.week,
                progress=_progress,
                confirmed=options.confirm,
            )
            _show(result, as_json=options.json)
        case "fetch":
            from bot.run import fetch_once  # noqa: PLC0415 - as above

            done, whose = await fetch_once(settings, options.source, confirmed=options.confirm)
            _show(console.imported(done, whose), as_json=options.json)
        case "chart":
            if (answer := await chart_calls.asked(options, settings)) is not None:
                _show(answer, as_json=options.json)
        case "data":
            _show(await chart_calls.changed(options, settings), as_json=options.json)
        case "search":
            _show_hits(
                await console.search(settings.ostbot_database, options.text, options.limit), as_json=options.json
            )
        case _:
            _show(await _store(options, settings.ostbot_database), as_json=options.json)


async def _store(options: argparse.Namespace, database: Path) -> console.Answer:
    match options.command:
        case "migrate":
            return await console_store.migrate(database)
        case "health":
            return await console_store.health(database)
        case "backup":
            return await console_store.back_up(database)
        case "restore":
            return await console_store.put_back(database, options.file)
        case "export":
            return await console_catalogue.export(database, options.folder)
        case _:
            return await console_catalogue.seed(database, options.folder)


def _show(answer: console.Answer, *, as_json: bool) -> None:
    print(json.dumps(answer.data, ensure_ascii=False, indent=2, default=str) if as_json else answer.text)


def _show_hits(answer: console.Answer, *, as_json: bool) -> None:
    """What a search found; a program gets its list even where it is empty."""
    if answer.data or as_json:
        _show(answer, as_json=as_json)
    if not answer.data:
        raise NotFound(answer.text)


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
    bring.add_argument("--chart", type=chart_key, help="which chart it is, when the file does not say")
    bring.add_argument("--week", type=a_date, help="the last day of its week, when the file does not say")
    bring.add_argument("--confirm", action="store_true", help="publish a week in the future or on a strange day too")
    fetch = commands.add_parser("fetch", parents=[shared], help="bring in one outside source now, like apple-kr")
    fetch.add_argument("source")
    fetch.add_argument("--confirm", action="store_true", help="publish a week that does not follow from the last")
    add_chart(commands.add_parser("chart", help="ask the charts, or export one"), shared)
    add_data(commands.add_parser("data", help="put the shared charts right: correct, undo, log, alias, merge"), shared)
    search = commands.add_parser("search", parents=[shared], help="search dramas, artists and tracks")
    search.add_argument("text")
    search.add_argument("--limit", type=a_count, default=10, help="how many at most (10)")
    commands.add_parser("migrate", parents=[shared], help="bring the store up to date; may be run twice")
    commands.add_parser("health", parents=[shared], help="whether the store is sound and backed up; it is only read")
    commands.add_parser("backup", parents=[shared], help="make a verified backup now; the bot may be running")
    restore = commands.add_parser("restore", parents=[shared], help="put a backup in the store's place; stop the bot")
    restore.add_argument("file", type=Path)
    seed = commands.add_parser("seed", parents=[shared], help="fill the store with the catalogue; may be run twice")
    seed.add_argument("folder", nargs="?", type=Path, help="catalogue files to add; without it, those that ship")
    export = commands.add_parser("export", parents=[shared], help="write the shared catalogue into a folder, as files")
    export.add_argument("folder", type=Path)
    return parser


def _log(settings: Settings) -> None:
    logging.basicConfig(
        level=settings.ostbot_log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr
    )
    for noisy in ("discord", "aiosqlite", "apscheduler", "asyncio"):  # discord's DEBUG lines carry tokens in addresses
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.getLogger().level))


if __name__ == "__main__":
    sys.exit(main())
