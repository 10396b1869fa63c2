-- Profile pictures.


-- A part of a hash of the picture, by which its address changes with it; NULL where there is none.
ALTER TABLE person ADD COLUMN picture INTEGER;
-- The actor's, as it was then.
ALTER TABLE event ADD COLUMN actor_picture INTEGER;


-- The pictures: small squares, as JPEG. They stand here, and not in files beside the database, so
-- that one copy of one file is still everything.
CREATE TABLE picture (
    person      INTEGER PRIMARY KEY REFERENCES person (id),
    bytes       BLOB    NOT NULL
) STRICT;
