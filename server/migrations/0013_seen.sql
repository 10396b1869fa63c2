-- When the last connection of a person ended; NULL: it never did since this is kept.
ALTER TABLE person ADD COLUMN seen_at INTEGER;
