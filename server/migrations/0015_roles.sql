-- More roles than two.


-- SQLite does not change a constraint, but it takes a column away with its own.
ALTER TABLE person ADD COLUMN rank TEXT NOT NULL DEFAULT 'member'
    CHECK (rank IN ('owner', 'admin', 'moderator', 'member', 'guest'));

UPDATE person SET rank = role;

ALTER TABLE person DROP COLUMN role;

ALTER TABLE person RENAME COLUMN rank TO role;
