CREATE VIEW other AS SELECT film_id, title FROM film_list;
