-- Undo: change it

CREATE VIEW a AS SELECT film_id, title FROM film;
COMMENT ON COLUMN a.title IS 'kept';

CREATE VIEW b AS SELECT title FROM a;

CREATE OR REPLACE VIEW c AS SELECT title FROM b;
