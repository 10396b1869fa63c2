-- Messages that a room keeps at hand.


-- The pins that stand now. Follows from `event`. Gone with the message they belong to.
CREATE TABLE pin (
    room        INTEGER NOT NULL,
    -- The message.
    target      INTEGER NOT NULL,
    -- The event by which it was pinned: who, when, and the order of the list.
    seq         INTEGER NOT NULL,
    PRIMARY KEY (room, target),
    FOREIGN KEY (room, target) REFERENCES timeline (room, seq),
    FOREIGN KEY (room, seq) REFERENCES event (room, seq)
) WITHOUT ROWID, STRICT;


-- Which message a pin was put on; NULL for all else. The event says how the message began then:
-- this finds the words to take out on removal, also where the pin was taken off long ago.
ALTER TABLE event ADD COLUMN pinned INTEGER;

CREATE INDEX event_pins ON event (room, pinned) WHERE pinned IS NOT NULL;
