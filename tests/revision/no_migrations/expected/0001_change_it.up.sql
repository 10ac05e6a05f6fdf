-- change it

CREATE VIEW answer AS SELECT 42 AS answer, 'six by nine'::text AS question;
