CREATE VIEW film_list AS SELECT film_id, title FROM other;
