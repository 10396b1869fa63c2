-- What can be searched. All of it follows from `event` and `timeline` and is filled in later, by
-- the writer when it has nothing else to do, so that posting costs what it did before.


-- How far each room's log is in the index.
CREATE TABLE search_cursor (
    room        INTEGER PRIMARY KEY REFERENCES room (id),
    -- The last event that was looked at.
    seq         INTEGER NOT NULL,
    -- The rules of folding that its texts were put in by.
    folding     INTEGER NOT NULL
) STRICT;


-- The messages in the index.
CREATE TABLE searchable (
    -- The time of the message in 1/256 of a millisecond, or the next free number: the newest comes
    -- last, and a span of time is a span of ids.
    id          INTEGER PRIMARY KEY,
    room        INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    author      INTEGER NOT NULL,
    has_link    INTEGER NOT NULL CHECK (has_link IN (0, 1)),
    has_code    INTEGER NOT NULL CHECK (has_code IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX searchable_message ON searchable (room, seq);
-- Each also holds the id, so that a room's or an author's messages are walked newest first.
CREATE INDEX searchable_room ON searchable (room);
CREATE INDEX searchable_author ON searchable (author);


-- Their words and the three-letter pieces of these, under the same id; no text. What goes in is
-- folded and cut before, so the tokenizer has only spaces to see.
CREATE VIRTUAL TABLE search_index USING fts5 (
    words,
    pieces,
    content = '',
    columnsize = 0,
    tokenize = 'ascii'
);

-- What is taken out is gone at once, not only when segments are merged.
INSERT INTO search_index (search_index, rank) VALUES ('secure-delete', 1);
