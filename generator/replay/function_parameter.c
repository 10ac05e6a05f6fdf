#include "replay/function_parameter.h"

#include "analyze/coercion.h"
#include "analyze/collation.h"
#include "analyze/qualified_name.h"
#include "analyze/select.h"
#include "analyze/type_name.h"

#define MODE(name) PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_##name

/* The list while it is read. */
typedef struct reading {
    replay *r;
    routine_kind kind;
    bool sql;
    routine_parameters *p;
    int out_count, variadic_count;
} reading;

static const char *noun(const reading *d) {
    static const char *const nouns[] = {"functions", "procedures", "aggregates"};
    return nouns[d->kind];
}

static bool refuse(const reading *d, const char *message) {
    return replay_refuse(d->r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1, "%s", message);
}

static char mode_letter(const PgQuery__FunctionParameter *f) {
    switch ((int)f->mode) {
    case MODE(OUT):
        return 'o';
    case MODE(INOUT):
        return 'b';
    case MODE(VARIADIC):
        return 'v';
    case MODE(TABLE):
        return 't';
    default:
        return 'i';
    }
}

/* --- Types ------------------------------------------------------------------------------------ */

oid function_parameter_type(replay *r, const PgQuery__TypeName *name) {
    PgQuery__TypeName unplaced = *name;
    unplaced.location = -1;
    oid type = type_name_find(r->analysis, &unplaced).type;
    if (type != INVALID_OID || r->analysis->failed) {
        return type;
    }
    qualified_name q;
    if (!qualified_name_parse(r->analysis, name->n_names, name->names, -1, &q)) {
        return INVALID_OID;
    }
    if (q.schema != NULL && search_path_namespace(r->catalog, q.schema) == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist",
                      q.schema);
    } else {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "type %s does not exist",
                      type_name_text(r->analysis, name));
    }
    return INVALID_OID;
}

static oid read_type(reading *d, const PgQuery__FunctionParameter *f) {
    oid type = function_parameter_type(d->r, f->arg_type);
    if (type == INVALID_OID) {
        return INVALID_OID;
    }
    bool shell = !catalog_type(d->r->catalog, type)->defined;
    if (shell && (d->sql || d->kind == ROUTINE_AGGREGATE)) {
        replay_refuse(d->r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                      d->sql ? "SQL function cannot accept shell type %s"
                             : "aggregate cannot accept shell type %s",
                      type_name_text(d->r->analysis, f->arg_type));
        return INVALID_OID;
    }
    if (f->arg_type->setof) {
        replay_refuse(d->r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                      "%s cannot accept set arguments", noun(d));
        return INVALID_OID;
    }
    return type;
}

/* --- Modes ------------------------------------------------------------------------------------ */

static bool add_input(reading *d, oid type) {
    if (d->variadic_count > 0) {
        return refuse(d, "VARIADIC parameter must be the last input parameter");
    }
    d->p->in_types[d->p->in_count++] = type;
    return true;
}

static bool add_output(reading *d, oid type) {
    if (d->kind == ROUTINE_PROCEDURE) {
        if (d->variadic_count > 0) {
            return refuse(d, "VARIADIC parameter must be the last parameter");
        }
        d->p->output_type = RECORDOID;
    } else if (d->out_count == 0) {
        d->p->output_type = type;
    }
    d->out_count++;
    return true;
}

static bool add_variadic(reading *d, oid type) {
    d->variadic_count++;
    switch (type) {
    case ANYARRAYOID:
        d->p->variadic = ANYELEMENTOID;
        break;
    case ANYCOMPATIBLEARRAYOID:
        d->p->variadic = ANYCOMPATIBLEOID;
        break;
    case ANYOID:
        d->p->variadic = ANYOID;
        break;
    default: {
        const pg_type *t = catalog_type(d->r->catalog, type);
        bool array = t->subscript == ARRAY_SUBSCRIPT_HANDLER_OID && t->element != INVALID_OID;
        if (!array) {
            return refuse(d, "VARIADIC parameter must be an array");
        }
        d->p->variadic = t->element;
        break;
    }
    }
    return true;
}

static bool add_mode(reading *d, oid type, char mode) {
    d->p->all_types[d->p->all_count] = type;
    d->p->modes[d->p->all_count] = mode;
    if (mode != 'o' && mode != 't' && !add_input(d, type)) {
        return false;
    }
    if (mode != 'i' && mode != 'v' && !add_output(d, type)) {
        return false;
    }
    return mode != 'v' || add_variadic(d, type);
}

/* Pure inputs may have the names of pure outputs. */
static bool names_clash(char x, char y) {
    bool x_in = x == 'i' || x == 'v';
    bool y_in = y == 'i' || y == 'v';
    bool x_out = x == 'o' || x == 't';
    bool y_out = y == 'o' || y == 't';
    return !(x_in && y_out) && !(x_out && y_in);
}

static bool add_name(reading *d, const char *name) {
    routine_parameters *p = d->p;
    p->names[p->all_count] = name != NULL ? name : "";
    if (string_or_null(name) == NULL) {
        return true;
    }
    p->any_name = true;
    for (int i = 0; i < p->all_count; i++) {
        if (strcmp(p->names[i], name) == 0 && names_clash(p->modes[p->all_count], p->modes[i])) {
            return replay_refuse(d->r, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                                 "parameter name \"%s\" used more than once", name);
        }
    }
    return true;
}

/* --- Defaults --------------------------------------------------------------------------------- */

static bool add_default(reading *d, oid type, PgQuery__Node *node) {
    analysis *an = d->r->analysis;
    standalone_expression se = {.node = node, .clause = CLAUSE_FUNCTION_DEFAULT};
    expr *e = select_analyze_expression(an, &se);
    parse_state *ps = parse_state_new(an, NULL);
    e = e != NULL ? coercion_to_specific(ps, e, type, "DEFAULT") : NULL;
    if (e == NULL || !collation_assign_expr(ps, e)) {
        return false;
    }
    *LIST_PUSH(d->r->arena, &d->p->defaults) = e;
    return true;
}

static bool read_default(reading *d, oid type, const PgQuery__FunctionParameter *f, char mode) {
    bool input = mode != 'o' && mode != 't';
    if (f->defexpr != NULL) {
        return input ? add_default(d, type, f->defexpr)
                     : refuse(d, "only input parameters can have default values");
    }
    if (d->p->defaults.count == 0) {
        return true;
    }
    if (input) {
        return refuse(d, "input parameters after one with a default value must also have defaults");
    }
    return d->kind != ROUTINE_PROCEDURE ||
           refuse(d, "procedure OUT parameters cannot appear after one with a default value");
}

/* --- The list --------------------------------------------------------------------------------- */

static bool read_parameter(reading *d, const PgQuery__FunctionParameter *f) {
    char mode = mode_letter(f);
    oid type = read_type(d, f);
    if (type == INVALID_OID || !add_mode(d, type, mode) || !add_name(d, f->name) ||
        !read_default(d, type, f, mode)) {
        return false;
    }
    d->p->all_count++;
    return true;
}

bool function_parameters_read(replay *r, routine_kind kind, bool sql, size_t count,
                              PgQuery__Node **nodes, routine_parameters *p) {
    reading d = {.r = r, .kind = kind, .sql = sql, .p = p};
    *p = (routine_parameters){0};
    p->in_types = ARENA_ARRAY(r->arena, oid, count);
    p->all_types = ARENA_ARRAY(r->arena, oid, count);
    p->modes = arena_alloc(r->arena, count + 1);
    p->names = ARENA_ARRAY(r->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        if (!read_parameter(&d, nodes[i]->function_parameter)) {
            return false;
        }
    }
    p->keeps_all = d.out_count > 0 || d.variadic_count > 0;
    if (d.out_count > 1) {
        p->output_type = RECORDOID;
    }
    return true;
}

void function_parameters_store(const routine_parameters *p, pg_proc *proc) {
    proc->arg_count = (int16_t)p->in_count;
    proc->args = p->in_types;
    proc->variadic = p->variadic;
    proc->default_count = (int16_t)p->defaults.count;
    proc->default_exprs = p->defaults.items;
    proc->arg_names = p->any_name ? p->names : NULL;
    if (p->keeps_all) {
        proc->all_count = (int16_t)p->all_count;
        proc->all_args = p->all_types;
        proc->modes = p->modes;
    }
}

output_columns function_output_columns(arena *a, const pg_proc *proc) {
    output_columns columns = {0};
    if (proc->modes == NULL) {
        return columns;
    }
    columns.names = ARENA_ARRAY(a, const char *, proc->all_count);
    columns.types = ARENA_ARRAY(a, oid, proc->all_count);
    for (int i = 0; i < proc->all_count; i++) {
        if (strchr("obt", proc->modes[i]) == NULL) {
            continue;
        }
        const char *name = proc->arg_names != NULL ? proc->arg_names[i] : "";
        int number = columns.count + 1;
        columns.names[columns.count] = name[0] != '\0' ? name : arena_printf(a, "column%d", number);
        columns.types[columns.count++] = proc->all_args[i];
    }
    if (columns.count < 2 && proc->kind != 'p') {
        columns.count = 0;
    }
    return columns;
}
