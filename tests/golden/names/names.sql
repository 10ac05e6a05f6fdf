-- Names that C, C++, the standard library or a neighbour have taken.
CREATE VIEW keywords AS
SELECT 1 AS "default", 2 AS "class", 3 AS "int", 4 AS "NULL", 5 AS "linux", 6 AS "bool",
       7 AS "operator", 8 AS "INT32_MAX";

CREATE VIEW odd_characters AS
SELECT 1 AS "2nd", 2 AS "a b", 3 AS "a-b", 4 AS "größe", 5 AS "期间", 6 AS "?column?", 7 AS "a__b",
       8 AS "_id", 9 AS "say ""hi""", 10 AS "back\slash", 11 AS "a??/b";

CREATE VIEW "Mixed Case" AS SELECT 1 AS "Id", 2 AS id, 3 AS "ID";
CREATE VIEW "mixed case" AS SELECT 1 AS id;
CREATE VIEW time AS SELECT 1 AS a;
CREATE VIEW "default" AS SELECT 1 AS a;
CREATE VIEW oriel_model AS SELECT 1 AS a;
CREATE VIEW film AS SELECT 1 AS a;
CREATE VIEW film_row AS SELECT 1 AS a;

-- The enum is called like the view's row.
CREATE TYPE keywords_row AS ENUM ('a', 'A', 'a b', 'a-b', '+', '');
CREATE TYPE connection AS ENUM ('ok', 'bad', 'fine');
CREATE TYPE class AS ENUM ('first', 'second');
CREATE TYPE value AS (value integer, is_null boolean);
CREATE TABLE t (conn integer NOT NULL, rows integer NOT NULL, err connection NOT NULL,
                class class NOT NULL, value value NOT NULL, k keywords_row,
                PRIMARY KEY (conn, rows, err, class));
CREATE VIEW parameters AS SELECT * FROM t;
