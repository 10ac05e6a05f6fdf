#include "replay/alter_table.h"

#include "replay/object_description.h"

/* Who uses a relation's row type and so keeps its columns as they are. */

static bool check_type_unused(replay *r, const pg_class *table, oid type, int depth);

static bool refuse_row_type(replay *r, const pg_class *table, const char *user) {
    return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                         "cannot alter %s \"%s\" because %s uses %s",
                         table->kind == 'c'   ? "type"
                         : table->kind == 'f' ? "foreign table"
                                              : "table",
                         table->name, user, table->kind == 'c' ? "it" : "its row type");
}

/* Tables with columns of the type hold values of it; composite types pass the question on. */
static bool check_user(replay *r, const pg_class *table, oid type, object_address user, int depth) {
    if (user.class == CLASS_TYPE) {
        return check_type_unused(r, table, user.object, depth + 1);
    }
    if (user.class == CLASS_CONSTRAINT) {
        const pg_constraint *k = catalog_constraint(r->catalog, user.object);
        return k == NULL || k->of_domain || k->parent == table->oid ||
               refuse_row_type(r, table, object_describe(r, user));
    }
    if (user.class != CLASS_RELATION) {
        return true;
    }
    const pg_class *c = catalog_relation(r->catalog, user.object);
    if (user.sub == 0 && c != NULL && c->index != NULL) {
        for (int i = 0; i < c->attribute_count; i++) {
            if (c->attributes[i].type == type) {
                return refuse_row_type(
                    r, table, replay_text(r, "column \"%s.%s\"", c->name, c->attributes[i].name));
            }
        }
    }
    if (user.sub == 0) {
        return true;
    }
    const pg_attribute *a = c != NULL ? relation_attribute(c, user.sub) : NULL;
    if (a == NULL || a->dropped) {
        return true;
    }
    if (strchr("rmpf", c->kind) != NULL) {
        return refuse_row_type(r, table, replay_text(r, "column \"%s.%s\"", c->name, a->name));
    }
    return c->row_type == INVALID_OID || check_type_unused(r, table, c->row_type, depth + 1);
}

static bool check_type_unused(replay *r, const pg_class *table, oid type, int depth) {
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_TYPE, type));
    const dependency *d;
    while (depth < 64 && (d = depend_next(&scan)) != NULL) {
        if (!check_user(r, table, type, d->dependent, depth)) {
            return false;
        }
    }
    return true;
}

bool alter_table_check_row_type_unused(replay *r, const pg_class *table) {
    return table->row_type == INVALID_OID || check_type_unused(r, table, table->row_type, 0);
}

bool alter_table_typed_tables(replay *r, oid relation, int behavior, oid_list *typed) {
    const pg_class *row = catalog_relation(r->catalog, relation);
    if (row->kind != 'c') {
        return true;
    }
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_TYPE, row->row_type));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        const pg_class *c = d->dependent.class == CLASS_RELATION && d->dependent.sub == 0
                                ? catalog_relation(r->catalog, d->dependent.object)
                                : NULL;
        if (c == NULL || c->of_type != row->row_type) {
            continue;
        }
        if (behavior != PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE) {
            diagnostic *e = analysis_error(
                r->analysis, SQLSTATE_DEPENDENT_OBJECTS_STILL_EXIST, -1,
                "cannot alter type \"%s\" because it is the type of a typed table", row->name);
            e->hint = "Use ALTER ... CASCADE to alter the typed tables too.";
            return false;
        }
        *LIST_PUSH(r->arena, typed) = c->oid;
    }
    return true;
}
