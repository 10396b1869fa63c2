-- Direct rooms: one for each set of people.
--
-- A direct room's access is 'closed'; its name is never shown to its people.


-- The ids of its people, in order, with a hyphen between them; NULL for other rooms.
ALTER TABLE room ADD COLUMN direct TEXT;

-- The same people always reach the same room.
CREATE UNIQUE INDEX room_direct ON room (direct) WHERE direct IS NOT NULL;
