select $body$ $$ $other$;
select 2;
