-- Statements with a body in PL/pgSQL, parted by empty lines: most are refused.

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN x := 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN x.y := 1; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN x[1] := 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1; END x$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<a>> BEGIN RETURN 1; END b$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int; x text; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x nosuch; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x dept.nosuch%TYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x nosuch%TYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x nosuch%ROWTYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x public.nosuch%ROWTYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x nosuch.dept%ROWTYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x nosuch.dept.id%TYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x dept%TYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x mood%ROWTYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x integer%TYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x mood%TYPE; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x pair%TYPE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x pair%ROWTYPE; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x posint%TYPE; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x integer NOT NULL; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x integer NOT; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int y; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x numeric(10; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x varchar(0); BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x integer(3); BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int[; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x SETOF int; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x anyelement; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x void; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x trigger; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x cstring; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int COLLATE "C"; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x text COLLATE nosuch; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x text COLLATE nosuch."C"; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x text COLLATE pg_catalog."C" NOT NULL := 'x'; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x text COLLATE; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int := ; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int := 1 +; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int DEFAULT 1 2; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int := 1 BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int, y int; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int); BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int using 3; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int := (1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int := 1); BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE <<l>> x int; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR nosuch; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR f.nosuch; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR $3; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR a.b.c; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS $1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR $1 BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x CONSTANT int := 1; BEGIN x := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x CONSTANT int := 1; BEGIN SELECT 2 INTO x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x CONSTANT dept := NULL; BEGIN x.id := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x CONSTANT int := 1; y ALIAS FOR x; BEGIN y := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x CONSTANT int; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE CONSTANT x int; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE begin int; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE "begin" int; BEGIN "begin" := 1; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int; DECLARE y int; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1;$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1; END;;$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1; END; x$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$x$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$RETURN 1;$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$SELECT 1$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN END END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<a BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<a>> RETURN 1;$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<a>> x := 1;$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN <<a>> x := 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN <<a>> END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a THEN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a THEN; END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF THEN END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a = 1 RETURN 1; END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a THEN ELSE ELSE END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a THEN END IF END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN ELSIF a THEN END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a THEN ELSE ELSIF b THEN END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CASE a END CASE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CASE WHEN a THEN ELSE END CASE; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CASE a WHEN 1 THEN NULL; END; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CASE a WHEN THEN NULL; END CASE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CASE a + WHEN 1 THEN NULL; END CASE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN WHEN 1 THEN NULL; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP END; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP END LOOP$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN <<x>> LOOP END LOOP y; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP END LOOP y; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN WHILE LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN WHILE a END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXIT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CONTINUE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<x>> BEGIN EXIT x; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<x>> BEGIN CONTINUE x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<x>> BEGIN LOOP CONTINUE x; END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP EXIT nosuch; END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP EXIT a; END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP EXIT WHEN; END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP EXIT f; END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP EXIT f.a; END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN LOOP EXIT WHEN a BETWEEN 1 AND 2; CONTINUE WHEN b LIKE 'x'; END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i IN 1.. LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i IN 1..2 BY LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i IN 1..2 END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR IN 1..2 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i, j IN 1..2 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR a, b IN 1..2 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i IN SELECT 1 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i IN EXECUTE 'x' LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR a IN REVERSE SELECT 1 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR a IN SELECT 1 LOOP END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR a IN SELEC 1 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR a IN nosuch LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR a IN b LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR f.a IN SELECT 1 LOOP END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR f.a IN 1..2 LOOP END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR x.y IN 1..2 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOR i IN 1..2 LOOP i := 3; END LOOP; i := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN FOR r, a IN SELECT 1 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN FOR a, r IN SELECT 1 LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN FOR r IN 1..3 LOOP r := 3; END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOREACH x IN ARRAY a LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOREACH a SLICE x IN ARRAY a LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOREACH a IN a LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOREACH a SLICE 1.5 IN ARRAY b LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN FOREACH a, b IN ARRAY b LOOP END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR FOR SELECT 1; BEGIN FOR a IN c LOOP END LOOP; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR FOR SELECT 1; BEGIN FOR a, b IN c LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FOR r IN c LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int) FOR SELECT 1; BEGIN FOR r IN c LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR FOR SELECT 1; BEGIN FOR r IN c() LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int) FOR SELECT 1; BEGIN FOR r IN c(1, 2) LOOP END LOOP; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int, y int) FOR SELECT 1; BEGIN OPEN c(1); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int, y int) FOR SELECT 1; BEGIN OPEN c(x := 1, x := 2); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int, y int) FOR SELECT 1; BEGIN OPEN c(z := 1, x := 2); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int, y int) FOR SELECT 1; BEGIN OPEN c(1, x := 2); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int, y int) FOR SELECT 1; BEGIN OPEN c; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR FOR SELECT 1; BEGIN OPEN c FOR SELECT 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x int, x int) FOR SELECT 1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (x) FOR SELECT 1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR () FOR SELECT 1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR SELECT 1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR FOR; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR FOR SELEC; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c NO CURSOR FOR SELECT 1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c SCROLL FOR SELECT 1; BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c CURSOR (c int) FOR SELECT 1; BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN OPEN a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN OPEN nosuch; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN OPEN x.y; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN OPEN; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN OPEN c; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN OPEN c FOR; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN OPEN c FOR EXECUTE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN OPEN c FOR EXECUTE 'x' USING; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor[]; BEGIN OPEN c[1] FOR SELECT 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN OPEN r FOR SELECT 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN CLOSE r; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CLOSE a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CLOSE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH c INTO nosuch; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH c; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH ALL FROM c INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH FORWARD 2 FROM c INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH NEXT c INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH ABSOLUTE FROM c INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH 2 FROM c INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH FROM c INTO STRICT a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN MOVE c INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH FROM c INTO a, b; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN FETCH$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1 +; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN NEXT 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN QUERY SELECT 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1 UNION SELECT 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1 INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN a, b; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN a AS union; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN SELECT 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN a FROM dept; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN *; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 'x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN "x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN /* x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN 1a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN E'\u00zz'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN U&'\zz'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RETURN $1 + $2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x %'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x', a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x %', ; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE nosuch; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE SQLSTATE 'x'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE SQLSTATE '2201a'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE SQLSTATE 22012; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x' USING; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x' USING nosuch = 'y'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x' USING HINT 'y'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x' USING HINT = ; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x' a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE others; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE E'x\n%', a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'it''s %%', a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'a'
'%', a; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE warning_; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE NOTICE$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 'x' USING$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE "notice" 'x'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE notice int; BEGIN RAISE notice 'x'; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE successful_completion; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE warning; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'x' USING MESSAGE = 'y', MESSAGE = 'z'; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN nosuch THEN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN OTHERS THEN SQLSTATE := 'x'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN OTHERS THEN SELECT 1 INTO sqlerrm; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN SQLSTATE '123' THEN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN SQLSTATE THEN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN OTHERS OR THEN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN OTHERS RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN OTHERS THEN EXCEPTION WHEN OTHERS THEN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN IF a THEN EXCEPTION WHEN OTHERS THEN END IF; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN sqlstate := 'x'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXCEPTION WHEN deadlock_detected THEN RETURN sqlstate; WHEN OTHERS THEN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS a = nosuch; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS nosuch = ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS a = MESSAGE_TEXT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET STACKED DIAGNOSTICS a = ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS a ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET a = ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN GET DIAGNOSTICS r = ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN GET DIAGNOSTICS r.x = ROW_COUNT; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r int[]; BEGIN GET DIAGNOSTICS r[1] = ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS x.y = ROW_COUNT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS a = ROW_COUNT b = PG_CONTEXT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN GET DIAGNOSTICS; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' INTO; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' INTO a INTO b; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' USING a USING b; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' INTO nosuch; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' USING; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' USING a, ; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x'$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' INTO a b; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN EXECUTE 'x' INTO STRICT a USING a, b; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN PERFORM; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN PERFORM nosuch; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN PERFORM 1 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN PERFORM FROM; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN PERFORM$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CALL; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CALL p; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN DO; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CALL p(1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN ASSERT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN ASSERT a, ; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN ASSERT a, 'x', 'y'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN COMMIT AND; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN COMMIT WORK; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN NULL END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN NULL x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN COMMIT AND NO CHAIN; ROLLBACK; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SAVEPOINT x; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELEC 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 FROM; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT * INTO a, b FROM dept WHERE; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO a INTO b; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO 3; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO STRICT; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO a,; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN INSERT dept VALUES (1); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN INSERT INTO dept VALUES (1 RETURNING id INTO a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN UPDATE dept SET; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN SELECT 1 INTO r, a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN SELECT 1 INTO a, r; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN SELECT 1, 2 INTO r.x, a; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO f.a; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1 INTO x.y; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT (1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN SELECT 1); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN INSERT INTO a := 3; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN CREATE TABLE x (; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN absolute 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN notice; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN strict; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN (SELECT 1); RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN 'x'; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN $1 := 3; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN $3 := 3; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN $1.x := 3; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a.x := 3; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN f.a.x := 3; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := 1, 2; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := ; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a = = 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a + 1 := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN f.a + 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN f.a; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a[1 := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a[1 2] := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a[] := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a[1].x := 2; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a.* := 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a :== 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN r.x.y.z := 2; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN r.* := 2; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN r. := 2; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r record; BEGIN r := ROW(1) UNION SELECT 2; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE "table" int; BEGIN "table" := 1; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE table int; BEGIN table := 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE select int; BEGIN select := 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE text text; BEGIN text := 'x'; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN found := true; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := DISTINCT b FROM dept; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := b FOR UPDATE; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := 1 LIMIT 1; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := ALL 1; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := VALUES (1); END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN a := TABLE dept; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$#option dump
BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$#nosuch
BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$#print_strict_params maybe
BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$#variable_conflict x
BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$#variable_conflict error BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$# BEGIN END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$#print_strict_params off
#variable_conflict use_variable
BEGIN RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE x int := 1; BEGIN DECLARE x int := 2; BEGIN f.x := 3; END; RETURN x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<o>> DECLARE x int := 1; BEGIN o.x := 3; RETURN x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$<<o>> DECLARE x int := 1; BEGIN o.y := 3; RETURN x; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$BEGIN found.x := 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r dept; BEGIN r.nosuch := 1; RETURN 1; END$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$DECLARE r dept; BEGIN r.tags[1] := 'x'; f.a := 2; RETURN 1; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN NEXT a; RETURN QUERY EXECUTE; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN QUERY; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN QUERY EXECUTE 'x' USING; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN QUERY DELETE FROM dept RETURNING *; END$$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$BEGIN RETURN QUERY EXECUTE 'x' USING a, 3; END$$

CREATE FUNCTION f(a integer, OUT b text, OUT c dept) LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE FUNCTION f(a integer, OUT b text, OUT c dept) LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; END$$

CREATE FUNCTION f(a integer, OUT b text, OUT c dept) LANGUAGE plpgsql AS $$BEGIN RETURN; END$$

CREATE FUNCTION f(a integer, OUT b text, OUT c dept) LANGUAGE plpgsql AS $$BEGIN c.x := 1; END$$

CREATE FUNCTION f(a integer, OUT b text, OUT c dept) LANGUAGE plpgsql AS $$DECLARE b int; BEGIN END$$

CREATE FUNCTION f(a integer) RETURNS TABLE (b text, c numeric) LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE FUNCTION f(a integer) RETURNS TABLE (b text, c numeric) LANGUAGE plpgsql AS $$BEGIN RETURN NEXT a; END$$

CREATE FUNCTION f(a integer) RETURNS TABLE (b text, c numeric) LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; RETURN; END$$

CREATE FUNCTION f(a integer) RETURNS void LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE PROCEDURE f(a integer) LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE PROCEDURE f(a integer, INOUT b integer) LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RETURN a; END$$

CREATE FUNCTION f(a integer) RETURNS void LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$

CREATE PROCEDURE f(a integer) LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$

CREATE PROCEDURE f(a integer, INOUT b integer) LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$

CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$

CREATE FUNCTION f(a integer) RETURNS void LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; END$$

CREATE PROCEDURE f(a integer) LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; END$$

CREATE PROCEDURE f(a integer, INOUT b integer) LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; END$$

CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEXT; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN NEW := NULL; RETURN NEW; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN tg_op := 'x'; RETURN NULL; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEXT NEW; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN new.x := old.y; OPEN tg_name; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN new.x.y := old.y; SELECT 1 INTO new, old; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$DECLARE new dept; BEGIN new.id := 1; RETURN new; END$$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$DECLARE found int; BEGIN RETURN NULL; END$$

CREATE FUNCTION f(a anyelement, b anyarray, c anycompatible) RETURNS anyelement LANGUAGE plpgsql AS $$DECLARE x b%TYPE; y c%TYPE; z $1%TYPE; BEGIN $0 := a; b[1] := a; RETURN $0; END$$

CREATE FUNCTION f(a anyelement, b anyarray, c anycompatible) RETURNS anyelement LANGUAGE plpgsql AS $$BEGIN RETURN; END$$

CREATE FUNCTION f(a anyelement, b anyarray, c anycompatible) RETURNS anyelement LANGUAGE plpgsql AS $$DECLARE x ALIAS FOR $0; BEGIN x := a; RETURN x; END$$

CREATE FUNCTION f(a anyelement, b anyarray, c anycompatible) RETURNS anyelement LANGUAGE plpgsql AS $$DECLARE c refcursor; BEGIN OPEN a FOR SELECT 1; END$$

CREATE FUNCTION f(a integer) RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'

CREATE FUNCTION f(a integer) RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'

CREATE FUNCTION f(a cstring) RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'

CREATE FUNCTION f(a integer, OUT b trigger) LANGUAGE plpgsql AS 'BEGIN END'

CREATE FUNCTION f(a integer) RETURNS cstring LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'

CREATE FUNCTION f(a integer, OUT a text) LANGUAGE plpgsql AS 'BEGIN END'

CREATE FUNCTION f(a integer, b integer) RETURNS integer LANGUAGE plpgsql AS 'DECLARE a text; BEGIN RETURN 1; END'

CREATE FUNCTION f(OUT x integer, OUT y integer) RETURNS SETOF record LANGUAGE plpgsql AS 'BEGIN RETURN NEXT; RETURN NEXT 1; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RAISE ''it''''s %''; RETURN nosuch +; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RAISE NOTICE ''it''''s''; RETURN 1 +; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN x := ''a''; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS E'BEGIN RAISE NOTICE ''x\\''; x := 1; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS E'BEGIN\n x := 1;\nEND'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS E'BEGIN x := \'1\'; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN '
'x := 1; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS $body$BEGIN x := $q$1$q$; END$body$

CREATE FUNCTION f(x text DEFAULT 'BEGIN y := 1; END') RETURNS integer LANGUAGE plpgsql AS 'BEGIN y := 1; END'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS ''

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN ''x'

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog AS $$ DECLARE x dept; BEGIN RETURN 1; END $$

CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql SET search_path = nosuch, public AS $$ DECLARE x dept%ROWTYPE; BEGIN RETURN 1; END $$

CREATE OR REPLACE FUNCTION f() RETURNS integer AS $$ BEGIN x := 1; END $$ LANGUAGE plpgsql

DO $$ BEGIN x := 1; END $$

DO LANGUAGE plpgsql 'BEGIN RETURN 1; END'

DO $$ DECLARE x nosuch; BEGIN NULL; END $$

DO $$ BEGIN SELEC; END $$

DO $$ BEGIN NULL; END $$ LANGUAGE nosuch

DO $$ BEGIN NULL; END $$ LANGUAGE sql

DO $$ BEGIN NULL; END $$

DO $$ BEGIN $$ LANGUAGE plpgsql LANGUAGE plpgsql

DO LANGUAGE plpgsql

DO $$ DECLARE inline_code_block int; BEGIN inline_code_block.found := true; RETURN; END $$
