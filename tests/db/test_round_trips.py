"""What goes into the store comes out of it."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

import seeds
from core.catalog.model import Catalogue
from core.charts.model import Chart, Claim, Coverage, Entry, Exit, Figures, Issue, Mark, Song, Status, Week
from core.charts.ports import Change, Correction, Staged
from core.guilds.model import GuildSettings
from core.language import Language
from core.parties import announce, cues
from core.parties.cues import programme
from core.parties.model import Answer, Choice, Goal, Item, Party, PartyState, Seat, Terms
from core.parties.seats import Floor
from core.posts.calendar import Cadence
from core.posts.model import LEASE, IfLate, Kind, Planned, Schedule, State
from core.values import SHARED, ChannelId, ChartKey, GuildId, MessageId, RoleId, SongId, TrackKey, UserId
from db.catalog import CatalogRows
from db.charts import ChartRows
from db.facts import FactRows
from db.guilds import GuildRows
from db.parties import PartyRows
from db.people import PeopleRows
from db.posts import PostRows
from db.store import Store

NOW = datetime(2024, 7, 27, 11, tzinfo=UTC)
SEOUL = ZoneInfo("Asia/Seoul")
SNOWFLAKE = 1_234_567_890_123_456_789
HERE, ELSEWHERE = GuildId(SNOWFLAKE), GuildId(SNOWFLAKE + 1)
CHANNEL = ChannelId(SNOWFLAKE + 2)
MINA, LEO = UserId(SNOWFLAKE + 3), UserId(SNOWFLAKE + 4)


@pytest.fixture(scope="module")
def shipped() -> Catalogue:
    return seeds.load().catalogue


async def test_the_catalogue_comes_back_as_it_shipped_and_merging_again_changes_nothing(
    store: Store, shipped: Catalogue
) -> None:
    shelf = store.shelf(CatalogRows)
    for _ in range(2):
        async with shelf.writing() as rows:
            await rows.merge(shipped)
        async with shelf.reading() as rows:
            assert await rows.load() == shipped


async def test_what_the_store_knows_beyond_a_shipment_stays(store: Store, shipped: Catalogue) -> None:
    shelf = store.shelf(CatalogRows)
    (key, drama), *_ = shipped.dramas.items()
    async with shelf.writing() as rows:
        await rows.merge(shipped)
        await rows.merge(Catalogue(dramas={key: replace(drama, network="renewed", episodes=99)}))
        await rows.remember_seed("abc")
    async with shelf.reading() as rows:
        found = await rows.load()
        assert await rows.seeded_with() == "abc"
    assert found.dramas[key].network == "renewed"
    assert found.tracks == shipped.tracks
    assert found.artists == shipped.artists


SOURCE = Chart(ChartKey("spotify-kr-weekly"), "Spotify South Korea, weekly", "spotify", "kr")
SAMPLE = Chart(ChartKey("bugs-kr-weekly"), "Bugs South Korea, weekly", "bugs", "kr", sample=True)
OSTS = replace(SAMPLE, key=ChartKey("bugs-kr-weekly-ost"), title="K-drama OSTs on Bugs", of=SAMPLE.key)
END, BEFORE = date(2024, 7, 25), date(2024, 7, 18)
ONE, OTHER = SongId(41), SongId(42)
SONGS = [Song(ONE, "소나기", "이클립스", "선재 업고 튀어 OST"), Song(OTHER, "Star", "N.Flying", by_hand=True)]


def issue_of(one: SongId, other: SongId, end: date = END) -> Week:
    """A week in which every column holds something."""
    entry = Entry(one, 1, 98_765_432_101, Claim(2, 1, 79, is_new=False), 30, ("밤편지", "IU"))
    full = Figures(entry, Mark.UP, 3, 1, BEFORE, 2, 7, True, 5, True, new_peak=True, in_our_data=False, bullet=True)
    bare = Figures(Entry(other, 2), Mark.BASELINE, None, 2, end, 1, 1, False, 1, False)
    issue = Issue(end, (full.entry, bare.entry), 64, Status.PARTIAL, Coverage.OST)
    return Week(issue, (full, bare), (Exit(one, 9, known=True), Exit(other, 64, known=False)))


async def bring(rows: ChartRows, chart: Chart, *weeks: Week, revision: int = 1, at: int = 1) -> Chart:
    """Stage and publish *weeks*, as an import does."""
    stored = await rows.put_chart(chart)
    await rows.stage(Staged(stored, week, revision, 1, f"content {revision}") for week in weeks)
    assert await rows.publish([stored], at=at) == len(weeks)
    return stored


async def test_a_chart_week_comes_back_with_every_figure(store: Store) -> None:
    week, earlier = issue_of(ONE, OTHER), issue_of(ONE, OTHER, BEFORE)
    async with store.shelf(ChartRows).writing() as rows:
        await rows.stage_songs(SHARED, SONGS)
        chart = await bring(rows, SAMPLE, week, earlier)
    async with store.shelf(ChartRows).reading() as rows:
        assert replace(chart, id=0) == SAMPLE
        assert await rows.week(chart, END) == week
        assert await rows.weeks(chart) == [earlier, week]
        assert await rows.weeks(chart, END, END) == [week]
        assert await rows.run(chart, ONE) == [(BEFORE, earlier.figures[0]), (END, week.figures[0])]
        heads = [(head.end, head.revision, head.generation, head.content) for head in await rows.heads(chart)]
        assert heads == [(BEFORE, 1, 1, "content 1"), (END, 1, 1, "content 1")]
        assert await rows.week(chart, date(2024, 7, 11)) is None
        assert await rows.week(replace(chart, id=chart.id + 1), END) is None


async def test_what_is_staged_is_seen_by_nobody_until_it_is_published(store: Store) -> None:
    async with store.shelf(ChartRows).writing() as rows:
        await rows.stage_songs(SHARED, SONGS)
        chart = await bring(rows, SAMPLE, issue_of(ONE, OTHER, BEFORE))
        await rows.stage([Staged(chart, issue_of(ONE, OTHER), 1, 1, "staged")])
    async with store.shelf(ChartRows).reading() as rows:
        assert [head.end for head in await rows.heads(chart)] == [BEFORE]
        assert await rows.week(chart, END) is None
        assert [end for end, _ in await rows.run(chart, ONE)] == [BEFORE]
        assert await rows.version(chart) == 1
    async with store.shelf(ChartRows).writing() as rows:
        assert await rows.discard(1)
        assert not await rows.discard(1)
        assert await rows.publish([chart], at=2) == 0
        assert [head.end for head in await rows.heads(chart)] == [BEFORE]
        assert set(await rows.songs([ONE, OTHER])) == {ONE, OTHER}


async def test_a_correction_is_what_counts_and_the_older_revision_stays_readable(store: Store) -> None:
    first, second = issue_of(ONE, OTHER), issue_of(OTHER, ONE)
    async with store.shelf(ChartRows).writing() as rows:
        await rows.stage_songs(SHARED, SONGS)
        chart = await bring(rows, SAMPLE, first, at=10)
        await bring(rows, SAMPLE, second, revision=2, at=20)
        assert await rows.weeks(chart) == [second]
        assert (await rows.revision(chart, END, 1) or ())[:1] == (first,)
        assert await rows.revision(chart, END, 3) is None
        assert [await rows.week(chart, END, as_of=at) for at in (9, 10, 19, 20)] == [None, first, first, second]
        told = Correction(chart, END, ONE, "peak", "1", None, "a correction came in")
        await rows.correct([told], at=20)
        assert await rows.corrections(chart, 20, 10) == [(20, told)]
        assert await rows.corrections(chart, 21, 10) == []


async def test_charts_that_came_in_go_before_samples_the_latest_first(store: Store) -> None:
    async with store.shelf(ChartRows).writing() as rows:
        for chart in (SAMPLE, OSTS, SOURCE):
            await bring(rows, chart, Week(Issue(END)))
        assert replace((await rows.charts(SHARED))[0], id=0) == SOURCE
        assert {chart.of for chart in await rows.charts(SHARED)} == {None, SAMPLE.key}
        await bring(rows, replace(SAMPLE, sample=False), Week(Issue(date(2024, 8, 1))))
        await rows.put_chart(SAMPLE)  # once brought in, a chart is no sample again
        assert (await rows.charts(SHARED))[0].key == SAMPLE.key


async def test_a_servers_own_charts_songs_and_changes_are_seen_by_nobody_else(store: Store) -> None:
    async with store.shelf(ChartRows).writing() as rows:
        await rows.stage_songs(SHARED, SONGS[:1])
        await rows.stage_songs(HERE, SONGS[1:])
        await bring(rows, SOURCE, Week(Issue(END)))
        own = await bring(rows, replace(SOURCE, guild=HERE), Week(Issue(BEFORE)))
        assert [chart.guild for chart in await rows.charts(HERE)] == [HERE, SHARED]
        assert [chart.guild for chart in await rows.charts(ELSEWHERE)] == [SHARED]
        assert [head.end for head in await rows.heads(own)] == [BEFORE]
        assert await rows.songs_of(HERE) == SONGS[1:]
        change = Change("import", HERE, 5, MINA, ((own.key, BEFORE, 1),), "by hand")
        number = await rows.log(change)
        assert await rows.changes(HERE, 10) == [replace(change, id=number)]
        assert await rows.changes(ELSEWHERE, 10) == await rows.changes(SHARED, 10) == []


async def test_songs_are_known_by_their_identities_and_placed_on_their_track(store: Store, shipped: Catalogue) -> None:
    track = TrackKey(next(iter(shipped.tracks)))
    async with store.shelf(CatalogRows).writing() as rows:
        await rows.merge(shipped)
    async with store.shelf(ChartRows).writing() as charts:
        assert await charts.next_song() == 1
        await charts.stage_songs(SHARED, SONGS)
        assert await charts.songs([ONE, OTHER, SongId(10**9)]) == {ONE: SONGS[0], OTHER: SONGS[1]}
        assert await charts.next_song() == OTHER + 1
        await charts.stage_keys(SHARED, {"소나기 | 이클립스": ONE, "b": OTHER})
        await charts.stage_keys(SHARED, {"b": ONE, "c": ONE})  # the first owner keeps it
        known = await charts.known(SHARED, ["소나기 | 이클립스", "b", "c", "zzz"])
        assert known == {"소나기 | 이클립스": ONE, "b": OTHER, "c": ONE}
        assert await charts.known(HERE, ["b"]) == {}
        await charts.link({ONE: track}, by_hand=True)
        (placed,) = await charts.songs_on(track)
        assert placed == replace(SONGS[0], track=track, by_hand=True)
        await bring(charts, SAMPLE, issue_of(ONE, OTHER, BEFORE), issue_of(ONE, OTHER))
        ((_, chart, newest, figures),) = await charts.standings(SHARED, [track])
        assert (chart.key, newest, figures) == (SAMPLE.key, END, issue_of(ONE, OTHER).figures[0])
        await charts.merge_songs(ONE, OTHER)
        assert await charts.known(SHARED, ["b"]) == {"b": ONE}


def schedule(guild: GuildId = HERE, weekday: int = 5) -> Schedule:
    since = NOW - timedelta(days=30)
    return Schedule(
        *(guild, CHANNEL, Kind.CHART, Cadence.WEEKLY, weekday, time(20, 30), SEOUL, since), chart=SAMPLE.key
    )


async def test_every_choice_of_a_schedule_comes_back_and_can_be_changed(store: Store) -> None:
    chosen = replace(
        schedule(),
        what=Kind.DIGEST,
        cadence=Cadence.QUARTERLY,
        day=215,
        size=5,
        mention=RoleId(SNOWFLAKE),
        publish=True,
        if_late=IfLate.NOTE,
        catch_up=timedelta(hours=5),
        language=Language.KO,
        paused=True,
        by=UserId(SNOWFLAKE),
    )
    async with store.shelf(PostRows).writing() as rows:
        kept, plain = await rows.add_schedule(chosen), await rows.add_schedule(replace(chosen, day=101))
        assert kept == replace(chosen, id=kept.id if kept else 0)
        assert kept is not None
        assert plain is not None
        changed = replace(kept, chart=None, language=None, mention=None, by=None, paused=False)
        assert await rows.change_schedule(changed)
        assert not await rows.change_schedule(replace(kept, day=101))  # the other one is just like that
        assert await rows.schedules(HERE) == [changed, plain]


def planned(subject: int = 1, week: int = 30, kind: Kind = Kind.CHART, due: datetime = NOW) -> Planned:
    return Planned(kind, HERE, CHANNEL, f"{subject}:2024-W{week}", due, due + timedelta(hours=36))


async def test_schedules_come_back_and_the_same_one_is_not_kept_twice(store: Store) -> None:
    async with store.shelf(PostRows).writing() as rows:
        first = await rows.add_schedule(schedule())
        assert first == replace(schedule(), id=first.id if first else 0)
        assert await rows.add_schedule(schedule()) is None
        other = await rows.add_schedule(schedule(ELSEWHERE))
        assert await rows.schedules(HERE) == [first]
        assert await rows.schedules() == [first, other]


async def test_a_schedule_is_removed_by_its_own_server_only_and_its_number_never_comes_back(store: Store) -> None:
    async with store.shelf(PostRows).writing() as rows:
        mine = await rows.add_schedule(schedule())
        assert mine is not None
        await rows.plan([planned(mine.id), planned(mine.id * 10 + 1)])
        assert await rows.remove_schedule(ELSEWHERE, mine.id) is None
        assert await rows.remove_schedule(HERE, mine.id) == mine
        states = {each.subject: each.state for each in await rows.history(HERE, 10)}
        assert states == {mine.id: State.CANCELLED, mine.id * 10 + 1: State.DUE}
        again = await rows.add_schedule(schedule())
    assert again is not None
    assert again.id > mine.id


async def test_a_delivery_comes_back_and_planning_it_again_leaves_it_alone(store: Store) -> None:
    async with store.shelf(PostRows).writing() as rows:
        await rows.plan([planned()])
        (due,) = await rows.due(NOW)
        assert due.plan == planned()
        assert (due.state, due.attempts, due.message, due.content) == (State.DUE, 0, None, None)
        await rows.sent(due.id, MessageId(1), "unclaimed", now=NOW, crosspost=False)
        assert (await rows.history(HERE, 10))[0].state is State.DUE  # nothing is sent that nobody claimed
        await rows.claim(due.id, "bugs@2024-07-25#1", now=NOW, until=NOW + LEASE)
        await rows.sent(due.id, MessageId(SNOWFLAKE), "bugs@2024-07-25#1", now=NOW, crosspost=True)
        assert not await rows.end(due.id, State.FAILED, "too late to fail")
        await rows.plan([planned(), planned()])
        (sent,) = await rows.history(HERE, 10)
        assert (sent.state, sent.message, sent.content) == (State.SENT, SNOWFLAKE, "bugs@2024-07-25#1")
        assert (sent.sent_at, sent.crosspost) == (NOW, True)
        assert [each.id for each in await rows.crossposts()] == [sent.id]
        await rows.crossposted(sent.id)
        assert await rows.crossposts() == []
        assert await rows.last_content(Kind.CHART, 1) == "bugs@2024-07-25#1"
        assert await rows.last_content(Kind.MOVERS, 1) is None
        assert await rows.last_content(Kind.CHART, 11) is None
        assert await rows.due(NOW) == []


async def test_of_many_who_claim_a_delivery_one_gets_it(store: Store) -> None:
    shelf = store.shelf(PostRows)
    async with shelf.writing() as rows:
        await rows.plan([planned()])
        (due,) = await rows.due(NOW)

    async def claim(content: str) -> bool:
        async with shelf.writing() as rows:
            return await rows.claim(due.id, content, now=NOW, until=NOW + LEASE) is not None

    assert sum(await asyncio.gather(*(claim(str(number)) for number in range(20)))) == 1


async def test_a_claim_ends_with_its_lease_or_when_its_process_is_gone(store: Store) -> None:
    async with store.shelf(PostRows).writing() as rows:
        await rows.plan([planned()])
        (due,) = await rows.due(NOW)
        first = await rows.claim(due.id, "first", now=NOW, until=NOW + LEASE)
        assert first is not None
        assert (first.state, first.attempts, first.first_attempt) == (State.SENDING, 1, NOW)
        assert await rows.due(NOW + LEASE - timedelta(seconds=1)) == []
        later = NOW + LEASE
        assert [each.id for each in await rows.due(later)] == [due.id]
        second = await rows.claim(due.id, "second", now=later, until=later + LEASE)
        assert second is not None
        assert (second.attempts, second.first_attempt, second.content) == (2, NOW, "first")
        await rows.let_go()
        assert [each.id for each in await rows.due(later)] == [due.id]
        assert await rows.end(due.id, State.BLOCKED, "gone")
        assert await rows.claim(due.id, "third", now=NOW + timedelta(days=1), until=NOW + timedelta(days=2)) is None


async def test_what_waits_is_due_again_at_its_time_and_expires_after_its_window(store: Store) -> None:
    async with store.shelf(PostRows).writing() as rows:
        await rows.plan([planned(), planned(week=31, due=NOW + timedelta(days=7))])
        (due,) = await rows.due(NOW)
        await rows.put_back(due.id, retry_at=NOW + timedelta(hours=1), reason="no newer chart")
        assert await rows.due(NOW + timedelta(minutes=59)) == []
        assert [each.id for each in await rows.due(NOW + timedelta(hours=1))] == [due.id]
        assert await rows.expire(NOW + timedelta(hours=36, seconds=-1)) == []
        assert [each.id for each in await rows.expire(NOW + timedelta(hours=36))] == [due.id]
        newer, older = await rows.history(HERE, 10)
        assert (older.state, older.reason) == (State.EXPIRED, "no newer chart")
        assert newer.state is State.DUE
        assert await rows.history(ELSEWHERE, 10) == []


def party(guild: GuildId = HERE, hours: int = 24) -> Party:
    return Party(
        *(guild, CHANNEL, LEO, "비 오는 밤 🎵", NOW + timedelta(hours=hours), SEOUL),
        seats=2,
        reminders=(45, 10),
        items=(Item("비", "A", 61, TrackKey("a/b"), ("https://x.y",)), Item("b"), Item("c", nominated=True, by=MINA)),
        helpers=(MINA,),
        terms=Terms(3, RoleId(1), ((RoleId(2), 5),), RoleId(3), 60),
        goal=Goal(20, 60),
        gap=7,
        place="Listening Room",
        itself=True,
    )


async def test_a_party_comes_back_with_its_answers_in_order_of_arrival(store: Store) -> None:
    async with store.shelf(PartyRows).writing() as rows:
        stored = await rows.add(party())
        items = tuple(replace(item, id=each.id) for item, each in zip(party().items, stored.items, strict=True))
        assert stored == replace(party(), id=stored.id, items=items)
        now = stored
        for fan, choice in ((MINA, Choice.GOING), (LEO, Choice.MAYBE), (MINA, Choice.NO), (MINA, Choice.GOING)):
            floor = await rows.floor(stored.id, fan)
            assert floor == Floor.of(now.answers, fan)
            others = tuple(each for each in now.answers if each.member != fan)
            seat = Seat.OFFERED if choice is Choice.GOING else Seat.NONE
            until = NOW if seat is Seat.OFFERED else None
            mine = Answer(fan, choice, floor.last + 1, seat, 2, until, RoleId(2), CHANNEL, "이름")
            after = replace(now, answers=(*others, mine))
            await rows.record(now, after)
            asked = await rows.asked(HERE, stored.id, fan)
            assert asked is not None
            assert (asked[1], asked[2]) == (Floor.of(after.answers, fan), len(after.line))
            found = await rows.find(HERE, stored.id)
            assert found is not None
            assert set(found.answers) == set(after.answers)
            assert (found.going, found.waiting, found.maybe) == (after.going, after.waiting, after.maybe)
            now = found
        running = cues.pause(programme(NOW, [61, 30], 7), NOW + timedelta(seconds=5))
        off = replace(now, state=PartyState.PAUSED, programme=replace(running, lengths=(61, 0)), ended=NOW, reason="x")
        await rows.record(now, off)
        assert await rows.find(HERE, stored.id) == replace(
            off, answers=tuple(sorted(off.answers, key=lambda a: a.place))
        )
        assert await rows.find(ELSEWHERE, stored.id) is None


async def test_the_parties_to_come_are_those_that_take_place_soonest_first(store: Store) -> None:
    async with store.shelf(PartyRows).writing() as rows:
        later, sooner = await rows.add(party(hours=48)), await rows.add(party(hours=24))
        other, off = await rows.add(party(ELSEWHERE, hours=1)), await rows.add(party())
        await rows.record(off, replace(off, state=PartyState.CANCELLED))
        assert await rows.coming(HERE, NOW) == [sooner, later]
        assert await rows.coming(None, NOW) == [other, sooner, later]
        assert await rows.coming(HERE, sooner.starts) == [later]


async def test_a_party_knows_its_board_once_it_is_up_and_takes_back_what_is_not(store: Store) -> None:
    async with store.shelf(PartyRows).writing() as rows:
        stored = await rows.add(party())
        await rows.plan(announce.announced(None, stored, NOW))
        ledger = PostRows(rows._connection)
        (board,) = await ledger.due(NOW)
        await ledger.claim(board.id, "party", now=NOW, until=NOW + LEASE)
        await ledger.sent(board.id, MessageId(SNOWFLAKE), "party", now=NOW, crosspost=False)
        found = await rows.find(HERE, stored.id)
        assert found is not None
        assert found.board == SNOWFLAKE
        await rows.withdraw(stored.id, "reminder-")
        states = {each.plan.kind: each.state for each in await ledger.history(HERE, 10)}
    assert states == {Kind.BOARD: State.SENT, Kind.REMINDER: State.CANCELLED}


async def test_people_servers_and_facts_come_back(store: Store) -> None:
    chosen = GuildSettings(HERE, "Europe/Berlin", CHANNEL, ChannelId(CHANNEL + 1))
    async with store.shelf(PeopleRows).writing() as rows:
        assert await rows.zone(MINA) is None
        await rows.set_zone(MINA, "Asia/Seoul")
        await rows.set_zone(MINA, "Europe/London")
    async with store.shelf(GuildRows).writing() as guilds:
        assert await guilds.settings(HERE) == GuildSettings(HERE)
        await guilds.keep(GuildSettings(HERE))
        await guilds.keep(chosen)
    async with store.shelf(FactRows).writing() as facts:
        await facts.set("demo", "1")
        await facts.set("demo", "2")
    async with store.reading() as connection:
        assert await PeopleRows(connection).zone(MINA) == "Europe/London"
        assert await GuildRows(connection).settings(HERE) == chosen
        assert await GuildRows(connection).settings(ELSEWHERE) == GuildSettings(ELSEWHERE)
        assert await FactRows(connection).get("demo") == "2"
        assert await FactRows(connection).get("nothing") is None
