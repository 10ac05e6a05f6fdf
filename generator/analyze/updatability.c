#include "analyze/updatability.h"

#include <string.h>

#include "analyze/stored_query.h"

#define ALL_EVENTS (CAN_INSERT | CAN_UPDATE | CAN_DELETE)

/* --- Queries --------------------------------------------------------------------------------- */

static const char *clause_that_prevents(const query *q) {
    if (q->has_distinct) {
        return "Views containing DISTINCT are not automatically updatable.";
    }
    if (q->group.count > 0 || q->grouping_sets.count > 0) {
        return "Views containing GROUP BY are not automatically updatable.";
    }
    if (q->having != NULL) {
        return "Views containing HAVING are not automatically updatable.";
    }
    if (q->set_operations != NULL) {
        return "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.";
    }
    if (q->ctes.count > 0) {
        return "Views containing WITH are not automatically updatable.";
    }
    if (q->limit != NULL || q->offset != NULL) {
        return "Views containing LIMIT or OFFSET are not automatically updatable.";
    }
    if (q->has_aggregates) {
        return "Views that return aggregate functions are not automatically updatable.";
    }
    if (q->has_windows) {
        return "Views that return window functions are not automatically updatable.";
    }
    return q->has_target_sets
               ? "Views that return set-returning functions are not automatically updatable."
               : NULL;
}

/* The relation an automatically updatable view writes to; NULL with *why_not. */
static const range_table_entry *base_entry(const catalog *c, const query *q, const char **why_not) {
    *why_not = clause_that_prevents(q);
    if (*why_not != NULL) {
        return NULL;
    }
    *why_not =
        "Views that do not select from a single table or view are not automatically updatable.";
    if (q->from.count != 1 || q->from.items[0]->kind != JOIN_NODE_TABLE) {
        return NULL;
    }
    const range_table_entry *rte = query_rte(q, q->from.items[0]->rtindex);
    const pg_class *base = rte->kind == RTE_RELATION ? catalog_relation(c, rte->relation) : NULL;
    if (base == NULL || strchr("rfvp", base->kind) == NULL) {
        return NULL;
    }
    *why_not = rte->sample.method != INVALID_OID
                   ? "Views containing TABLESAMPLE are not automatically updatable."
                   : NULL;
    return *why_not == NULL ? rte : NULL;
}

/* The base relation's attribute that an output shows plainly and before any other does; 0: none. */
static int written_attribute(const query *q, int at) {
    int rtindex = q->from.items[0]->rtindex;
    const target *t = &q->targets.items[at];
    const expr *e = t->expr;
    if (t->junk || e->kind != EXPR_VAR || e->u.var.rtindex != rtindex || e->u.var.levels_up != 0 ||
        e->u.var.attribute <= 0) {
        return 0;
    }
    for (int i = 0; i < at; i++) {
        const expr *other = q->targets.items[i].expr;
        if (other->kind == EXPR_VAR && other->u.var.rtindex == rtindex &&
            other->u.var.attribute == e->u.var.attribute) {
            return 0;
        }
    }
    return e->u.var.attribute;
}

const char *updatability_why_not(const catalog *c, const query *q) {
    const char *why_not;
    if (base_entry(c, q, &why_not) == NULL) {
        return why_not;
    }
    for (int i = 0; i < q->targets.count; i++) {
        if (written_attribute(q, i) > 0) {
            return NULL;
        }
    }
    return "Views that have no updatable columns are not automatically updatable.";
}

const char *updatability_why_not_deletable(const catalog *c, const query *q) {
    const char *why_not;
    (void)base_entry(c, q, &why_not);
    return why_not;
}

/* --- Relations ------------------------------------------------------------------------------- */

int updatability_of_rules(const catalog *c, const pg_class *relation) {
    static const int event_of_code[] = {0, 0, CAN_UPDATE, CAN_INSERT, CAN_DELETE};
    int events = 0;
    catalog_scan scan = catalog_scan_children(c, CLASS_REWRITE, relation->oid);
    for (const pg_rewrite *rule; (rule = catalog_next(&scan)) != NULL;) {
        if (rule->instead && !rule->has_condition && rule->event >= 2 && rule->event <= 4) {
            events |= event_of_code[(int)rule->event];
        }
    }
    return events;
}

int updatability_of_triggers(const catalog *c, const pg_class *relation) {
    enum { INSERT = 4, DELETE = 8, UPDATE = 16, INSTEAD = 64 };
    int events = 0;
    catalog_scan scan = catalog_scan_children(c, CLASS_TRIGGER, relation->oid);
    for (const pg_trigger *trigger; (trigger = catalog_next(&scan)) != NULL;) {
        if ((trigger->events & INSTEAD) == 0) {
            continue;
        }
        events |= (trigger->events & INSERT) != 0 ? CAN_INSERT : 0;
        events |= (trigger->events & UPDATE) != 0 ? CAN_UPDATE : 0;
        events |= (trigger->events & DELETE) != 0 ? CAN_DELETE : 0;
    }
    return events;
}

/* A view can select from itself, through CREATE OR REPLACE; nobody stacks so many views otherwise.
 */
#define MAX_DEPTH 1000

/* A relation has at most 1600 columns. */
enum { SET_BYTES = 1600 / 8 + 1 };

/* Attribute numbers of one relation. */
typedef struct column_set {
    bool all;
    unsigned char bits[SET_BYTES];
} column_set;

static void set_add(column_set *set, int attribute) {
    if (attribute / 8 < SET_BYTES) {
        set->bits[attribute / 8] |= (unsigned char)(1 << attribute % 8);
    }
}

static bool set_has(const column_set *set, int attribute) {
    return set->all ||
           (attribute / 8 < SET_BYTES && (set->bits[attribute / 8] & 1 << attribute % 8) != 0);
}

/* Following views down to a table. */
typedef struct descent {
    const catalog *catalog;
    bool with_triggers;
    int depth;
} descent;

/* What can be done to some of these columns. */
static int events_of(descent *d, const pg_class *relation, const column_set *columns);

/* What an automatically updatable view passes on to the relation below. */
static int events_through_query(descent *d, const query *q, const column_set *columns) {
    const char *why_not;
    const range_table_entry *rte = base_entry(d->catalog, q, &why_not);
    if (rte == NULL) {
        return 0;
    }
    column_set below = {false, {0}};
    bool writable = false;
    for (int i = 0, output = 0; i < q->targets.count; i++) {
        output += !q->targets.items[i].junk;
        int written = written_attribute(q, i);
        if (written > 0 && set_has(columns, output)) {
            writable = true;
            set_add(&below, written);
        }
    }
    int events = writable ? ALL_EVENTS : CAN_DELETE;
    const pg_class *base = catalog_relation(d->catalog, rte->relation);
    if (base->kind == 'r' || base->kind == 'p') {
        return events;
    }
    return events & events_of(d, base, &below);
}

static int events_of(descent *d, const pg_class *relation, const column_set *columns) {
    int events = updatability_of_rules(d->catalog, relation);
    if (d->with_triggers) {
        events |= updatability_of_triggers(d->catalog, relation);
    }
    switch (relation->kind) {
    case 'r':
    case 'p':
        return ALL_EVENTS;
    case 'v':
        if (events != ALL_EVENTS && d->depth++ < MAX_DEPTH) {
            const query *q = stored_query_of_view(d->catalog, relation);
            events |= q != NULL ? events_through_query(d, q, columns) : 0;
        }
        return events;
    default:
        return events; /* what a foreign table allows is its wrapper's secret */
    }
}

int updatability_of_relation(const catalog *c, const pg_class *relation, bool with_triggers) {
    descent d = {c, with_triggers, 0};
    return events_of(&d, relation, &(column_set){true, {0}});
}

bool updatability_of_column(const catalog *c, const pg_class *relation, int attribute,
                            bool with_triggers) {
    const int needed = CAN_UPDATE | CAN_DELETE;
    descent d = {c, with_triggers, 0};
    column_set one = {false, {0}};
    set_add(&one, attribute);
    return (events_of(&d, relation, &one) & needed) == needed;
}
