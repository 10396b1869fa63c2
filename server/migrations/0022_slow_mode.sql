-- How many seconds a member waits between two messages, if they do not moderate the room.
ALTER TABLE room ADD COLUMN slow INTEGER NOT NULL DEFAULT 0 CHECK (slow BETWEEN 0 AND 21600);

-- When a member last posted in the room.
ALTER TABLE member ADD COLUMN posted_at INTEGER;
