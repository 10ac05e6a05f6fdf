-- Functions that the server accepts, parted by empty lines: what is changed at random, too.

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN RETURN a + length(b); END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ <<outer>>
DECLARE x integer := 1; y text NOT NULL DEFAULT 'q'; z CONSTANT numeric(10, 2) = 3.5;
  w dept%ROWTYPE; v dept.name%TYPE; u x%TYPE; t public.person.mood%TYPE; s text COLLATE "C";
  r record; q alias FOR $1; p alias FOR b; o integer[]; n posint; m pair; l public.dept;
BEGIN
  x := 1; x = x + 2; outer.x := 3; o[1] := 2; o[x][2:3] := o; r.a := 1; w.id := 2; w.tags[2] := 'x';
  m.a := 5; f.a := 7; f.b = 'x'; q := 3; <<inner>> DECLARE x text; BEGIN x := outer.x; EXIT inner WHEN x = '1'; END inner;
  RETURN x;
END outer; $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE i integer; r record; t text; BEGIN
  FOR i IN 1..10 LOOP CONTINUE WHEN i = 2; EXIT; END LOOP;
  <<l>> FOR j IN REVERSE 10 .. a BY 2 LOOP EXIT l WHEN j < 3; END LOOP l;
  FOR r IN SELECT * FROM dept WHERE id = a ORDER BY 1 LOOP t := r.name; END LOOP;
  FOR i, t IN SELECT id, name FROM dept LOOP NULL; END LOOP;
  FOR r IN EXECUTE 'SELECT 1' USING a, b LOOP NULL; END LOOP;
  FOR i IN EXECUTE 'SELECT 1' || b LOOP NULL; END LOOP;
  FOREACH i IN ARRAY ARRAY[1, 2] LOOP NULL; END LOOP;
  FOREACH t SLICE 1 IN ARRAY regexp_split_to_array(b, ',') LOOP NULL; END LOOP;
  WHILE i < 10 LOOP i := i + 1; END LOOP; LOOP EXIT; END LOOP;
  FOR r IN UPDATE dept SET name = b RETURNING * LOOP RAISE NOTICE '%', r; END LOOP; RETURN 1; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE c CURSOR FOR SELECT * FROM dept; d CURSOR (k integer, m text) IS SELECT * FROM person WHERE id = k AND name = m;
  e refcursor; g NO SCROLL CURSOR FOR SELECT 1; h SCROLL CURSOR FOR SELECT 2; r record; i integer; t text; BEGIN
  OPEN c; FETCH c INTO r; FETCH NEXT FROM c INTO i, t; FETCH ABSOLUTE 3 FROM c INTO r; FETCH RELATIVE -1 IN c INTO r;
  FETCH LAST FROM c INTO r; FETCH FORWARD FROM c INTO r; MOVE FORWARD 10 FROM c; MOVE c; MOVE ALL FROM c; MOVE 3 FROM c;
  MOVE BACKWARD ALL IN c; CLOSE c; OPEN d(1, 'x'); CLOSE d; OPEN d(m := b, k := a + 1); OPEN e FOR SELECT * FROM dept;
  OPEN e NO SCROLL FOR SELECT 1; OPEN e SCROLL FOR EXECUTE 'SELECT $1' USING a; OPEN e FOR EXECUTE b;
  FOR r IN c LOOP NULL; END LOOP; FOR r IN d(2, 'y') LOOP t := r.name; END LOOP; RETURN 1; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE n integer; t text; BEGIN
  IF a > 1 THEN n := 1; ELSIF a > 2 THEN n := 2; ELSEIF a < 0 THEN NULL; ELSE n := 3; END IF;
  CASE a WHEN 1, 2 THEN n := 1; WHEN 3 THEN NULL; ELSE n := 2; END CASE; CASE WHEN a = 1 THEN NULL; END CASE;
  PERFORM pg_sleep(0); PERFORM id FROM dept WHERE id = a; EXECUTE 'SELECT 1' INTO n; EXECUTE b INTO STRICT n, t USING a, b;
  EXECUTE b USING a INTO n; GET DIAGNOSTICS n = ROW_COUNT, t = PG_CONTEXT; GET CURRENT DIAGNOSTICS n := ROW_COUNT;
  ASSERT n > 0; ASSERT n > 0, 'message'; SELECT id, name INTO n, t FROM dept; SELECT id INTO STRICT n FROM dept WHERE id = 1;
  INSERT INTO dept (id, name) VALUES (1, 'x') RETURNING id INTO n; UPDATE dept SET name = t WHERE id = n;
  DELETE FROM dept WHERE id = a RETURNING name INTO t; WITH x AS (SELECT 1) SELECT * INTO n FROM x; SELECT INTO n 1;
  CREATE TEMP TABLE k (a integer); DROP TABLE k; TRUNCATE log; LOCK TABLE dept; ANALYZE dept; SET LOCAL search_path TO public;
  COMMENT ON TABLE dept IS 'x'; CALL p(a); DO 'BEGIN END'; RETURN n; END; $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN
  BEGIN RAISE EXCEPTION 'x % y %% %', a, b || 'z'; EXCEPTION WHEN division_by_zero OR unique_violation THEN NULL; WHEN SQLSTATE '22012' THEN RETURN 1;
  WHEN OTHERS THEN RAISE NOTICE '% %', SQLSTATE, SQLERRM; RAISE; END;
  RAISE; RAISE NOTICE 'x'; RAISE WARNING 'y' USING HINT = 'h', DETAIL = 'd' || b; RAISE INFO '%', a; RAISE LOG 'l'; RAISE DEBUG 'd';
  RAISE division_by_zero; RAISE SQLSTATE '22012' USING MESSAGE = 'x'; RAISE EXCEPTION unique_violation USING MESSAGE = 'm', ERRCODE = '23505', COLUMN = 'c', CONSTRAINT = 'k', DATATYPE = 't', TABLE = 'x', SCHEMA = 's';
  RAISE USING MESSAGE = 'x'; RETURN 1; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE t text; BEGIN RETURN 1; EXCEPTION WHEN OTHERS THEN GET STACKED DIAGNOSTICS t = MESSAGE_TEXT, t = PG_EXCEPTION_DETAIL,
  t = PG_EXCEPTION_HINT, t = PG_EXCEPTION_CONTEXT, t = RETURNED_SQLSTATE, t = COLUMN_NAME, t = CONSTRAINT_NAME, t = PG_DATATYPE_NAME,
  t = TABLE_NAME, t = SCHEMA_NAME; RETURN 2; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ #variable_conflict use_column
#print_strict_params on
<<b>> BEGIN RETURN (SELECT max(id) FROM dept d WHERE d.id = f.a); END b $$

CREATE FUNCTION f(a integer) RETURNS SETOF dept LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT * FROM dept WHERE id = a; RETURN QUERY EXECUTE 'SELECT $1' USING a; RETURN NEXT ROW(1, 'x'); RETURN; END $$

CREATE FUNCTION f(a integer, OUT b text, OUT c dept) LANGUAGE plpgsql AS $$ BEGIN b := 'x'; c := NULL; c.id := 3; RETURN; END $$

CREATE FUNCTION f(a integer) RETURNS TABLE (b text, c numeric) LANGUAGE plpgsql AS $$ BEGIN b := 'x'; RETURN NEXT; FOR b, c IN SELECT name, id FROM dept LOOP RETURN NEXT; END LOOP; RETURN QUERY SELECT 'a', 1.0; END $$

CREATE FUNCTION f(a integer) RETURNS void LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$

CREATE PROCEDURE f(a integer) LANGUAGE plpgsql AS $$ BEGIN COMMIT; ROLLBACK AND CHAIN; COMMIT AND NO CHAIN; RETURN; END $$

CREATE PROCEDURE f(a integer, INOUT b integer) LANGUAGE plpgsql AS $$ BEGIN b := a; RETURN; END $$

CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_OP = 'INSERT' THEN NEW.name := upper(NEW.name); RETURN NEW; END IF; OLD.id = 3; RAISE NOTICE '% %', TG_NAME, TG_ARGV[0]; RETURN OLD; END $$

CREATE FUNCTION f() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '% %', tg_event, tg_tag; END $$

CREATE FUNCTION f(a anyelement, b anyarray, c anycompatible) RETURNS anyelement LANGUAGE plpgsql AS $$ DECLARE x a%TYPE; BEGIN x := a; RETURN x; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN CREATE OR REPLACE FUNCTION g() RETURNS integer LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END; CREATE RULE r AS ON INSERT TO dept DO ALSO (SELECT 1; SELECT 2); RETURN 1; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN MERGE INTO dept d USING person p ON d.id = p.id WHEN MATCHED THEN DO NOTHING; IMPORT FOREIGN SCHEMA x FROM SERVER y INTO z; RETURN 1; END $$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ BEGIN /* c */ RETURN -- x
 a; /* y */ END -- end$$

CREATE FUNCTION f(a integer, b text) RETURNS integer LANGUAGE plpgsql AS $$ DECLARE comment text; select_ text; BEGIN comment := 'x'; comment ON TABLE dept IS 'y'; RETURN 1; END $$
