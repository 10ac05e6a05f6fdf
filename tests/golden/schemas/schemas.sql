CREATE SCHEMA reports;
CREATE SCHEMA "Odd Schema";
CREATE TYPE reports.state AS ENUM ('open', 'closed');
CREATE VIEW public.film AS SELECT 'open'::reports.state AS state;
CREATE VIEW reports.film AS SELECT state, 1 AS n FROM film;
CREATE VIEW reports_film AS SELECT 2 AS n;
CREATE VIEW "Odd Schema"."Odd View" AS SELECT 3 AS "Odd Column";
CREATE TEMPORARY VIEW of_this_session AS SELECT 4 AS n;
