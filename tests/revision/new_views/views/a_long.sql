-- A view that uses one whose file comes later.
CREATE VIEW long_film AS
SELECT film_id, title FROM film_list WHERE length > 120;
