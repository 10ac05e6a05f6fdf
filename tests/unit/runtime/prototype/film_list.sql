CREATE TYPE mpaa_rating AS ENUM ('G', 'PG', 'PG-13', 'R', 'NC-17');
COMMENT ON TYPE mpaa_rating IS 'Who may watch a film.';

CREATE TYPE address AS (
    street text,
    city text,
    zip integer
);

CREATE DOMAIN year AS integer CHECK (VALUE BETWEEN 1901 AND 2155);

CREATE TABLE film (
    film_id integer PRIMARY KEY,
    title text NOT NULL,
    description text,
    rental_rate numeric(4,2) NOT NULL DEFAULT 4.99,
    length smallint,
    rating mpaa_rating DEFAULT 'G',
    scores integer[],
    store_address address,
    release_year year,
    attributes jsonb,
    film_uuid uuid NOT NULL UNIQUE,
    released date,
    poster bytea,
    fulltext tsvector
);

CREATE TABLE rental (
    film_id integer NOT NULL REFERENCES film,
    rental_date timestamp with time zone NOT NULL,
    return_date timestamp with time zone
);

CREATE VIEW film_list AS
SELECT f.film_id,
       f.title,
       f.description,
       f.rental_rate,
       f.length,
       (SELECT max(r.rental_date) FROM rental r WHERE r.film_id = f.film_id) AS last_rented,
       f.rating,
       f.scores,
       f.store_address,
       f.release_year,
       f.attributes,
       f.film_uuid,
       f.released,
       NOT EXISTS (SELECT FROM rental r
                   WHERE r.film_id = f.film_id AND r.return_date IS NULL) AS in_stock,
       f.poster,
       f.fulltext
FROM film f;

COMMENT ON VIEW film_list IS 'Films with what the counter needs to know.';
COMMENT ON COLUMN film_list.scores IS 'Points from one to ten, one for each review.';
