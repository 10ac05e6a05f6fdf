#include "catalog/records.h"

/* Every class: C(CLASS, struct, noun). */
#define CLASSES(C)                                                                                 \
    C(NAMESPACE, pg_namespace, "schema")                                                           \
    C(TYPE, pg_type, "type")                                                                       \
    C(PROC, pg_proc, "function")                                                                   \
    C(OPERATOR, pg_operator, "operator")                                                           \
    C(CAST, pg_cast, "cast")                                                                       \
    C(COLLATION, pg_collation, "collation")                                                        \
    C(RELATION, pg_class, "relation")                                                              \
    C(CONSTRAINT, pg_constraint, "constraint")                                                     \
    C(ATTRDEF, pg_attrdef, "default value")                                                        \
    C(TRIGGER, pg_trigger, "trigger")                                                              \
    C(REWRITE, pg_rewrite, "rule")                                                                 \
    C(POLICY, pg_named, "policy")                                                                  \
    C(AM, pg_am, "access method")                                                                  \
    C(OPCLASS, pg_opclass, "operator class")                                                       \
    C(OPFAMILY, pg_opfamily, "operator family")                                                    \
    C(CONVERSION, pg_named, "conversion")                                                          \
    C(LANGUAGE, pg_named, "language")                                                              \
    C(EXTENSION, pg_named, "extension")                                                            \
    C(TS_CONFIG, pg_named, "text search configuration")                                            \
    C(TS_DICT, pg_named, "text search dictionary")                                                 \
    C(TS_PARSER, pg_named, "text search parser")                                                   \
    C(TS_TEMPLATE, pg_named, "text search template")                                               \
    C(FDW, pg_named, "foreign-data wrapper")                                                       \
    C(FOREIGN_SERVER, pg_named, "server")                                                          \
    C(USER_MAPPING, pg_named, "user mapping")                                                      \
    C(PUBLICATION, pg_named, "publication")                                                        \
    C(SUBSCRIPTION, pg_named, "subscription")                                                      \
    C(STATISTIC, pg_named, "statistics object")                                                    \
    C(EVENT_TRIGGER, pg_named, "event trigger")                                                    \
    C(TRANSFORM, pg_named, "transform")

size_t catalog_record_size(catalog_class class) {
#define SIZE(CLASS, type, noun) [CLASS_##CLASS] = sizeof(type),
    static const size_t sizes[CLASS_COUNT] = {CLASSES(SIZE)};
    return sizes[class];
}

const char *catalog_class_noun(catalog_class class) {
#define NOUN(CLASS, type, noun) [CLASS_##CLASS] = (noun),
    static const char *const nouns[CLASS_COUNT] = {CLASSES(NOUN)};
    return nouns[class];
}
