-- The views that snapshots are written from: one per data file of generator/catalog/data, its columns
-- named as the members in catalog/record_fields.h.  pg_temp.ref, refs and wanted say how an OID is
-- written and which objects are meant: members.sql defines them for extensions and schemas,
-- scripts/snapshot for what a database begins with.

CREATE VIEW pg_temp.namespace AS
SELECT pg_temp.ref(n.oid) AS oid, n.nspname AS name
FROM pg_namespace n
WHERE pg_temp.wanted(n.oid) AND n.nspname !~ '^pg_(toast_)?temp'
ORDER BY n.oid;

CREATE VIEW pg_temp.type AS
SELECT pg_temp.ref(t.oid) AS oid, pg_temp.ref(t.typnamespace) AS namespace, t.typname AS name,
       t.typtype, t.typcategory AS category, t.typispreferred AS preferred,
       t.typisdefined AS defined, t.typnotnull AS not_null, t.typdelim AS delimiter,
       t.typlen AS length, t.typstorage AS storage, pg_temp.ref(t.typrelid) AS relation, pg_temp.ref(t.typelem) AS element,
       pg_temp.ref(t.typarray) AS "array", pg_temp.ref(t.typbasetype) AS base, t.typtypmod AS typmod,
       t.typndims AS dims, pg_temp.ref(t.typcollation) AS collation,
       pg_temp.ref(t.typinput) AS input, pg_temp.ref(t.typoutput) AS output,
       pg_temp.ref(t.typmodin) AS modin, pg_temp.ref(t.typmodout) AS modout,
       pg_temp.ref(t.typsubscript) AS subscript,
       coalesce(pg_get_expr(t.typdefaultbin, 0), t.typdefault) AS default_text,
       e.labels, cardinality(e.labels) AS label_count,
       pg_temp.ref(r.rngsubtype) AS range_subtype, pg_temp.ref(r.rngcollation) AS range_collation,
       pg_temp.ref(r.rngsubopc) AS range_opclass,
       pg_temp.ref(CASE WHEN t.oid = r.rngtypid THEN r.rngmultitypid ELSE r.rngtypid END)
           AS range_multirange
FROM pg_type t
LEFT JOIN pg_range r ON t.oid IN (r.rngtypid, r.rngmultitypid)
CROSS JOIN LATERAL (
    SELECT array_agg(enumlabel::text ORDER BY enumsortorder) AS labels
    FROM pg_enum WHERE enumtypid = t.oid) e
WHERE pg_temp.wanted(t.oid) AND t.typnamespace <> 99
ORDER BY t.oid;

-- source: the symbols of internal and C functions, the queries of SQL functions; a body that is an
-- expression reads as the query it stands for.
CREATE VIEW pg_temp.proc AS
SELECT pg_temp.ref(p.oid) AS oid, pg_temp.ref(p.pronamespace) AS namespace, p.proname AS name,
       p.prokind AS kind, p.proisstrict AS strict, p.proretset AS returns_set,
       p.proleakproof AS leakproof, p.provolatile AS volatility, p.proparallel AS parallel,
       pg_temp.ref(p.prorettype) AS result, pg_temp.ref(p.provariadic) AS variadic,
       pg_temp.ref(p.prolang) AS language, p.pronargs AS arg_count,
       p.pronargdefaults AS default_count, pg_temp.refs(p.proargtypes::oid[]) AS args,
       coalesce(cardinality(p.proallargtypes), 0) AS all_count,
       pg_temp.refs(p.proallargtypes) AS all_args,
       array_to_string(p.proargmodes, '') AS modes, p.proargnames AS arg_names,
       d.default_texts, CASE WHEN p.prolang IN (12, 13) THEN p.prosrc
                           WHEN p.prolang = 14 AND p.proconfig IS NULL THEN
                               coalesce(regexp_replace(pg_get_function_sqlbody(p.oid),
                                                       '^RETURN ', 'SELECT '), p.prosrc)
                      END AS source,
       a.aggkind AS aggregate_kind, a.aggnumdirectargs AS direct_count,
       a.agginitval IS NOT NULL AS aggregate_has_init,
       pg_temp.ref(a.aggtransfn) AS transition_function, pg_temp.ref(a.aggfinalfn) AS final_function,
       pg_temp.ref(a.aggtranstype) AS transition_type, pg_temp.ref(a.aggsortop) AS sort_operator,
       pg_temp.ref(p.prosupport) AS support
FROM pg_proc p
LEFT JOIN pg_aggregate a ON a.aggfnoid = p.oid
CROSS JOIN LATERAL (
    SELECT array_agg(pg_get_function_arg_default(p.oid, place::int) ORDER BY place)
           FILTER (WHERE pg_get_function_arg_default(p.oid, place::int) IS NOT NULL) AS default_texts
    FROM generate_series(1, CASE WHEN p.pronargdefaults > 0
                            THEN coalesce(cardinality(p.proallargtypes), p.pronargs) END) place) d
WHERE pg_temp.wanted(p.oid)
ORDER BY p.oid;

CREATE VIEW pg_temp.operator AS
SELECT pg_temp.ref(o.oid) AS oid, pg_temp.ref(o.oprnamespace) AS namespace, o.oprname AS name,
       o.oprkind AS kind, o.oprcanmerge AS can_merge, o.oprcanhash AS can_hash,
       pg_temp.ref(o.oprleft) AS left, pg_temp.ref(o.oprright) AS right,
       pg_temp.ref(o.oprresult) AS result, pg_temp.ref(o.oprcode) AS function,
       pg_temp.ref(o.oprcom) AS commutator, pg_temp.ref(o.oprnegate) AS negator,
       pg_temp.ref(o.oprrest) AS restrict_function, pg_temp.ref(o.oprjoin) AS join_function
FROM pg_operator o
WHERE pg_temp.wanted(o.oid)
ORDER BY o.oid;

CREATE VIEW pg_temp.cast AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.castsource) AS source,
       pg_temp.ref(c.casttarget) AS target, pg_temp.ref(c.castfunc) AS function,
       c.castcontext AS context, c.castmethod AS method
FROM pg_cast c
WHERE pg_temp.wanted(c.oid)
ORDER BY c.oid;

-- Collations of the operating system's locales are no part of a fresh server, but for the C ones.
CREATE VIEW pg_temp.collation AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.collnamespace) AS namespace, c.collname AS name,
       c.collprovider AS provider, c.collisdeterministic AS deterministic,
       c.collencoding AS encoding
FROM pg_collation c
WHERE pg_temp.wanted(c.oid)
  AND (c.collprovider <> 'c'
       OR c.collname IN ('C', 'POSIX', 'ucs_basic', 'C.utf8', 'C.UTF-8'))
ORDER BY c.oid;

CREATE VIEW pg_temp.relation AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.relnamespace) AS namespace,
       pg_temp.ref(i.indrelid) AS parent, c.relname AS name, c.relkind AS kind,
       c.relpersistence AS persistence, c.relrowsecurity AS row_security,
       c.relispopulated AS is_populated, pg_temp.ref(c.reltype) AS row_type,
       pg_temp.ref(t.typarray) AS array_type, pg_temp.ref(c.relam) AS access_method,
       c.reloptions AS options, cardinality(c.reloptions) AS option_count,
       pg_temp.ref(s.seqtypid) AS sequence_type, c.relreplident AS replica_identity,
       CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END AS definition
FROM pg_class c
LEFT JOIN pg_index i ON i.indexrelid = c.oid
LEFT JOIN pg_type t ON t.oid = c.reltype
LEFT JOIN pg_sequence s ON s.seqrelid = c.oid
WHERE pg_temp.wanted(c.oid) AND c.relnamespace <> 99
ORDER BY c.oid;

CREATE VIEW pg_temp.attribute AS
SELECT pg_temp.ref(a.attrelid) AS relation, a.attname AS name, pg_temp.ref(a.atttypid) AS type,
       a.atttypmod AS typmod, pg_temp.ref(a.attcollation) AS collation, a.attndims AS dims,
       a.attnotnull AS not_null, a.atthasdef AS has_default, a.attislocal AS is_local,
       a.attidentity AS identity, a.attgenerated AS generated,
       pg_get_expr(d.adbin, d.adrelid) AS default_text
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE pg_temp.wanted(a.attrelid) AND a.attnum > 0 AND c.relkind NOT IN ('i', 'I')
  AND c.relnamespace <> 99
ORDER BY a.attrelid, a.attnum;

CREATE VIEW pg_temp.index AS
SELECT pg_temp.ref(i.indexrelid) AS relation, pg_temp.ref(i.indrelid) AS table,
       i.indnkeyatts AS key_count, i.indnatts AS column_count,
       '{' || array_to_string(i.indkey::int2[], ',') || '}' AS columns, pg_temp.refs(i.indclass::oid[]) AS opclasses,
       pg_temp.refs(i.indcollation::oid[]) AS collations, i.indisunique AS unique,
       i.indisprimary AS primary, i.indisexclusion AS exclusion, i.indimmediate AS immediate,
       i.indisvalid AS valid, coalesce((to_jsonb(i) ->> 'indnullsnotdistinct')::bool, false) AS nulls_not_distinct,
       i.indpred IS NOT NULL AS partial, i.indexprs IS NOT NULL AS has_expressions
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
WHERE pg_temp.wanted(i.indexrelid) AND c.relnamespace <> 99
ORDER BY i.indexrelid;

CREATE VIEW pg_temp.constraint AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.connamespace) AS namespace,
       pg_temp.ref(CASE WHEN c.conrelid = 0 THEN c.contypid ELSE c.conrelid END) AS parent,
       c.conname AS name, c.contype AS type, c.conrelid = 0 AS of_domain,
       c.condeferrable AS deferrable, c.condeferred AS deferred, c.convalidated AS validated,
       c.conislocal AS is_local, c.connoinherit AS no_inherit, pg_temp.ref(c.conindid) AS index,
       coalesce(cardinality(c.conkey), 0) AS key_count, c.conkey AS keys,
       pg_temp.ref(c.confrelid) AS foreign_relation, c.confkey AS foreign_keys,
       pg_temp.refs(c.conpfeqop) AS equal_operators, trim(c.confmatchtype::text) AS match_type,
       trim(c.confupdtype::text) AS on_update, trim(c.confdeltype::text) AS on_delete,
       pg_get_expr(c.conbin, c.conrelid) AS definition
FROM pg_constraint c
WHERE pg_temp.wanted(c.oid)
ORDER BY c.oid;

CREATE VIEW pg_temp.attrdef AS
SELECT pg_temp.ref(d.oid) AS oid, pg_temp.ref(d.adrelid) AS parent, d.adnum AS attribute
FROM pg_attrdef d
WHERE pg_temp.wanted(d.oid)
ORDER BY d.oid;

-- The triggers of foreign keys are called after their own OIDs.
CREATE VIEW pg_temp.trigger AS
SELECT pg_temp.ref(t.oid) AS oid, pg_temp.ref(t.tgrelid) AS parent,
       CASE WHEN t.tgisinternal THEN regexp_replace(t.tgname, t.oid || '$', pg_temp.ref(t.oid))
            ELSE t.tgname END AS name,
       pg_temp.ref(t.tgfoid) AS function, t.tgtype AS events, t.tgisinternal AS internal
FROM pg_trigger t
WHERE pg_temp.wanted(t.oid)
ORDER BY t.oid;

-- A built-in view's own rule says nothing that the view does not.
CREATE VIEW pg_temp.rewrite AS
SELECT pg_temp.ref(r.oid) AS oid, pg_temp.ref(r.ev_class) AS parent, r.rulename AS name,
       r.ev_type AS event, r.is_instead AS instead, r.ev_qual::text <> '<>' AS has_condition
FROM pg_rewrite r
WHERE pg_temp.wanted(r.oid) AND (r.oid >= 16384 OR r.ev_type <> '1')
ORDER BY r.oid;

CREATE VIEW pg_temp.am AS
SELECT pg_temp.ref(a.oid) AS oid, a.amname AS name, a.amtype AS type
FROM pg_am a
WHERE pg_temp.wanted(a.oid)
ORDER BY a.oid;

CREATE VIEW pg_temp.opclass AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.opcnamespace) AS namespace, c.opcname AS name,
       pg_temp.ref(c.opcmethod) AS method, pg_temp.ref(c.opcfamily) AS family,
       pg_temp.ref(c.opcintype) AS input_type, pg_temp.ref(c.opckeytype) AS key_type,
       c.opcdefault AS is_default
FROM pg_opclass c
WHERE pg_temp.wanted(c.oid)
ORDER BY c.oid;

CREATE VIEW pg_temp.opfamily AS
SELECT pg_temp.ref(f.oid) AS oid, pg_temp.ref(f.opfnamespace) AS namespace, f.opfname AS name,
       pg_temp.ref(f.opfmethod) AS method
FROM pg_opfamily f
WHERE pg_temp.wanted(f.oid)
ORDER BY f.oid;

CREATE VIEW pg_temp.amop AS
SELECT pg_temp.ref(a.amopfamily) AS family, pg_temp.ref(a.amoplefttype) AS left,
       pg_temp.ref(a.amoprighttype) AS right, a.amopstrategy AS strategy,
       a.amoppurpose AS purpose, pg_temp.ref(a.amopopr) AS operator
FROM pg_amop a
WHERE pg_temp.wanted(a.amopfamily)
ORDER BY a.amopfamily, a.amoplefttype, a.amoprighttype, a.amoppurpose, a.amopstrategy;

CREATE VIEW pg_temp.amproc AS
SELECT pg_temp.ref(a.amprocfamily) AS family, pg_temp.ref(a.amproclefttype) AS left,
       pg_temp.ref(a.amprocrighttype) AS right, a.amprocnum AS number,
       pg_temp.ref(a.amproc) AS function
FROM pg_amproc a
WHERE pg_temp.wanted(a.amprocfamily)
ORDER BY a.amprocfamily, a.amproclefttype, a.amprocrighttype, a.amprocnum;

CREATE VIEW pg_temp.conversion AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.connamespace) AS namespace, c.conname AS name
FROM pg_conversion c
WHERE pg_temp.wanted(c.oid)
ORDER BY c.oid;

CREATE VIEW pg_temp.language AS
SELECT pg_temp.ref(l.oid) AS oid, l.lanname AS name
FROM pg_language l
WHERE pg_temp.wanted(l.oid)
ORDER BY l.oid;

-- Names of extensions belong to no schema; the parent is the one their objects go into.
-- kind_detail: the version.
CREATE VIEW pg_temp.extension AS
SELECT pg_temp.ref(e.oid) AS oid, pg_temp.ref(e.extnamespace) AS parent, e.extname AS name,
       e.extversion AS kind_detail
FROM pg_extension e
WHERE pg_temp.wanted(e.oid)
ORDER BY e.oid;

CREATE VIEW pg_temp.ts_config AS
SELECT pg_temp.ref(c.oid) AS oid, pg_temp.ref(c.cfgnamespace) AS namespace, c.cfgname AS name
FROM pg_ts_config c
WHERE pg_temp.wanted(c.oid)
ORDER BY c.oid;

CREATE VIEW pg_temp.ts_dict AS
SELECT pg_temp.ref(d.oid) AS oid, pg_temp.ref(d.dictnamespace) AS namespace, d.dictname AS name
FROM pg_ts_dict d
WHERE pg_temp.wanted(d.oid)
ORDER BY d.oid;

CREATE VIEW pg_temp.ts_parser AS
SELECT pg_temp.ref(p.oid) AS oid, pg_temp.ref(p.prsnamespace) AS namespace, p.prsname AS name
FROM pg_ts_parser p
WHERE pg_temp.wanted(p.oid)
ORDER BY p.oid;

CREATE VIEW pg_temp.ts_template AS
SELECT pg_temp.ref(t.oid) AS oid, pg_temp.ref(t.tmplnamespace) AS namespace, t.tmplname AS name
FROM pg_ts_template t
WHERE pg_temp.wanted(t.oid)
ORDER BY t.oid;

CREATE VIEW pg_temp.fdw AS
SELECT pg_temp.ref(f.oid) AS oid, f.fdwname AS name
FROM pg_foreign_data_wrapper f
WHERE pg_temp.wanted(f.oid)
ORDER BY f.oid;

CREATE VIEW pg_temp.event_trigger AS
SELECT pg_temp.ref(t.oid) AS oid, t.evtname AS name
FROM pg_event_trigger t
WHERE pg_temp.wanted(t.oid)
ORDER BY t.oid;

-- category: as in pg_get_keywords(); words that need no quoting as identifiers are U.
CREATE VIEW pg_temp.keyword AS
SELECT k.word AS name, k.catcode AS category
FROM pg_get_keywords() k
ORDER BY k.word COLLATE "C";
