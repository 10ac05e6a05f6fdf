#ifndef ORIEL_REPLAY_REPLAY_INTERNAL_H
#define ORIEL_REPLAY_REPLAY_INTERNAL_H

/*
 * What the handlers of the single kinds of statement share: the statement at hand, the catalog it
 * is applied to and the way errors are reported.  Included by replay/ only.
 */

#include <string.h>

#include "analyze/analysis.h"
#include "analyze/operator_cache.h"
#include "analyze/parse_state.h"
#include "catalog/catalog.h"
#include "catalog/depend.h"
#include "catalog/search_path.h"
#include "catalog/type_format.h"
#include "parse/sql_parser.h"
#include "parse/sqlstate.h"
#include "replay/replay.h"

/* A point that a ROLLBACK goes back to: the block's beginning (name NULL) or a savepoint. */
typedef struct savepoint {
    const char *name;
    catalog_mark mark;
    const char *const *path; /* search_path at that moment */
    int path_count;
} savepoint;

/* A setting that SET LOCAL has changed and the end of the block puts back. */
typedef struct local_setting {
    const char *name;
    const char *value;       /* NULL: the default */
    const char *const *path; /* search_path: its names */
    int path_count;
} local_setting;

struct replay {
    arena *arena; /* lives as long as the catalog */
    catalog *catalog;
    diagnostics *diagnostics;
    operator_cache *operators;
    analysis *analysis;             /* of the statement at hand */
    const sql_statement *statement; /* the statement at hand */
    PgQuery__Node *node;            /* its tree */
    LIST_OF(savepoint) savepoints;  /* not empty: inside a transaction block */
    LIST_OF(local_setting) locals;
    LIST_OF(const char *) prepared; /* names of prepared statements; no ROLLBACK undoes them */
    const char *const *path; /* search_path as it was set last, NULL: the default */
    int path_count;
    int depth;         /* of statements inside statements */
    bool left_nothing; /* the last statement did: nothing refers to it or to what it allocated */
};

/* Applies one statement; false when it was refused, its error is then added. */
typedef bool (*replay_handler)(replay *r, PgQuery__Node *node);

/* Applies a statement that stands inside another one (CREATE SCHEMA's elements). */
bool replay_dispatch(replay *r, PgQuery__Node *node);

/* Adds the statement's error; always false.  location as in analysis_error. */
bool replay_refuse(replay *r, const char *sqlstate, int location, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for what the server could do and Oriel cannot. */
bool replay_not_supported(replay *r, int location, const char *what);

/* A warning at the statement. */
void replay_warn(replay *r, const char *sqlstate, int location, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* A printf into the replay's arena. */
const char *replay_text(replay *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* An unset string of a parse tree is empty; this makes it NULL. */
static inline const char *string_or_null(const char *s) {
    return s != NULL && s[0] != '\0' ? s : NULL;
}

/* The text of a String node, or NULL. */
static inline const char *node_string(const PgQuery__Node *n) {
    return n != NULL && n->node_case == PG_QUERY__NODE__NODE_STRING ? n->string->sval : NULL;
}

static inline bool text_equal(const char *x, const char *y) {
    return x != NULL && y != NULL && strcmp(x, y) == 0;
}

static inline object_address address_of(catalog_class class, oid object) {
    return (object_address){class, object, 0};
}

static inline object_address address_of_column(oid relation, int attribute) {
    return (object_address){CLASS_RELATION, relation, attribute};
}

/* Records a dependency of the commonest type. */
static inline void depend_normal(replay *r, object_address dependent, object_address referenced) {
    depend_add(r->catalog, dependent, referenced, DEPENDENCY_NORMAL);
}

#endif /* ORIEL_REPLAY_REPLAY_INTERNAL_H */
