-- Codes from an app, which somebody signs in with after their password.


CREATE TABLE second_step (
    person      INTEGER PRIMARY KEY REFERENCES person (id),
    -- What the app and the server both have. It cannot be hashed: the server has to make the same
    -- codes.
    secret      BLOB    NOT NULL CHECK (length(secret) = 20),
    -- Since when it is asked for; NULL: no code of it was shown yet.
    since       INTEGER,
    -- The last step of time whose code was used: none works twice.
    used_step   INTEGER NOT NULL
) STRICT;

-- What works once each where the app is gone.
CREATE TABLE recovery_code (
    person      INTEGER NOT NULL REFERENCES person (id),
    code_hash   BLOB    NOT NULL,
    PRIMARY KEY (person, code_hash)
) WITHOUT ROWID, STRICT;
