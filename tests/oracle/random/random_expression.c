#include "oracle/random/random_construct.h"

#include <string.h>

#include "catalog/type_format.h"

#define TRIES 60

static const char *columns_pick(random_generator *g, const random_columns *columns, oid type) {
    const char *found = NULL;
    int matches = 0;
    for (int i = 0; i < columns->count; i++) {
        if ((type == INVALID_OID || columns->items[i].type == type) &&
            random_below(&g->random, ++matches) == 0) {
            found = columns->items[i].name;
        }
    }
    return found;
}

static const char *column(random_generator *g, random_scope *scope, oid type) {
    for (; scope != NULL; scope = scope->outer) {
        bool plain =
            !scope->grouped || scope->in_aggregate || (!g->runs && random_chance(&g->random, 2));
        const char *found =
            columns_pick(g, plain && scope->grouped ? &scope->ungrouped : &scope->columns, type);
        if (found != NULL && random_chance(&g->random, 85)) {
            return found;
        }
    }
    return NULL;
}

/* Numbers from few, so that some have several uses. */
static const char *parameter(random_generator *g, oid type) {
    const char *sql = arena_printf(g->arena, "$%d", 1 + random_below(&g->random, 4));
    return random_chance(&g->random, 25)
               ? arena_printf(g->arena, "%s::%s", sql, random_type_name(g, type))
               : sql;
}

static const char *literal(random_generator *g, oid type) {
    if (g->parameters && random_chance(&g->random, 40)) {
        return parameter(g, type);
    }
    const char *value = sample_value(g->types, g->type_count, type, &g->random);
    if (value == NULL || random_chance(&g->random, 7)) {
        return random_chance(&g->random, 50)
                   ? "NULL"
                   : arena_printf(g->arena, "NULL::%s",
                                  type_format_bare(g->catalog, g->arena, type));
    }
    if ((type == INT4OID || type == NUMERICOID) && random_chance(&g->random, 70)) {
        return value[0] == '-' ? arena_printf(g->arena, "(%s)", value) : value;
    }
    if (random_chance(&g->random, 25)) {
        return arena_printf(g->arena, "'%s'", value);
    }
    return arena_printf(g->arena, random_chance(&g->random, 80) ? "'%s'::%s" : "CAST('%s' AS %s)",
                        value, random_type_name(g, type));
}

/* --- Calls ------------------------------------------------------------------------------------ */

static bool is_any_element(oid type) {
    return type == ANYELEMENTOID || type == ANYCOMPATIBLEOID || type == ANYNONARRAYOID ||
           type == ANYCOMPATIBLENONARRAYOID || type == ANYOID;
}

static bool is_any_array(oid type) {
    return type == ANYARRAYOID || type == ANYCOMPATIBLEARRAYOID;
}

static oid element_of(random_generator *g, oid type) {
    const pg_type *t = catalog_type(g->catalog, type);
    return t != NULL && t->category == 'A' ? t->element : INVALID_OID;
}

/* The type that polymorphic arguments get so that the result is `type`; false when it cannot be. */
static bool bind_result(random_generator *g, oid result, oid type, oid *element) {
    *element = random_type(g);
    if (result == type) {
        return true;
    }
    if (is_any_element(result)) {
        *element = type;
        return true;
    }
    *element = element_of(g, type);
    return is_any_array(result) && *element != INVALID_OID;
}

static oid bind_argument(random_generator *g, oid type, oid element) {
    if (is_any_element(type)) {
        return element;
    }
    if (is_any_array(type)) {
        const pg_type *t = catalog_type(g->catalog, element);
        return t == NULL || t->array == INVALID_OID ? TEXTARRAYOID : t->array;
    }
    if (type == ANYRANGEOID || type == ANYCOMPATIBLERANGEOID) {
        return INT4RANGEOID;
    }
    if (type == ANYMULTIRANGEOID || type == ANYCOMPATIBLEMULTIRANGEOID) {
        return catalog_type(g->catalog, INT4RANGEOID)->range_multirange;
    }
    return type == ANYENUMOID ? element : type;
}

/* Now and then another type, for implicit casts and for errors. */
static oid shift_type(random_generator *g, oid type) {
    int percent = g->runs ? 2 : 8;
    if (!random_chance(&g->random, percent)) {
        return type;
    }
    switch (random_below(&g->random, 4)) {
    case 0:
        return random_type(g);
    case 1:
        return type == INT8OID || type == NUMERICOID || type == FLOAT8OID ? INT4OID : type;
    case 2:
        return type == TEXTOID ? VARCHAROID : type == TIMESTAMPTZOID ? DATEOID : type;
    default:
        return type == INT4OID ? INT2OID : type == TEXTOID ? NAMEOID : type;
    }
}

static const char *window(random_generator *g, random_scope *scope, int depth) {
    static const char *const frames[] = {
        "",
        "",
        " ROWS BETWEEN 1 PRECEDING AND CURRENT ROW",
        " ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING",
        " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW",
        " ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING",
        " ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING",
        " GROUPS BETWEEN 1 PRECEDING AND CURRENT ROW EXCLUDE TIES",
        " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW EXCLUDE GROUP",
    };
    const char *partition = "", *order = "";
    if (random_chance(&g->random, 50)) {
        partition = arena_printf(g->arena, "PARTITION BY %s",
                                 random_expression(g, scope, INT4OID, depth - 1));
    }
    if (random_chance(&g->random, 90)) {
        order = arena_printf(g->arena, " ORDER BY %s",
                             random_expression(g, scope,
                                               random_chance(&g->random, 50) ? INT4OID : TEXTOID,
                                               depth - 1));
    }
    return arena_printf(g->arena, "(%s%s%s)", partition, order,
                        frames[random_below(&g->random, (int)(sizeof frames / sizeof *frames))]);
}

static const char *call_arguments(random_generator *g, random_scope *scope, const pg_proc *proc,
                                  oid element, int depth, int first, int end) {
    const char *list = "";
    for (int i = first; i < end; i++) {
        oid type = proc->args[i];
        if (proc->variadic != INVALID_OID && i == proc->arg_count - 1) {
            type = proc->variadic;
        }
        list = arena_printf(
            g->arena, "%s%s%s", list, i > first ? ", " : "",
            random_expression(g, scope, shift_type(g, bind_argument(g, type, element)), depth - 1));
    }
    return list;
}

static const char *function_text(random_generator *g, random_scope *scope, const pg_proc *proc,
                                 oid element, int depth) {
    const char *name = quote_identifier(g->arena, proc->name);
    if (proc->kind == 'f') {
        int end = proc->arg_count;
        if (proc->default_count > 0 && random_chance(&g->random, 50)) {
            end -= proc->default_count;
        }
        return arena_printf(g->arena, "%s(%s)", name,
                            call_arguments(g, scope, proc, element, depth, 0, end));
    }
    bool was = scope->in_aggregate, windows = scope->windows;
    bool as_window = proc->kind == 'w' || (scope->windows && random_chance(&g->random, 30));
    scope->in_aggregate = was || !as_window;
    scope->windows = false;
    bool within = proc->aggregate_kind == 'o' || proc->aggregate_kind == 'h';
    int direct = within ? proc->direct_count : proc->arg_count;
    const char *arguments = call_arguments(g, scope, proc, element, depth, 0, direct);
    const char *more = "";
    if (within) {
        scope->in_aggregate = true;
        more =
            arena_printf(g->arena, " WITHIN GROUP (ORDER BY %s)",
                         call_arguments(g, scope, proc, element, depth, direct, proc->arg_count));
    } else if (proc->kind == 'a' && random_chance(&g->random, 15)) {
        more = arena_printf(g->arena, " FILTER (WHERE %s)",
                            random_expression(g, scope, BOOLOID, depth - 1));
    }
    if (as_window) {
        more = arena_printf(g->arena, "%s OVER %s", more, window(g, scope, depth));
    }
    scope->in_aggregate = was;
    scope->windows = windows;
    const char *star = proc->arg_count == 0 && proc->kind == 'a' ? "*" : "";
    const char *distinct = !as_window && !within && proc->kind == 'a' && proc->arg_count == 1 &&
                                   random_chance(&g->random, 10)
                               ? "DISTINCT "
                               : "";
    return arena_printf(g->arena, "%s(%s%s%s)%s", name, star, distinct, arguments, more);
}

static const char *call(random_generator *g, random_scope *scope, oid type, int depth) {
    for (int i = 0; i < TRIES * 6; i++) {
        const pg_proc *proc = g->functions.items[random_below(&g->random, g->functions.count)];
        oid element;
        bool allowed =
            proc->kind == 'f' ||
            (proc->kind == 'a' && !scope->in_aggregate && (scope->grouped || scope->windows)) ||
            (proc->kind == 'w' && scope->windows);
        if (!allowed && !(!g->runs && random_chance(&g->random, 1))) {
            continue;
        }
        if ((proc->returns_set && !random_chance(&g->random, 3)) ||
            !bind_result(g, proc->result, type, &element)) {
            continue;
        }
        return function_text(g, scope, proc, element, depth);
    }
    return NULL;
}

static const char *operation(random_generator *g, random_scope *scope, oid type, int depth) {
    for (int i = 0; i < TRIES; i++) {
        const pg_operator *op = g->operators.items[random_below(&g->random, g->operators.count)];
        oid element;
        if (op->result == INVALID_OID || !bind_result(g, op->result, type, &element)) {
            continue;
        }
        const char *right = random_expression(
            g, scope, shift_type(g, bind_argument(g, op->right, element)), depth - 1);
        if (op->kind == 'l') {
            return arena_printf(g->arena, "(%s %s)", op->name, right);
        }
        const char *left = random_expression(
            g, scope, shift_type(g, bind_argument(g, op->left, element)), depth - 1);
        return arena_printf(g->arena, "(%s %s %s)", left, op->name, right);
    }
    return NULL;
}

/* --- Truth ------------------------------------------------------------------------------------ */

static const char *one_column_query(random_generator *g, random_scope *scope, oid type, int depth) {
    random_columns wanted = {0}, output = {0};
    *LIST_PUSH(g->arena, &wanted) = (random_column){"", type};
    bool was = scope->in_aggregate;
    const char *sql = random_query(g, scope, &wanted, depth - 1, &output);
    scope->in_aggregate = was;
    return sql;
}

static const char *comparison(random_generator *g, random_scope *scope, int depth) {
    static const char *const operators[] = {
        "=", "<>", "<", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM", "="};
    oid type = random_type(g);
    const char *left = random_expression(g, scope, type, depth - 1);
    const char *right = random_expression(g, scope, shift_type(g, type), depth - 1);
    const char *op = operators[random_below(&g->random, 7)];
    switch (random_below(&g->random, 9)) {
    case 0:
        return arena_printf(g->arena, "(%s BETWEEN %s AND %s)", left, right,
                            random_expression(g, scope, type, depth - 1));
    case 1:
        return arena_printf(g->arena, "(%s %sIN (%s, %s))", left,
                            random_chance(&g->random, 40) ? "NOT " : "", right,
                            random_expression(g, scope, type, depth - 1));
    case 2:
        return arena_printf(g->arena, "(%s %sIN (%s))", left,
                            random_chance(&g->random, 40) ? "NOT " : "",
                            one_column_query(g, scope, type, depth));
    case 3:
        return arena_printf(g->arena, "(%s = %s (ARRAY[%s, %s]))", left,
                            random_chance(&g->random, 50) ? "ANY" : "ALL", right,
                            random_expression(g, scope, type, depth - 1));
    case 4:
        return arena_printf(g->arena, "((%s, %s) %s (%s, %s))", left, right, op,
                            random_expression(g, scope, type, depth - 1),
                            random_expression(g, scope, type, depth - 1));
    default:
        return arena_printf(g->arena, "(%s %s %s)", left, op, right);
    }
}

static const char *condition(random_generator *g, random_scope *scope, int depth) {
    static const char *const tests[] = {"IS NULL", "IS NOT NULL", "IS NOT NULL"};
    static const char *const truths[] = {"IS TRUE",      "IS NOT TRUE", "IS FALSE",
                                         "IS NOT FALSE", "IS UNKNOWN",  "IS NOT UNKNOWN"};
    if (random_chance(&g->random, 20)) {
        const char *found = random_construct(g, scope, BOOLOID, depth);
        if (found != NULL) {
            return found;
        }
    }
    switch (random_below(&g->random, 10)) {
    case 0:
        return arena_printf(g->arena, "(%s AND %s)",
                            random_expression(g, scope, BOOLOID, depth - 1),
                            random_expression(g, scope, BOOLOID, depth - 1));
    case 1:
        return arena_printf(g->arena, "(%s OR %s)", random_expression(g, scope, BOOLOID, depth - 1),
                            random_expression(g, scope, BOOLOID, depth - 1));
    case 2:
        return arena_printf(g->arena, "(NOT %s)", random_expression(g, scope, BOOLOID, depth - 1));
    case 3:
    case 4:
        return arena_printf(g->arena, "(%s %s)",
                            random_expression(g, scope, random_type(g), depth - 1),
                            tests[random_below(&g->random, 3)]);
    case 5:
        return arena_printf(g->arena, "(%s %s)", random_expression(g, scope, BOOLOID, depth - 1),
                            truths[random_below(&g->random, 6)]);
    case 6:
        return arena_printf(g->arena, "EXISTS (%s)",
                            one_column_query(g, scope, random_type(g), depth));
    case 7:
        return arena_printf(g->arena, "(%s %s %s)", random_expression(g, scope, TEXTOID, depth - 1),
                            random_chance(&g->random, 50) ? "LIKE" : "~",
                            random_expression(g, scope, TEXTOID, depth - 1));
    default:
        return comparison(g, scope, depth);
    }
}

/* --- Constructs ------------------------------------------------------------------------------- */

static const char *case_text(random_generator *g, random_scope *scope, oid type, int depth) {
    const char *then = random_expression(g, scope, type, depth - 1);
    const char *otherwise =
        random_chance(&g->random, 70)
            ? arena_printf(g->arena, " ELSE %s",
                           random_expression(g, scope, shift_type(g, type), depth - 1))
            : "";
    if (random_chance(&g->random, 20)) {
        oid tested = random_type(g);
        return arena_printf(g->arena, "CASE %s WHEN %s THEN %s%s END",
                            random_expression(g, scope, tested, depth - 1),
                            random_expression(g, scope, tested, depth - 1), then, otherwise);
    }
    const char *first = random_expression(g, scope, BOOLOID, depth - 1);
    const char *second = random_chance(&g->random, 30)
                             ? arena_printf(g->arena, " WHEN %s THEN %s",
                                            random_expression(g, scope, BOOLOID, depth - 1),
                                            random_expression(g, scope, type, depth - 1))
                             : "";
    return arena_printf(g->arena, "CASE WHEN %s THEN %s%s%s END", first, then, second, otherwise);
}

static const char *choice(random_generator *g, random_scope *scope, oid type, int depth) {
    static const char *const words[] = {"COALESCE", "COALESCE", "GREATEST", "LEAST", "NULLIF"};
    const char *first = random_expression(g, scope, type, depth - 1);
    const char *second = random_expression(g, scope, shift_type(g, type), depth - 1);
    return arena_printf(g->arena, "%s(%s, %s)", words[random_below(&g->random, 5)], first, second);
}

static const char *array_or_row(random_generator *g, random_scope *scope, oid type, int depth) {
    oid element = element_of(g, type);
    const pg_type *t = catalog_type(g->catalog, type);
    if (element != INVALID_OID) {
        if (random_chance(&g->random, 20)) {
            return arena_printf(g->arena, "ARRAY(%s)", one_column_query(g, scope, element, depth));
        }
        return arena_printf(g->arena, "ARRAY[%s, %s]",
                            random_expression(g, scope, element, depth - 1),
                            random_expression(g, scope, shift_type(g, element), depth - 1));
    }
    if (t != NULL && t->typtype == 'c') {
        return arena_printf(g->arena, "ROW(%s, %s)::pair",
                            random_expression(g, scope, INT4OID, depth - 1),
                            random_expression(g, scope, TEXTOID, depth - 1));
    }
    if (t != NULL && t->array != INVALID_OID && random_chance(&g->random, 50)) {
        return arena_printf(g->arena, "(%s::%s)[%s]",
                            random_expression(g, scope, t->array, depth - 1),
                            type_format_bare(g->catalog, g->arena, t->array),
                            random_expression(g, scope, INT4OID, depth - 1));
    }
    return NULL;
}

static const char *cast(random_generator *g, random_scope *scope, oid type, int depth) {
    static const oid from[] = {TEXTOID, INT4OID, INT8OID, NUMERICOID, VARCHAROID, FLOAT8OID};
    oid source = random_chance(&g->random, 60) ? type : from[random_below(&g->random, 6)];
    return arena_printf(g->arena, "(%s)::%s", random_expression(g, scope, source, depth - 1),
                        random_type_name(g, type));
}

static const char *special_text(random_generator *g, random_scope *scope, oid type, int depth) {
    if (type == TEXTOID || type == VARCHAROID) {
        const char *text = random_expression(g, scope, type, depth - 1);
        switch (random_below(&g->random, 5)) {
        case 0:
            return arena_printf(g->arena, "(%s COLLATE \"%s\")", text,
                                random_chance(&g->random, 50) ? "C" : "POSIX");
        case 1:
            return arena_printf(g->arena, "(%s || %s)", text,
                                random_expression(g, scope, random_type(g), depth - 1));
        case 2:
            return arena_printf(g->arena, "substring(%s FROM %s)", text,
                                random_expression(g, scope, INT4OID, depth - 1));
        case 3:
            return arena_printf(g->arena, "trim(BOTH %s FROM %s)",
                                random_expression(g, scope, TEXTOID, depth - 1), text);
        default:
            return arena_printf(g->arena, "((%s).b)",
                                random_expression(g, scope, random_type(g), depth - 1));
        }
    }
    if (type == NUMERICOID) {
        return arena_printf(g->arena, "extract(year FROM %s)",
                            random_expression(g, scope, DATEOID, depth - 1));
    }
    if (type == TIMESTAMPOID) {
        return arena_printf(g->arena, "(%s AT TIME ZONE 'UTC')",
                            random_expression(g, scope, TIMESTAMPTZOID, depth - 1));
    }
    return NULL;
}

static const char *compound(random_generator *g, random_scope *scope, oid type, int depth) {
    if (random_chance(&g->random, 20)) {
        return random_construct(g, scope, type, depth);
    }
    switch (random_below(&g->random, 14)) {
    case 0:
    case 1:
        return case_text(g, scope, type, depth);
    case 2:
    case 3:
        return choice(g, scope, type, depth);
    case 4:
        return cast(g, scope, type, depth);
    case 5:
        return arena_printf(g->arena, "(%s)", one_column_query(g, scope, type, depth));
    case 6:
    case 7:
        return array_or_row(g, scope, type, depth);
    case 8:
        return special_text(g, scope, type, depth);
    case 9:
    case 10:
        return operation(g, scope, type, depth);
    default:
        return call(g, scope, type, depth);
    }
}

const char *random_expression(random_generator *g, random_scope *scope, oid type, int depth) {
    const char *found = NULL;
    if (depth > 0 && scope->grouped && !scope->in_aggregate && random_chance(&g->random, 40)) {
        found = call(g, scope, type, depth);
    }
    if (found == NULL && depth > 0 && random_chance(&g->random, 60)) {
        found = type == BOOLOID && random_chance(&g->random, 70) ? condition(g, scope, depth)
                                                                 : compound(g, scope, type, depth);
    }
    if (found == NULL && random_chance(&g->random, 80)) {
        found = column(g, scope, type);
    }
    return found != NULL ? found : literal(g, type);
}
