CREATE MATERIALIZED VIEW titles AS SELECT title FROM film;
CREATE UNIQUE INDEX titles_key ON titles (title);
COMMENT ON MATERIALIZED VIEW titles IS 'All titles.';
