-- the same but for blanks and case
create or replace view FILM_LIST (film_id, "Name") as select film_id,title from film ;
COMMENT ON VIEW film_list IS 'Films.';
COMMENT ON COLUMN film_list."Name" IS 'the title';
