-- Undo: change it

-- film_list is dropped and made again: cannot drop columns from view
DROP VIEW film_list;

CREATE VIEW film_list (film_id, "Name") AS SELECT film_id, title FROM film;
COMMENT ON VIEW film_list IS 'Films.';
GRANT SELECT ON film_list TO PUBLIC;
COMMENT ON COLUMN film_list."Name" IS 'the title';
