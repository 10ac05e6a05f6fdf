-- change it

COMMENT ON COLUMN film_list.title IS NULL;
create OR REPLACE view film_list as
select film_id, upper(title) as title, length from film;
comment on view film_list is 'Films with their length.';
