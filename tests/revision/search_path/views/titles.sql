CREATE VIEW public.titles AS SELECT title FROM shop.film_list;
