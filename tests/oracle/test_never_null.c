/*
 * never_null.tsv against the server: the functions it lists are called with values that are not
 * NULL, and no call may give NULL.  Errors are fine.
 */

#include <stdio.h>
#include <string.h>

#include "catalog/never_null.h"
#include "catalog/type_format.h"
#include "oracle/random/query_oracle.h"

#define CALLS_OF_A_FUNCTION 12

typedef struct tally {
    int functions, calls, answered, wrong;
} tally;

static oid concrete_type(oid type) {
    switch (type) {
    case ANYELEMENTOID:
    case ANYNONARRAYOID:
    case ANYCOMPATIBLEOID:
    case ANYCOMPATIBLENONARRAYOID:
    case ANYOID:
        return INT4OID;
    case ANYARRAYOID:
    case ANYCOMPATIBLEARRAYOID:
        return INT4ARRAYOID;
    case ANYRANGEOID:
    case ANYCOMPATIBLERANGEOID:
        return INT4RANGEOID;
    default:
        return type;
    }
}

/* NULL when there is no sample of an argument's type. */
static const char *call_text(random_generator *g, const pg_proc *proc) {
    const char *list = "";
    for (int i = 0; i < proc->arg_count; i++) {
        oid type = concrete_type(proc->args[i]);
        const char *value = sample_value(g->types, g->type_count, type, &g->random);
        if (value == NULL) {
            return NULL;
        }
        bool variadic = proc->variadic != INVALID_OID && i == proc->arg_count - 1;
        list = arena_printf(g->arena, "%s%s%s'%s'::%s", list, i > 0 ? ", " : "",
                            variadic && proc->variadic != ANYOID ? "VARIADIC " : "", value,
                            type_format_bare(g->catalog, g->arena, type));
    }
    return arena_printf(g->arena, "SELECT 1 WHERE pg_catalog.%s(%s) IS NOT DISTINCT FROM NULL",
                        quote_identifier(g->arena, proc->name), list);
}

static void call(query_oracle *o, random_generator *g, const pg_proc *proc, tally *t) {
    const char *sql = call_text(g, proc);
    if (sql == NULL) {
        return;
    }
    t->calls++;
    PGresult *result = query_oracle_run(o, sql);
    if (result == NULL) {
        return;
    }
    t->answered++;
    if (PQntuples(result) > 0) {
        printf("NULL: %s\n", sql);
        t->wrong++;
    }
    PQclear(result);
}

/* Those that answer without side effects. */
static bool is_tested(const random_generator *g, const pg_proc *proc) {
    never_null_rule rule = never_null_of_function(g->catalog, proc->oid);
    return proc->kind == 'f' && !proc->returns_set && proc->volatility != 'v' &&
           proc->namespace == PG_CATALOG_NAMESPACE &&
           (rule == NEVER_NULL_ALWAYS || rule == NEVER_NULL_FOR_INPUT);
}

int main(int argc, char **argv) {
    oracle_run run = oracle_run_of(argc, argv, CALLS_OF_A_FUNCTION);
    query_oracle *o = query_oracle_new();
    if (o == NULL) {
        return 3;
    }
    random_generator *g = query_oracle_generator(o, run.seed, false);
    tally t = {0};
    PQclear(PQexec(o->connection, "SET statement_timeout = 1000"));
    for (int i = 0; i < g->functions.count; i++) {
        const pg_proc *proc = g->functions.items[i];
        if (is_tested(g, proc)) {
            t.functions++;
            g->arena = arena_new(NULL);
            for (int k = 0; k < run.count; k++) {
                call(o, g, proc, &t);
            }
            arena_free(g->arena);
        }
    }
    printf("%d functions, %d calls, %d answered, %d with NULL\n", t.functions, t.calls, t.answered,
           t.wrong);
    query_oracle_free(o);
    return t.wrong == 0 && t.answered > 0 ? 0 : 1;
}
