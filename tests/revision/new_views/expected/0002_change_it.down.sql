-- Undo: change it

DROP VIEW long_film;
DROP VIEW film_list;
