"""The program as its operator uses it: a process of its own, its exit code, its two streams."""

import asyncio
import csv
import json
import os
import re
import shutil
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.__main__ import main

ROOT = Path(__file__).parents[1]
WEEK = "regional-kr-weekly-2023-11-09.top64.csv"


@dataclass(frozen=True)
class Done:
    """What a call came to."""

    code: int | None
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence on stderr with which it refused."""
        assert self.code == 1, self
        assert self.out == ""
        lines = self.err.strip().splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].startswith("ostbot: ")
        assert lines[0].endswith(".")
        return lines[0]


def environment(database: Path, **more: str) -> dict[str, str]:
    """The settings of a call: this store, no token, any free port."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OSTBOT_", "DISCORD_"))}
    return clean | {"PYTHONPATH": str(ROOT), "OSTBOT_DATABASE": str(database), "OSTBOT_SANDBOX_PORT": "0"} | more


async def start(database: Path, *call: str, **more: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *call),
        cwd=database.parent,
        env=environment(database, **more),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def ostbot(database: Path, *call: str, **more: str) -> Done:
    """One call, run to its end."""
    process = await start(database, *call, **more)
    out, err = await process.communicate()
    assert "Traceback" not in err.decode(), err.decode()
    return Done(process.returncode, out.decode(), err.decode())


def rows(database: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the store holds."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {
            table: connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608 - our own schema
            for table in tables
        }


async def test_migrate_and_seed_may_be_run_twice(tmp_path: Path) -> None:
    database = tmp_path / "new" / "ostbot.sqlite3"
    database.parent.mkdir()
    first = await ostbot(database, "migrate")
    assert first.code == 0
    assert first == await ostbot(database, "migrate")
    seeded = await ostbot(database, "seed", "--json")
    assert json.loads(seeded.out)["tracks"] > 500
    before = rows(database)
    assert await ostbot(database, "seed", "--json") == seeded
    assert rows(database) == before


async def test_a_week_is_brought_in_shown_and_known_again(database: Path, real_data: Path) -> None:
    file = str(real_data / "spotify_csv" / WEEK)
    done = await ostbot(database, "import", file)
    assert done.code == 0, done.err
    assert "64 rows" in done.out
    assert re.search(r"\b3\b.*OSTs", done.out)
    before = rows(database)
    again, shown = await asyncio.gather(ostbot(database, "import", file), ostbot(database, "chart", "top"))
    assert "nothing changed" in again.out
    assert rows(database) == before
    lines = shown.out.splitlines()
    expected = (("Our Blues, Our Life", 30), ("Love Always Run Away", 38), ("With you", 63))
    for number, (title, source_rank) in enumerate(expected, 1):
        place = next(place for place, line in enumerate(lines) if re.match(rf" *{number} ", line))
        assert title in lines[place]
        assert re.search(rf"#{source_rank}\b", lines[place + 1])


YOUTUBE = "Rank,Previous Rank,Track Name,Artist Names,Periods on Chart,Views\n1,2,Sudden Shower,ECLIPSE,3,100\n"
GOOD = "rank,title,artist\n1,Star,N.Flying\n2,Sudden Shower,ECLIPSE\n"


UNREADABLE = [
    ("no chart", b"Dear diary,\ntoday I heard a song\n", None),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(200), None),
    ("cut off", f"{GOOD}3,Run".encode(), 4),
    ("a broken rank", f"{GOOD}three,Run Run,ECLIPSE\n".encode(), 4),
    ("an open quote", f'{GOOD}3,"Run Run,ECLIPSE\n'.encode(), 4),
]


async def test_a_file_that_cannot_be_read_is_one_sentence_and_stores_nothing(database: Path) -> None:
    before = rows(database)

    async def bring(name: str, content: bytes) -> str:
        file = database.parent / f"{name}.csv"
        file.write_bytes(content)
        call = ("import", str(file), "--chart", "melon-kr-weekly", "--week", "2024-07-25")
        return (await ostbot(database, *call)).sentence

    told = await asyncio.gather(*(bring(name, content) for name, content, _ in UNREADABLE))
    for (name, _, line), sentence in zip(UNREADABLE, told, strict=True):
        assert line is None or re.search(rf"\bline {line}\b", sentence, re.IGNORECASE), f"{name}: {sentence}"
    assert rows(database) == before


async def test_a_date_that_can_hardly_be_meant_needs_a_word_and_a_history_does_not(database: Path) -> None:
    file = database.parent / "chart.csv"
    file.write_text(GOOD)
    call = ("import", str(file), "--chart", "melon-kr-weekly", "--week")
    before = rows(database)
    future = await ostbot(database, *call, "2124-07-25")
    assert "in the future" in future.sentence
    assert "--confirm" in future.sentence
    assert rows(database) == before
    old = await ostbot(database, *call, "2004-07-22")
    assert old.code == 0, old.err
    strange = await ostbot(database, *call, "2004-07-27")
    assert "end on a Thursday" in strange.sentence
    meant = await ostbot(database, *call, "2004-07-27", "--confirm")
    assert meant.code == 0, meant.err


async def test_what_the_file_does_not_say_is_asked_for(database: Path) -> None:
    file = database.parent / "chart.csv"
    file.write_text(GOOD)
    missing = await asyncio.gather(
        ostbot(database, "import", str(database.parent / "nowhere.csv")),
        ostbot(database, "import", str(file)),
        ostbot(database, "import", str(file), "--chart", "melon-kr-weekly"),
        ostbot(database, "import", str(file), "--chart", "nonsense", "--week", "2024-07-25"),
    )
    for done, told in zip(missing, ("nowhere.csv", "--chart", "--week", "nonsense"), strict=True):
        assert told in done.sentence
    (tube := database.parent / "youtube_charts_2026-W18.csv").write_text(YOUTUBE)
    (shop := database.parent / "itunes-us.csv").write_text(GOOD)
    country, day = await asyncio.gather(
        ostbot(database, "import", str(tube)), ostbot(database, "import", str(shop), "--chart", "itunes-us-daily")
    )
    assert "Which country's YouTube list is this? Say it, for example: --chart youtube-kr-weekly" in country.sentence
    assert "Which day is this?" in day.sentence


async def test_a_long_import_is_told_chart_by_chart(database: Path) -> None:
    file = database.parent / "days.csv"
    days = [
        f"2024-07-{day:02},{where},1,Sudden Shower,ECLIPSE\n" for day in range(1, 9) for where in ("melon", "apple")
    ]
    file.write_text("date,platform,rank,title,artist\n" + "".join(days))
    assert (await ostbot(database, "import", str(file))).out.splitlines() == [
        "Apple Music South Korea, daily: 8 days from 2024-07-01 to 2024-07-08, 8 rows, 8 of them K-drama OSTs.",
        "Melon South Korea, daily: 8 days from 2024-07-01 to 2024-07-08, 8 rows, 8 of them K-drama OSTs.",
    ]
    assert (
        "Melon South Korea, daily: 8 days here already, nothing changed."
        in (await ostbot(database, "import", str(file))).out
    )


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("OSTBOT_LOG_LEVEL", "LOUD", "OSTBOT_LOG_LEVEL"),
        ("OSTBOT_SANDBOX_PORT", "99999", "OSTBOT_SANDBOX_PORT"),
        ("OSTBOT_SANDBOX_PORT", "eight", "OSTBOT_SANDBOX_PORT"),
        ("OSTBOT_SANDBOX", "https://example.com", "this machine"),
        ("OSTBOT_SANDBOX", "http://[", "OSTBOT_SANDBOX"),
    ],
)
def test_a_wrong_setting_is_one_sentence(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    code = main(["run"])
    out, err = capsys.readouterr()
    sentence = Done(code, out, err).sentence
    assert told in sentence
    assert value in sentence


async def test_a_store_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.sqlite3"
    broken.write_bytes(b"this is no database" * 100)
    no_database, folder = await asyncio.gather(
        ostbot(broken, "chart", "top"), ostbot(broken, "search", "x", OSTBOT_DATABASE=str(tmp_path))
    )
    assert "not a readable SQLite database" in no_database.sentence
    assert str(tmp_path) in folder.sentence


@pytest.mark.parametrize(
    "call",
    [
        ["chart", "top", "--week", "last week"],
        ["chart", "top", "--size", "0"],
        ["search", "x", "--limit", "-3"],
        ["import"],
        ["dance"],
        [],
    ],
)
def test_a_wrong_call_shows_how_to_call(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: ostbot")


ENDLESS = "x" * 10_000

REFUSED = {
    ("search", ""): "Type what to look for",
    ("search", "\x01\x02"): "Type what to look for",
    ("search", f"qj{ENDLESS}"): "Nothing is like “qjxx",
    ("search", "q\x1b[31mqzzb\u202e"): "Nothing is like “q[31mqzzb”: try",
    ("chart", "top", "--chart", ENDLESS): "There is no chart “xxx",
    ("chart", "top", "--chart", "nonsense", "--json"): "Here are: bugs-kr-weekly",
    ("chart", "recap", ENDLESS): "I cannot read “xxx",
    ("data", "alias", ENDLESS): "look with chart export",
    ("import", ENDLESS): "check the path",
    ("seed", "nowhere"): "is no folder",
    ("seed", ENDLESS): "check the path",
    ("export", ENDLESS): "check the path",
    ("export", "/proc/nowhere"): "name a folder where you may write",
    ("restore", "."): "it is a folder",
    ("restore", ENDLESS): "check the path",
}


async def test_whatever_is_asked_badly_is_one_short_sentence_and_nothing_is_lost(database: Path) -> None:
    before = rows(database)
    for call, told in REFUSED.items():
        sentence = (await ostbot(database, *call)).sentence
        assert told in sentence, (call[0], sentence)
        assert len(sentence) < 300
        assert sentence.isprintable()
    assert rows(database) == before


async def test_a_program_gets_its_empty_list_and_is_told_that_it_is_empty(database: Path) -> None:
    done = await ostbot(database, "search", "qqqxxzz", "--json")
    assert (done.code, json.loads(done.out)) == (1, [])
    assert done.err.startswith("ostbot: Nothing is like “qqqxxzz”: try")


async def test_health_looks_the_store_over_and_makes_none(database: Path) -> None:
    well = await ostbot(database, "health")
    assert well.code == 0, well
    assert "is sound" in well.out
    assert f"SQLite {sqlite3.sqlite_version}" in well.out
    assert "No backup yet" in well.out
    await ostbot(database, "backup")
    found = json.loads((await ostbot(database, "health", "--json")).out)
    assert found["up_to_date"]
    assert found["last_backup"]
    assert found["newest"] == ["Bugs Top 100, Thursdays", "2024-07-25"]
    assert found["dramas"] == len(rows(database)["drama"])

    nowhere, damaged = database.parent / "nowhere.sqlite3", database.parent / "damaged.sqlite3"
    os.truncate(shutil.copy(database, damaged), 40_000)
    for call in ("health", "backup"):
        assert "There is no store at" in (await ostbot(nowhere, call)).sentence
        assert "is not a readable SQLite database: restore a backup" in (await ostbot(damaged, call)).sentence
    assert not nowhere.exists()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO credit VALUES ('no-such-track', 0, 'no-such-artist', 'main')")
    assert "is not sound (a row of credit refers to nothing)" in (await ostbot(database, "health")).sentence


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="needs a folder that not even root may write into")
async def test_a_folder_that_may_not_be_written_is_named(database: Path) -> None:
    elsewhere = {"OSTBOT_DATABASE": "/proc/nowhere/ostbot.sqlite3"}
    for call in (("search", "goblin"), ("seed",), ("migrate",), ("chart", "top"), ("restore", str(database))):
        sentence = (await ostbot(database, *call, **elsewhere)).sentence
        assert "/proc/nowhere" in sentence
        assert re.search("permissions|rights", sentence), sentence


async def test_search_prints_a_ranked_list_for_programs(database: Path) -> None:
    found, unknown_chart = await asyncio.gather(
        ostbot(database, "search", "소나기 eclipse", "--json", "--limit", "5"),
        ostbot(database, "chart", "top", "--chart", "melon-kr-weekly"),
    )
    hits = json.loads(found.out)
    assert 1 <= len(hits) <= 5
    assert all(set(hit) == {"kind", "key", "titles", "drama", "artists", "sure"} for hit in hits)
    assert hits[0]["sure"]
    assert {"kind": "track", "drama": "Lovely Runner"}.items() <= hits[0].items()
    assert "소나기" in hits[0]["titles"]
    assert hits[0]["artists"]
    assert "bugs-kr-weekly" in unknown_chart.sentence


async def test_an_export_is_a_table_whose_header_scripts_rely_on(database: Path) -> None:
    table = await ostbot(database, "chart", "export", "--chart", "bugs-kr-weekly", "--format", "csv")
    assert table.out.splitlines()[0] == "week,rank,title,artist,last_week,peak,weeks,mark"
    found = list(csv.DictReader(table.out.splitlines()))
    assert [(row["week"], int(row["rank"])) for row in found] == sorted((r["week"], int(r["rank"])) for r in found)
    assert {row["mark"] for row in found} <= {"baseline", "new", "return", "up", "down", "same", "new?"}
    assert all(row["last_week"] == "" for row in found if row["mark"] in ("baseline", "new", "return", "new?"))
    assert all(row["last_week"] for row in found if row["mark"] in ("up", "down", "same"))


async def test_a_reader_that_has_read_enough_ends_an_export_quietly(database: Path) -> None:
    process = await start(database, "chart", "export", "--chart", "bugs-kr-weekly", "--format", "json")
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout._transport.close()  # type: ignore[attr-defined]  # as `head` does
    assert await process.stderr.read() == b""
    assert await process.wait() == 0


# The bot beside its sandbox ---------------------------------------------------------------------------------------


@asynccontextmanager
async def running(database: Path) -> AsyncIterator[str]:
    """``ostbot run`` in the sandbox; its page's address. At the end Ctrl-C, which it must obey within ten seconds."""
    process = await start(database, "run")
    assert process.stdout is not None
    try:
        async with asyncio.timeout(40):
            said = (await process.stdout.readline()).decode()
        address = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert address is not None, said
        yield address[0]
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(10):
            _, err = await process.communicate()
        assert process.returncode == 0
        assert "Traceback" not in err.decode(), err.decode()
        assert "never" not in err.decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def posts(session: aiohttp.ClientSession, address: str) -> dict[str, list[str]]:
    """The ids of the bot's posts by channel, once the chart and the party board are up."""
    async with asyncio.timeout(20):
        while True:
            async with session.get(f"{address}/sandbox/api/state") as answer:
                (guild, *_) = (await answer.json())["guilds"]
            found: dict[str, list[str]] = {}
            for channel in guild["channels"]:
                query = {"as": guild["members"][0]["id"]}
                url = f"{address}/sandbox/api/channels/{channel['id']}/messages"
                async with session.get(url, params=query) as answer:
                    messages = await answer.json() if answer.status == 200 else []
                if mine := [message["id"] for message in messages if message["author"].get("bot")]:
                    found[channel["name"]] = mine
            if len(found) == 2:
                return found
            await asyncio.sleep(0.1)


async def test_the_first_evening_is_there_again_after_a_restart(database: Path) -> None:
    async with aiohttp.ClientSession() as session:
        async with running(database) as address:
            async with session.get(address) as page:
                assert page.status == 200
                assert "<html" in (await page.text())
            first = await posts(session, address)
            assert {channel: len(ids) for channel, ids in first.items()} == {"charts": 1, "parties": 1}
        async with running(database) as address:
            await asyncio.sleep(0.5)  # time enough for a second post
            assert await posts(session, address) == first


async def test_a_port_in_use_is_one_sentence(database: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in (await ostbot(database, "run", OSTBOT_SANDBOX_PORT=port)).sentence


async def test_a_sandbox_that_is_not_there_is_one_sentence(database: Path) -> None:
    assert "ostbot sandbox" in (await ostbot(database, "run", OSTBOT_SANDBOX="http://127.0.0.1:9")).sentence


async def test_a_backup_is_made_and_put_back_in_one_command_each(tmp_path: Path) -> None:
    database = tmp_path / "ostbot.sqlite3"
    await ostbot(database, "seed")
    made = json.loads((await ostbot(database, "backup", "--json")).out)
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("DELETE FROM question")
    done = await ostbot(database, "restore", made["backup"])
    assert done.code == 0, done.err
    assert "is kept as" in done.out
    assert rows(database)["question"]
    again = await ostbot(database, "restore", str(tmp_path / "nowhere.sqlite3"))
    assert "there is no such file" in again.sentence


# The charts' questions and the operator's changes -------------------------------------------------------------------

BUGS = ("--chart", "bugs-kr-weekly")
TYPED = "rank,title,artist\n1,=HYPERLINK(1),@Somebody\n2,Sudden Shower,ECLIPSE\n3,Star,N.Flying\n"


async def brought(database: Path, week: str, text: str = TYPED) -> Done:
    """A week of a shared chart that this test brings in itself."""
    file = database.parent / "typed.csv"
    file.write_text(text)
    return await ostbot(database, "import", str(file), "--chart", "melon-kr-weekly", "--week", week)


@pytest.mark.parametrize(
    ("call", "said", "key"),
    [
        (("track", "소나기"), "≥13 weeks on the chart", "run"),
        (("movers", "--week", "2024-07-25"), "▲9 Love, Maybe", "climbers"),
        (("recap", "2024-Q2"), "Recap of Q2 2024 (Apr–Jun): K-drama OSTs on Bugs", "standings"),
        (("recap", "2024-Q2", "--table", "dramas"), "Recap of Q2 2024 (Apr–Jun) by drama", "standings"),
        (("recap", "2024-Q2", "--table", "artists", "--by", "steep"), "in full for each main artist", "standings"),
        (("recap", "2024-06", "--whole-run"), "entire run counts for the period of its peak", "standings"),
        (("recap", "2024-06", "--estimate"), "marked “est.”", "standings"),
        (("records",), "Most weeks at No. 1: ≥12 weeks", "records"),
        (("corrections", "--since", "2024-07-01"), "Corrections: K-drama OSTs on Bugs", "corrections"),
        (("method",), "How the charts are reckoned", "rules"),
        (("top", "--as-of", "2100-01-01"), "before later corrections.", "entries"),
    ],
)
async def test_every_question_is_answered_for_people_and_for_programs(
    database: Path, call: tuple[str, ...], said: str, key: str
) -> None:
    people, programs = await asyncio.gather(
        ostbot(database, "chart", *call), ostbot(database, "chart", *call, "--json")
    )
    assert said in people.out, people
    assert key in json.loads(programs.out)


async def test_a_question_that_has_no_answer_is_one_sentence(database: Path) -> None:
    never, streams, then = await asyncio.gather(
        ostbot(database, "chart", "recap", "2019"),
        ostbot(database, "chart", "recap", "2024-06", "--by", "streams"),
        ostbot(database, "chart", "top", "--as-of", "2001-01-01"),
    )
    assert "its issues go from 2024-05-02" in never.sentence
    assert "ask for the recap by points" in streams.sentence
    assert "ask for a later one" in then.sentence


async def test_the_platforms_weigh_what_the_operator_says(database: Path) -> None:
    await brought(database, "2024-07-25")
    weights = "melon=3"
    platforms = await ostbot(database, "chart", "platforms", "--json", OSTBOT_PLATFORM_WEIGHTS=weights)
    assert {each["chart"]: each["weight"] for each in json.loads(platforms.out)["platforms"]} == {
        "bugs-kr-weekly": 1,
        "melon-kr-weekly": 3,
    }
    method = await ostbot(database, "chart", "method", OSTBOT_PLATFORM_WEIGHTS=weights)
    assert "Weights: Melon × 3, any other × 1" in method.out
    wrong = await ostbot(database, "chart", "method", OSTBOT_PLATFORM_WEIGHTS="melon=lots")
    assert "OSTBOT_PLATFORM_WEIGHTS" in wrong.sentence
    assert "“melon=lots” is no weight" in wrong.sentence


async def test_an_export_runs_nothing_in_a_spreadsheet(database: Path) -> None:
    await brought(database, "2024-07-25")
    table = await ostbot(database, "chart", "export", "--chart", "melon-kr-weekly")
    row = next(csv.DictReader(table.out.splitlines()))
    assert (row["title"], row["artist"]) == ("'=HYPERLINK(1)", "'@Somebody")
    as_data = await ostbot(database, "chart", "export", "--chart", "melon-kr-weekly", "--format", "json")
    assert json.loads(as_data.out)[0]["title"] == "=HYPERLINK(1)"


async def test_the_operator_corrects_a_shared_chart_sees_it_logged_and_takes_it_back(database: Path) -> None:
    await brought(database, "2024-07-25")
    chart = ("--chart", "melon-kr-weekly", "--week", "2024-07-25")
    nobody = await ostbot(database, "data", "correct", *chart, "--place", "9", "--rank", "1")
    assert "Nobody is at No. 9" in nobody.sentence
    same = await ostbot(database, "data", "correct", *chart, "--place", "3", "--title", "Star")
    assert "says already" in same.sentence
    done = await ostbot(database, "data", "correct", *chart, "--place", "3", "--title", "Starlight", "--json")
    assert json.loads(done.out)["loaded"][0]["revision"] == 2
    (newest, *_) = json.loads((await ostbot(database, "data", "log", "--json")).out)
    assert newest["what"] == "correct"
    assert newest["issues"] == [{"chart": "melon-kr-weekly", "week": "2024-07-25", "revision": 2}]
    assert f"#{newest['change']} " in (await ostbot(database, "data", "log")).out
    assert (await ostbot(database, "data", "undo", str(newest["change"]))).code == 0
    top = json.loads((await ostbot(database, "chart", "top", "--json", "--only", "all", *chart)).out)
    assert [entry["title"] for entry in top["entries"]][2] == "Star"
    assert top["revision"] == 3
    assert "There is no such change" in (await ostbot(database, "data", "undo", "4711")).sentence


async def test_the_operator_says_what_a_listing_is(database: Path) -> None:
    await brought(database, "2024-07-25", "rank,title,artist\n1,A Sudden Rain,The Eclipse Band\n2,Else,Nobody\n")
    placed = await ostbot(database, "data", "alias", "a sudden rain", "소나기 eclipse")
    assert "“A Sudden Rain” by The Eclipse Band is the track" in placed.out
    top = json.loads((await ostbot(database, "chart", "top", "--chart", "melon-kr-weekly", "--json")).out)
    assert [entry["drama"] for entry in top["entries"]] == ["Lovely Runner"]
    none = await ostbot(database, "data", "alias", "a sudden rain")
    assert "is no K-drama OST" in none.out
    unknown, several = await asyncio.gather(
        ostbot(database, "data", "alias", "no such song at all"), ostbot(database, "data", "alias", "e")
    )
    assert "No listing of the shared charts" in unknown.sentence
    assert "say the number of one of them" in several.sentence


async def test_two_listings_become_one_only_after_saying_what_changes(database: Path) -> None:
    for week, title in (("2024-07-18", "Snow Flake"), ("2024-07-25", "Winter Petals")):
        await brought(database, week, f"rank,title,artist\n1,{title},Somebody New\n2,Else,Nobody\n")
    call = ("data", "merge", "snow flake somebody new", "winter petals")
    asked = json.loads((await ostbot(database, *call, "--json")).out)
    assert asked["done"] is False
    assert asked["weeks"] == 1
    await ostbot(database, *call, "--yes")
    export = await ostbot(database, "chart", "export", "--chart", "melon-kr-weekly")
    assert "2024-07-25,1,Winter Petals,Somebody New,1,1,2,same" in export.out


async def test_the_catalogue_goes_to_files_and_back_and_twice_changes_nothing(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    first = await ostbot(database, "export", str(folder), "--json")
    assert json.loads(first.out)["written"] > 50
    assert json.loads((await ostbot(database, "export", str(folder), "--json")).out)["written"] == 0
    assert json.loads((await ostbot(database, "seed", str(folder), "--json")).out)["changed"] == 0
    drama = folder / "dramas" / "lovely-runner.toml"
    drama.write_text(drama.read_text("utf-8").replace('network = "tvN"', 'network = "Another"'), "utf-8")
    assert json.loads((await ostbot(database, "seed", str(folder), "--json")).out)["changed"] == 1
    assert json.loads((await ostbot(database, "seed", str(folder), "--json")).out)["changed"] == 0
    assert json.loads((await ostbot(database, "export", str(folder), "--json")).out)["written"] == 0


async def test_a_wrong_catalogue_file_is_named_with_its_line_and_key(database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "catalogue"
    await ostbot(database, "export", str(folder))
    drama = folder / "dramas" / "lovely-runner.toml"
    drama.write_text(drama.read_text("utf-8").replace("episodes = ", "episodes = -"), "utf-8")
    failed = await ostbot(database, "seed", str(folder))
    assert failed.code == 1
    assert re.search(r"dramas/lovely-runner\.toml:\d+: episodes: ", failed.err)
    (folder / "diary.txt").write_text("x", "utf-8")
    assert "diary.txt" in (await ostbot(database, "export", str(folder))).err
    assert "is no folder" in (await ostbot(database, "seed", str(folder / "nowhere"))).err
