-- What was done that somebody may have to answer for. Appended to and never changed.


CREATE TABLE audit (
    -- 1, 2, 3 and so on without a gap.
    number      INTEGER PRIMARY KEY,
    at          INTEGER NOT NULL,
    -- Which deed, by its word.
    deed        TEXT    NOT NULL,
    -- Who did it; NULL: nobody who was signed in.
    actor       INTEGER,
    -- Whom it was done to.
    subject     INTEGER,
    room        INTEGER,
    -- What more there is to say: never a secret, and no word of a message.
    detail      TEXT    NOT NULL,
    -- SHA-256 over the hash of the entry before and all of the above.
    hash        BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;

CREATE TRIGGER audit_is_not_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is only appended to'); END;
