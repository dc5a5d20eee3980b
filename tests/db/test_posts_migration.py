"""Schedules and deliveries that an older ostbot wrote are the same afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from core.posts.calendar import Cadence
from core.posts.model import Kind, Schedule, State
from core.values import ChannelId, ChartKey, GuildId
from db import migrate as migrations
from db.migrate import steps
from db.posts import PostRows
from db.store import Store

BEFORE = """
INSERT INTO schedule VALUES (3, 1, 2, 'chart', 'bugs-kr-weekly', 5, '20:00', 'Asia/Seoul', 10, 1700000000);
INSERT INTO schedule VALUES (9, 1, 2, 'chart', 'bugs-kr-weekly', 6, '20:00', 'Asia/Seoul', 10, 1700000000);
DELETE FROM schedule WHERE id = 9;
INSERT INTO delivery (id, kind, guild, channel, occurrence, due_at, expires_at, state, attempts, first_attempt, message,
    content) VALUES (7, 'chart', 1, 2, '3:2024-W30', 1722078000, 1722207600, 'sent', 1, 1722078002, 99, 'bugs@x#1');
INSERT INTO delivery (id, kind, guild, channel, occurrence, due_at, expires_at, reason)
    VALUES (8, 'chart', 1, 2, '3:2024-W31', 1722682800, 1722812400, 'waits');
"""


async def test_what_an_older_ostbot_scheduled_and_sent_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.sqlite3"
    old = [(number, sql) for number, sql in steps() if number < 3]
    with monkeypatch.context() as older:
        older.setattr(migrations, "steps", lambda: old)
        async with Store.open(path):
            pass
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(BEFORE)
    async with Store.open(path) as store, store.shelf(PostRows).writing() as rows:
        (kept,) = await rows.schedules(GuildId(1))
        assert kept == Schedule(
            *(GuildId(1), ChannelId(2), Kind.CHART, Cadence.WEEKLY, 5, time(20), ZoneInfo("Asia/Seoul")),
            since=datetime.fromtimestamp(1700000000, UTC),
            chart=ChartKey("bugs-kr-weekly"),
            id=3,
        )
        waits, sent = await rows.history(GuildId(1), 10)
        assert (sent.id, sent.state, sent.message, sent.content) == (7, State.SENT, 99, "bugs@x#1")
        assert sent.sent_at == datetime.fromtimestamp(1722078002, UTC)
        assert (waits.id, waits.state, waits.reason, waits.sent_at) == (8, State.DUE, "waits", None)
        again = await rows.add_schedule(kept)
        assert again is None
        fresh = await rows.add_schedule(replace(kept, day=6, id=0))
        assert fresh is not None
        assert fresh.id > 9  # a number that was given once never comes back
