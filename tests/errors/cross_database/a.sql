-- No database is called as a schema is; what could be this one is taken for it.
CREATE SCHEMA app;
CREATE TABLE app.city (id int, name text);
CREATE VIEW mine AS SELECT shop.app.city.id FROM shop.app.city;
CREATE VIEW theirs AS SELECT * FROM public.app.city;
CREATE VIEW app.public.theirs AS SELECT 1 AS a;
CREATE VIEW call AS SELECT app.pg_catalog.now();
CREATE VIEW cast_ AS SELECT 1::app.pg_catalog.int8 AS a;
CREATE VIEW column_ AS SELECT public.app.city.id FROM app.city;
CREATE VIEW star AS SELECT public.app.city.* FROM app.city;
CREATE VIEW constant AS SELECT 'public.app.city'::regclass AS a;
CREATE TABLE copy (LIKE shop.nowhere.city);
DROP TABLE public.app.city;
