-- Of what somebody chose to be told in a room; NULL: they chose nothing. Stays when they leave.
ALTER TABLE member ADD COLUMN level TEXT
    CHECK (level IN ('everything', 'mentions', 'nothing', 'hidden'));
