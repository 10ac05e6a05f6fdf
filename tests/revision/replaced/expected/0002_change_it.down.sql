-- Undo: change it

-- film_list is dropped and made again: cannot drop columns from view
DROP VIEW film_list;

CREATE VIEW film_list WITH (security_barrier) AS SELECT film_id, title FROM film;
COMMENT ON VIEW film_list IS 'Films.';
COMMENT ON COLUMN film_list.title IS 'its name';
GRANT SELECT ON film_list TO PUBLIC;
