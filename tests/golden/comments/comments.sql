CREATE VIEW commented AS SELECT 1 AS a, 2 AS b, 3 AS "a column whose name is so long that no comment fits";
COMMENT ON VIEW commented IS
'A comment that ends early: */ int injected; /* and one that is long enough to be wrapped twice, since it says
the same again: a comment that is long enough to be wrapped twice.

It has a second paragraph.';
COMMENT ON COLUMN commented.a IS 'The first.';
COMMENT ON COLUMN commented.b IS
'The second one has a comment that does not fit on one line of a hundred columns, so that it is wrapped.';
CREATE VIEW "*/ int injected; /*" AS SELECT '*/' AS "*/ int injected; /*";
