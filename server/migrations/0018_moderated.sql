-- A message that was removed, and not by its author.
ALTER TABLE timeline ADD COLUMN moderated INTEGER NOT NULL DEFAULT 0 CHECK (moderated IN (0, 1));
