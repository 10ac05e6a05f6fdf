#include "analyze/plpgsql/scope.h"

void pl_scope_open(pl_parser *p, const char *label, pl_label_kind kind) {
    pl_name *n = ARENA_NEW(p->arena, pl_name);
    *n = (pl_name){.older = p->scope, .name = label != NULL ? label : "", .label = kind};
    p->scope = n;
}

void pl_scope_close(pl_parser *p) {
    while (p->scope->datum != NULL) {
        p->scope = p->scope->older;
    }
    p->scope = p->scope->older;
}

void pl_scope_add(pl_parser *p, const char *name, pl_datum *datum) {
    pl_name *n = ARENA_NEW(p->arena, pl_name);
    *n = (pl_name){.older = p->scope, .name = name, .datum = datum};
    p->scope = n;
}

pl_datum *pl_scope_declare(pl_parser *p, const char *name, pl_datum_kind kind, oid type) {
    pl_datum *d = ARENA_NEW(p->arena, pl_datum);
    *d = (pl_datum){.kind = kind, .name = name, .type = type};
    pl_scope_add(p, name, d);
    return d;
}

static bool has_fields(const pl_datum *d) {
    return d->kind == PL_RECORD;
}

/* The variable `name` of the scope that begins at `from`; *label is the scope's label then. */
static pl_datum *find_in_scope(const pl_name *from, const char *name, bool only_records,
                               const pl_name **label) {
    pl_datum *found = NULL;
    const pl_name *n = from;
    for (; n->datum != NULL; n = n->older) {
        if (found == NULL && strcmp(n->name, name) == 0 &&
            (!only_records || has_fields(n->datum))) {
            found = n->datum;
        }
    }
    *label = n;
    return found;
}

pl_datum *pl_scope_find_here(const pl_parser *p, const char *name) {
    const pl_name *label;
    return find_in_scope(p->scope, name, false, &label);
}

pl_datum *pl_scope_find(const pl_parser *p, const char *const *names, int count, int *used) {
    const pl_name *label;
    for (const pl_name *from = p->scope; from != NULL; from = label->older) {
        pl_datum *d = find_in_scope(from, names[0], count > 1, &label);
        *used = 1;
        if (d == NULL && count > 1 && strcmp(label->name, names[0]) == 0) {
            d = find_in_scope(from, names[1], count > 2, &label);
            *used = 2;
        }
        if (d != NULL) {
            return d;
        }
    }
    return NULL;
}

const pl_name *pl_scope_find_label(const pl_parser *p, const char *label) {
    for (const pl_name *n = p->scope; n != NULL; n = n->older) {
        if (n->datum == NULL &&
            (label != NULL ? strcmp(n->name, label) == 0 : n->label == PL_LABEL_LOOP)) {
            return n;
        }
    }
    return NULL;
}
