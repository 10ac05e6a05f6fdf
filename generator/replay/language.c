#include "replay/object_statements.h"

#include "replay/definition.h"

/* CREATE LANGUAGE with a handler; without one it is CREATE EXTENSION. */

enum { LANGUAGE_HANDLEROID = 2280 };

typedef struct language_functions {
    oid handler, inline_handler, validator;
} language_functions;

static bool find_functions(replay *r, const PgQuery__CreatePLangStmt *s, language_functions *f) {
    static const oid internal[] = {INTERNALOID};
    static const oid number[] = {OIDOID};
    const pg_proc *p =
        definition_function_returning(r, (name_parts){s->n_plhandler, s->plhandler}, 0, NULL,
                                      LANGUAGE_HANDLEROID, SQLSTATE_INVALID_OBJECT_DEFINITION);
    if (p == NULL) {
        return false;
    }
    f->handler = p->oid;
    if (s->n_plinline > 0) {
        p = definition_function(r, (name_parts){s->n_plinline, s->plinline}, 1, internal);
        if (p == NULL) {
            return false;
        }
        f->inline_handler = p->oid;
    }
    if (s->n_plvalidator > 0) {
        p = definition_function(r, (name_parts){s->n_plvalidator, s->plvalidator}, 1, number);
        if (p == NULL) {
            return false;
        }
        f->validator = p->oid;
    }
    return true;
}

bool create_language_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreatePLangStmt *s = node->create_plang_stmt;
    language_functions f = {0};
    if (!find_functions(r, s, &f)) {
        return false;
    }
    const pg_named *old = catalog_find_named(r->catalog, CLASS_LANGUAGE, 0, s->plname);
    if (old != NULL && !s->replace) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "language \"%s\" already exists",
                             s->plname);
    }
    oid language = old != NULL
                       ? old->oid
                       : catalog_add(r->catalog, CLASS_LANGUAGE, &(pg_named){.name = s->plname});
    object_address self = address_of(CLASS_LANGUAGE, language);
    depend_remove(r->catalog, self, DEPENDENCY_NORMAL);
    const oid functions[] = {f.handler, f.inline_handler, f.validator};
    for (int i = 0; i < 3; i++) {
        if (functions[i] != INVALID_OID) {
            depend_normal(r, self, address_of(CLASS_PROC, functions[i]));
        }
    }
    return true;
}
