CREATE SCHEMA app;
CREATE FUNCTION app.label(int) RETURNS text LANGUAGE sql AS $$ SELECT max('x') WHERE $1 > 0 $$;
CREATE FUNCTION app.label(text) RETURNS text LANGUAGE sql AS $$ SELECT $1 $$;
CREATE FUNCTION slug(text) RETURNS text STRICT LANGUAGE sql AS $$ SELECT $1 $$;
CREATE TABLE t (id int NOT NULL, note text);
CREATE VIEW v AS
SELECT app.label(id) AS a, app.label(note) AS b, slug(note) AS c, slug('x') AS d, upper(slug(id::text)) AS e FROM t;
CREATE VIEW w AS SELECT a, c FROM v;
