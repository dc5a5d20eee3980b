-- A chart's records without reading all its weeks: the best of each issue, and how long each return was away. Derived
-- from the issues alone, and renewed whenever one is published; what is not here yet is filled in at the next start.

CREATE TABLE week_best (                           -- of each current issue the figures that may be a record
    chart     INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    end_date  TEXT NOT NULL,
    issue     INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    known     INTEGER NOT NULL CHECK (known IN (0, 1)),        -- whether ranks of it are here
    weeks     INTEGER,
    streak    INTEGER,
    jump      INTEGER,
    fall      INTEGER,
    debut     INTEGER,
    at_one    INTEGER,
    way       INTEGER,
    PRIMARY KEY (chart, end_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX week_best_by_issue ON week_best (issue);
CREATE INDEX week_best_by_known ON week_best (chart, known);
CREATE INDEX week_best_by_weeks ON week_best (chart, weeks);      -- the best of each is a step, not a look at all
CREATE INDEX week_best_by_streak ON week_best (chart, streak);
CREATE INDEX week_best_by_jump ON week_best (chart, jump);
CREATE INDEX week_best_by_fall ON week_best (chart, fall);
CREATE INDEX week_best_by_debut ON week_best (chart, debut);
CREATE INDEX week_best_by_at_one ON week_best (chart, at_one);
CREATE INDEX week_best_by_way ON week_best (chart, way);

CREATE TABLE absence (                             -- each return of which it is certain how many issues it was away
    chart     INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    end_date  TEXT NOT NULL,
    song      INTEGER NOT NULL REFERENCES song (id) ON DELETE CASCADE,
    away      INTEGER NOT NULL CHECK (away > 0),
    PRIMARY KEY (chart, end_date, song)
) STRICT, WITHOUT ROWID;
CREATE INDEX absence_by_length ON absence (chart, away, end_date);
CREATE INDEX absence_by_song ON absence (song);

CREATE TABLE drama_week (                          -- the songs of one drama on one issue, where they are several
    chart     INTEGER NOT NULL REFERENCES chart (id) ON DELETE CASCADE,
    songs     INTEGER NOT NULL CHECK (songs > 1),
    drama     TEXT NOT NULL,
    end_date  TEXT NOT NULL,
    issue     INTEGER NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    PRIMARY KEY (chart, songs, drama, end_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX drama_week_by_issue ON drama_week (issue);

CREATE TRIGGER song_is_another_track AFTER UPDATE OF track ON song WHEN OLD.track IS NOT NEW.track BEGIN
    DELETE FROM drama_week WHERE issue IN (SELECT issue FROM entry WHERE song = NEW.id);
    INSERT INTO drama_week
    SELECT b.chart, count(*), t.drama, b.end_date, b.issue
    FROM entry mine JOIN week_best b ON b.issue = mine.issue
    JOIN entry e ON e.issue = mine.issue JOIN song s ON s.id = e.song JOIN track t ON t.key = s.track
    WHERE mine.song = NEW.id GROUP BY b.issue, t.drama HAVING count(*) > 1;
END;

-- Whose list an automatic source is, and when it was last asked.
ALTER TABLE chart ADD COLUMN attribution TEXT NOT NULL DEFAULT '';
ALTER TABLE chart ADD COLUMN fetched_at INTEGER;
