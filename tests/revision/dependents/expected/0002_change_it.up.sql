-- change it

-- film_list is dropped and made again: cannot drop columns from view
DROP MATERIALIZED VIEW reports."Film count";
DROP VIEW long_film;
DROP VIEW film_list;

CREATE VIEW film_list AS SELECT film_id, title, length FROM film;

CREATE VIEW long_film WITH (check_option = local) AS SELECT film_id, title, length FROM film_list WHERE length > 120;
CREATE RULE no_delete AS ON DELETE TO long_film DO INSTEAD NOTHING;
ALTER VIEW long_film ALTER COLUMN title SET DEFAULT 'untitled';

CREATE MATERIALIZED VIEW reports."Film count" AS SELECT length, count(*) AS n FROM long_film GROUP BY length;
CREATE UNIQUE INDEX ON reports."Film count" (length);
CREATE INDEX by_n ON reports."Film count" (n DESC);
COMMENT ON MATERIALIZED VIEW reports."Film count" IS 'counts';
GRANT SELECT ON reports."Film count" TO PUBLIC;
COMMENT ON INDEX reports.by_n IS 'the n';
