SELECT id, title, len FROM film WHERE len > $1 AND title LIKE $2 LIMIT $3;
SELECT $1, $2::date AS day, coalesce(len, $3) AS n FROM film;
SELECT f($2, $1), (SELECT max(at) FROM film WHERE id = ANY ($3)) FROM film WHERE at > now() - $4;
SELECT f($2, $1), (SELECT max(at) FROM film WHERE id = ANY ($3)) FROM film WHERE at > now() - $4::interval;
SELECT 1;
VALUES ($1::int), (2);
-- what PREPARE refuses
SELECT $2::int;
SELECT $1 IS NULL, $1 = 1;
SELECT $1::int, $1::text;
SELECT $1 IS NULL;
SELECT nothing FROM film WHERE id = $1;
INSERT INTO film (id) VALUES ($1) RETURNING id;

VALUES ($1, 2), ('x', $2);
UPDATE film SET len = NULL WHERE len IS NOT NULL AND id = $1 RETURNING len, title;
INSERT INTO film (id, title, len) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET len = excluded.len + $4 WHERE film.len IS NOT NULL RETURNING *;
DELETE FROM film WHERE len = $1 RETURNING len;
UPDATE film SET (len, title) = (SELECT $1, $2) WHERE id = $3;
SELECT $1::char, $2::numeric(5, 2);
CREATE TABLE t ();
