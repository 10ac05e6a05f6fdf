CREATE TABLE film (id uuid, title text, price numeric, tags int[]);

-- 16
CREATE VIEW any_title AS SELECT any_value(title) FROM film;
CREATE VIEW shuffled AS SELECT array_shuffle(tags) FROM film;
-- 17
CREATE VIEW lucky AS SELECT random(1, 6);
CREATE VIEW binary_price AS SELECT to_bin(price::int) FROM film;
-- 18
CREATE VIEW newer_id AS SELECT uuidv7();
CREATE VIEW sorted AS SELECT array_sort(tags) FROM film;
-- 14 and before
CREATE VIEW backup AS SELECT pg_is_in_backup();
-- columns that a system view or catalog has from 15, 16 and 17 on
CREATE VIEW parameter AS SELECT pubname, parnames FROM pg_publication_tables JOIN (
    SELECT parname AS parnames FROM pg_parameter_acl) p ON true;
CREATE VIEW last_scan AS SELECT relname, last_seq_scan FROM pg_stat_user_tables;
CREATE VIEW wait AS SELECT type, name FROM pg_wait_events;
