"""What an answer is decided on is kept up with every answer, and is what counting anew would give."""

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from core.parties.model import Answer, Choice, Party, Seat
from core.values import ChannelId, GuildId, UserId
from db.parties import PartyRows
from db.store import Store

NOW = datetime(2024, 7, 26, 11, 30, tzinfo=UTC)
GUILD = GuildId(1)

COUNTED = """
SELECT coalesce(sum(iif(seat IN ('taken', 'offered'), 1 + guests, 0)), 0) AS taken,
       coalesce(sum(seat IN ('waiting', 'offered')), 0) AS queue FROM answer WHERE party = ?
"""


def any_answer(dice: random.Random, member: UserId, place: int) -> Answer:
    """One of all the ways in which somebody may stand to a party."""
    seat = dice.choice(list(Seat))
    choice = Choice.GOING if seat is not Seat.NONE else dice.choice([Choice.MAYBE, Choice.NO])
    until = NOW + timedelta(minutes=10) if seat is Seat.OFFERED else None
    guests = dice.randrange(3) if seat is not Seat.NONE else 0
    return Answer(member, choice, place, seat, guests, until)


async def test_seats_and_line_are_what_counting_every_answer_would_give(store: Store) -> None:
    dice = random.Random(1)
    shelf = store.shelf(PartyRows)
    wanted = Party(GUILD, ChannelId(2), UserId(3), "Rain", NOW + timedelta(days=1), ZoneInfo("UTC"), seats=5)
    async with shelf.writing() as rows:
        parties = [(await rows.add(wanted)).id for _ in range(2)]
    for place in range(1, 400):
        party, fan = dice.choice(parties), UserId(dice.randrange(100, 120))
        async with shelf.writing() as rows:
            if dice.random() < 0.15:
                await rows.drop_answer(party, fan)
            else:
                await rows.keep_answer(party, any_answer(dice, fan, place))
            asked = await rows.asked(GUILD, party, fan)
            assert asked is not None
            _, floor, queue = asked
            (counted,) = await rows._all(COUNTED, party)
            assert (floor.taken, queue) == (counted["taken"], counted["queue"])
            assert floor.taken == (await rows.floor(party, fan)).taken
            (latest,) = await rows._all("SELECT coalesce(max(place), 0) AS place FROM answer WHERE party = ?", party)
            assert floor.last >= latest["place"], "no place is given twice"
    async with store.writing() as connection:
        await connection.execute("DELETE FROM party WHERE id = ?", (parties[0],))
    async with store.reading() as connection:
        left: list[sqlite3.Row] = list(await connection.execute_fetchall("SELECT party FROM floor"))
    assert [row["party"] for row in left] == [parties[1]]


async def test_an_undone_answer_leaves_the_floor_as_it_was(store: Store) -> None:
    shelf = store.shelf(PartyRows)
    wanted = Party(GUILD, ChannelId(2), UserId(3), "Rain", NOW + timedelta(days=1), ZoneInfo("UTC"), seats=5)
    async with shelf.writing() as rows:
        party = (await rows.add(wanted)).id

    async def half() -> None:
        async with shelf.writing() as rows:
            await rows.keep_answer(party, Answer(UserId(9), Choice.GOING, 1, Seat.TAKEN))
            await rows.keep_answer(party, Answer(UserId(10), Choice.GOING, 2, Seat.OFFERED))  # an offer without an end

    with pytest.raises(sqlite3.IntegrityError):
        await half()
    async with shelf.reading() as rows:
        assert (await rows.floor(party, UserId(9))).taken == 0
