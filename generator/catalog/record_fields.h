#ifndef ORIEL_CATALOG_RECORD_FIELDS_H
#define ORIEL_CATALOG_RECORD_FIELDS_H

/*
 * The members of each record as lists: the columns of the snapshot's data files, which
 * compile_snapshot turns into initialisers, and where an installed extension's own OIDs are put in.
 * F(kind, member, count): the count is the member with an array's length; scalars repeat their name.
 */

typedef enum field_kind {
    FIELD_OID,
    FIELD_INT,
    FIELD_BOOL,
    FIELD_CHAR,
    FIELD_TEXT,
    FIELD_OIDS,
    FIELD_INTS, /* int16_t */
    FIELD_TEXTS,
} field_kind;

#define HEADER_FIELDS(F)                                                                           \
    F(OID, oid, oid)                                                                               \
    F(OID, namespace, namespace) F(OID, parent, parent) F(TEXT, name, name)

#define NAMESPACE_FIELDS(F) HEADER_FIELDS(F)

#define NAMED_FIELDS(F) HEADER_FIELDS(F) F(TEXT, kind_detail, kind_detail)

/* clang-format off */
#define TYPE_FIELDS(F) HEADER_FIELDS(F)                                                            \
    F(CHAR, typtype, typtype) F(CHAR, category, category) F(BOOL, preferred, preferred)            \
    F(BOOL, defined, defined) F(BOOL, not_null, not_null) F(CHAR, delimiter, delimiter)            \
    F(INT, length, length) F(CHAR, storage, storage) F(OID, relation, relation)                    \
    F(OID, element, element) F(OID, array, array) F(OID, base, base) F(INT, typmod, typmod)        \
    F(INT, dims, dims) F(OID, collation, collation) F(OID, input, input) F(OID, output, output)    \
    F(OID, modin, modin) F(OID, modout, modout) F(OID, subscript, subscript)                       \
    F(TEXT, default_text, default_text) F(TEXTS, labels, label_count)                              \
    F(INT, label_count, label_count) F(OID, range_subtype, range_subtype)                          \
    F(OID, range_collation, range_collation) F(OID, range_opclass, range_opclass)                  \
    F(OID, range_multirange, range_multirange)

#define PROC_FIELDS(F) HEADER_FIELDS(F)                                                            \
    F(CHAR, kind, kind) F(BOOL, strict, strict) F(BOOL, returns_set, returns_set)                  \
    F(BOOL, leakproof, leakproof) F(CHAR, volatility, volatility) F(CHAR, parallel, parallel)      \
    F(OID, result, result) F(OID, variadic, variadic) F(OID, language, language)                   \
    F(INT, arg_count, arg_count) F(INT, default_count, default_count)                              \
    F(OIDS, args, arg_count) F(INT, all_count, all_count) F(OIDS, all_args, all_count)             \
    F(TEXT, modes, modes) F(TEXTS, arg_names, arg_count)                                           \
    F(TEXTS, default_texts, default_count) F(TEXT, source, source)                                 \
    F(CHAR, aggregate_kind, aggregate_kind) F(INT, direct_count, direct_count)                     \
    F(BOOL, aggregate_has_init, aggregate_has_init)                                                \
    F(OID, transition_function, transition_function) F(OID, final_function, final_function)        \
    F(OID, transition_type, transition_type) F(OID, sort_operator, sort_operator)                  \
    F(OID, support, support)

#define OPERATOR_FIELDS(F) HEADER_FIELDS(F)                                                        \
    F(CHAR, kind, kind) F(BOOL, can_merge, can_merge) F(BOOL, can_hash, can_hash)                  \
    F(OID, left, left) F(OID, right, right) F(OID, result, result) F(OID, function, function)      \
    F(OID, commutator, commutator) F(OID, negator, negator)                                        \
    F(OID, restrict_function, restrict_function) F(OID, join_function, join_function)

#define CAST_FIELDS(F) HEADER_FIELDS(F)                                                            \
    F(OID, source, source) F(OID, target, target) F(OID, function, function)                       \
    F(CHAR, context, context) F(CHAR, method, method)

#define COLLATION_FIELDS(F) HEADER_FIELDS(F)                                                       \
    F(CHAR, provider, provider) F(BOOL, deterministic, deterministic) F(INT, encoding, encoding)

#define RELATION_FIELDS(F) HEADER_FIELDS(F)                                                        \
    F(CHAR, kind, kind) F(CHAR, persistence, persistence) F(BOOL, row_security, row_security)      \
    F(BOOL, is_populated, is_populated) F(OID, row_type, row_type) F(OID, array_type, array_type)  \
    F(OID, access_method, access_method) F(TEXTS, options, option_count)                           \
    F(INT, option_count, option_count) F(OID, sequence_type, sequence_type)                        \
    F(CHAR, replica_identity, replica_identity) F(TEXT, definition, definition)

#define CONSTRAINT_FIELDS(F) HEADER_FIELDS(F)                                                      \
    F(CHAR, type, type) F(BOOL, of_domain, of_domain) F(BOOL, deferrable, deferrable)              \
    F(BOOL, deferred, deferred) F(BOOL, validated, validated) F(BOOL, is_local, is_local)          \
    F(BOOL, no_inherit, no_inherit) F(OID, index, index) F(INT, key_count, key_count)              \
    F(INTS, keys, key_count) F(OID, foreign_relation, foreign_relation)                            \
    F(INTS, foreign_keys, key_count) F(OIDS, equal_operators, key_count)                           \
    F(CHAR, match_type, match_type) F(CHAR, on_update, on_update) F(CHAR, on_delete, on_delete)    \
    F(TEXT, definition, definition)

#define TRIGGER_FIELDS(F) HEADER_FIELDS(F)                                                         \
    F(OID, function, function) F(INT, events, events) F(BOOL, internal, internal)                  \
    F(TEXT, definition, definition)

#define ATTRDEF_FIELDS(F) HEADER_FIELDS(F) F(INT, attribute, attribute)

#define REWRITE_FIELDS(F) HEADER_FIELDS(F)                                                         \
    F(INT, event, event) F(BOOL, instead, instead) F(BOOL, has_condition, has_condition)          \
    F(TEXT, definition, definition)

#define AM_FIELDS(F) HEADER_FIELDS(F) F(CHAR, type, type)

#define OPCLASS_FIELDS(F) HEADER_FIELDS(F)                                                         \
    F(OID, method, method) F(OID, family, family) F(OID, input_type, input_type)                   \
    F(OID, key_type, key_type) F(BOOL, is_default, is_default)

#define OPFAMILY_FIELDS(F) HEADER_FIELDS(F) F(OID, method, method)

/* What hangs off records: one file each, whose first column names the record's OID. */
#define ATTRIBUTE_FIELDS(F)                                                                        \
    F(TEXT, name, name) F(OID, type, type) F(INT, typmod, typmod) F(OID, collation, collation)     \
    F(INT, dims, dims) F(BOOL, not_null, not_null) F(BOOL, has_default, has_default)               \
    F(BOOL, is_local, is_local) F(CHAR, identity, identity) F(CHAR, generated, generated)          \
    F(TEXT, default_text, default_text)

#define INDEX_FIELDS(F)                                                                            \
    F(OID, table, table) F(INT, key_count, key_count) F(INT, column_count, column_count)           \
    F(INTS, columns, column_count) F(OIDS, opclasses, key_count) F(OIDS, collations, key_count)    \
    F(BOOL, unique, unique) F(BOOL, primary, primary) F(BOOL, exclusion, exclusion)                \
    F(BOOL, immediate, immediate) F(BOOL, valid, valid)                                            \
    F(BOOL, nulls_not_distinct, nulls_not_distinct) F(BOOL, partial, partial)                      \
    F(BOOL, has_expressions, has_expressions)

#define AMOP_FIELDS(F)                                                                             \
    F(OID, left, left) F(OID, right, right) F(INT, strategy, strategy) F(CHAR, purpose, purpose)   \
    F(OID, operator, operator)

#define AMPROC_FIELDS(F)                                                                           \
    F(OID, left, left) F(OID, right, right) F(INT, number, number) F(OID, function, function)

/*
 * R(CLASS, file, struct, FIELDS): every class that data files can hold.
 */
#define CATALOG_RECORDS(R)                                                                         \
    R(NAMESPACE, namespace, pg_namespace, NAMESPACE_FIELDS)                                        \
    R(TYPE, type, pg_type, TYPE_FIELDS)                                                            \
    R(PROC, proc, pg_proc, PROC_FIELDS)                                                            \
    R(OPERATOR, operator, pg_operator, OPERATOR_FIELDS)                                            \
    R(CAST, cast, pg_cast, CAST_FIELDS)                                                            \
    R(COLLATION, collation, pg_collation, COLLATION_FIELDS)                                        \
    R(RELATION, relation, pg_class, RELATION_FIELDS)                                               \
    R(CONSTRAINT, constraint, pg_constraint, CONSTRAINT_FIELDS)                                    \
    R(ATTRDEF, attrdef, pg_attrdef, ATTRDEF_FIELDS)                                                \
    R(TRIGGER, trigger, pg_trigger, TRIGGER_FIELDS)                                                \
    R(REWRITE, rewrite, pg_rewrite, REWRITE_FIELDS)                                                \
    R(AM, am, pg_am, AM_FIELDS)                                                                    \
    R(OPCLASS, opclass, pg_opclass, OPCLASS_FIELDS)                                                \
    R(OPFAMILY, opfamily, pg_opfamily, OPFAMILY_FIELDS)                                            \
    R(CONVERSION, conversion, pg_named, NAMED_FIELDS)                                              \
    R(LANGUAGE, language, pg_named, NAMED_FIELDS)                                                  \
    R(EXTENSION, extension, pg_named, NAMED_FIELDS)                                                \
    R(TS_CONFIG, ts_config, pg_named, NAMED_FIELDS)                                                \
    R(TS_DICT, ts_dict, pg_named, NAMED_FIELDS)                                                    \
    R(TS_PARSER, ts_parser, pg_named, NAMED_FIELDS)                                                \
    R(TS_TEMPLATE, ts_template, pg_named, NAMED_FIELDS)                                            \
    R(FDW, fdw, pg_named, NAMED_FIELDS)                                                            \
    R(EVENT_TRIGGER, event_trigger, pg_named, NAMED_FIELDS)
/* clang-format on */

#endif /* ORIEL_CATALOG_RECORD_FIELDS_H */
