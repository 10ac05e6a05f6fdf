#include "analyze/column_suggestion.h"

#include <string.h>

#include "analyze/column_ref.h"
#include "analyze/edit_distance.h"
#include "analyze/raw_node.h"
#include "base/text.h"
#include "parse/sqlstate.h"

/* Names further apart than this are never suggested. */
#define MAX_DISTANCE 3

typedef struct candidate {
    const range_table_entry *rte; /* NULL: none */
    const char *column;           /* NULL: the very name, but out of reach */
} candidate;

/* The nearest columns so far; more than two equally near ones are no help and are forgotten. */
typedef struct suggestion {
    int distance;
    candidate first, second;
} suggestion;

bool column_suggestion_has_system_columns(const range_table_entry *rte) {
    return rte->kind == RTE_RELATION && rte->relation_kind != 'v' && rte->relation_kind != 'c';
}

static void consider_equal(suggestion *s, candidate c) {
    if (s->second.column != NULL) {
        s->distance--;
        s->first = s->second = (candidate){NULL, NULL};
    } else if (s->first.column != NULL) {
        s->second = c;
    } else if (s->distance <= MAX_DISTANCE) {
        s->first = c;
    }
}

static void consider(parse_state *ps, suggestion *s, candidate c, const char *wanted,
                     int table_distance) {
    if (table_distance > s->distance || c.column == NULL || c.column[0] == '\0') {
        return;
    }
    int limit = s->distance + 1 - table_distance;
    int distance = edit_distance(ps->analysis->arena, c.column, wanted, limit);
    if (distance > (int)strlen(wanted) / 2) {
        return;
    }
    distance += table_distance;
    if (distance < s->distance) {
        *s = (suggestion){distance, c, {NULL, NULL}};
    } else if (distance == s->distance) {
        consider_equal(s, c);
    }
}

static bool has_column(const range_table_entry *rte, const char *name) {
    for (int i = 0; i < rte->columns.count; i++) {
        const char *column = rte->columns.items[i].name;
        if (column != NULL && strcmp(column, name) == 0) {
            return true;
        }
    }
    return column_suggestion_has_system_columns(rte) && system_column_number(name) != 0;
}

/* True when the entry has the very column: then the search is over. */
static bool consider_entry(parse_state *ps, suggestion *s, const range_table_entry *rte,
                           const char *table, const char *column) {
    if (rte->kind == RTE_JOIN) {
        return false;
    }
    int table_distance = 0;
    if (table != NULL) {
        const char *alias = rte->alias != NULL ? rte->alias : "";
        table_distance = edit_distance(ps->analysis->arena, table, alias, MAX_DISTANCE + 1);
    }
    for (int i = 0; i < rte->columns.count; i++) {
        candidate c = {rte, rte->columns.items[i].name};
        consider(ps, s, c, column, table_distance);
    }
    if (table_distance > 0 || !has_column(rte, column)) {
        return false;
    }
    *s = (suggestion){0, {rte, NULL}, {NULL, NULL}};
    return true;
}

static suggestion search(parse_state *ps, const char *table, const char *column) {
    suggestion s = {MAX_DISTANCE + 1, {NULL, NULL}, {NULL, NULL}};
    for (parse_state *level = ps; level != NULL; level = level->parent) {
        for (int i = 0; i < level->query->rtable.count; i++) {
            if (consider_entry(ps, &s, level->query->rtable.items[i], table, column)) {
                return s;
            }
        }
    }
    return s;
}

static const char *known_as(const candidate *c) {
    return c->rte->alias != NULL ? c->rte->alias : "";
}

static const char *hint(analysis *an, const suggestion *s, const char *column) {
    if (s->first.rte == NULL) {
        return NULL;
    }
    if (s->first.column == NULL) {
        return analysis_text(an,
                             "There is a column named \"%s\" in table \"%s\", but it cannot be "
                             "referenced from this part of the query.",
                             column, known_as(&s->first));
    }
    if (s->second.rte == NULL) {
        return analysis_text(an, "Perhaps you meant to reference the column \"%s.%s\".",
                             known_as(&s->first), s->first.column);
    }
    return analysis_text(an,
                         "Perhaps you meant to reference the column \"%s.%s\" or the column "
                         "\"%s.%s\".",
                         known_as(&s->first), s->first.column, known_as(&s->second),
                         s->second.column);
}

void column_suggestion_missing(parse_state *ps, const char *table, const char *column,
                               int location) {
    analysis *an = ps->analysis;
    suggestion s = search(ps, table, column);
    diagnostic *d = table != NULL ? analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, location,
                                                   "column %s.%s does not exist", table, column)
                                  : analysis_error(an, SQLSTATE_UNDEFINED_COLUMN, location,
                                                   "column \"%s\" does not exist", column);
    d->hint = hint(an, &s, column);
}

const char *column_suggestion_dotted(parse_state *ps, const PgQuery__ColumnRef *ref) {
    text t = text_new(ps->analysis->arena);
    for (size_t i = 0; i < ref->n_fields; i++) {
        const char *part = raw_node_text(ref->fields[i]);
        text_printf(&t, "%s%s", i > 0 ? "." : "", part != NULL ? part : "*");
    }
    return text_string(&t);
}
