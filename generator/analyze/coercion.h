#ifndef ORIEL_ANALYZE_COERCION_H
#define ORIEL_ANALYZE_COERCION_H

/* Casts, written and implied (manual 10.4, "Value Storage", and CREATE CAST). */

#include "analyze/parse_state.h"

typedef enum coercion_context {
    COERCION_IMPLICIT,
    COERCION_ASSIGNMENT,
    COERCION_PLPGSQL, /* unused by views: assignment, or through I/O */
    COERCION_EXPLICIT,
} coercion_context;

typedef enum coercion_path_kind {
    COERCION_PATH_NONE,
    COERCION_PATH_FUNC,
    COERCION_PATH_RELABEL,
    COERCION_PATH_ARRAY,
    COERCION_PATH_IO,
} coercion_path_kind;

typedef struct coercion_path {
    coercion_path_kind kind;
    oid function; /* COERCION_PATH_FUNC */
} coercion_path;

coercion_path coercion_find_path(const catalog *c, oid target, oid source, coercion_context context);
/* The function that fits a value to a typmod of its own type (varchar(n)). */
coercion_path coercion_find_typmod_path(const catalog *c, oid type);

bool coercion_can(const catalog *c, int count, const oid *inputs, const oid *targets,
                  coercion_context context);
bool coercion_is_binary(const catalog *c, oid source, oid target);
/* Rows of a child table (or of a typed table) stand for rows of the parent (or of its type). */
bool coercion_row_inherits(const catalog *c, oid source, oid target);

/*
 * The expression cast to type and typmod, or NULL: no such cast (no error added, the caller words it)
 * or failed (analysis->failed, e.g. a literal the type refuses).  location: of the cast, -1 if implied.
 */
typedef struct coercion_target {
    oid type;
    int32_t typmod;
    coercion_context context;
    coercion_form form;
    int location;
} coercion_target;
expr *coercion_to_target(parse_state *ps, expr *e, coercion_target to);

/* The same where coercion_can has said yes; no typmod is applied.  NULL only when failed. */
expr *coercion_to_type(parse_state *ps, expr *e, coercion_target to);

/* Marks a cast as implied, so that it is not taken for a written one. */
void coercion_hide(expr *e);

/*
 * Fits arguments to what a resolved function or operator declares (implicit casts; named arguments keep
 * their wrapping).  false with an error.
 */
bool coercion_arguments(parse_state *ps, expr_list *args, const oid *actual, const oid *declared);

/* Must become boolean, for a construct messages call `construct`; NULL with an error. */
expr *coercion_to_boolean(parse_state *ps, expr *e, const char *construct);
expr *coercion_to_specific(parse_state *ps, expr *e, oid type, const char *construct);
expr *coercion_to_specific_typmod(parse_state *ps, expr *e, oid type, int32_t typmod,
                                  const char *construct);

/* Domains. */
oid type_base(const catalog *c, oid type);
oid type_base_and_typmod(const catalog *c, oid type, int32_t *typmod);
/* The element type of a true array (or of a domain over one), else 0. */
oid type_element(const catalog *c, oid type);
/* The same, but a domain over an array is none. */
oid type_array_element(const catalog *c, oid type);
oid type_array(const catalog *c, oid type);
/* What ARRAY(SELECT ...) of this type gives: its array type, or itself where it is an array. */
oid type_promoted_array(const catalog *c, oid type);
bool type_is_array(const catalog *c, oid type); /* not a domain over one */
bool type_is_range(const catalog *c, oid type);
bool type_is_multirange(const catalog *c, oid type);
bool type_is_enum(const catalog *c, oid type);
bool type_is_composite(const catalog *c, oid type); /* named composites and RECORD */
/* The relation behind a named composite type or a domain over one, else 0. */
oid type_relation(const catalog *c, oid type);
/* RECORD, a named composite type, or a domain over one. */
bool type_is_row(const catalog *c, oid type);
oid type_range_subtype(const catalog *c, oid type);
oid type_range_multirange(const catalog *c, oid type);
oid type_multirange_range(const catalog *c, oid type);
bool type_is_polymorphic(oid type);
bool type_is_polymorphic_simple(oid type);     /* the anyelement family */
bool type_is_polymorphic_compatible(oid type); /* the anycompatible family */
char type_category(const catalog *c, oid type);
bool type_is_preferred(const catalog *c, char category, oid type);
oid type_collation(const catalog *c, oid type);

#endif /* ORIEL_ANALYZE_COERCION_H */
