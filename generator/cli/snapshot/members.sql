-- Numbers what one extension or schema owns, in a transaction that is rolled back in the end; the
-- settings oriel.extension or oriel.schema_name (the other one empty) say which.  An extension that
-- the database does not have is created.  In the data an object is named @NUMBER in what it belongs
-- to, EXTENSION@NUMBER elsewhere; the extension itself is number 0 and the schema that all goes into
-- is @schema.  Objects that initdb made have other OIDs in every database: CLASS:NAME.

SET LOCAL client_min_messages = warning;
SET LOCAL search_path = pg_catalog;

-- Extensions that go into a schema of their own may expect those they require in public.
DO $$
DECLARE
    wanted text := current_setting('oriel.extension');
    place text := 'public';
BEGIN
    IF wanted = '' THEN
        place := current_setting('oriel.schema_name');
        IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = place) THEN
            RAISE EXCEPTION USING ERRCODE = 'invalid_schema_name',
                MESSAGE = format('schema "%s" does not exist', place);
        END IF;
    ELSIF EXISTS (SELECT FROM pg_extension WHERE extname = wanted) THEN
        SELECT CASE WHEN v.schema IS NULL THEN n.nspname ELSE 'public' END INTO place
        FROM pg_extension e
        JOIN pg_namespace n ON n.oid = e.extnamespace
        LEFT JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion
        WHERE e.extname = wanted;
    ELSE
        IF NOT EXISTS (SELECT FROM pg_available_extensions e
                       JOIN pg_available_extension_versions v
                         ON v.name = e.name AND v.version = e.default_version
                       WHERE e.name = wanted AND v.schema IS NOT NULL) THEN
            place := 'oriel_extension';
            CREATE SCHEMA oriel_extension;
        END IF;
        PERFORM set_config('search_path', quote_ident(place), true);
        EXECUTE format('CREATE EXTENSION %I CASCADE', wanted);
    END IF;
    PERFORM set_config('search_path', 'pg_catalog, ' || quote_ident(place), true);
    PERFORM set_config('oriel.schema', coalesce(
        (SELECT extnamespace FROM pg_extension WHERE extname = wanted),
        (SELECT oid FROM pg_namespace WHERE nspname = place))::text, true);
END
$$;

-- What extensions and the schema own, and what lives and dies with that: row types, indexes, rules ...
CREATE TEMP TABLE member AS
WITH RECURSIVE owned (class, object, extension, depth) AS (
    SELECT * FROM (
        SELECT classid, objid, refobjid, 0
        FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
        UNION ALL
        SELECT d.classid, d.objid, 0, 1
        FROM pg_depend d
        WHERE current_setting('oriel.extension') = ''
          AND d.refclassid = 'pg_namespace'::regclass
          AND d.refobjid = current_setting('oriel.schema')::oid
          AND d.classid <> 'pg_extension'::regclass) direct
    UNION
    SELECT d.classid, d.objid, o.extension, least(o.depth + 1, 5)
    FROM owned o
    JOIN pg_depend d ON d.refclassid = o.class AND d.refobjid = o.object
                    AND d.deptype IN ('i', 'a', 'P', 'S')
), of_one_owner AS (
    SELECT DISTINCT ON (class, object) class, object, extension
    FROM owned
    WHERE object >= 16384
      AND class NOT IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
      AND object NOT IN (SELECT oid FROM pg_class WHERE relnamespace = 99)
    ORDER BY class, object, depth
)
SELECT o.class, o.object, nullif(coalesce(e.extname, ''), current_setting('oriel.extension')) AS extension,
       row_number() OVER (PARTITION BY o.extension ORDER BY o.object) AS local
FROM of_one_owner o
LEFT JOIN pg_extension e ON e.oid = o.extension
UNION ALL
SELECT 'pg_extension'::regclass, oid, nullif(extname, current_setting('oriel.extension')), 0
FROM pg_extension WHERE oid >= 16384;
UPDATE member SET extension = '' WHERE extension IS NULL;
CREATE UNIQUE INDEX ON member (class, object);

CREATE TEMP TABLE initdb_object AS
SELECT oid AS object, 'language:' || lanname AS label FROM pg_language
UNION ALL
SELECT oid, 'collation:' || collname FROM pg_collation
WHERE collnamespace = 'pg_catalog'::regnamespace
UNION ALL
SELECT oid, 'type:information_schema.' || typname FROM pg_type
WHERE typnamespace = 'information_schema'::regnamespace
UNION ALL
SELECT oid, 'relation:information_schema.' || relname FROM pg_class
WHERE relnamespace = 'information_schema'::regnamespace
UNION ALL
SELECT oid, 'proc:information_schema.' || proname FROM pg_proc
WHERE pronamespace = 'information_schema'::regnamespace;
DELETE FROM initdb_object WHERE object NOT BETWEEN 12000 AND 16383;

SELECT set_config('oriel.members', coalesce(array_agg(object)::text, '{}'), true)
FROM pg_temp.member WHERE extension = '';

CREATE FUNCTION pg_temp.ref(oid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN $1 = 0 THEN NULL
        WHEN $1 < 12000 THEN $1::text
        WHEN $1 < 16384 THEN
            coalesce((SELECT label FROM pg_temp.initdb_object WHERE object = $1), $1::text)
        WHEN $1 = current_setting('oriel.schema')::oid THEN '@schema'
        ELSE coalesce(
            (SELECT extension || '@' || local FROM pg_temp.member WHERE object = $1 LIMIT 1),
            'unknown ' || $1)
        END
$$;
CREATE FUNCTION pg_temp.refs(oid[]) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT '{' || string_agg(coalesce(pg_temp.ref(item), '0'), ',' ORDER BY place) || '}'
    FROM unnest($1) WITH ORDINALITY AS items (item, place)
$$;
-- Asked of every row of every catalog: an expression that goes into the query.
CREATE FUNCTION pg_temp.wanted(oid) RETURNS bool LANGUAGE sql STABLE AS $$
    SELECT $1 >= 16384 AND $1 = ANY (current_setting('oriel.members')::oid[])
$$;

-- The files' names for the classes.
CREATE TEMP TABLE class_name (class regclass, name text);
INSERT INTO class_name VALUES
    ('pg_namespace', 'namespace'), ('pg_type', 'type'), ('pg_proc', 'proc'),
    ('pg_operator', 'operator'), ('pg_cast', 'cast'), ('pg_collation', 'collation'),
    ('pg_class', 'relation'), ('pg_constraint', 'constraint'), ('pg_attrdef', 'attrdef'),
    ('pg_trigger', 'trigger'), ('pg_rewrite', 'rewrite'), ('pg_am', 'am'),
    ('pg_opclass', 'opclass'), ('pg_opfamily', 'opfamily'), ('pg_conversion', 'conversion'),
    ('pg_language', 'language'), ('pg_extension', 'extension'), ('pg_ts_config', 'ts_config'),
    ('pg_ts_dict', 'ts_dict'), ('pg_ts_parser', 'ts_parser'), ('pg_ts_template', 'ts_template'),
    ('pg_foreign_data_wrapper', 'fdw'), ('pg_event_trigger', 'event_trigger');

-- What members of an extension merely use matters to nobody: they are dropped with it only.
CREATE VIEW pg_temp.dependency AS
SELECT dependent.name AS class, pg_temp.ref(d.objid) AS object, d.objsubid AS sub,
       referenced.name AS referenced_class, pg_temp.ref(d.refobjid) AS referenced,
       d.refobjsubid AS referenced_sub, d.deptype AS type
FROM pg_depend d
JOIN pg_temp.class_name dependent ON dependent.class = d.classid
JOIN pg_temp.class_name referenced ON referenced.class = d.refclassid
JOIN pg_temp.member m ON m.class = d.classid AND m.object = d.objid
WHERE m.extension = ''
  AND (d.deptype <> 'n' OR d.classid = 'pg_extension'::regclass
       OR current_setting('oriel.extension') = '')
ORDER BY m.local, referenced.name, d.refobjid, d.objsubid, d.refobjsubid, d.deptype;

-- Objects of other schemas that members of the schema use, and which no extension owns.
CREATE VIEW pg_temp.outsider AS
SELECT pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid) AS name
FROM pg_temp.member m
JOIN pg_depend d ON d.classid = m.class AND d.objid = m.object
WHERE m.extension = '' AND current_setting('oriel.extension') = ''
  AND d.refobjid >= 16384 AND d.refobjid <> current_setting('oriel.schema')::oid
  AND NOT EXISTS (SELECT FROM pg_temp.member o
                  WHERE o.class = d.refclassid AND o.object = d.refobjid)
ORDER BY 1;

CREATE VIEW pg_temp.control AS
SELECT v.name, v.version, v.schema, v.relocatable, v.requires, v.comment,
       (SELECT count(*) FROM pg_temp.member WHERE extension = '') AS object_count
FROM pg_extension e
JOIN pg_available_extension_versions v ON v.name = e.extname AND v.version = e.extversion
WHERE e.extname = current_setting('oriel.extension')
UNION ALL
SELECT n.nspname, current_setting('server_version'), n.nspname, false,
       (SELECT array_agg(DISTINCT used.extension)::name[]
        FROM pg_temp.member own
        JOIN pg_depend d ON d.classid = own.class AND d.objid = own.object
        JOIN pg_temp.member used ON used.class = d.refclassid AND used.object = d.refobjid
        WHERE own.extension = '' AND used.extension <> ''),
       NULL, (SELECT count(*) FROM pg_temp.member WHERE extension = '')
FROM pg_namespace n
WHERE n.oid = current_setting('oriel.schema')::oid AND current_setting('oriel.extension') = '';
