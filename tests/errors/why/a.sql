CREATE TABLE lang (id int PRIMARY KEY, name text NOT NULL, note text);
CREATE TABLE film (id int PRIMARY KEY, title text NOT NULL, lang int, len int);
CREATE VIEW v1 AS
SELECT f.id, f.title, f.len,
       l.name AS lang,
       count(*) OVER () AS n
FROM film f
  LEFT OUTER JOIN (lang l
     JOIN lang l2 USING (id)) ON f.lang = l.id;
CREATE VIEW v2 AS SELECT id, title, lang, len, n FROM v1 WHERE len > 1;
CREATE SCHEMA s;
CREATE MATERIALIZED VIEW s."V 3" AS SELECT upper(title) AS t, q.lang, l.note
FROM (SELECT * FROM v2) q FULL JOIN lang l USING (id);
