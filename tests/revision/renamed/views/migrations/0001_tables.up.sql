CREATE TABLE film (film_id int PRIMARY KEY, title text NOT NULL, length smallint);
CREATE VIEW films AS SELECT film_id, title FROM film;
COMMENT ON VIEW films IS 'Films.';
GRANT SELECT ON films TO PUBLIC;
ALTER VIEW films RENAME TO film_list;
ALTER VIEW film_list RENAME COLUMN title TO name;
COMMENT ON COLUMN film_list.name IS 'the title';
ALTER VIEW film_list RENAME COLUMN name TO "Name";
