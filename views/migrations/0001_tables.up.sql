-- The film-rental database: its types and tables.

CREATE TYPE film_rating AS ENUM ('G', 'PG', 'PG-13', 'R', 'NC-17');
COMMENT ON TYPE film_rating IS 'Who may watch a film.';

CREATE DOMAIN release_year AS integer CHECK (VALUE BETWEEN 1895 AND 2155);

CREATE DOMAIN email AS text CHECK (VALUE LIKE '%_@_%');

CREATE TYPE postal_address AS (
    street text,
    city   text,
    zip    text
);

CREATE TABLE language (
    language_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL UNIQUE
);

CREATE TABLE category (
    category_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name        text NOT NULL UNIQUE
);

CREATE TABLE film (
    film_id      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    title        text NOT NULL,
    description  text,
    released     release_year,
    language_id  integer NOT NULL REFERENCES language,
    length       smallint CHECK (length > 0),
    rating       film_rating NOT NULL DEFAULT 'G',
    rental_rate  numeric(4,2) NOT NULL DEFAULT 4.99,
    replacement  numeric(6,2) NOT NULL DEFAULT 19.99,
    features     text[] NOT NULL DEFAULT '{}',
    attributes   jsonb,
    added_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN film.length IS 'In minutes.';

CREATE TABLE film_category (
    film_id     integer NOT NULL REFERENCES film ON DELETE CASCADE,
    category_id integer NOT NULL REFERENCES category,
    PRIMARY KEY (film_id, category_id)
);

CREATE TABLE actor (
    actor_id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    first_name text NOT NULL,
    last_name  text NOT NULL
);

CREATE TABLE film_actor (
    film_id  integer NOT NULL REFERENCES film ON DELETE CASCADE,
    actor_id integer NOT NULL REFERENCES actor,
    PRIMARY KEY (film_id, actor_id)
);

CREATE TABLE store (
    store_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name     text NOT NULL UNIQUE,
    address  postal_address NOT NULL
);

CREATE TABLE staff (
    staff_id   integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id   integer NOT NULL REFERENCES store,
    first_name text NOT NULL,
    last_name  text NOT NULL,
    email      email,
    active     boolean NOT NULL DEFAULT true
);

CREATE TABLE customer (
    customer_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    store_id    integer NOT NULL REFERENCES store,
    first_name  text NOT NULL,
    last_name   text NOT NULL,
    email       email,
    address     postal_address,
    since       date NOT NULL DEFAULT current_date
);

CREATE TABLE inventory (
    inventory_id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    film_id      integer NOT NULL REFERENCES film,
    store_id     integer NOT NULL REFERENCES store,
    tag          uuid NOT NULL UNIQUE DEFAULT gen_random_uuid()
);

CREATE TABLE rental (
    rental_id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    inventory_id integer NOT NULL REFERENCES inventory,
    customer_id  integer NOT NULL REFERENCES customer,
    staff_id     integer NOT NULL REFERENCES staff,
    rented_at    timestamptz NOT NULL DEFAULT now(),
    returned_at  timestamptz CHECK (returned_at >= rented_at)
);

CREATE TABLE payment (
    payment_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rental_id  bigint NOT NULL REFERENCES rental,
    amount     numeric(7,2) NOT NULL CHECK (amount >= 0),
    paid_at    timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX ON rental (inventory_id);
CREATE INDEX ON rental (customer_id);
CREATE INDEX ON payment (rental_id);
