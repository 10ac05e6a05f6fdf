-- a column of a subquery that is compared with is no parameter
SELECT id IN (SELECT boss FROM dept) AS x FROM dept;
-- in subqueries a join's merged column is what it is made of
SELECT id FROM dept d FULL JOIN plain p USING (id) GROUP BY id HAVING EXISTS (SELECT id);
SELECT id FROM dept d FULL JOIN plain p USING (id) GROUP BY d.id, p.id, id HAVING EXISTS (SELECT id);
SELECT id FROM dept d LEFT JOIN plain p USING (id) GROUP BY id HAVING EXISTS (SELECT 1 WHERE id = 2);
SELECT id FROM dept d RIGHT JOIN plain p USING (id) GROUP BY id HAVING EXISTS (SELECT 1 WHERE id = 2);
SELECT id FROM dept d JOIN item p USING (id) GROUP BY id HAVING EXISTS (SELECT 1 WHERE id = 2);
SELECT id FROM dept d JOIN item p USING (id) GROUP BY d.id, id HAVING EXISTS (SELECT 1 WHERE id = 2);
SELECT name FROM dept d LEFT JOIN plain p USING (id, name) GROUP BY id HAVING EXISTS (SELECT name);
SELECT d.name FROM dept d JOIN plain p USING (id) GROUP BY id;
SELECT d.name FROM dept d JOIN item p USING (id) GROUP BY id;
SELECT p.name FROM plain p LEFT JOIN dept d USING (id) GROUP BY id;
SELECT d.name FROM plain p RIGHT JOIN dept d USING (id) GROUP BY id;
SELECT d.name FROM (dept d JOIN plain p USING (id)) AS j GROUP BY j.id;
SELECT j.region FROM (dept d JOIN plain p USING (id)) AS j GROUP BY j.id;
SELECT region FROM dept d JOIN plain p USING (id) JOIN item i USING (id) GROUP BY id;
-- subscripts are looked at before what they are applied to
SELECT (ARRAY[d.budget])[d.id], count(*) FROM dept d;
SELECT (d.tags)[d.id:d.boss], count(*) FROM dept d;
SELECT (d.tags)[d.id], count(*) FROM dept d GROUP BY d.id, d.boss;
-- types that accept no text
SELECT pg_get_expr('x', 1);
SELECT 'x'::pg_ndistinct;
SELECT 'x'::pg_mcv_list;
SELECT 'x'::pg_brin_bloom_summary;
SELECT 'x'::pg_ddl_command;
-- an untyped literal's COLLATE in the first term of a recursive query
WITH RECURSIVE q AS (SELECT 'abc' COLLATE "C" AS a UNION SELECT trim(a) FROM q) SELECT a FROM q;
WITH RECURSIVE q AS (SELECT NULL COLLATE "C" AS a UNION SELECT a FROM q) SELECT a FROM q;
WITH RECURSIVE q AS (SELECT 'x'::text AS b, NULL COLLATE "C" AS a UNION SELECT a, 'x'::text FROM q) SELECT a FROM q;
WITH RECURSIVE q AS (SELECT '1' AS a UNION SELECT 'a' COLLATE "C" FROM q) SELECT a FROM q;
-- a set operation's column of a type that takes no collation
SELECT '1' COLLATE "C" AS a UNION SELECT 1;
SELECT a FROM (SELECT '1' COLLATE "C" AS a UNION SELECT 1) x;
-- which of two mistakes in a subquery is met first
SELECT count(*) FROM dept d, plain p WHERE true GROUP BY p.id HAVING EXISTS (SELECT d.name FROM grid g JOIN cell c ON d.boss = 1 WHERE p.name = d.region);
SELECT count(*) FROM dept d, plain p GROUP BY p.id HAVING EXISTS (SELECT 1 FROM grid g JOIN cell c ON d.boss = 1 WHERE p.name = d.region);
SELECT count(*) FROM dept d GROUP BY d.boss HAVING EXISTS (SELECT 1 FROM grid g LIMIT d.id OFFSET length(d.name));
SELECT count(*) FROM dept d GROUP BY d.boss HAVING EXISTS (SELECT 1 FROM generate_series(1, d.id) WHERE d.name = '' HAVING d.region = '');
SELECT count(*) FROM dept d GROUP BY d.boss HAVING EXISTS (WITH w AS (SELECT d.id) SELECT 1 FROM (SELECT d.name) x, w);
SELECT count(*) FROM dept d GROUP BY d.boss HAVING EXISTS (SELECT d.id UNION SELECT length(d.name));
SELECT count(*) FROM dept d GROUP BY d.boss HAVING EXISTS (SELECT 1 ORDER BY d.id);
SELECT count(*) FROM dept d GROUP BY d.boss HAVING EXISTS (SELECT sum(1) OVER (ROWS d.id PRECEDING) FROM (VALUES (d.name)) x);
-- an OUT argument's array type that does not exist
SELECT (compat('{2020-01-01}'::date[], '{2020-01-01}'::date[])).x;
SELECT * FROM compat('{a}'::text[], NULL) AS c;
SELECT compat('{a}'::text[], NULL) IS NULL AS c;
SELECT (compat('{1}'::ints, '{1}'::ints)).y;
-- a comparison with a subquery stands where its first operand does
SELECT * FROM (VALUES ('a'::text), ((1, 'x'::text) = (SELECT 2, 'y'::text))) v;
SELECT * FROM (VALUES ('a'::text), ((1, 'x'::text) IN (SELECT 2, 'y'::text))) v;
SELECT * FROM (VALUES ('a'::text), ((1, 'x'::text) < ANY (SELECT 2, 'y'::text))) v;
SELECT * FROM (VALUES ('a'::text), (ROW(1) IN (SELECT 2))) v;
SELECT * FROM (VALUES ('a'::text), (1 IN (SELECT 2))) v;
SELECT * FROM (VALUES ('a'::text), ((1, 2) NOT IN (SELECT 2, 3))) v;
-- a wrong subscript is shown where it is written
SELECT ('{1}'::integer[])[CAST('a' AS text)];
SELECT ('{1}'::integer[])['a'::text];
SELECT ('{1}'::integer[])[(p.p).b] FROM person p;
SELECT ('{1}'::integer[])[true:1];
SELECT ('{1}'::integer[])[lower('x')];
-- an aggregate of an outer query reads no WITH query that is further in
SELECT id, (WITH c(x) AS (SELECT 1) SELECT count((SELECT d.id FROM c))) FROM dept d;
SELECT id, (WITH c(x) AS (SELECT 1) SELECT sum(d.id + (SELECT x FROM (SELECT * FROM c) s))) FROM dept d;
WITH c(x) AS (SELECT 1) SELECT (SELECT sum(d.id + (SELECT x FROM c))) FROM dept d;
SELECT (SELECT sum(d.id + (WITH c(x) AS (SELECT 1) SELECT x FROM c))) FROM dept d;
-- a join's whole row is grouped when all of its columns are
SELECT x.region FROM (dept NATURAL JOIN plain) AS x GROUP BY x.name, x.region HAVING x = x;
SELECT 1 FROM (dept d JOIN plain p ON true) AS x(a, b, c, d, e, f, g, h, i, j, k) GROUP BY x.a HAVING x = x;
SELECT 1 FROM ((SELECT 1 AS a, 2 AS b) s NATURAL JOIN (SELECT 1 AS a, 3 AS c) t) AS x GROUP BY x.a, x.b, x.c HAVING x = x;
SELECT 1 FROM ((SELECT 1 AS a, 2 AS b) s NATURAL FULL JOIN (SELECT 1 AS a, 3 AS c) t) AS x GROUP BY x.a, x.b HAVING EXISTS (SELECT x);
SELECT 1 FROM ((SELECT 1 AS a, 2 AS b) s NATURAL FULL JOIN (SELECT 1 AS a, 3 AS c) t) AS x GROUP BY x HAVING x = x;
