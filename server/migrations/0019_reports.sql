-- Messages that somebody asked those to look at who look after what is said.
CREATE TABLE report (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    room       INTEGER NOT NULL,
    target     INTEGER NOT NULL,
    reporter   INTEGER NOT NULL REFERENCES person (id),
    at         INTEGER NOT NULL,
    -- Maybe empty. Forgotten with the lines.
    reason     TEXT NOT NULL,
    outcome    TEXT CHECK (outcome IN ('removed', 'silenced', 'banned', 'dismissed')),
    -- Of whoever decided, maybe empty.
    note       TEXT,
    decided_by INTEGER REFERENCES person (id),
    decided_at INTEGER,
    UNIQUE (room, target, reporter),
    FOREIGN KEY (room, target) REFERENCES timeline (room, seq),
    CHECK ((outcome IS NULL) = (note IS NULL)),
    CHECK ((outcome IS NULL) = (decided_by IS NULL)),
    CHECK ((outcome IS NULL) = (decided_at IS NULL))
) STRICT;
CREATE INDEX report_open ON report (id) WHERE outcome IS NULL;
CREATE INDEX report_made ON report (reporter, at);
CREATE INDEX report_decided ON report (decided_at) WHERE outcome IS NOT NULL;

-- What stood there when it was reported: the message and what was said around it. It stays when
-- these are changed or removed in the room, until some time after the report was decided.
CREATE TABLE report_line (
    report INTEGER NOT NULL REFERENCES report (id),
    seq    INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    author INTEGER NOT NULL REFERENCES person (id),
    body   TEXT NOT NULL,
    PRIMARY KEY (report, seq)
) STRICT, WITHOUT ROWID;
