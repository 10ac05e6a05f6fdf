-- a column of a subquery that is compared with is no parameter
SELECT 1 FROM dept WHERE id IN (SELECT boss FROM dept) AND name = $1;
SELECT $2 FROM person WHERE mood = ANY (SELECT mood FROM grid);
SELECT ($1, $2) = (SELECT id, name FROM dept);
SELECT $1 IN (SELECT id FROM dept), $1 > ALL (SELECT qty FROM item);
SELECT $1 IN (SELECT $2);
-- each comparison of an IN coerces the operand anew
SELECT $1 NOT IN ('{1,2}'::bigint[], true);
SELECT $1 IN (1, 2.5), $2 IN (1, p.id) FROM person p;
SELECT ($1, 2) IN ((1, 2), ('a'::text, 3));
SELECT ($1, $2) IN ((1, 2), (3, $3));
-- parameters' types have no modifier, columns of domains are sent as their base
SELECT $1::char, $2::bit, $3::numeric(10,2), $4::label, code FROM dept;
SELECT $1::pair, $2::mood[], $3::ints, $4::"char";
