-- The whole life of a party: every state, seats and offers, track lists with lengths, cues, what fans do while it
-- plays, series and templates. Tables whose checks change are made anew, children before their parent is dropped.

CREATE TABLE party_series (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    guild    INTEGER NOT NULL,
    repeat   TEXT NOT NULL CHECK (repeat IN ('weekly', 'biweekly', 'monthly', 'days')),
    anchor   TEXT NOT NULL,                        -- the first date
    at       TEXT NOT NULL,                        -- HH:MM on the wall
    zone     TEXT NOT NULL,
    days     TEXT NOT NULL DEFAULT '[]',           -- weekdays, Monday is 0
    skipped  TEXT NOT NULL DEFAULT '[]',           -- dates left out
    recipe   TEXT NOT NULL,                        -- JSON: what each party is made from
    over     INTEGER NOT NULL DEFAULT 0 CHECK (over IN (0, 1))
) STRICT;
CREATE INDEX party_series_by_guild ON party_series (guild);

CREATE TABLE party_template (
    guild   INTEGER NOT NULL,
    name    TEXT NOT NULL,
    recipe  TEXT NOT NULL,
    PRIMARY KEY (guild, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_new (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    guild          INTEGER NOT NULL,
    channel        INTEGER NOT NULL,
    host           INTEGER NOT NULL,
    title          TEXT NOT NULL,
    starts_at      INTEGER NOT NULL,
    zone           TEXT NOT NULL,
    seats          INTEGER CHECK (seats > 0),
    reminders      TEXT NOT NULL DEFAULT '[30]',   -- minutes before the start
    drama          TEXT REFERENCES drama (key) ON DELETE SET NULL,
    state          TEXT NOT NULL CHECK (state IN ('draft', 'open', 'full', 'closed', 'lobby', 'live', 'paused',
                                                  'ended', 'archived', 'cancelled')),
    guests         INTEGER NOT NULL DEFAULT 0 CHECK (guests >= 0),
    only_role      INTEGER,
    role_limits    TEXT NOT NULL DEFAULT '[]',     -- pairs of role and seats
    attendee_role  INTEGER,
    closes         INTEGER NOT NULL DEFAULT 0 CHECK (closes >= 0),       -- minutes before the start
    goal_people    INTEGER,
    goal_minutes   INTEGER,
    gap            INTEGER NOT NULL DEFAULT 5 CHECK (gap >= 0),          -- seconds
    place          TEXT NOT NULL DEFAULT '',
    itself         INTEGER NOT NULL DEFAULT 0 CHECK (itself IN (0, 1)),
    t0             INTEGER,                        -- the agreed start, once somebody has started it
    ended_at       INTEGER,
    reason         TEXT NOT NULL DEFAULT '',
    board_name     TEXT NOT NULL DEFAULT 'board',  -- the occurrence whose message shows the party
    thread         INTEGER,                        -- 0: none could be made
    event          INTEGER,                        -- Discord's own scheduled event; 0: none could be made
    series         INTEGER REFERENCES party_series (id),
    version        INTEGER NOT NULL DEFAULT 1,     -- grows with every change the public sees
    mirrored       INTEGER NOT NULL DEFAULT 0,     -- the version that Discord's event and thread show
    checked_at     INTEGER NOT NULL DEFAULT 0      -- when it was last looked whether its guests are still members
) STRICT;
INSERT INTO party_new (id, guild, channel, host, title, starts_at, zone, seats, reminders, drama, state, mirrored)
    SELECT id, guild, channel, host, title, starts_at, zone, seats, iif(remind > 0, '[' || remind || ']', '[]'), drama,
           state, 1 FROM party;

CREATE TABLE answer_new (
    party   INTEGER NOT NULL REFERENCES party_new (id) ON DELETE CASCADE,
    member  INTEGER NOT NULL,
    choice  TEXT NOT NULL CHECK (choice IN ('going', 'maybe', 'no')),
    place   INTEGER NOT NULL,                      -- order of arrival; decides the waiting list
    seat    TEXT NOT NULL DEFAULT 'none' CHECK (seat IN ('none', 'taken', 'offered', 'waiting')),
    guests  INTEGER NOT NULL DEFAULT 0 CHECK (guests >= 0),
    until   INTEGER CHECK ((until IS NOT NULL) = (seat = 'offered')),    -- when the offer of a seat ends
    role    INTEGER,                               -- the role with limited seats that it counts against
    direct  INTEGER,                               -- the channel of direct messages for reminders
    name    TEXT NOT NULL DEFAULT '',              -- what the server calls the fan
    PRIMARY KEY (party, member),
    CHECK ((choice = 'going') = (seat <> 'none'))
) STRICT, WITHOUT ROWID;
INSERT INTO answer_new (party, member, choice, place, seat)
    SELECT a.party, a.member, a.choice, a.place,
           iif(a.choice <> 'going', 'none', iif(p.seats IS NULL OR (
               SELECT count(*) FROM answer b WHERE b.party = a.party AND b.choice = 'going' AND b.place <= a.place
           ) <= p.seats, 'taken', 'waiting'))
    FROM answer a JOIN party p ON p.id = a.party;

CREATE TABLE party_track_new (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- votes remember it
    party      INTEGER NOT NULL REFERENCES party_new (id) ON DELETE CASCADE,
    place      INTEGER NOT NULL,
    title      TEXT NOT NULL,
    artist     TEXT NOT NULL,
    seconds    INTEGER CHECK (seconds > 0),        -- NULL: nobody has said
    track      TEXT,
    links      TEXT NOT NULL DEFAULT '[]',
    nominated  INTEGER NOT NULL DEFAULT 0 CHECK (nominated IN (0, 1)),
    by         INTEGER                             -- who nominated it
) STRICT;
INSERT INTO party_track_new (party, place, title, artist, track)
    SELECT l.party, l.place, coalesce(t.title_en, t.title_ko, l.track), coalesce((
               SELECT group_concat(coalesce(a.name_en, a.name_ko), ', ') FROM credit c JOIN artist a ON a.key = c.artist
               WHERE c.track = l.track AND c.role IN ('main', 'feat')), ''), l.track
    FROM party_track l LEFT JOIN track t ON t.key = l.track ORDER BY l.party, l.place;

DROP TABLE answer;
DROP TABLE party_track;
DROP TABLE party;
ALTER TABLE party_new RENAME TO party;
ALTER TABLE answer_new RENAME TO answer;
ALTER TABLE party_track_new RENAME TO party_track;
CREATE INDEX party_by_guild ON party (guild, starts_at);
CREATE INDEX party_alive ON party (starts_at) WHERE state NOT IN ('archived', 'cancelled');
CREATE INDEX answer_offered ON answer (until) WHERE seat = 'offered';
CREATE INDEX answer_line ON answer (party, place) WHERE seat = 'waiting';
CREATE INDEX party_track_by_party ON party_track (party, place);

CREATE TABLE party_helper (                        -- co-hosts
    party   INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    member  INTEGER NOT NULL,
    PRIMARY KEY (party, member)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_cue (                           -- when each track starts; computed once
    party   INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    item    INTEGER NOT NULL,                      -- place in the list
    at      INTEGER NOT NULL,
    PRIMARY KEY (party, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_pause (
    party  INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    at     INTEGER NOT NULL,
    until  INTEGER,                                -- NULL: nobody has ended it
    PRIMARY KEY (party, at)
) STRICT, WITHOUT ROWID;

CREATE TABLE party_mark (                          -- what a fan does: ready, here, heart, note, vote
    id      INTEGER PRIMARY KEY,
    party   INTEGER NOT NULL REFERENCES party (id) ON DELETE CASCADE,
    member  INTEGER NOT NULL,
    did     TEXT NOT NULL CHECK (did IN ('ready', 'here', 'heart', 'note', 'vote')),
    item    INTEGER NOT NULL,                      -- place in the list; a vote: the nomination; -1: none
    at      INTEGER NOT NULL,
    offset  INTEGER,                               -- seconds into the track
    text    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX party_mark_once ON party_mark (party, member, did, item) WHERE did <> 'note';
CREATE INDEX party_mark_by_party ON party_mark (party, did);
