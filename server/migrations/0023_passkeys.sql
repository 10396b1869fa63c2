-- Passkeys, which somebody signs in with in place of a password and a code.

CREATE TABLE passkey (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL REFERENCES person (id),
    -- What the device calls it.
    credential  BLOB    NOT NULL UNIQUE,
    -- What the device calls the person: random, and the same for all of their passkeys.
    handle      BLOB    NOT NULL CHECK (length(handle) = 16),
    -- What the person calls it.
    name        TEXT    NOT NULL,
    -- The public key and how often it was used, as the library writes them: JSON.
    key         TEXT    NOT NULL,
    created_at  INTEGER NOT NULL,
    -- NULL: never yet.
    used_at     INTEGER
) STRICT;

CREATE INDEX passkey_person ON passkey (person);
