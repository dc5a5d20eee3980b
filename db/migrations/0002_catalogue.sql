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
