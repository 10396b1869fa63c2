-- Who follows which thread, and how far they have read it. A row without a choice is there because
-- somebody takes part: they replied, wrote what the thread hangs on, or were mentioned in it.


-- What they chose for good; NULL: nothing, so that they follow.
ALTER TABLE thread_person ADD COLUMN chosen TEXT CHECK (chosen IN ('follow', 'mute'));
-- The read cursor: the last reply seen. Moves forward only, and with each reply of one's own.
ALTER TABLE thread_person ADD COLUMN read INTEGER NOT NULL DEFAULT 0;
-- 1: there may be replies after it. 0: there are none.
ALTER TABLE thread_person ADD COLUMN news INTEGER NOT NULL DEFAULT 0 CHECK (news IN (0, 1));

-- All threads of somebody, and those with news, each one short walk.
CREATE INDEX thread_of_person ON thread_person (person, news);


-- Whoever took part before follows, and has read what stands there by now.
INSERT OR IGNORE INTO thread_person (room, root, person)
    SELECT room, seq, author FROM timeline WHERE replied IS NOT NULL AND author IS NOT NULL;
INSERT OR IGNORE INTO thread_person (room, root, person)
    SELECT t.room, t.root, n.person FROM mention n
    JOIN timeline t ON t.room = n.room AND t.seq = n.seq
    JOIN member m ON m.room = n.room AND m.person = n.person AND m.present = 1
    WHERE t.root IS NOT NULL;
UPDATE thread_person SET read = (
    SELECT max(t.seq) FROM timeline t
    WHERE t.room = thread_person.room AND t.root = thread_person.root);
