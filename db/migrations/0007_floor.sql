-- What every answer to a party is decided on, kept up with each answer: counted anew it takes longer with every fan,
-- and the last of five thousand in one second waits for all of that.

CREATE TABLE floor (
    party  INTEGER PRIMARY KEY REFERENCES party (id) ON DELETE CASCADE,
    taken  INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),    -- seats taken or offered, guests included
    queue  INTEGER NOT NULL DEFAULT 0 CHECK (queue >= 0),    -- fans who wait, offers included
    last   INTEGER NOT NULL DEFAULT 0                        -- the latest place that was given
) STRICT;
INSERT INTO floor (party, taken, queue, last)
    SELECT party, sum(iif(seat IN ('taken', 'offered'), 1 + guests, 0)), sum(seat IN ('waiting', 'offered')), max(place)
    FROM answer GROUP BY party;

CREATE TRIGGER answer_comes AFTER INSERT ON answer BEGIN
    INSERT INTO floor (party, taken, queue, last) VALUES (
        new.party,
        iif(new.seat IN ('taken', 'offered'), 1 + new.guests, 0),
        new.seat IN ('waiting', 'offered'),
        new.place
    ) ON CONFLICT (party) DO UPDATE SET
        taken = taken + excluded.taken, queue = queue + excluded.queue, last = max(last, excluded.last);
END;
CREATE TRIGGER answer_changes AFTER UPDATE ON answer BEGIN
    UPDATE floor SET
        taken = taken + iif(new.seat IN ('taken', 'offered'), 1 + new.guests, 0)
                      - iif(old.seat IN ('taken', 'offered'), 1 + old.guests, 0),
        queue = queue + (new.seat IN ('waiting', 'offered')) - (old.seat IN ('waiting', 'offered')),
        last = max(last, new.place)
    WHERE party = new.party;
END;
CREATE TRIGGER answer_goes AFTER DELETE ON answer BEGIN
    UPDATE floor SET
        taken = taken - iif(old.seat IN ('taken', 'offered'), 1 + old.guests, 0),
        queue = queue - (old.seat IN ('waiting', 'offered'))
    WHERE party = old.party;
END;
