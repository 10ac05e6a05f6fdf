CREATE VIEW long_film WITH (check_option = local) AS SELECT film_id, title, length FROM film_list WHERE length > 120;
CREATE RULE no_delete AS ON DELETE TO long_film DO INSTEAD NOTHING;
