-- The ground: what every room keeps. Snowflakes are INTEGER, instants INTEGER UTC seconds, dates ISO text,
-- wall times local text beside their IANA zone. Names keep the scripts they are known in; unknown is NULL.

CREATE TABLE fact (                      -- small facts of the store itself: which seeds it holds, which commands Discord holds
    name   TEXT PRIMARY KEY,
    value  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE guild (
    id             INTEGER PRIMARY KEY,
    zone           TEXT NOT NULL DEFAULT 'Asia/Seoul',
    chart_channel  INTEGER,
    party_channel  INTEGER
) STRICT;

CREATE TABLE member (                    -- what a person chose for themselves, on every server
    user_id  INTEGER PRIMARY KEY,
    zone     TEXT
) STRICT;

-- The catalogue ---------------------------------------------------------------------------------------------------

CREATE TABLE drama (
    key        TEXT PRIMARY KEY,
    title_en   TEXT,
    title_ko   TEXT,
    also       TEXT NOT NULL DEFAULT '[]',
    first_air  TEXT,
    finale     TEXT,
    network    TEXT,
    episodes   INTEGER CHECK (episodes > 0),
    verified   INTEGER NOT NULL CHECK (verified IN (0, 1)),
    sources    TEXT NOT NULL DEFAULT '[]',
    CHECK (coalesce(title_en, title_ko) IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE artist (
    key      TEXT PRIMARY KEY,
    name_en  TEXT,
    name_ko  TEXT,
    also     TEXT NOT NULL DEFAULT '[]',
    CHECK (coalesce(name_en, name_ko) IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE track (
    key       TEXT PRIMARY KEY,
    drama     TEXT NOT NULL REFERENCES drama (key) ON DELETE CASCADE,
    title_en  TEXT,
    title_ko  TEXT,
    also      TEXT NOT NULL DEFAULT '[]',
    release   TEXT NOT NULL,
    part      INTEGER CHECK (part > 0),
    released  TEXT,
    tags      TEXT NOT NULL DEFAULT '[]',
    verified  INTEGER NOT NULL CHECK (verified IN (0, 1)),
    sources   TEXT NOT NULL DEFAULT '[]',
    CHECK (coalesce(title_en, title_ko) IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE TABLE credit (
    track   TEXT NOT NULL REFERENCES track (key) ON DELETE CASCADE,
    place   INTEGER NOT NULL,
    artist  TEXT NOT NULL REFERENCES artist (key),
    role    TEXT NOT NULL,
    PRIMARY KEY (track, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE tag (
    key      TEXT PRIMARY KEY,
    facet    TEXT NOT NULL,
    en       TEXT NOT NULL,
    ko       TEXT,
    meaning  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE question (
    key       TEXT PRIMARY KEY,
    question  TEXT NOT NULL,
    answer    TEXT NOT NULL,
    source    TEXT NOT NULL,
    as_of     TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Charts ----------------------------------------------------------------------------------------------------------
-- Everything here has a scope: guild 0 is shared by all servers, any other number is one server's own.

CREATE TABLE chart (
    id        INTEGER PRIMARY KEY,
    guild     INTEGER NOT NULL DEFAULT 0,
    key       TEXT NOT NULL,
    title     TEXT NOT NULL,
    platform  TEXT NOT NULL,
    market    TEXT NOT NULL,
    kind      TEXT NOT NULL,
    cadence   TEXT NOT NULL,
    of        INTEGER REFERENCES chart (id),       -- an OST chart names the chart it is drawn from
    sample    INTEGER NOT NULL CHECK (sample IN (0, 1)),
    version   INTEGER NOT NULL DEFAULT 0,          -- grows with every publication; two imports at once notice each other
    newest    INTEGER,                             -- the issue published last that can be shown; NULL: there is none
    UNIQUE (guild, key)
) STRICT;

CREATE TABLE song (                                -- one listing; versions and spellings share it
    id      INTEGER PRIMARY KEY,
    guild   INTEGER NOT NULL DEFAULT 0,
    title   TEXT NOT NULL,
    artist  TEXT NOT NULL,
    album   TEXT,
    track   TEXT REFERENCES track (key) ON DELETE SET NULL,
    by_hand INTEGER NOT NULL DEFAULT 0             -- somebody said which track it is, or that it is none
) STRICT;
CREATE INDEX song_by_track ON song (track) WHERE track IS NOT NULL;

CREATE TABLE song_key (                            -- the alias table: every identity a listing has been seen under
    guild  INTEGER NOT NULL DEFAULT 0,
    key    TEXT NOT NULL,
    song   INTEGER NOT NULL REFERENCES song (id),
    PRIMARY KEY (guild, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE issue (                               -- never changed once published; what comes later is a new row
    id            INTEGER PRIMARY KEY,
    chart         INTEGER NOT NULL REFERENCES chart (id),
    end_date      TEXT NOT NULL,
    revision      INTEGER NOT NULL CHECK (revision > 0),       -- grows when what was published changes
    generation    INTEGER NOT NULL DEFAULT 0,                  -- grows when only the figures change
    status        TEXT NOT NULL CHECK (status IN ('published', 'partial', 'missing', 'void')),
    coverage      TEXT NOT NULL CHECK (coverage IN ('all', 'ost')),
    depth         INTEGER NOT NULL CHECK (depth >= 0),
    content       TEXT NOT NULL,                               -- fingerprint of the rows, whatever file they came in
    published_at  INTEGER,                                     -- NULL while an import is being written
    current       INTEGER NOT NULL DEFAULT 0 CHECK (current IN (0, 1)),
    UNIQUE (chart, end_date, revision, generation)
) STRICT;
CREATE UNIQUE INDEX issue_current ON issue (chart, end_date) WHERE current;
CREATE INDEX issue_staged ON issue (chart) WHERE published_at IS NULL;

CREATE TABLE entry (                               -- what was published, beside what we computed from it
    issue         INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    song          INTEGER NOT NULL REFERENCES song (id),
    rank          INTEGER NOT NULL CHECK (rank > 0),
    source_rank   INTEGER,
    metric        INTEGER,
    claim_last    INTEGER,
    claim_peak    INTEGER,
    claim_weeks   INTEGER,
    claim_new     INTEGER,
    mark          TEXT NOT NULL,
    last_week     INTEGER,
    peak          INTEGER NOT NULL,
    peak_on       TEXT NOT NULL,
    weeks_at_peak INTEGER NOT NULL,
    weeks         INTEGER NOT NULL,
    weeks_least   INTEGER NOT NULL,
    streak        INTEGER NOT NULL,
    streak_least  INTEGER NOT NULL,
    new_peak      INTEGER NOT NULL,
    in_our_data   INTEGER NOT NULL,
    bullet        INTEGER,
    listed_title  TEXT,                            -- how this issue spells it, where that is not the song's own name
    listed_artist TEXT,
    PRIMARY KEY (issue, song)
) STRICT, WITHOUT ROWID;
CREATE INDEX entry_by_song ON entry (song);

CREATE TABLE exit (
    issue      INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    song       INTEGER NOT NULL REFERENCES song (id),
    last_rank  INTEGER NOT NULL,
    known      INTEGER NOT NULL,
    PRIMARY KEY (issue, song)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction (                          -- every figure that a later import or correction changed
    id        INTEGER PRIMARY KEY,
    chart     INTEGER NOT NULL REFERENCES chart (id),
    end_date  TEXT NOT NULL,
    song      INTEGER NOT NULL REFERENCES song (id),
    field     TEXT NOT NULL,
    old       TEXT,
    new       TEXT,
    because   TEXT NOT NULL,
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX correction_by_chart ON correction (chart, at);

CREATE TABLE change (                              -- what people did to the data, newest last; kept for /data log and undo
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    guild   INTEGER NOT NULL,
    at      INTEGER NOT NULL,
    by      INTEGER,
    what    TEXT NOT NULL,
    detail  TEXT NOT NULL                          -- JSON: the weeks and revisions it made
) STRICT;
CREATE INDEX change_by_guild ON change (guild, id);

-- Scheduled posts -------------------------------------------------------------------------------------------------

CREATE TABLE schedule (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: deliveries remember it
    guild     INTEGER NOT NULL,
    channel   INTEGER NOT NULL,
    what      TEXT NOT NULL,
    chart     TEXT NOT NULL,
    weekday   INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    at        TEXT NOT NULL,                       -- HH:MM on the wall
    zone      TEXT NOT NULL,
    size      INTEGER NOT NULL CHECK (size BETWEEN 1 AND 50),
    since     INTEGER NOT NULL,                    -- nothing before this instant was ever due
    UNIQUE (guild, channel, what, chart, weekday, at)
) STRICT;

CREATE TABLE delivery (                            -- the ledger: one row for every message that must go out once
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT NOT NULL,
    guild          INTEGER NOT NULL,
    channel        INTEGER NOT NULL,
    occurrence     TEXT NOT NULL,
    due_at         INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL,
    state          TEXT NOT NULL DEFAULT 'due'
                   CHECK (state IN ('due', 'sending', 'sent', 'failed', 'expired', 'blocked', 'cancelled')),
    attempts       INTEGER NOT NULL DEFAULT 0,
    first_attempt  INTEGER,
    held_until     INTEGER,                        -- the lease of the process that is sending it
    retry_at       INTEGER,
    message        INTEGER,
    content        TEXT,                           -- what was posted: chart, week and revision
    reason         TEXT,                           -- why it was not, in the manager's words
    UNIQUE (kind, guild, channel, occurrence)
) STRICT;
CREATE INDEX delivery_open ON delivery (due_at) WHERE state IN ('due', 'sending');

-- Listening parties -----------------------------------------------------------------------------------------------

CREATE TABLE party (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    guild       INTEGER NOT NULL,
    channel     INTEGER NOT NULL,
    host        INTEGER NOT NULL,
    title       TEXT NOT NULL,
    starts_at   INTEGER NOT NULL,
    zone        TEXT NOT NULL,
    seats       INTEGER CHECK (seats > 0),
    remind      INTEGER NOT NULL CHECK (remind >= 0),   -- minutes before the start; 0: never
    drama       TEXT REFERENCES drama (key) ON DELETE SET NULL,
    state       TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'cancelled'))
) STRICT;
CREATE INDEX party_by_guild ON party (guild, starts_at);

CREATE TABLE answer (
    party   INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    member  INTEGER NOT NULL,
    choice  TEXT NOT NULL CHECK (choice IN ('going', 'maybe', 'no')),
    place   INTEGER NOT NULL,                           -- order of arrival; decides seats and the waiting list
    PRIMARY KEY (party, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_track (
    party  INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    place  INTEGER NOT NULL,
    track  TEXT NOT NULL,
    PRIMARY KEY (party, place)
) STRICT, WITHOUT ROWID;
