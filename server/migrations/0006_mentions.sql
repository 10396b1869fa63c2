-- Whom messages mention.


-- The mentions that stand in the texts of now. Follows from `timeline`.
CREATE TABLE mention (
    room        INTEGER NOT NULL,
    -- 0: everybody in the room.
    person      INTEGER NOT NULL,
    -- The message.
    seq         INTEGER NOT NULL,
    PRIMARY KEY (room, person, seq),
    FOREIGN KEY (room, seq) REFERENCES timeline (room, seq)
) WITHOUT ROWID, STRICT;

-- Finds what to take out when a message is changed or removed.
CREATE INDEX mention_message ON mention (room, seq);
