-- Whether others see how far this person has read in direct rooms, and this person how far they have.
ALTER TABLE person ADD COLUMN receipts INTEGER NOT NULL DEFAULT 1 CHECK (receipts IN (0, 1));
