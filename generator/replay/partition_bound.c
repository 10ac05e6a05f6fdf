#include "replay/partition_bound.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "analyze/coercion.h"
#include "analyze/select.h"

/* --- Constants -------------------------------------------------------------------------------- */

/* The constant below the casts that assignment put over it, or NULL. */
static const expr *constant_below(const expr *e) {
    for (;;) {
        switch (e->kind) {
        case EXPR_CONST:
            return e;
        case EXPR_RELABEL:
        case EXPR_COERCE_VIA_IO:
        case EXPR_COERCE_TO_DOMAIN:
            e = e->u.coerce.arg;
            break;
        case EXPR_FUNC:
            if (e->u.func.form == COERCE_EXPLICIT_CALL || e->u.func.args.count == 0) {
                return NULL;
            }
            e = e->u.func.args.items[0];
            break;
        default:
            return NULL;
        }
    }
}

static bool is_integer(oid type) {
    return type == INT2OID || type == INT4OID || type == INT8OID;
}

/* Numbers that become integers are rounded, and must fit. */
static bool round_integer(replay *r, oid type, bound_value *value) {
    char *end;
    double number = round(strtod(value->text, &end));
    while (*end == ' ') {
        end++;
    }
    if (*end != '\0' || fabs(number) > 1e15) {
        value->text = NULL;
        return true;
    }
    double limit = type == INT2OID ? 32768 : type == INT4OID ? 2147483648.0 : 1e18;
    if (number < -limit || number >= limit) {
        return replay_refuse(r, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, -1, "%s out of range",
                             type == INT2OID ? "smallint" : "integer");
    }
    value->text = replay_text(r, "%.0f", number == 0 ? 0.0 : number);
    return true;
}

/* A modifier may change the value: such constants are not known. */
static bool modifier_may_matter(oid type, int32_t typmod, const char *text) {
    if (typmod < 0) {
        return false;
    }
    if (type == VARCHAROID || type == BPCHAROID) {
        return strlen(text) > (size_t)(typmod - 4);
    }
    const char *point = strchr(text, '.');
    bool fits =
        type == NUMERICOID && point != NULL && strlen(point + 1) <= (size_t)((typmod - 4) & 0x7ff);
    return point != NULL && !fits;
}

/* Other spellings of the same value. */
static const char *canonical_text(replay *r, oid type, const char *text) {
    size_t length = strlen(text);
    switch (type) {
    case BOOLOID:
        text += strspn(text, " \t\n");
        return strchr("tTyY1", text[0]) != NULL || strncasecmp(text, "on", 2) == 0 ? "t" : "f";
    case BPCHAROID:
        while (length > 0 && text[length - 1] == ' ') {
            length--;
        }
        return arena_strndup(r->arena, text, length);
    case UUIDOID: {
        char *digits = ARENA_ARRAY(r->arena, char, length + 1);
        size_t count = 0;
        for (size_t i = 0; i < length; i++) {
            if (isxdigit((unsigned char)text[i])) {
                digits[count++] = (char)tolower((unsigned char)text[i]);
            }
        }
        return digits;
    }
    default:
        return text;
    }
}

static bool read_constant(replay *r, const expr *e, oid type, int32_t typmod, bound_value *value) {
    const expr *c = constant_below(e);
    value->kind = BOUND_VALUE_CONSTANT;
    if (c == NULL) {
        return true;
    }
    if (c->u.constant.value == NULL) {
        value->kind = BOUND_VALUE_NULL;
        return true;
    }
    value->text = c->u.constant.value;
    if (is_integer(type)) {
        return round_integer(r, type, value);
    }
    value->text = modifier_may_matter(type, typmod, value->text)
                      ? NULL
                      : canonical_text(r, type, value->text);
    return true;
}

/* --- Reading ---------------------------------------------------------------------------------- */

oid partition_bound_key_type(const pg_class *parent, int key) {
    const pg_attribute *a = relation_attribute(parent, parent->partition.columns[key]);
    return parent->partition.types != NULL ? parent->partition.types[key]
           : a != NULL                     ? a->type
                                           : INVALID_OID;
}

static bool refuse_cast(replay *r, const pg_class *parent, int key, const expr *e) {
    const pg_attribute *a = relation_attribute(parent, parent->partition.columns[key]);
    return replay_refuse(
        r, SQLSTATE_DATATYPE_MISMATCH, expr_location(e),
        "specified value cannot be cast to type %s for column \"%s\"",
        type_format_bare(r->catalog, r->arena, partition_bound_key_type(parent, key)),
        a != NULL ? a->name : "expression");
}

static bool read_value(replay *r, const pg_class *parent, int key, PgQuery__Node *node,
                       bound_value *value) {
    const pg_attribute *a = relation_attribute(parent, parent->partition.columns[key]);
    oid type = partition_bound_key_type(parent, key);
    int32_t typmod = a != NULL ? a->typmod : -1;
    expr *e = select_analyze_expression(
        r->analysis, &(standalone_expression){.node = node, .clause = CLAUSE_PARTITION_BOUND});
    if (e == NULL) {
        return false;
    }
    value->location = expr_location(e);
    if (type == INVALID_OID) {
        value->kind = BOUND_VALUE_CONSTANT; /* an expression's type that a snapshot does not say */
        return true;
    }
    parse_state *ps = parse_state_new(r->analysis, NULL);
    expr *cast = coercion_to_target(
        ps, e, (coercion_target){type, typmod, COERCION_ASSIGNMENT, COERCE_IMPLICIT_CAST, -1});
    if (cast == NULL) {
        return r->analysis->failed ? false : refuse_cast(r, parent, key, e);
    }
    return read_constant(r, cast, type_base(r->catalog, type), typmod, value);
}

/* MINVALUE and MAXVALUE look like columns. */
static bool is_word(const PgQuery__Node *n, const char *word) {
    return n->node_case == PG_QUERY__NODE__NODE_COLUMN_REF && n->column_ref->n_fields == 1 &&
           text_equal(node_string(n->column_ref->fields[0]), word);
}

static bool read_range(replay *r, const pg_class *parent, PgQuery__Node **nodes,
                       bound_value_list *list) {
    for (int i = 0; i < parent->partition.key_count; i++) {
        bound_value v = {.location = -1};
        if (is_word(nodes[i], "minvalue")) {
            v = (bound_value){BOUND_VALUE_MINIMUM, NULL, nodes[i]->column_ref->location};
        } else if (is_word(nodes[i], "maxvalue")) {
            v = (bound_value){BOUND_VALUE_MAXIMUM, NULL, nodes[i]->column_ref->location};
        } else if (!read_value(r, parent, i, nodes[i], &v)) {
            return false;
        }
        if (v.kind == BOUND_VALUE_NULL) {
            return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                                 "cannot specify NULL in range bound");
        }
        *LIST_PUSH(r->arena, list) = v;
    }
    return true;
}

static bool check_infinite(replay *r, const bound_value_list *list) {
    for (int i = 1; i < list->count; i++) {
        bound_value_kind before = list->items[i - 1].kind;
        if (before == BOUND_VALUE_CONSTANT || list->items[i].kind == before) {
            continue;
        }
        const char *word = before == BOUND_VALUE_MINIMUM ? "MINVALUE" : "MAXVALUE";
        return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, list->items[i].location,
                             "every bound following %s must also be %s", word, word);
    }
    return true;
}

static bool check_hash(replay *r, const PgQuery__PartitionBoundSpec *b) {
    const char *problem =
        b->modulus <= 0 ? "modulus for hash partition must be an integer value greater than zero"
        : b->remainder < 0
            ? "remainder for hash partition must be an integer value greater than or equal to zero"
        : b->remainder >= b->modulus ? "remainder for hash partition must be less than modulus"
                                     : NULL;
    return problem == NULL ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1, "%s", problem);
}

static bool check_strategy(replay *r, const PgQuery__PartitionBoundSpec *b, char strategy) {
    if (b->is_default) {
        return strategy != 'h' ||
               replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "a hash-partitioned table may not have a default partition");
    }
    return b->strategy[0] == strategy ||
           replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, b->location,
                         "invalid bound specification for a %s partition",
                         strategy == 'h'   ? "hash"
                         : strategy == 'l' ? "list"
                                           : "range");
}

bool partition_bound_read(replay *r, const pg_class *parent, const PgQuery__PartitionBoundSpec *b,
                          partition_bound *bound) {
    char strategy = parent->partition.strategy;
    *bound = (partition_bound){.strategy = strategy,
                               .is_default = b->is_default,
                               .modulus = b->modulus,
                               .remainder = b->remainder,
                               .location = b->location};
    if (!check_strategy(r, b, strategy)) {
        return false;
    }
    if (b->is_default) {
        return true;
    }
    if (strategy == 'h') {
        return check_hash(r, b);
    }
    if (strategy == 'l') {
        for (size_t i = 0; i < b->n_listdatums; i++) {
            bound_value v = {.location = -1};
            if (!read_value(r, parent, 0, b->listdatums[i], &v)) {
                return false;
            }
            *LIST_PUSH(r->arena, &bound->values) = v;
        }
        return true;
    }
    size_t keys = (size_t)parent->partition.key_count;
    if (b->n_lowerdatums != keys || b->n_upperdatums != keys) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "%s must specify exactly one value per partitioning column",
                             b->n_lowerdatums != keys ? "FROM" : "TO");
    }
    return read_range(r, parent, b->lowerdatums, &bound->lower) &&
           check_infinite(r, &bound->lower) &&
           read_range(r, parent, b->upperdatums, &bound->upper) && check_infinite(r, &bound->upper);
}
