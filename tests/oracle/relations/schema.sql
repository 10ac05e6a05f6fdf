-- What the views of this folder are about: a small company, with every kind of type.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE address AS (street text, city varchar(40), zip char(5));
CREATE DOMAIN email AS text COLLATE "C" CHECK (VALUE LIKE '%@%');
CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
CREATE DOMAIN short_code AS varchar(8) NOT NULL;
CREATE TYPE float_range AS RANGE (subtype = float8);
CREATE COLLATION plain (provider = libc, locale = 'C');

CREATE TABLE department (
    department_id integer PRIMARY KEY,
    name varchar(30) NOT NULL UNIQUE,
    parent_id integer REFERENCES department,
    budget numeric(12,2),
    address address,
    open_hours int4range,
    code short_code DEFAULT 'none'
);

CREATE TABLE person (
    person_id serial PRIMARY KEY,
    department_id integer REFERENCES department,
    name text NOT NULL,
    nickname text COLLATE plain,
    email email,
    born date,
    hired timestamptz NOT NULL DEFAULT now(),
    salary numeric(10,2) CHECK (salary >= 0),
    mood mood,
    skills text[] NOT NULL DEFAULT '{}',
    scores smallint[],
    attributes jsonb,
    active boolean NOT NULL DEFAULT true,
    level positive
);

CREATE TABLE task (
    task_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id integer NOT NULL REFERENCES person,
    title char(20) NOT NULL,
    started timestamp(3),
    took interval,
    cost money,
    ratio real,
    bits bit(4),
    done boolean,
    UNIQUE (person_id, title)
);

CREATE TABLE event (id bigint NOT NULL, at timestamptz NOT NULL, kind text, payload json)
    PARTITION BY RANGE (at);
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE manager (bonus numeric) INHERITS (person);

CREATE FUNCTION double_of(value numeric, times integer DEFAULT 2) RETURNS numeric
    LANGUAGE sql STRICT RETURN value * times;
CREATE FUNCTION people_of(department integer) RETURNS SETOF person
    LANGUAGE sql AS 'SELECT * FROM ONLY person WHERE department_id = $1';
CREATE FUNCTION bounds(OUT low integer, OUT high bigint) LANGUAGE sql AS 'SELECT 1, 2::bigint';
CREATE FUNCTION listing(prefix text) RETURNS TABLE (id integer, label varchar)
    LANGUAGE sql AS 'SELECT person_id, $1 || name FROM person';
CREATE FUNCTION first_of(anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1[1]';
