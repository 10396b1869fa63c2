-- People who may not come in, or not write for a while.


-- Since when somebody may not use this server; NULL: they may.
ALTER TABLE person ADD COLUMN banned_at INTEGER;

-- Until when somebody may read only; NULL or past: they may write.
ALTER TABLE person ADD COLUMN silenced_until INTEGER;
