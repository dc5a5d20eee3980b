"""The whole surface: every command, every button, every table with a person, every setting, every seed file."""

import asyncio
import importlib
import inspect
import json
import pkgutil
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import discord
import pytest
from discord import app_commands
from hypothesis import given
from hypothesis import strategies as st

import bot.ui
import seeds
from bot.client import PERMISSIONS, OstBot
from bot.opening import open_rooms
from bot.settings import Settings
from bot.ui import charts, data, help  # noqa: A004 - the module of /help
from bot.ui.answers import about_recap
from bot.ui.buttons import BUTTONS, OWNERS
from bot.ui.card import LONGEST_TEXT, Card, card
from bot.ui.drafts import Draft, Edit
from bot.ui.told import NONE, SHARE, ask_id, told_card, turns
from bot.wiring import every_cog
from core.catalog.model import Artist, Catalogue, Drama, Names, Track
from core.charts.asking.answered import On, Table
from core.charts.asking.recap_answers import Reckoned
from core.charts.board import Board, Gone, Line
from core.charts.imports import Import
from core.charts.loading import Loaded, Plan
from core.charts.matching.suspects import Suspect
from core.charts.model import Chart, Claim, Entry, Exit, Figures, Mark, Row, Sheet, Song
from core.charts.names import SongName
from core.charts.naming import LONGEST_KEY, chart_of
from core.charts.ports import Change, Correction
from core.charts.previews import Listed, NewestOsts, Preview
from core.charts.rules.dating import Doubt, Why
from core.charts.rules.points import Measure
from core.charts.telling.told import Row as Said
from core.charts.telling.told import Section, Told
from core.charts.telling.told_periods import tell_method
from core.errors import BadInput
from core.language import Language
from core.parties.model import Choice, Item, Party
from core.values import ArtistKey, ChannelId, ChartKey, DramaKey, GuildId, SongId, TrackKey, UserId
from db.people import PERSONAL
from tests.catalog_cards import catalog_cards
from tests.conftest import FRIDAY
from tests.growth_cards import grown, growth_cards
from tests.party_cards import party_cards
from tests.post_cards import SCHEDULE, post_cards
from tests.wire.evening import evening, eventually

ROOT = Path(__file__).parents[1]

EVERYBODY, SERVER, MANAGERS = "everybody, direct messages too", "everybody on a server", "managers of a server"

MAY = {
    "ost search": EVERYBODY,
    "ost drama": EVERYBODY,
    "ost follow": EVERYBODY,
    "ost following": EVERYBODY,
    "ost suggest": EVERYBODY,
    "ost artist": EVERYBODY,
    "ost discover": EVERYBODY,
    "ost new": EVERYBODY,
    "ost faq": EVERYBODY,
    "chart top": EVERYBODY,
    "chart track": EVERYBODY,
    "chart drama": EVERYBODY,
    "chart movers": EVERYBODY,
    "chart momentum": EVERYBODY,
    "chart platforms": EVERYBODY,
    "chart compare": EVERYBODY,
    "chart recap": EVERYBODY,
    "chart records": EVERYBODY,
    "chart method": EVERYBODY,
    "chart corrections": EVERYBODY,
    "chart export": EVERYBODY,
    "party create": SERVER,
    "party show": SERVER,
    "party list": SERVER,
    "party rsvp": SERVER,
    "party cancel": SERVER,
    "party edit": SERVER,
    "party control": SERVER,
    "party start": SERVER,
    "party cohost": SERVER,
    "party roster": SERVER,
    "party calendar": SERVER,
    "party tracks": SERVER,
    "party nominate": SERVER,
    "party vote": SERVER,
    "party where": SERVER,
    "party note": SERVER,
    "party ready": SERVER,
    "party checkin": SERVER,
    "party heart": SERVER,
    "party recap": SERVER,
    "party series": SERVER,
    "party template": SERVER,
    "party find": SERVER,
    "schedule add": MANAGERS,
    "schedule list": MANAGERS,
    "schedule edit": MANAGERS,
    "schedule remove": MANAGERS,
    "schedule preview": MANAGERS,
    "schedule run": MANAGERS,
    "schedule history": MANAGERS,
    "schedule health": MANAGERS,
    "data import": MANAGERS,
    "data correct": MANAGERS,
    "data undo": MANAGERS,
    "data log": MANAGERS,
    "data alias": MANAGERS,
    "data merge": MANAGERS,
    "data drama": MANAGERS,
    "data track": MANAGERS,
    "data nickname": MANAGERS,
    "data queue": MANAGERS,
    "data export": MANAGERS,
    "data catalogue": MANAGERS,
    "setup": MANAGERS,
    "health": MANAGERS,
    "me settings": EVERYBODY,
    "me parties": EVERYBODY,
    "me export": EVERYBODY,
    "me delete": EVERYBODY,
    "help": EVERYBODY,
    "about": EVERYBODY,
}
"""Who may use each command: a new one has to be put here on purpose."""

Json = dict[str, Any]


# Commands ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def told(filled_store: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    """The commands as Discord is told them, without any network."""
    database = shutil.copy(filled_store, tmp_path_factory.mktemp("surface") / "ostbot.sqlite3")

    async def build() -> list[Json]:
        async with open_rooms(Path(database), lambda: FRIDAY) as rooms, OstBot(rooms, every_cog(rooms)) as client:
            for cog in client._groups:
                await client.add_cog(cog)
            typed = client.tree.get_commands(type=discord.AppCommandType.chat_input)
            return [command.to_dict(client.tree) for command in typed]

    return asyncio.run(build())


def leaves(command: Json, before: str = "") -> Iterator[tuple[str, Json]]:
    """The commands that can be typed, by their whole name."""
    name = f"{before} {command['name']}".strip()
    inner = [option for option in command.get("options", []) if option["type"] in (1, 2)]
    if not inner:
        yield name, command
    for each in inner:
        yield from leaves(each, name)


def nodes(command: Json) -> Iterator[Json]:
    """The command, its subcommands and its options."""
    yield command
    for option in command.get("options", []):
        yield from nodes(option)


def weight(node: Json) -> int:
    """What Discord counts against its 8,000 characters: names, descriptions and the values of choices."""
    own = len(node["name"]) + len(node.get("description", ""))
    choices = sum(len(choice["name"]) + len(str(choice["value"])) for choice in node.get("choices", []))
    return own + choices + sum(map(weight, node.get("options", [])))


def test_every_command_says_who_may_use_it(told: list[Json]) -> None:
    found: dict[str, str] = {}
    for top in told:
        on_servers_only = top.get("contexts") == [0] or top.get("dm_permission") is False
        needed = top.get("default_member_permissions")
        may = SERVER if on_servers_only else EVERYBODY
        if needed is not None:
            assert int(needed) == discord.Permissions(manage_guild=True).value, top["name"]
            assert on_servers_only, top["name"]
            may = MANAGERS
        found |= {name: may for name, _ in leaves(top)}
    assert found == MAY


def test_every_command_and_option_has_a_name_and_a_description_of_legal_length(told: list[Json]) -> None:
    for top in told:
        for node in nodes(top):
            assert re.fullmatch(r"[a-z0-9_-]{1,32}", node["name"]), node["name"]
            assert 1 <= len(node["description"]) <= 100, node["name"]
            assert node["description"] not in ("…", "..."), f"{top['name']}: {node['name']} is not described"
            assert len(node.get("options", [])) <= 25
            assert len(node.get("choices", [])) <= 25
            assert all(1 <= len(choice["name"]) <= 100 for choice in node.get("choices", []))
            if "max_length" in node:
                assert node["max_length"] <= 6000


def test_every_whole_command_stays_within_8000_characters(told: list[Json]) -> None:
    assert len(told) <= 100
    assert all(weight(top) <= 8000 for top in told)


def test_every_text_option_that_people_type_freely_is_bounded_or_suggested(told: list[Json]) -> None:
    for top in told:
        for name, command in leaves(top):
            for option in command.get("options", []):
                if option["type"] == 3 and name != "me delete":
                    bounded = option.get("max_length") or option.get("choices") or option.get("autocomplete")
                    assert bounded, f"{name} {option['name']}"


def test_every_command_has_its_place_in_the_docs(told: list[Json]) -> None:
    docs = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "docs").glob("*.md")))
    missing = [name for top in told for name, _ in leaves(top) if f"`/{name}`" not in docs]
    assert missing == []


def test_the_docs_promise_no_command_that_is_not_there(told: list[Json]) -> None:
    there = {name for top in told for name, _ in leaves(top)}
    table = (ROOT / "docs" / "commands.md").read_text("utf-8")
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `/")]
    promised = {name for row in rows for name in re.findall(r"`/([a-z -]+)`", row)}
    assert promised == there


def test_the_bot_asks_for_no_privileged_intent_and_no_right_it_does_not_need() -> None:
    assert (
        PERMISSIONS.value & discord.Permissions(administrator=True, mention_everyone=True, manage_guild=True).value == 0
    )


# Cards and buttons ------------------------------------------------------------------------------------------------

LARGEST = 2**63 - 1
LONGEST_HOW = Reckoned(Measure.STREAMS, estimate=True, whole_run=True)
MARKUP = "*_`~|<>[]#@:" * 9
WIDE = Names(MARKUP[:100], "한" * 100, ("x" * 100,))
KEY = ChartKey(f"billboard-global-{'x' * (LONGEST_KEY - 24)}-weekly")
SOURCE = Chart(KEY, "T" * 100, "billboard", "global")
OSTS = replace(SOURCE, key=ChartKey(f"{KEY}-ost"), of=KEY)
LAST = date(9999, 12, 31)
TRACKS = {
    key: Track(key, DramaKey("d"), WIDE, tags=(), sources=("s" * 50,) * 5)
    for key in (TrackKey(f"d/{number}") for number in range(80))
}
CATALOGUE = Catalogue(
    dramas={DramaKey("d"): Drama(DramaKey("d"), WIDE, episodes=9999, network="n" * 200, sources=("s" * 50,) * 5)},
    artists={ArtistKey("a"): Artist(ArtistKey("a"), WIDE)},
    tracks=TRACKS,
)
FIGURES = Figures(
    Entry(SongId(LARGEST), 99_999, LARGEST, Claim(99_999, 1, 99_999), 99_999),
    *(Mark.UP, 99_999, 99_999, LAST, 9999, 9999, True, 9999, True),
)
PARTY = Party(
    *(GuildId(LARGEST), ChannelId(LARGEST), UserId(LARGEST), MARKUP[:100], FRIDAY + timedelta(days=366)),
    zone=ZoneInfo("America/Argentina/ComodRivadavia"),
    seats=1000,
    drama=DramaKey("d"),
    id=LARGEST,
)
MARK = "f" * 24

LOADED = [Loaded(SOURCE, LAST, 99, 5000, 5000)] * 60
LISTED = Song(SongId(LARGEST), MARKUP[:100] * 5, "한" * 500)
CORRECTION = Correction(SOURCE, LAST, LISTED.id, "weeks_at_peak", "9" * 50, "1" * 50, "b" * 50)
PLAN = Plan(*(SOURCE, OSTS, LARGEST, 0, LOADED, [LAST] * 60), corrections=[CORRECTION] * 60, names=[LISTED, LISTED])
SUSPECTS = [Suspect(LISTED.title, LISTED.artist, track) for track in list(TRACKS.values())[:5]]
LONG_NAME = SongName(Names(en=MARKUP[:100] * 5, ko="한" * 500), MARKUP[:100] * 5)
PREVIEW = Preview(
    tuple(Doubt(why, LAST, LAST, 99_999) for why in Why), NewestOsts(SOURCE, LAST, (Listed(FIGURES, LONG_NAME),) * 60)
)
DRAFT = Draft(PARTY.guild, "f" * 300, (), None, None, [PLAN] * 5, SUSPECTS, PREVIEW, token="f" * 12)
EDIT = Edit(PARTY.guild, MARKUP * 5, [replace(PLAN, notes=[MARKUP * 9] * 2)] * 5, "correct", LARGEST, "f" * 12)
CHANGE = Change("correction", PARTY.guild, int(FRIDAY.timestamp()), LARGEST, ((KEY, LAST, 99),) * 60, id=LARGEST)


def board(places: int, *, osts: bool) -> Board:
    """A chart with everything as long as it can be."""
    line = Line(FIGURES, WIDE, MARKUP[:100], WIDE, 99, verified=False, tied=True, source=FIGURES)
    gone = tuple(Gone(Exit(SongId(n), 99_999), WIDE, "x") for n in range(50))
    end = LAST - timedelta(days=7)
    shown = Board(OSTS if osts else SOURCE, end, (line,) * places, 200, gone, SOURCE if osts else None)
    return replace(shown, earlier=end - timedelta(days=7), later=LAST)


def rendered() -> dict[str, list[Card]]:
    """Every renderer with the largest values that can reach it."""
    group: app_commands.Group = app_commands.Group(name="g" * 32, description="d" * 100)
    for number in range(25):
        group.add_command(app_commands.Command(name="c" * (32 - number), description="d" * 100, callback=_endless))
    groups = [app_commands.Group(name=letter * 32, description="d" * 100) for letter in "abcdef"]
    posts, party = post_cards(PARTY), party_cards(PARTY, CATALOGUE, FRIDAY, MARK)
    lists = [*party.pop("list_card"), *posts.pop("list_card")]
    return {
        "card": [card("x"), card("x" * 9000, "y"), card("x" * LONGEST_TEXT, "y" * 9, "z"), card("\n".join("x" * 4000))],
        "chart_card": [
            charts.chart_card(board(places, osts=osts), size=50, mark=mark, signed=signed)
            for places in (0, 1, 20, 50)
            for osts in (True, False)
            for mark, signed in (("", ""), (MARK, ""), ("", f"<@{LARGEST}>"))
        ],
        **party,
        "list_card": lists,
        **catalog_cards(),
        **posts,
        "draft_card": [data.draft_card(DRAFT), data.draft_card(replace(DRAFT, plans=[]))],
        "done_card": [
            data.done_card(Import(tuple(LOADED), ((SOURCE, LAST),) * 60, LARGEST, 10**10 - 1)),
            data.done_card(Import((), ()), main=MARKUP * 5),
        ],
        "edit_card": [data.edit_card(EDIT), data.edit_card(replace(EDIT, plans=[]))],
        "edited_card": [
            data.edited_card(each, Import(tuple(LOADED), (), LARGEST, 10**10 - 1))
            for each in (EDIT, replace(EDIT, undoes=None))
        ],
        "placed_card": [data.placed_card(MARKUP * 9, 10**10 - 1)],
        "merge_card": [data.merge_card([PLAN], SongId(10**12 - 1), SongId(10**12 - 2), (MARKUP, MARKUP))],
        **growth_cards(),
        "log_card": [data.log_card([CHANGE] * 60), data.log_card([])],
        "told_card": told_cards(),
        "help_card": [
            help.help_card([*groups, group], manager=True, language=Language.KO),
            help.help_card([group, *groups], "g" * 32),
            help.help_card([group], f"{'g' * 32} {'c' * 32}"),
        ],
        "about_card": [help.about_card(CATALOGUE, [SOURCE] * 60)],
    }


async def _endless(_interaction: discord.Interaction[Any], option: str, other: str | None = None) -> None:
    """A command with options, never called."""


def told_cards() -> list[Card]:
    """Chart answers as long as they can be, with every custom id they can have."""
    row = Said(MARKUP, MARKUP)
    endless = Told(MARKUP, (MARKUP,) * 3, tuple(Section(MARKUP, (row,) * 20) for _ in range(6)), (MARKUP,) * 4)
    on = On(OSTS, SOURCE)
    week, songs = LAST - timedelta(days=7), ".".join(["9999999999"] * 3)
    about = {
        "track": LARGEST,
        "compare": songs,
        "drama": f"{LARGEST}.{LAST}",
        "movers": LAST,
        "momentum": LAST,
        "recap": about_recap(f"chart-year {LAST.year}", Table.ARTISTS, LONGEST_HOW),
        "records": NONE,
        "corrections": f"{LAST}.39",
    }
    ids = [ask_id(SHARE, kind, on, each) for kind, each in about.items()]
    ids += [ask_id(SHARE, "platforms", None, LAST), ask_id(SHARE, "method")]
    beside = turns("drama", on, ("Earlier week", f"{LARGEST}.{week}"), ("Later week", f"{LARGEST}.{LAST}"))
    cards = [told_card(endless, buttons=beside, share=each) for each in ids]
    return [*cards, told_card(endless, signed=f"<@{LARGEST}>"), told_card(tell_method()), told_card(Told("x"))]


def walk(parts: list[Json]) -> Iterator[Json]:
    """Every component, nested ones included."""
    for part in parts:
        yield part
        yield from walk([*part.get("components", []), *([part["accessory"]] if "accessory" in part else [])])


@pytest.fixture(scope="module")
def cards() -> list[list[Json]]:
    """The components of every rendered card."""
    views = [each.view for many in rendered().values() for each in many]
    return [list(walk(view.to_components())) for view in views]  # type: ignore[no-untyped-call]  # discord.py's own


def test_every_renderer_is_looked_at_here() -> None:
    found = set()
    for module in pkgutil.iter_modules(bot.ui.__path__):
        if not module.ispkg:
            for name, value in inspect.getmembers(importlib.import_module(f"bot.ui.{module.name}"), inspect.isfunction):
                renders = get_type_hints(value).get("return") is Card and not inspect.iscoroutinefunction(value)
                if value.__module__.startswith("bot.ui.") and renders:
                    found.add(name)
    assert found == set(rendered())


def owners(custom_id: str) -> list[str]:
    """The buttons that would answer a press on *custom_id*."""
    return [each.__name__ for each in OWNERS if each.template.fullmatch(custom_id)]


def test_every_button_on_every_card_has_exactly_one_owner_and_a_legal_custom_id(cards: list[list[Json]]) -> None:
    ids = [part["custom_id"] for parts in cards for part in parts if "custom_id" in part]
    assert {owner for each in ids for owner in owners(each)} == {button.__name__ for button in BUTTONS}
    for custom_id in ids:
        assert len(owners(custom_id)) == 1, custom_id
        assert len(custom_id) <= 100, custom_id


def test_no_card_has_the_same_custom_id_twice(cards: list[list[Json]]) -> None:
    for parts in cards:
        ids = [part["custom_id"] for part in parts if "custom_id" in part]
        assert len(set(ids)) == len(ids)


def test_every_card_fits_into_a_message(cards: list[list[Json]]) -> None:
    for parts in cards:
        assert len(parts) <= 40
        texts = [part["content"] for part in parts if part["type"] == 10]
        assert all(texts)
        assert sum(map(len, texts)) <= LONGEST_TEXT
        assert all(1 <= len(part["label"]) <= 80 for part in parts if part["type"] == 2)


@pytest.mark.parametrize("button", OWNERS, ids=lambda button: button.__name__)
@given(pick=st.data())
def test_no_custom_id_has_two_owners(button: Any, pick: st.DataObject) -> None:
    custom_id = pick.draw(st.from_regex(button.template, fullmatch=True))
    assert owners(custom_id) == [button.__name__]


@given(st.text(alphabet="chartsevpogingmybl:v12-0:ost", max_size=60))
def test_a_foreign_custom_id_has_one_owner_at_most(custom_id: str) -> None:
    assert len(owners(custom_id)) <= 1


def test_a_chart_whose_key_would_not_fit_into_a_button_is_refused() -> None:
    assert chart_of(KEY).key == KEY
    assert len(KEY) == LONGEST_KEY
    with pytest.raises(BadInput, match=f"at most {LONGEST_KEY}"):
        chart_of(KEY.replace("xx", "xxx", 1))


# People -----------------------------------------------------------------------------------------------------------

PERSONAL_NAMES = re.compile(r"(^|_)(member|host|user|user_id|owner|uploader|author|person|fan)(_|$)|(^|_)by$")


def columns(database: Path) -> list[tuple[str, str]]:
    """Every column of every table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return [
            (table, row[1])
            for table in tables
            for row in connection.execute("SELECT * FROM pragma_table_info(?)", [table])
        ]


def hits(database: Path, person: int) -> set[tuple[str, str]]:
    """The columns in which *person* occurs, as a number or inside a text."""
    with closing(sqlite3.connect(database)) as connection:
        return {
            (table, column)
            for table, column in columns(database)
            if connection.execute(
                f'SELECT 1 FROM "{table}" WHERE instr(CAST("{column}" AS TEXT), ?) LIMIT 1',  # noqa: S608 - own schema
                [str(person)],
            ).fetchone()
        }


def test_a_column_named_like_a_person_is_one_we_export_and_delete(filled_store: Path) -> None:
    named = {(table, column) for table, column in columns(filled_store) if PERSONAL_NAMES.search(column)}
    assert named == set(PERSONAL.items())


def test_what_would_name_a_person_is_recognised() -> None:
    assert all(
        map(PERSONAL_NAMES.search, ("user_id", "made_by", "by", "by_user", "owner", "uploader", "author", "co_host"))
    )


async def test_after_delete_a_person_is_in_no_column_of_any_table(database: Path) -> None:
    canary, other = UserId(777_000_111_222_333_444), UserId(5)
    async with open_rooms(database, lambda: FRIDAY) as rooms:
        await rooms.people.set_zone(canary, "Asia/Seoul")
        await rooms.people.set_zone(other, "Europe/Berlin")
        wanted = replace(PARTY, id=0, items=(), drama=None, guild=GuildId(1), channel=ChannelId(2))
        mine = await rooms.parties.create(replace(wanted, host=canary))
        theirs = await rooms.parties.create(replace(wanted, host=other))
        await rooms.parties.nominate(GuildId(1), theirs.id, canary, Item("Proposed"))
        await rooms.parties.vote(
            GuildId(1), theirs.id, canary, (await rooms.parties.find(GuildId(1), theirs.id)).items[0].id
        )
        await rooms.hosting.help(GuildId(1), theirs.id, other, canary, manager=False)
        for party in (mine, theirs):
            for fan in (canary, other):
                await rooms.parties.answer(GuildId(1), party.id, fan, Choice.GOING)
        for number, person in enumerate((canary, other)):
            await rooms.posts.add(replace(SCHEDULE, guild=GuildId(1), day=101 + number, by=person, since=FRIDAY, id=0))
        sheet = Sheet((Row(1, "Star", "N.Flying"),), 1, "melon", "kr", LAST)
        await rooms.imports.load([sheet], guild=GuildId(1), by=canary)
        await rooms.imports.load([replace(sheet, market="us")], guild=GuildId(1), by=other)
        await grown(rooms, canary)
        assert hits(database, canary) == set(PERSONAL.items())
        exported = await rooms.people.export(canary)
        assert set(exported) == set(PERSONAL)
        assert {table: len(rows) for table, rows in exported.items()} == {
            "member": 1,
            "answer": 2,
            "party": 1,
            "party_track": 1,
            "party_helper": 1,
            "party_mark": 1,
            "change": 1,
            "schedule": 1,
            "suggestion": 1,
            "follow": 1,
            "follower": 1,
            "news": 1,
        }
        assert str(other) not in json.dumps(exported["member"])
        assert await rooms.people.forget(canary) == 13
        assert hits(database, canary) == set()
        assert await rooms.people.forget(canary) == 0
        assert not any((await rooms.people.export(canary)).values())
        assert (await rooms.parties.find(GuildId(1), theirs.id)).going == (other,)  # the others keep what is theirs
        assert (await rooms.parties.find(GuildId(1), mine.id)).going == (other,)
        assert await rooms.people.zone(other) == ZoneInfo("Europe/Berlin")


async def test_an_evening_mentions_nobody_by_force_and_forgets_who_asks_for_it(database: Path) -> None:
    """One evening through the real wire: everything that posts, then everybody deletes their data."""
    async with evening(database, FRIDAY) as night, night.bot():
        title = "@everyone @here <@&1> <@1>"
        await night.ask(
            "schedule add", by="Hana", channel=night.channels["charts"], day="Friday", time="20:31", zone="Asia/Seoul"
        )
        panel = await night.ask(
            "party create", by="Leo", title=title, when="tomorrow 20:00", channel=night.channels["parties"]
        )
        await night.press("Open", panel.message, by="Leo")
        party_board = await night.post_in("parties")
        for fan in ("Mina", "Junho"):
            await night.press("Going", party_board, by=fan)
            await night.ask("me settings", by=fan, zone="Asia/Seoul")
        await night.ask("party show", by="Mina")
        await night.ask("ost search", by="Mina", query=title)
        shown = (await night.ask("chart top", by="Mina")).message
        await night.press("Share", shown, by="Mina")
        await night.press("Earlier week", shown, by="Mina")
        await night.advance(minutes=2)
        await night.post_in("charts")
        await night.set_clock(FRIDAY + timedelta(hours=23, minutes=5))
        await night.post_in("parties", 2)
        while night.client.boards._tasks:  # so that it is the deletion that renews the board
            await asyncio.sleep(0.1)

        people = {name: int(night.members[name]) for name in ("Leo", "Mina", "Junho")}
        assert {table for table, _ in hits(night.database, people["Mina"])} == {"member", "answer"}
        for name, person in people.items():
            assert "Nothing was deleted" in (await night.ask("me delete", by=name, confirm="yes")).text
            assert hits(night.database, person)
            assert "Nothing is left" in (await night.ask("me delete", by=name, confirm="DELETE")).text
            assert hits(night.database, person) == set(), name

        async def forgotten() -> bool:
            shown = (await night.posts("parties"))[0].text
            return not any(str(person) in shown for person in people.values())

        await eventually(forgotten)

        sent = [each for each in await night.get("requests", after="0") if each["body"] is not None]
    messages = list(filter(None, map(message_of, sent)))
    assert {each["method"] for each in sent if message_of(each)} == {"POST", "PATCH"}
    assert len(messages) >= 15
    for message in messages:
        mentions = message.get("allowed_mentions", {"parse": f"nothing said {message}"})
        assert mentions["parse"] == []
        assert not mentions.get("users")
        assert not mentions.get("roles")


def message_of(request: Json) -> Json | None:
    """The message that a request creates or edits; ``None`` for one without content."""
    body = request["body"]
    if request["path"].endswith("/callback"):
        body = body.get("data") if body["type"] in (4, 7) else None
    elif not re.search(r"/messages(/[^/]+)?$|/webhooks/\d+/[^/]+$", request["path"]):
        return None
    shows = body and any(body.get(part) for part in ("content", "embeds", "components"))
    return dict(body) if shows else None


# Settings and seeds -----------------------------------------------------------------------------------------------


def example() -> dict[str, str]:
    """The settings of ``.env.example``."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_every_setting_is_in_the_example_and_every_line_of_it_is_read() -> None:
    assert set(example()) == {name.upper() for name in Settings.model_fields}


def test_every_setting_of_the_example_is_explained_above_it() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    for name in example():
        place = next(number for number, line in enumerate(lines) if line.startswith(f"{name}="))
        assert lines[place - 1].startswith("# "), name


def test_the_example_as_it_is_changes_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in example():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    plain = Settings()
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    assert Settings() == plain


@pytest.mark.parametrize("name", sorted(example()))
def test_every_line_of_the_example_can_be_changed(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    values = {"OSTBOT_LOG_LEVEL": "DEBUG", "OSTBOT_SANDBOX_PORT": "1234", "OSTBOT_SANDBOX": "http://localhost:1"}
    values["OSTBOT_PLATFORM_WEIGHTS"] = "melon=2"
    monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    before = getattr(Settings(), name.lower())
    (tmp_path / ".env").write_text(f"{name}={values.get(name, 'other')}\n", "utf-8")
    assert getattr(Settings(), name.lower()) != before


def test_every_seed_file_is_valid() -> None:
    shipment = seeds.load()
    assert shipment.catalogue.tracks
    for sample in shipment.charts:
        assert chart_of(sample.chart.key).key == sample.chart.key
