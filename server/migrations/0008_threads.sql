-- Replies in threads. They stand in the room's log and in `timeline` like every message.


-- The message whose thread this is a reply in; NULL for all else. Never itself a reply.
ALTER TABLE timeline ADD COLUMN root INTEGER;
-- 1: it stands in its thread only, and does not count as one of the room's messages.
ALTER TABLE timeline ADD COLUMN aside INTEGER NOT NULL DEFAULT 0 CHECK (aside IN (0, 1));
-- How many replies to this message stand, when the newest one was posted, and the last event that
-- changed what the message says of them; NULL where none did.
ALTER TABLE timeline ADD COLUMN replies INTEGER NOT NULL DEFAULT 0;
ALTER TABLE timeline ADD COLUMN reply_at INTEGER;
ALTER TABLE timeline ADD COLUMN replied INTEGER;

-- The rows of a room, and those of a thread, each one short walk.
CREATE INDEX timeline_shown ON timeline (room, seq) WHERE aside = 0;
CREATE INDEX timeline_thread ON timeline (room, root, seq) WHERE root IS NOT NULL;


-- What a thread is to somebody.
CREATE TABLE thread_person (
    room        INTEGER NOT NULL,
    root        INTEGER NOT NULL,
    person      INTEGER NOT NULL REFERENCES person (id),
    -- Their last reply, also one that was removed since; NULL where they never replied.
    replied     INTEGER,
    PRIMARY KEY (room, root, person),
    FOREIGN KEY (room, root) REFERENCES timeline (room, seq)
) WITHOUT ROWID, STRICT;

-- Who replied last.
CREATE INDEX thread_repliers ON thread_person (room, root, replied) WHERE replied IS NOT NULL;
