-- The words of every day by which a tag is found too: sad for melancholic.

ALTER TABLE tag ADD COLUMN also TEXT NOT NULL DEFAULT '[]';
