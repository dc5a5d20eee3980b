-- The chart that a server shows where nobody names one; NULL where it has not chosen.

ALTER TABLE guild ADD COLUMN main_chart TEXT;
