-- Makes the extension :extension in a scratch database and numbers what it and the extensions it
-- requires own: an object is named @NUMBER in the files of its extension, EXTENSION@NUMBER in those
-- of others; the extension itself is number 0 and the schema it is installed in is @schema.

SET client_min_messages = warning;
CREATE SCHEMA oriel_extension;
-- Extensions that go into a schema of their own may expect those they require in public.
SELECT CASE WHEN v.schema IS NULL THEN 'oriel_extension' ELSE 'public' END AS place
FROM pg_available_extensions e
JOIN pg_available_extension_versions v ON v.name = e.name AND v.version = e.default_version
WHERE e.name = :'extension' \gset
SET search_path = :"place";
CREATE EXTENSION :"extension" CASCADE;
SET search_path = pg_catalog, :"place";

-- What an extension owns, and what lives and dies with that: row types, indexes, rules ...
CREATE TEMP TABLE member AS
WITH RECURSIVE owned (class, object, extension, depth) AS (
    SELECT classid, objid, refobjid, 0
    FROM pg_depend WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
    UNION
    SELECT d.classid, d.objid, o.extension, least(o.depth + 1, 5)
    FROM owned o
    JOIN pg_depend d ON d.refclassid = o.class AND d.refobjid = o.object
                    AND d.deptype IN ('i', 'a', 'P', 'S')
), of_one_extension AS (
    SELECT DISTINCT ON (class, object) class, object, extension
    FROM owned
    WHERE object >= 16384
      AND class NOT IN ('pg_amop'::regclass, 'pg_amproc'::regclass)
      AND object NOT IN (SELECT oid FROM pg_class WHERE relnamespace = 99)
    ORDER BY class, object, depth
)
SELECT class, object, e.extname AS extension,
       row_number() OVER (PARTITION BY e.oid ORDER BY object) AS local
FROM of_one_extension o
JOIN pg_extension e ON e.oid = o.extension
UNION ALL
SELECT 'pg_extension'::regclass, oid, extname, 0
FROM pg_extension WHERE oid >= 16384;
CREATE UNIQUE INDEX ON member (object);

SELECT extnamespace AS schema_oid FROM pg_extension WHERE extname = :'extension' \gset
SELECT set_config('oriel.extension', :'extension', false) AS ignored,
       set_config('oriel.schema', :'schema_oid', false) AS ignored_too \gset

CREATE FUNCTION pg_temp.ref(oid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN $1 = 0 THEN NULL
        WHEN $1 < 16384 THEN $1::text
        WHEN $1 = current_setting('oriel.schema')::oid THEN '@schema'
        ELSE coalesce(
            (SELECT CASE WHEN extension = current_setting('oriel.extension') THEN '' ELSE extension END
                    || '@' || local
             FROM pg_temp.member WHERE object = $1),
            'unknown ' || $1)
        END
$$;
CREATE FUNCTION pg_temp.refs(oid[]) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT '{' || string_agg(coalesce(pg_temp.ref(item), '0'), ',' ORDER BY place) || '}'
    FROM unnest($1) WITH ORDINALITY AS items (item, place)
$$;
-- Asked of every row of every catalog: an expression that goes into the query.
SELECT set_config('oriel.members', array_agg(object)::text, false) AS ignored
FROM pg_temp.member WHERE extension = :'extension' \gset
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

-- What members merely use matters to nobody: they are dropped with the extension only.
CREATE VIEW pg_temp.dependency AS
SELECT dependent.name AS class, pg_temp.ref(d.objid) AS object, d.objsubid AS sub,
       referenced.name AS referenced_class, pg_temp.ref(d.refobjid) AS referenced,
       d.refobjsubid AS referenced_sub, d.deptype AS type
FROM pg_depend d
JOIN pg_temp.class_name dependent ON dependent.class = d.classid
JOIN pg_temp.class_name referenced ON referenced.class = d.refclassid
JOIN pg_temp.member m ON m.class = d.classid AND m.object = d.objid
WHERE m.extension = current_setting('oriel.extension')
  AND (d.deptype <> 'n' OR d.classid = 'pg_extension'::regclass)
ORDER BY m.local, referenced.name, d.refobjid, d.objsubid, d.refobjsubid, d.deptype;

CREATE VIEW pg_temp.control AS
SELECT v.name, v.version, v.schema, v.relocatable, v.requires, v.comment,
       (SELECT count(*) FROM pg_temp.member WHERE extension = v.name) AS object_count
FROM pg_available_extension_versions v
WHERE v.name = current_setting('oriel.extension') AND v.installed;
