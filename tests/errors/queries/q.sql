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
