-- Schedules of every kind and cadence, deliveries that know when they were sent, channels that may not be posted to,
-- and what a server has chosen about language and managers. Tables whose checks or keys change are made anew.

ALTER TABLE guild ADD COLUMN language TEXT NOT NULL DEFAULT 'en' CHECK (language IN ('en', 'ko'));
ALTER TABLE guild ADD COLUMN manager_channel INTEGER;                -- where managers are told what went wrong
ALTER TABLE guild ADD COLUMN manager_role INTEGER;                   -- who may manage beside those with Manage Server
ALTER TABLE guild ADD COLUMN left_at INTEGER;                        -- since when the bot is not there any more

CREATE TABLE schedule_new (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: deliveries remember it
    guild     INTEGER NOT NULL,
    channel   INTEGER NOT NULL,
    what      TEXT NOT NULL CHECK (what IN ('chart', 'movers', 'recap', 'releases', 'parties', 'digest')),
    chart     TEXT,                                -- NULL where it shows none
    cadence   TEXT NOT NULL CHECK (cadence IN ('weekly', 'biweekly', 'monthly', 'quarterly', 'yearly')),
    day       INTEGER NOT NULL CHECK (day BETWEEN 0 AND 1231),   -- weekday, or month * 100 + day of the period
    at        TEXT NOT NULL,                       -- HH:MM on the wall
    zone      TEXT NOT NULL,
    size      INTEGER NOT NULL CHECK (size BETWEEN 1 AND 50),
    mention   INTEGER,                             -- the one role it pings
    publish   INTEGER NOT NULL DEFAULT 0 CHECK (publish IN (0, 1)),
    if_late   TEXT NOT NULL DEFAULT 'wait' CHECK (if_late IN ('wait', 'note', 'skip')),
    catch_up  INTEGER NOT NULL DEFAULT 36 CHECK (catch_up BETWEEN 1 AND 168),   -- hours
    language  TEXT CHECK (language IN ('en', 'ko')),                            -- NULL: the server's
    paused    INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    by        INTEGER,                             -- who made it: told what goes wrong where nothing else is chosen
    since     INTEGER NOT NULL                     -- nothing up to this instant was ever due
) STRICT;
INSERT INTO schedule_new (id, guild, channel, what, chart, cadence, day, at, zone, size, since)
    SELECT id, guild, channel, what, chart, 'weekly', weekday, at, zone, size, since FROM schedule;
DELETE FROM sqlite_sequence WHERE name = 'schedule_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'schedule_new', seq FROM sqlite_sequence WHERE name = 'schedule';
DROP TABLE schedule;
ALTER TABLE schedule_new RENAME TO schedule;
CREATE UNIQUE INDEX schedule_once ON schedule (guild, channel, what, coalesce(chart, ''), cadence, day, at);

CREATE TABLE delivery_new (                        -- the ledger: one row for every message that must go out once
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT NOT NULL,
    guild          INTEGER NOT NULL,
    channel        INTEGER NOT NULL,
    occurrence     TEXT NOT NULL,
    due_at         INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    state          TEXT NOT NULL DEFAULT 'due' CHECK
                   (state IN ('due', 'sending', 'sent', 'failed', 'expired', 'blocked', 'unsure', 'cancelled')),
    attempts       INTEGER NOT NULL DEFAULT 0,     -- since it was last known not to have gone out
    first_attempt  INTEGER,
    held_until     INTEGER,                        -- the lease of the process that is sending it
    retry_at       INTEGER,
    message        INTEGER,
    content        TEXT,                           -- what was posted: chart, week and revision
    reason         TEXT,                           -- why it was not, in the manager's words
    sent_at        INTEGER,
    crosspost      INTEGER NOT NULL DEFAULT 0 CHECK (crosspost IN (0, 1)),      -- still to be published to followers
    UNIQUE (kind, guild, channel, occurrence)
) STRICT;
INSERT INTO delivery_new SELECT id, kind, guild, channel, occurrence, due_at, expires_at, state, attempts,
    first_attempt, held_until, retry_at, message, content, reason,
    iif(state = 'sent', coalesce(first_attempt, due_at), NULL), 0 FROM delivery;
DELETE FROM sqlite_sequence WHERE name = 'delivery_new';
INSERT INTO sqlite_sequence (name, seq) SELECT 'delivery_new', seq FROM sqlite_sequence WHERE name = 'delivery';
DROP TABLE delivery;
ALTER TABLE delivery_new RENAME TO delivery;
CREATE INDEX delivery_open ON delivery (due_at) WHERE state IN ('due', 'sending');
CREATE INDEX delivery_by_guild ON delivery (guild, due_at);
CREATE INDEX delivery_crosspost ON delivery (id) WHERE crosspost;
CREATE INDEX delivery_blocked ON delivery (channel) WHERE state = 'blocked';

CREATE TABLE blocked_channel (                     -- where a post was refused: nothing is sent there until it may be
    channel   INTEGER PRIMARY KEY,
    guild     INTEGER NOT NULL,
    code      INTEGER NOT NULL,                    -- Discord's
    reason    TEXT NOT NULL,                       -- in the manager's words
    since     INTEGER NOT NULL,
    probed    INTEGER NOT NULL                     -- when it was last looked at, without sending
) STRICT;
CREATE INDEX blocked_by_guild ON blocked_channel (guild);
