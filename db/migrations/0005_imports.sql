-- Taking away what a failed import left costs what it left, not what the store holds: each song that goes is looked up
-- wherever one may be named.

CREATE INDEX exit_by_song ON exit (song);
CREATE INDEX song_key_by_song ON song_key (song);
CREATE INDEX correction_by_song ON correction (song);
