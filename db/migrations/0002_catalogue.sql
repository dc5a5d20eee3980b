-- The catalogue gets a scope (guild 0 is shared, any other number is one server's own), the facts a card shows, and
-- names that one server uses for things it did not make.

ALTER TABLE drama ADD COLUMN guild INTEGER NOT NULL DEFAULT 0;
ALTER TABLE artist ADD COLUMN guild INTEGER NOT NULL DEFAULT 0;
ALTER TABLE artist ADD COLUMN kind TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE artist ADD COLUMN in_group TEXT REFERENCES artist (key);
ALTER TABLE track ADD COLUMN guild INTEGER NOT NULL DEFAULT 0;
ALTER TABLE track ADD COLUMN kind TEXT NOT NULL DEFAULT 'unknown';
ALTER TABLE track ADD COLUMN hour INTEGER CHECK (hour BETWEEN 0 AND 23);        -- of the day of release, in Korea
ALTER TABLE track ADD COLUMN duration INTEGER CHECK (duration > 0);             -- seconds
ALTER TABLE track ADD COLUMN links TEXT NOT NULL DEFAULT '[]';
ALTER TABLE tag ADD COLUMN meaning_ko TEXT;
ALTER TABLE question ADD COLUMN topic TEXT NOT NULL DEFAULT '';

CREATE TABLE nickname (                            -- what one server also calls a drama, an artist or a track
    guild  INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('drama', 'artist', 'track')),
    key    TEXT NOT NULL,
    name   TEXT NOT NULL,
    PRIMARY KEY (guild, kind, key, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE member ADD COLUMN platform TEXT;           -- where the person likes to listen, see core.catalog.links

CREATE TABLE suggestion (                          -- what a member thinks the server's catalogue lacks, in their words
    id        INTEGER PRIMARY KEY AUTOINCREMENT,   -- never reused: the log remembers it
    guild     INTEGER NOT NULL,
    member    INTEGER NOT NULL,                    -- 0: they have deleted their data
    at        INTEGER NOT NULL,
    drama     TEXT NOT NULL,
    title     TEXT NOT NULL,
    artist    TEXT NOT NULL,
    part      TEXT NOT NULL,
    link      TEXT NOT NULL,
    about     TEXT NOT NULL,                       -- kind:key of the thing that the title is another name for
    told      TEXT NOT NULL CHECK (told IN ('digest', 'dm')),
    decision  TEXT NOT NULL DEFAULT 'open' CHECK (decision IN ('open', 'accepted', 'rejected'))
) STRICT;
CREATE INDEX suggestion_open ON suggestion (guild, id) WHERE decision = 'open';
CREATE INDEX suggestion_by_member ON suggestion (member, at);

CREATE TABLE follow (                              -- a member follows a thing as one server sees it
    id      INTEGER PRIMARY KEY AUTOINCREMENT,     -- buttons remember it
    guild   INTEGER NOT NULL,
    member  INTEGER NOT NULL,
    kind    TEXT NOT NULL CHECK (kind IN ('drama', 'artist', 'track')),
    key     TEXT NOT NULL,
    how     TEXT NOT NULL CHECK (how IN ('digest', 'channel', 'dm')),
    since   INTEGER NOT NULL,                      -- nothing from before is told
    UNIQUE (member, guild, kind, key)
) STRICT;
CREATE INDEX follow_by_guild ON follow (guild) WHERE how = 'channel';

CREATE TABLE follower (                            -- whom direct messages go to: one a day at most
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- deliveries remember it
    member     INTEGER NOT NULL UNIQUE,
    mails      INTEGER NOT NULL DEFAULT 0,
    mailed_at  INTEGER
) STRICT;

CREATE TABLE news (                                -- what was told to whom: an event once to each member and channel
    guild   INTEGER NOT NULL,                      -- whose eyes saw it
    member  INTEGER NOT NULL,                      -- 0: everybody who reads the server's chart channel
    event   TEXT NOT NULL,
    at      INTEGER NOT NULL,
    en      TEXT NOT NULL,
    ko      TEXT NOT NULL,
    how     TEXT NOT NULL CHECK (how IN ('digest', 'channel', 'dm')),
    mail    INTEGER,                               -- the number of the direct message that carries it
    seen    INTEGER NOT NULL DEFAULT 0 CHECK (seen IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX news_once ON news (member, event) WHERE member <> 0;
CREATE UNIQUE INDEX news_once_in_channel ON news (guild, event) WHERE member = 0;
CREATE INDEX news_to_mail ON news (member) WHERE how = 'dm' AND mail IS NULL;
