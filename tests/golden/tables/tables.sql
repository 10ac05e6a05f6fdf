CREATE TABLE film (film_id integer PRIMARY KEY, title text NOT NULL, length smallint);
CREATE TABLE part (id integer, at date) PARTITION BY RANGE (at);
CREATE TABLE part_2024 PARTITION OF part FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE no_columns ();
CREATE VIEW no_view_columns AS SELECT;
CREATE VIEW film_list AS SELECT * FROM film;
