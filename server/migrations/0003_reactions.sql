-- What people think of messages.


-- The reactions that stand now. Follows from `event`. Gone with the message they belong to.
CREATE TABLE reaction (
    room        INTEGER NOT NULL,
    -- The message.
    target      INTEGER NOT NULL,
    -- The event by which this reaction to this message came up: the same for all of its people, and
    -- the order in which a message shows its reactions.
    place       INTEGER NOT NULL,
    person      INTEGER NOT NULL REFERENCES person (id),
    -- The event by which this person joined in: the order in which people are named.
    seq         INTEGER NOT NULL,
    reaction    TEXT    NOT NULL,
    PRIMARY KEY (room, target, place, person),
    FOREIGN KEY (room, target) REFERENCES timeline (room, seq)
) WITHOUT ROWID, STRICT;


-- The last event that changed the reactions to a message; NULL where none did, and once the message
-- is removed.
ALTER TABLE timeline ADD COLUMN reacted INTEGER;
