-- Read cursors that are set back: `member.read` no longer moves forward only.


-- How often the member set it back. What was read before that does not move it on again.
ALTER TABLE member ADD COLUMN set_back INTEGER NOT NULL DEFAULT 0;
-- How far it has ever stood when it was set back. Posting moves it on, so that of one's own messages
-- only those up to here can stand after it.
ALTER TABLE member ADD COLUMN reached INTEGER NOT NULL DEFAULT 0;
