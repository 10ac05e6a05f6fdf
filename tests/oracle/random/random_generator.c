#include "oracle/random/random_query.h"

#include <string.h>

#include "catalog/type_format.h"

/* Functions whose value nobody wants to compute, or that only the server itself calls. */
static bool is_usable(const random_generator *g, const pg_proc *proc) {
    if (proc->namespace != PG_CATALOG_NAMESPACE || proc->kind == 'p' || proc->arg_count > 5) {
        return false;
    }
    if (g->runs && (proc->volatility != 'i' || proc->arg_count == 0)) {
        return false;
    }
    for (int i = 0; i < proc->arg_count; i++) {
        if (proc->args[i] == INTERNALOID || proc->args[i] == CSTRINGOID) {
            return g->runs ? false : i > 0 && proc->oid % 8 == 0;
        }
    }
    return proc->result != TRIGGEROID && proc->result != INTERNALOID &&
           proc->result != CSTRINGOID && proc->result != VOIDOID &&
           proc->result != EVENT_TRIGGEROID;
}

random_generator *random_generator_new(const catalog *c, arena *a, uint64_t seed, bool runs) {
    random_generator *g = ARENA_NEW(a, random_generator);
    random_seed(&g->random, seed);
    g->catalog = c;
    g->arena = a;
    g->runs = runs;
    g->types = sample_types_of(c, a, &g->type_count);
    catalog_scan procs = catalog_scan_all(c, CLASS_PROC);
    for (const pg_proc *proc; (proc = catalog_next(&procs)) != NULL;) {
        if (is_usable(g, proc)) {
            *LIST_PUSH(a, &g->functions) = proc;
        }
    }
    catalog_scan operators = catalog_scan_all(c, CLASS_OPERATOR);
    for (const pg_operator *op; (op = catalog_next(&operators)) != NULL;) {
        *LIST_PUSH(a, &g->operators) = op;
    }
    catalog_scan relations = catalog_scan_all(c, CLASS_RELATION);
    for (const pg_class *relation; (relation = catalog_next(&relations)) != NULL;) {
        if (relation->namespace == PUBLIC_NAMESPACE && strchr("rpv", relation->kind) != NULL) {
            *LIST_PUSH(a, &g->relations) = relation;
        }
    }
    return g;
}

/* Common types come often. */
oid random_type(random_generator *g) {
    static const oid common[] = {INT4OID,    TEXTOID,    BOOLOID, INT8OID,
                                 NUMERICOID, VARCHAROID, DATEOID, FLOAT8OID};
    if (random_chance(&g->random, 55)) {
        return common[random_below(&g->random, (int)(sizeof common / sizeof *common))];
    }
    return g->types[random_below(&g->random, g->type_count)].type;
}

const char *random_alias(random_generator *g, char letter) {
    return arena_printf(g->arena, "%c%d", letter, ++g->last_alias);
}

/* Sometimes with a modifier. */
const char *random_type_name(random_generator *g, oid type) {
    const char *name = type_format_bare(g->catalog, g->arena, type);
    int n = 1 + random_below(&g->random, 12);
    if (!random_chance(&g->random, 30)) {
        return name;
    }
    switch (type) {
    case VARCHAROID:
    case BPCHAROID:
    case BITOID:
    case VARBITOID:
        return arena_printf(g->arena, "%s(%d)", name, n);
    case NUMERICOID:
        return arena_printf(g->arena, "numeric(%d,%d)", n + 3, n / 3);
    case TIMESTAMPTZOID:
        return arena_printf(g->arena, "timestamp(%d) with time zone", n % 7);
    case INTERVALOID:
        return arena_printf(g->arena, "interval(%d)", n % 7);
    case TIMEOID:
        return arena_printf(g->arena, "time(%d)", n % 7);
    default:
        return name;
    }
}
