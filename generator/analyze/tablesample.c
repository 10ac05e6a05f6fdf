#include "analyze/tablesample.h"

#include <string.h>

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/expression.h"
#include "analyze/qualified_name.h"
#include "analyze/range_entry.h"
#include "analyze/raw_tree.h"
#include "catalog/search_path.h"
#include "parse/sqlstate.h"

/* What a sampling method takes is told by its handler in C, not by the catalog.  Handlers by their
 * symbols; each of the known ones takes one argument. */
typedef struct sample_handler {
    const char *symbol;
    oid argument;
    bool repeatable; /* gives the same rows in other queries */
} sample_handler;

static const sample_handler handlers[] = {
    {"tsm_bernoulli_handler", FLOAT4OID, true},
    {"tsm_system_handler", FLOAT4OID, true},
    {"tsm_system_rows_handler", INT8OID, false},
    {"tsm_system_time_handler", FLOAT8OID, false},
};

static bool takes_internal_only(const pg_proc *proc) {
    return proc->kind != 'p' && proc->arg_count == 1 && proc->args[0] == INTERNALOID;
}

static const char *written_name(parse_state *ps, const PgQuery__RangeTableSample *sample) {
    const char *last = name_part(sample->method[sample->n_method - 1]);
    if (sample->n_method == 1) {
        return last;
    }
    return analysis_text(ps->analysis, "%s.%s", name_part(sample->method[0]), last);
}

static const pg_proc *find_method(parse_state *ps, const PgQuery__RangeTableSample *sample) {
    analysis *an = ps->analysis;
    const char *schema = sample->n_method > 1 ? name_part(sample->method[0]) : NULL;
    search_path_candidates found = search_path_functions(
        an->catalog, an->arena, schema, name_part(sample->method[sample->n_method - 1]));
    for (int i = 0; i < found.count; i++) {
        const pg_proc *proc = found.items[i];
        if (!takes_internal_only(proc)) {
            continue;
        }
        const pg_type *result = catalog_type(an->catalog, proc->result);
        if (result == NULL || strcmp(result->name, "tsm_handler") != 0) {
            analysis_error(an, SQLSTATE_WRONG_OBJECT_TYPE, sample->location,
                           "function %s must return type %s", written_name(ps, sample),
                           "tsm_handler");
            return NULL;
        }
        return proc;
    }
    analysis_error(an, SQLSTATE_UNDEFINED_OBJECT, sample->location,
                   "tablesample method %s does not exist", written_name(ps, sample));
    return NULL;
}

/* NULL for a method that is not known: then anything goes. */
static const sample_handler *find_handler(const pg_proc *method) {
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        if (method->source != NULL && strcmp(method->source, handlers[i].symbol) == 0) {
            return &handlers[i];
        }
    }
    return NULL;
}

static expr *transform_argument(parse_state *ps, PgQuery__Node *node, oid type,
                                const char *construct) {
    expr *e = expression_transform(ps, node, CLAUSE_FROM_FUNCTION);
    if (e == NULL) {
        return NULL;
    }
    if (type != INVALID_OID) {
        e = coercion_to_specific(ps, e, type, construct);
    }
    return e != NULL && collation_assign_expr(ps, e) ? e : NULL;
}

static bool check_argument_count(parse_state *ps, const PgQuery__RangeTableSample *sample,
                                 const sample_handler *handler) {
    if (handler == NULL || sample->n_args == 1) {
        return true;
    }
    analysis_error(ps->analysis, SQLSTATE_INVALID_TABLESAMPLE_ARGUMENT, sample->location,
                   "tablesample method %s requires %d argument, not %d", written_name(ps, sample),
                   1, (int)sample->n_args);
    return false;
}

static bool transform_repeatable(parse_state *ps, const PgQuery__RangeTableSample *sample,
                                 const sample_handler *handler, range_table_entry *rte) {
    if (sample->repeatable == NULL) {
        return true;
    }
    if (handler != NULL && !handler->repeatable) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, sample->location,
                       "tablesample method %s does not support REPEATABLE",
                       written_name(ps, sample));
        return false;
    }
    rte->sample.repeatable = transform_argument(ps, sample->repeatable, FLOAT8OID, "REPEATABLE");
    return rte->sample.repeatable != NULL;
}

bool tablesample_transform(parse_state *ps, const PgQuery__RangeTableSample *sample,
                           range_table_entry *rte) {
    if (rte->kind != RTE_RELATION || strchr("rmp", rte->relation_kind) == NULL) {
        analysis_error(ps->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED,
                       raw_tree_location(sample->relation),
                       "TABLESAMPLE clause can only be applied to tables and materialized views");
        return false;
    }
    const pg_proc *method = find_method(ps, sample);
    if (method == NULL) {
        return false;
    }
    const sample_handler *handler = find_handler(method);
    if (!check_argument_count(ps, sample, handler)) {
        return false;
    }
    rte->sample.method = method->oid;
    for (size_t i = 0; i < sample->n_args; i++) {
        oid type = handler == NULL ? INVALID_OID : handler->argument;
        expr *e = transform_argument(ps, sample->args[i], type, "TABLESAMPLE");
        if (e == NULL) {
            return false;
        }
        *LIST_PUSH(ps->analysis->arena, &rte->sample.args) = e;
    }
    return transform_repeatable(ps, sample, handler, rte);
}
