-- Browsers that people have signed in with before. Whoever has such a token gets nothing by it but a
-- count of failed sign-ins of their own.


CREATE TABLE device (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL REFERENCES person (id),
    -- Several people may use one browser.
    token_hash  BLOB    NOT NULL,
    -- When somebody last signed in there.
    used_at     INTEGER NOT NULL,
    UNIQUE (token_hash, person)
) STRICT;

CREATE INDEX device_person ON device (person);

-- Which one a session began on; NULL: it is not known any more.
ALTER TABLE session ADD COLUMN device INTEGER;
