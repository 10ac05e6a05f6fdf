-- What is unique by proof has a find function.
CREATE TABLE film (film_id integer PRIMARY KEY, title text NOT NULL UNIQUE, length smallint);
CREATE TABLE film_actor (film_id integer REFERENCES film, actor_id bigint, PRIMARY KEY (film_id, actor_id));
CREATE DOMAIN code AS char(4);
CREATE TYPE size AS ENUM ('small', 'large');
CREATE TABLE stock (code code, size size, uuid uuid UNIQUE, price numeric NOT NULL UNIQUE,
                    at timestamptz NOT NULL, UNIQUE (at, code), PRIMARY KEY (code, size));

CREATE VIEW films AS SELECT * FROM film WHERE length > 60;
CREATE VIEW casts AS SELECT fa.*, f.title FROM film_actor AS fa JOIN film AS f USING (film_id);
CREATE VIEW counts AS SELECT film_id, count(*) AS actors FROM film_actor GROUP BY film_id;
CREATE VIEW lengths AS SELECT DISTINCT length FROM film;
CREATE VIEW no_key AS SELECT length FROM film;
CREATE VIEW stocks AS SELECT * FROM stock;
CREATE MATERIALIZED VIEW kept AS SELECT title || '!' AS loud, length FROM film WITH NO DATA;
CREATE UNIQUE INDEX ON kept (loud);
CREATE VIEW billings AS
    SELECT fa.film_id, fa.actor_id, f.title, count(*) AS rows
    FROM film_actor AS fa LEFT JOIN film AS f ON f.film_id = fa.film_id GROUP BY fa.film_id, f.title, fa.actor_id;
