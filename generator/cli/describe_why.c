#include <string.h>

#include "cli/describe_format.h"
#include "parse/sqlstate.h"

/* oriel describe --why: how the proof of a column goes. */

enum { MAX_PARTS = 3, MAX_STEPS = 1000 };

typedef struct name_text {
    const char *parts[MAX_PARTS];
    int count;
} name_text;

static char fold(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* One part, as SQL reads names; behind it.  NULL: it is none. */
static const char *read_part(arena *a, const char *c, const char **part) {
    text t = text_new(a);
    if (*c == '"') {
        for (c++; *c != '"' || c[1] == '"'; c++) {
            if (*c == '\0') {
                return NULL;
            }
            c += *c == '"';
            text_add_char(&t, *c);
        }
        c++;
    } else {
        for (; *c != '\0' && *c != '.'; c++) {
            text_add_char(&t, fold(*c));
        }
    }
    *part = text_string(&t);
    return c;
}

static bool read_name(arena *a, const char *name, name_text *result) {
    while (result->count < MAX_PARTS) {
        name = read_part(a, name, &result->parts[result->count]);
        if (name == NULL || result->parts[result->count++][0] == '\0') {
            return false;
        }
        if (*name == '\0') {
            return result->count > 1;
        }
        if (*name++ != '.') {
            return false;
        }
    }
    return false;
}

static void add_column_name(text *t, const catalog *c, const pg_class *relation, int attribute) {
    const pg_namespace *schema = catalog_namespace(c, relation->namespace);
    if (schema != NULL && strcmp(schema->name, "public") != 0) {
        text_printf(t, "%s.", schema->name);
    }
    text_printf(t, "%s.%s", relation->name, relation->attributes[attribute - 1].name);
}

static void add_place(text *t, arena *a, const char *reason, position at) {
    const char *place = nullability_place(a, at);
    if (place[0] != '\0' && strstr(reason, place) == NULL) {
        text_printf(t, " %s", place);
    }
}

static bool is_view(const pg_class *relation) {
    return relation->kind == 'v' || relation->kind == 'm';
}

static void add_advice(text *t, const catalog *c, const nullability *n, int indent) {
    const nullability_step *via = n->via;
    if (!n->not_null && via != NULL && (via->relation->kind == 'r' || via->relation->kind == 'p')) {
        text_printf(t, "%*sdeclare ", indent + 2, "");
        add_column_name(t, c, via->relation, via->attribute);
        text_add(t, " NOT NULL, or leave out the rows where it is null\n");
    }
}

static void add_proof(text *t, const relation_list *list, const pg_class *relation, int attribute) {
    const catalog *c = list->catalog;
    for (int step = 0; step < MAX_STEPS; step++) {
        const nullability *n = &nullability_of_relation(list->proofs, relation)[attribute - 1];
        text_printf(t, "%*s", 2 * step, "");
        add_column_name(t, c, relation, attribute);
        text_add(t, n->not_null ? ": not null: " : ": nullable: ");
        if (n->via == NULL || !is_view(n->via->relation)) {
            text_add(t, n->reason);
            add_place(t, list->arena, n->reason, n->at);
            text_add_char(t, '\n');
            add_advice(t, c, n, 2 * step);
            return;
        }
        relation = n->via->relation;
        attribute = n->via->attribute;
        add_column_name(t, c, relation, attribute);
        add_place(t, list->arena, "", n->via->at);
        text_add_char(t, '\n');
    }
}

static bool relation_is_meant(const listed_relation *relation, const name_text *name) {
    return strcmp(relation->name, name->parts[name->count - 2]) == 0 &&
           (name->count == 2 || strcmp(relation->schema, name->parts[0]) == 0);
}

void describe_why(text *t, const relation_list *list, const char *name, diagnostics *d) {
    name_text wanted = {.count = 0};
    if (!read_name(list->arena, name, &wanted)) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, SQLSTATE_INVALID_NAME, (position){0},
                        "invalid name \"%s\"", name)
            ->hint = "Write VIEW.COLUMN or SCHEMA.VIEW.COLUMN.";
        return;
    }
    const char *column = wanted.parts[wanted.count - 1];
    bool relation_found = false, column_found = false;
    for (int i = 0; i < list->count; i++) {
        const listed_relation *relation = &list->items[i];
        bool meant = relation_is_meant(relation, &wanted);
        relation_found |= meant;
        for (int k = 0; meant && k < relation->column_count; k++) {
            const pg_attribute *attribute = relation->columns[k].attribute;
            if (strcmp(column, "*") == 0 || strcmp(column, attribute->name) == 0) {
                column_found = true;
                add_proof(t, list, relation->relation,
                          (int)(attribute - relation->relation->attributes) + 1);
            }
        }
    }
    if (!relation_found) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, SQLSTATE_UNDEFINED_TABLE, (position){0},
                        "there is no relation for \"%s\"", name);
    } else if (!column_found) {
        diagnostics_add(d, DIAGNOSTIC_ERROR, SQLSTATE_UNDEFINED_COLUMN, (position){0},
                        "column \"%s\" does not exist", name);
    }
}
