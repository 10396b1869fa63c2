-- What people say of themselves beside their names.

-- NULL: nothing.
ALTER TABLE person ADD COLUMN status TEXT;
-- When that ends by itself; NULL: it does not.
ALTER TABLE person ADD COLUMN status_until INTEGER;
-- The name of their time zone, as IANA has it; NULL: they do not say.
ALTER TABLE person ADD COLUMN zone TEXT;

-- Everybody who connects asks for those who say something, and most say nothing.
CREATE INDEX person_says ON person (id) WHERE status IS NOT NULL OR zone IS NOT NULL;
