-- Types that users make, and types made of these.
CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
CREATE DOMAIN grade AS smallint NOT NULL CHECK (VALUE BETWEEN 1 AND 6);
CREATE DOMAIN best_grade AS grade CHECK (VALUE = 1);
CREATE DOMAIN email AS text;
CREATE DOMAIN grades AS smallint[];
CREATE TYPE dimensions AS (width numeric(8,2), height numeric(8,2), unit text);
CREATE TYPE parcel AS (weight double precision, size dimensions, stamps mood[], grade grade);
CREATE TYPE empty_composite AS ();
CREATE TYPE no_labels AS ENUM ();

CREATE TABLE t (
    mood mood NOT NULL,
    best_mood mood,
    moods mood[] NOT NULL,
    grade grade,
    best best_grade NOT NULL,
    email email NOT NULL,
    second_email email,
    grades grades,
    dimensions dimensions NOT NULL,
    parcel parcel,
    parcels parcel[],
    nothing empty_composite,
    label no_labels
);

CREATE VIEW v AS SELECT * FROM t;
