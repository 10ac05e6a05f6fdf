#include "replay/partition_bound.h"

#include "analyze/coercion.h"
#include "analyze/literal/value_order.h"

/* Bounds beside each other: partitions must not share values. */

typedef struct overlap_check {
    replay *r;
    const pg_class *parent;
    const char *name; /* of the new partition */
    const partition_bound *bound;
    oid_list partitions;
} overlap_check;

static bool refuse_overlap(const overlap_check *c, const pg_class *other, int location) {
    return replay_refuse(c->r, SQLSTATE_INVALID_OBJECT_DEFINITION, location,
                         "partition \"%s\" would overlap partition \"%s\"", c->name, other->name);
}

/* The partition's bound, where it takes values of its own. */
static const partition_bound *bound_of(const pg_class *partition) {
    const partition_bound *b = partition->bound;
    return b == NULL || b->is_default ? NULL : b;
}

/* --- Order of constants ----------------------------------------------------------------------- */

/* Types whose values are told apart by their text alone ... */
static bool is_text(oid type) {
    return type == TEXTOID || type == VARCHAROID || type == BPCHAROID || type == NAMEOID;
}

/* ... and whose text, as it is kept here, has the values' order. */
static bool is_in_text_order(oid type, oid collation) {
    return type == BOOLOID || type == UUIDOID || type == CHAROID || type == NAMEOID ||
           (is_text(type) && collation == C_COLLATION_OID);
}

static int label_position(const pg_type *type, const char *label) {
    for (int i = 0; i < type->label_count; i++) {
        if (strcmp(type->labels[i], label) == 0) {
            return i;
        }
    }
    return -1;
}

/* Which constant comes first; false: cannot be told.  only_equality: unequal ones may come in any
 * order. */
static bool compare_constants(const overlap_check *c, int key, const char *x, const char *y,
                              bool only_equality, int *order) {
    if (x == NULL || y == NULL) {
        return false;
    }
    *order = strcmp(x, y);
    oid type = type_base(c->r->catalog, partition_bound_key_type(c->parent, key));
    const oid *collations = c->parent->partition.collations;
    if (*order == 0 || (is_text(type) && only_equality)) {
        return true;
    }
    const pg_type *t = catalog_type(c->r->catalog, type);
    if (t == NULL) {
        return false;
    }
    if (t->typtype == 'e') {
        *order = label_position(t, x) - label_position(t, y);
        return true;
    }
    if (is_in_text_order(type, collations != NULL ? collations[key] : INVALID_OID)) {
        return true;
    }
    literal_input in = {
        .an = c->r->analysis, .type = t, .element = type, .typmod = -1, .location = -1};
    return value_order(&in, type, x, y, order);
}

/* --- Hash ------------------------------------------------------------------------------------- */

static bool refuse_modulus(const overlap_check *c, const char *how, const partition_bound *other,
                           const pg_class *partition) {
    diagnostic *d =
        analysis_error(c->r->analysis, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                       "every hash partition modulus must be a factor of the next larger modulus");
    d->detail = replay_text(
        c->r, "The new modulus %d is not %s %d, the modulus of existing partition \"%s\".",
        c->bound->modulus, how, other->modulus, partition->name);
    return false;
}

/* The partition with the nearest pair of modulus and remainder before (or after) the new one's. */
static const pg_class *neighbour(const overlap_check *c, bool after) {
    const pg_class *best = NULL;
    const partition_bound *found = NULL;
    for (int i = 0; i < c->partitions.count; i++) {
        const pg_class *p = catalog_relation(c->r->catalog, c->partitions.items[i]);
        const partition_bound *b = bound_of(p);
        if (b == NULL) {
            continue;
        }
        int order = b->modulus != c->bound->modulus ? b->modulus - c->bound->modulus
                                                    : b->remainder - c->bound->remainder;
        if ((order > 0) != after) {
            continue;
        }
        int nearer = found == NULL                  ? 1
                     : b->modulus != found->modulus ? b->modulus - found->modulus
                                                    : b->remainder - found->remainder;
        if (found == NULL || (after ? nearer < 0 : nearer > 0)) {
            best = p;
            found = b;
        }
    }
    return best;
}

static bool check_hash(const overlap_check *c) {
    const pg_class *before = neighbour(c, false);
    const pg_class *after = neighbour(c, true);
    if (before != NULL && c->bound->modulus % bound_of(before)->modulus != 0) {
        return refuse_modulus(c, "divisible by", bound_of(before), before);
    }
    if (after != NULL && bound_of(after)->modulus % c->bound->modulus != 0) {
        return refuse_modulus(c, "a factor of", bound_of(after), after);
    }
    const pg_class *found = NULL;
    int lowest = 0;
    for (int i = 0; i < c->partitions.count; i++) {
        const pg_class *p = catalog_relation(c->r->catalog, c->partitions.items[i]);
        const partition_bound *b = bound_of(p);
        if (b == NULL) {
            continue;
        }
        int smaller = b->modulus < c->bound->modulus ? b->modulus : c->bound->modulus;
        int at = b->remainder > c->bound->remainder ? b->remainder : c->bound->remainder;
        if (b->remainder % smaller == c->bound->remainder % smaller &&
            (found == NULL || at < lowest)) {
            found = p;
            lowest = at;
        }
    }
    return found == NULL || refuse_overlap(c, found, c->bound->location);
}

/* --- List ------------------------------------------------------------------------------------- */

static bool same_value(const overlap_check *c, const bound_value *x, const bound_value *y) {
    int order;
    if (x->kind == BOUND_VALUE_NULL || y->kind == BOUND_VALUE_NULL) {
        return x->kind == y->kind;
    }
    return compare_constants(c, 0, x->text, y->text, true, &order) && order == 0;
}

static bool check_list(const overlap_check *c) {
    for (int v = 0; v < c->bound->values.count; v++) {
        const bound_value *mine = &c->bound->values.items[v];
        for (int i = 0; i < c->partitions.count; i++) {
            const pg_class *p = catalog_relation(c->r->catalog, c->partitions.items[i]);
            const partition_bound *b = bound_of(p);
            for (int j = 0; b != NULL && j < b->values.count; j++) {
                if (same_value(c, mine, &b->values.items[j])) {
                    return refuse_overlap(c, p, mine->location);
                }
            }
        }
    }
    return true;
}

/* --- Range ------------------------------------------------------------------------------------ */

/* How two bounds lie: order < 0 when x comes first, and the column that decides it. */
typedef struct bound_order {
    bool known;
    int order, column;
} bound_order;

static bound_order compare_bounds(const overlap_check *c, const bound_value_list *x,
                                  const bound_value_list *y) {
    int last = 0;
    for (int i = 0; i < x->count && i < y->count; i++) {
        const bound_value *a = &x->items[i];
        const bound_value *b = &y->items[i];
        int order = 0;
        last = i;
        if (a->kind != b->kind) {
            return (bound_order){true, a->kind < b->kind ? -1 : 1, i};
        }
        if (a->kind != BOUND_VALUE_CONSTANT) {
            break; /* infinite, and so is all that follows */
        }
        if (!compare_constants(c, i, a->text, b->text, false, &order)) {
            return (bound_order){false, 0, i};
        }
        if (order != 0) {
            return (bound_order){true, order, i};
        }
    }
    return (bound_order){true, 0, last};
}

/* The first of the partitions that the new range meets, by their lower bounds. */
static bool check_range(const overlap_check *c) {
    const partition_bound *mine = c->bound;
    bound_order own = compare_bounds(c, &mine->lower, &mine->upper);
    if (own.known && own.order >= 0) {
        return replay_refuse(c->r, SQLSTATE_INVALID_OBJECT_DEFINITION,
                             mine->lower.items[own.column].location,
                             "empty range bound specified for partition \"%s\"", c->name);
    }
    const pg_class *found = NULL;
    int location = -1;
    for (int i = 0; i < c->partitions.count; i++) {
        const pg_class *p = catalog_relation(c->r->catalog, c->partitions.items[i]);
        const partition_bound *b = bound_of(p);
        if (b == NULL) {
            continue;
        }
        bound_order start = compare_bounds(c, &mine->lower, &b->upper);
        bound_order end = compare_bounds(c, &b->lower, &mine->upper);
        if (!start.known || !end.known || start.order >= 0 || end.order >= 0) {
            continue;
        }
        bound_order starts = compare_bounds(c, &b->lower, &mine->lower);
        bool earlier =
            found == NULL || compare_bounds(c, &b->lower, &bound_of(found)->lower).order < 0;
        if (earlier) {
            found = p;
            location = starts.order == 0  ? mine->lower.items[0].location
                       : starts.order < 0 ? mine->lower.items[starts.column].location
                                          : mine->upper.items[end.column].location;
        }
    }
    return found == NULL || refuse_overlap(c, found, location);
}

bool partition_bound_check(replay *r, const pg_class *parent, const char *name,
                           const partition_bound *bound) {
    overlap_check c = {.r = r,
                       .parent = parent,
                       .name = name,
                       .bound = bound,
                       .partitions = relation_children(r, parent->oid)};
    if (bound->is_default) {
        for (int i = 0; i < c.partitions.count; i++) {
            const pg_class *other = catalog_relation(r->catalog, c.partitions.items[i]);
            if (other->is_default_partition) {
                return replay_refuse(
                    r, SQLSTATE_INVALID_OBJECT_DEFINITION, bound->location,
                    "partition \"%s\" conflicts with existing default partition \"%s\"", name,
                    other->name);
            }
        }
        return true;
    }
    return bound->strategy == 'h'   ? check_hash(&c)
           : bound->strategy == 'l' ? check_list(&c)
                                    : check_range(&c);
}
