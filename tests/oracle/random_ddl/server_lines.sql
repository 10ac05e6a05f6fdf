WITH n AS MATERIALIZED (
    SELECT oid, CASE WHEN nspname LIKE 'pg\_temp\_%' THEN 'pg_temp' ELSE nspname END AS name,
           nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
               AND nspname NOT LIKE 'pg\_toast\_temp%' AND nspname NOT LIKE 'abandoned%'
               AS of_user
      FROM pg_catalog.pg_namespace),
t AS MATERIALIZED (
    SELECT t.oid, n.name || '.' || typname AS name FROM pg_catalog.pg_type t JOIN n ON n.oid = typnamespace),
r AS MATERIALIZED (
    SELECT c.*, n.name || '.' || relname AS name, n.of_user
      FROM pg_catalog.pg_class c JOIN n ON n.oid = relnamespace)
SELECT 'schema ' || name FROM n WHERE of_user AND name <> 'pg_temp'
UNION ALL
SELECT concat('relation ', r.name, ' kind=', relkind, ' persistence=', relpersistence,
              ' partition=', relispartition, ' security=', relrowsecurity, relforcerowsecurity,
              CASE WHEN relkind IN ('r', 'p', 'v', 'm', 'f', 'c') THEN concat(' columns=', relnatts) END,
              ' of=', t.name,
              CASE WHEN relkind IN ('r', 'p', 'm') THEN concat(' identity=', relreplident) END,
              CASE WHEN relkind = 'm' THEN concat(' populated=', relispopulated) END,
              CASE WHEN relkind = 'p' THEN (SELECT concat(' strategy=', partstrat, ' key=', partattrs)
                   FROM pg_catalog.pg_partitioned_table WHERE partrelid = r.oid) END,
              CASE WHEN relkind = 'S' THEN ' type=' || (SELECT st.name
                   FROM pg_catalog.pg_sequence JOIN t st ON st.oid = seqtypid WHERE seqrelid = r.oid) END,
              ' parents=', ARRAY(SELECT p.name FROM pg_catalog.pg_inherits JOIN r p ON p.oid = inhparent
                                  WHERE inhrelid = r.oid AND r.relkind <> 'i' AND r.relkind <> 'I'
                                  ORDER BY inhseqno)::text,
              ' comment=', obj_description(r.oid, 'pg_class'))
  FROM r LEFT JOIN t ON t.oid = reloftype WHERE of_user AND relkind <> 't'
UNION ALL
SELECT concat('column ', r.name, ' ', attnum, ' ', attname, ' ', t.name, ' ', atttypmod,
              ' collation=', collname, ' dims=', attndims, ' notnull=', attnotnull, ' default=', atthasdef,
              ' identity=', attidentity, ' generated=', attgenerated, ' inherited=', attinhcount,
              ' local=', attislocal, ' comment=', col_description(r.oid, attnum))
  FROM pg_catalog.pg_attribute JOIN r ON r.oid = attrelid JOIN t ON t.oid = atttypid
  LEFT JOIN pg_catalog.pg_collation ON pg_collation.oid = attcollation
 WHERE of_user AND relkind IN ('r', 'p', 'v', 'm', 'f', 'c') AND attnum > 0 AND NOT attisdropped
UNION ALL
SELECT concat('index ', r.name, ' of ', o.name, ' keys=', indnkeyatts, ' ', indkey, ' unique=', indisunique,
              ' primary=', indisprimary, ' exclusion=', indisexclusion, ' immediate=', indimmediate,
              ' valid=', indisvalid, ' distinct=', NOT indnullsnotdistinct,
              ' partial=', indpred IS NOT NULL, ' expressions=', indexprs IS NOT NULL,
              ' classes=', ARRAY(SELECT opcname FROM unnest(indclass) WITH ORDINALITY AS c(o, i)
                                   JOIN pg_catalog.pg_opclass k ON k.oid = c.o ORDER BY i)::text)
  FROM pg_catalog.pg_index JOIN r ON r.oid = indexrelid JOIN r o ON o.oid = indrelid WHERE r.of_user
UNION ALL
SELECT concat('constraint ', conname, ' on ', coalesce(r.name, t.name), ' ', contype, ' deferrable=',
              condeferrable, condeferred, ' valid=', convalidated, ' local=', conislocal,
              ' inherit=', NOT connoinherit, ' inherited=', coninhcount, ' parent=', conparentid <> 0,
              ' keys=', conkey, ' index=', i.name, ' references=', f.name, confkey, ' match=',
              confmatchtype, confupdtype, confdeltype)
  FROM pg_catalog.pg_constraint c JOIN n ON n.oid = connamespace LEFT JOIN r ON r.oid = conrelid
  LEFT JOIN t ON t.oid = contypid LEFT JOIN r f ON f.oid = confrelid LEFT JOIN r i ON i.oid = conindid
 WHERE n.of_user AND contype <> 't'
UNION ALL
SELECT concat('type ', t.name, ' ', typtype, ' ', typcategory, ' preferred=', typispreferred, ' defined=',
              typisdefined, ' notnull=', typnotnull, ' length=', typlen, ' relation=', r.name,
              ' element=', e.name, ' array=', a.name, ' base=', b.name, ' ', typtypmod, ' dims=', typndims,
              ' collation=', collname,
              ' labels=', ARRAY(SELECT enumlabel::text FROM pg_catalog.pg_enum WHERE enumtypid = t.oid
                                 ORDER BY enumsortorder)::text,
              ' range=', s.name, ' ', m.name, ' comment=', obj_description(t.oid, 'pg_type'))
  FROM t JOIN pg_catalog.pg_type y USING (oid) JOIN n ON n.oid = typnamespace
  LEFT JOIN r ON r.oid = typrelid LEFT JOIN t e ON e.oid = typelem LEFT JOIN t a ON a.oid = typarray
  LEFT JOIN t b ON b.oid = typbasetype LEFT JOIN pg_catalog.pg_collation ON pg_collation.oid = typcollation
  LEFT JOIN pg_catalog.pg_range g ON rngtypid = t.oid LEFT JOIN t s ON s.oid = rngsubtype
  LEFT JOIN t m ON m.oid = rngmultitypid
 WHERE n.of_user
UNION ALL
SELECT concat('function ', n.name, '.', proname, ' ', prokind, ' strict=', proisstrict, ' set=', proretset,
              ' ', provolatile, proparallel, ' ', t.name, ' variadic=', v.name, ' language=', lanname,
              ' args=', ARRAY(SELECT t.name FROM unnest(coalesce(proallargtypes, proargtypes::oid[])) WITH
                                ORDINALITY AS x(o, i) JOIN t ON t.oid = x.o ORDER BY i)::text,
              ' count=', pronargs, ' defaults=', pronargdefaults, ' modes=',
              array_to_string(proargmodes, ''), ' names=', array_to_string(proargnames, ','), ' comment=',
              obj_description(p.oid, 'pg_proc'))
  FROM pg_catalog.pg_proc p JOIN n ON n.oid = pronamespace JOIN t ON t.oid = prorettype
  LEFT JOIN t v ON v.oid = provariadic AND provariadic <> 0
  JOIN pg_catalog.pg_language l ON l.oid = prolang
 WHERE n.of_user
UNION ALL
SELECT concat('trigger ', tgname, ' on ', r.name, ' ', tgtype) FROM pg_catalog.pg_trigger
  JOIN r ON r.oid = tgrelid WHERE of_user AND NOT tgisinternal
UNION ALL
SELECT concat('rule ', rulename, ' on ', r.name, ' ', ev_type, ' ', is_instead)
  FROM pg_catalog.pg_rewrite JOIN r ON r.oid = ev_class WHERE of_user
UNION ALL
SELECT concat('policy ', polname, ' on ', r.name) FROM pg_catalog.pg_policy JOIN r ON r.oid = polrelid
 WHERE of_user
UNION ALL
SELECT concat('statistics ', n.name, '.', stxname) FROM pg_catalog.pg_statistic_ext
  JOIN n ON n.oid = stxnamespace WHERE of_user
