-- a column of a subquery that is compared with is no parameter
SELECT id IN (SELECT boss FROM dept) AS x FROM dept;
