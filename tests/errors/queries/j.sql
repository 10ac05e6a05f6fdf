SELECT title, len + $1 AS n FROM film WHERE id = $2; DELETE FROM film;
