CREATE TABLE film (id int PRIMARY KEY, title text, len int);
-- oriel: not null (a comment between statements says nothing)
CREATE VIEW v1 AS
SELECT DISTINCT
    id,      -- oriel: not null
    title,   -- oriel: not null
    -- oriel: not null
    len,
    upper(title) AS from_title, len IS DISTINCT FROM 1 AS d,
    coalesce(len, -- oriel: not null
             NULL) AS c,
    'x -- oriel: nullable' AS s,
    len + 1 /* oriel: nullable */, len + 2 AS two FROM film WHERE len > 0 OR title <> ''; -- oriel: NOT NULL
CREATE VIEW v2 AS SELECT title, len, c, two, '' AS s FROM v1;
CREATE VIEW v3 AS SELECT title -- oriel: nullable
  FROM v2;
CREATE MATERIALIZED VIEW wrong AS
SELECT *, -- oriel: not null
  id AS i, -- oriel: nullable
  NULL::text AS n, -- oriel: not null
  len AS l -- oriel: no null
FROM film
-- oriel: nullable
UNION ALL
SELECT *, id, title, len FROM film;
