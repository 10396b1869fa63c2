-- The first schema: people, rooms, and a log of events for each room.
--
-- Times are milliseconds since 1970 in UTC, by the server's clock. Tokens are kept as their SHA-256
-- only. Nothing is ever removed from `person`, `room`, `member`, `event` and `timeline`.


-- This server. One row.
CREATE TABLE server (
    one         INTEGER PRIMARY KEY CHECK (one = 1),
    -- The identity of all logs: 64 random bits, made anew when the file was put back from elsewhere.
    epoch       INTEGER NOT NULL,
    -- How often the store was opened; compared with the file beside the database.
    boots       INTEGER NOT NULL,
    -- The first owner and the first room; NULL until somebody claims the server.
    owner       INTEGER REFERENCES person (id),
    first_room  INTEGER REFERENCES room (id)
) STRICT;


CREATE TABLE person (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    email       TEXT    NOT NULL,
    -- The address in lower case, so that two spellings are one person.
    email_key   TEXT    NOT NULL UNIQUE,
    -- A PHC string.
    password    TEXT    NOT NULL,
    role        TEXT    NOT NULL CHECK (role IN ('owner', 'member')),
    created_at  INTEGER NOT NULL
) STRICT;


CREATE TABLE room (
    id          INTEGER PRIMARY KEY,
    name        TEXT    NOT NULL,
    topic       TEXT    NOT NULL,
    access      TEXT    NOT NULL CHECK (access IN ('open', 'closed')),
    created_by  INTEGER NOT NULL REFERENCES person (id),
    created_at  INTEGER NOT NULL,
    -- NULL: not archived.
    archived_by INTEGER REFERENCES person (id),
    -- The last event of its log. An event gets its number by raising `head` in the transaction
    -- that stores it.
    head        INTEGER NOT NULL,
    head_tag    INTEGER NOT NULL,
    head_at     INTEGER NOT NULL,
    -- How many messages were ever posted, and how many members there are now.
    messages    INTEGER NOT NULL,
    members     INTEGER NOT NULL
) STRICT;


-- Who is or was a member of a room.
CREATE TABLE member (
    room        INTEGER NOT NULL REFERENCES room (id),
    person      INTEGER NOT NULL REFERENCES person (id),
    -- 1: a member now. 0: was one.
    present     INTEGER NOT NULL CHECK (present IN (0, 1)),
    -- The read cursor: the last event seen. Moves forward only.
    read        INTEGER NOT NULL,
    PRIMARY KEY (room, person)
) WITHOUT ROWID, STRICT;

CREATE INDEX member_rooms ON member (person, present, room);


-- The log: in each room 1, 2, 3 and so on without a gap. Appended to; the only change ever made is
-- that the text of a removed message is taken out of `payload`.
CREATE TABLE event (
    room        INTEGER NOT NULL REFERENCES room (id),
    seq         INTEGER NOT NULL,
    -- 32 random bits that tell this event from one of the same number in another history.
    tag         INTEGER NOT NULL,
    -- Never earlier than the event before it, whatever the clock says. For show only.
    at          INTEGER NOT NULL,
    -- Who did it, and the name they bore then.
    actor       INTEGER NOT NULL REFERENCES person (id),
    actor_name  TEXT    NOT NULL,
    -- Which message an edit changed; NULL for all else. Finds the texts to take out on removal.
    edited      INTEGER,
    -- What happened: hark_protocol::EventKind in postcard. Its first byte says which kind.
    payload     BLOB    NOT NULL,
    PRIMARY KEY (room, seq)
) WITHOUT ROWID, STRICT;

CREATE INDEX event_edits ON event (room, edited) WHERE edited IS NOT NULL;


-- The rows of each room's timeline as they stand now: messages, and notices of what else happened.
-- Follows from `event`; kept so that a page is one short walk over neighbors. What a notice says
-- stands in its event.
CREATE TABLE timeline (
    room        INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    -- How many messages the room had with this row included: what stands after a read cursor is a
    -- difference of two of these, not a count.
    messages    INTEGER NOT NULL,
    -- From here on NULL for a notice.
    author      INTEGER REFERENCES person (id),
    -- The sender's idempotency key, and 64 bits of a hash over key and text, by which a resend is
    -- known even when the text is gone.
    client_message_id BLOB CHECK (length(client_message_id) = 16),
    body_check  INTEGER,
    -- The text as it stands now; NULL: removed.
    body        TEXT,
    -- The event that last changed the message; its own number where none did.
    revision    INTEGER,
    PRIMARY KEY (room, seq),
    FOREIGN KEY (room, seq) REFERENCES event (room, seq)
) WITHOUT ROWID, STRICT;

-- A resend finds the first send, for ever.
CREATE UNIQUE INDEX timeline_sent ON timeline (author, room, client_message_id)
    WHERE author IS NOT NULL;

-- Removed messages are few and are taken off the count of unread ones.
CREATE INDEX timeline_removed ON timeline (room, seq)
    WHERE author IS NOT NULL AND body IS NULL;


-- Somebody signed in on one browser. Ids are never used twice: connections know themselves by them.
CREATE TABLE session (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL REFERENCES person (id),
    token_hash  BLOB    NOT NULL UNIQUE,
    -- What browser, as it says itself.
    agent       TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    -- To the minute.
    used_at     INTEGER NOT NULL
) STRICT;

CREATE INDEX session_person ON session (person);


-- Links by which people come in.
CREATE TABLE invite (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    token_hash  BLOB    NOT NULL UNIQUE,
    created_by  INTEGER NOT NULL REFERENCES person (id),
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    uses_left   INTEGER NOT NULL CHECK (uses_left >= 0)
) STRICT;


-- Links by which somebody who forgot their password sets a new one; at most one each.
CREATE TABLE reset (
    person      INTEGER PRIMARY KEY REFERENCES person (id),
    token_hash  BLOB    NOT NULL UNIQUE,
    expires_at  INTEGER NOT NULL
) STRICT;
