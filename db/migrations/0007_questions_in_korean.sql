-- The frequent questions in Korean beside English; empty where nobody has written it.

ALTER TABLE question ADD COLUMN topic_ko TEXT NOT NULL DEFAULT '';
ALTER TABLE question ADD COLUMN question_ko TEXT NOT NULL DEFAULT '';
ALTER TABLE question ADD COLUMN answer_ko TEXT NOT NULL DEFAULT '';
