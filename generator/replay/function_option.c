#include "replay/function_option.h"

#include <stdlib.h>

#include "replay/function_signature.h"

static bool refuse_in_procedure(replay *r, const definition_option *e) {
    return replay_refuse(r, SQLSTATE_INVALID_FUNCTION_DEFINITION, e->location,
                         "invalid attribute in procedure definition");
}

/* One of the options that ALTER has too; *known tells whether it was one. */
static bool read_common(replay *r, const definition_option *e, function_options *o, bool *known) {
    const struct {
        const char *name;
        const definition_option **slot;
        bool of_procedures;
    } options[] = {
        {"volatility", &o->volatility, false},
        {"strict", &o->strict, false},
        {"security", &o->security, true},
        {"leakproof", &o->leakproof, false},
        {"cost", &o->cost, false},
        {"rows", &o->rows, false},
        {"support", &o->support, false},
        {"parallel", &o->parallel, false},
    };
    *known = true;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (definition_is(e, options[i].name)) {
            return o->procedure && !options[i].of_procedures
                       ? refuse_in_procedure(r, e)
                       : definition_take(r, e, options[i].slot);
        }
    }
    *known = definition_is(e, "set");
    if (*known && e->arg != NULL && e->arg->node_case == PG_QUERY__NODE__NODE_VARIABLE_SET_STMT &&
        e->arg->variable_set_stmt->name != NULL) {
        const PgQuery__VariableSetStmt *s = e->arg->variable_set_stmt;
        if (strcmp(s->name, "search_path") == 0) {
            o->path = s;
        } else if (strcmp(s->name, "default_text_search_config") == 0) {
            o->config = s;
        }
    }
    return true;
}

static bool read_one(replay *r, const definition_option *e, function_options *o) {
    bool known = false;
    if (definition_is(e, "as")) {
        return definition_take(r, e, &o->as);
    }
    if (definition_is(e, "language")) {
        return definition_take(r, e, &o->language);
    }
    if (definition_is(e, "transform")) {
        return definition_take(r, e, &o->transform);
    }
    if (definition_is(e, "window")) {
        return definition_take(r, e, &o->window) && (!o->procedure || refuse_in_procedure(r, e));
    }
    return read_common(r, e, o, &known);
}

bool function_options_read(replay *r, size_t count, PgQuery__Node **nodes, function_options *o) {
    for (size_t i = 0; i < count; i++) {
        if (!read_one(r, nodes[i]->def_elem, o)) {
            return false;
        }
    }
    return true;
}

bool function_options_read_common(replay *r, size_t count, PgQuery__Node **nodes,
                                  function_options *o) {
    bool known;
    for (size_t i = 0; i < count; i++) {
        if (!read_common(r, nodes[i]->def_elem, o, &known)) {
            return false;
        }
    }
    return true;
}

bool function_option_parallel(replay *r, const definition_option *e, pg_proc *proc) {
    static const struct {
        const char *word;
        char letter;
    } words[] = {{"safe", 's'}, {"unsafe", 'u'}, {"restricted", 'r'}};
    const char *text = definition_string(r, e);
    for (size_t i = 0; text != NULL && i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(text, words[i].word) == 0) {
            proc->parallel = words[i].letter;
            return true;
        }
    }
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                         "parameter \"parallel\" must be SAFE, RESTRICTED, or UNSAFE");
}

static bool apply_support(replay *r, const definition_option *e, pg_proc *proc) {
    static const oid internal[] = {INTERNALOID};
    name_parts name = definition_name(r, e);
    const pg_proc *f = name.count > 0 ? definition_function(r, name, 1, internal) : NULL;
    if (f == NULL) {
        return false;
    }
    if (f->result != INTERNALOID) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "support function %s must return type internal",
                             qualified_name_text(r->analysis, name.count, name.items));
    }
    proc->support = f->oid;
    return true;
}

static bool check_positive(replay *r, const definition_option *e, const char *word) {
    const char *text = definition_string(r, e);
    return (text != NULL && strtod(text, NULL) > 0) ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1, "%s must be positive", word);
}

/* SET search_path = ...; RESET takes it back, FROM CURRENT stands for what is in force. */
static void apply_path(replay *r, const PgQuery__VariableSetStmt *s, pg_proc *proc) {
    if (s == NULL) {
        return;
    }
    proc->path = NULL;
    proc->path_count = 0;
    if (s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_CURRENT) {
        proc->path = r->path;
        proc->path_count = r->path_count;
    } else if (s->kind == PG_QUERY__VARIABLE_SET_KIND__VAR_SET_VALUE) {
        const char **names = ARENA_ARRAY(r->arena, const char *, s->n_args + 1);
        for (size_t i = 0; i < s->n_args; i++) {
            const PgQuery__Node *n = s->args[i];
            if (n->node_case == PG_QUERY__NODE__NODE_A_CONST &&
                n->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL) {
                names[proc->path_count++] = n->a_const->sval->sval;
            }
        }
        proc->path = names;
    }
}

bool function_options_apply(replay *r, const function_options *o, pg_proc *proc) {
    if (o->volatility != NULL) {
        proc->volatility = definition_string(r, o->volatility)[0];
    }
    if ((o->strict != NULL && !definition_bool(r, o->strict, &proc->strict)) ||
        (o->leakproof != NULL && !definition_bool(r, o->leakproof, &proc->leakproof)) ||
        (o->cost != NULL && !check_positive(r, o->cost, "COST")) ||
        (o->rows != NULL && !check_positive(r, o->rows, "ROWS"))) {
        return false;
    }
    apply_path(r, o->path, proc);
    return (o->support == NULL || apply_support(r, o->support, proc)) &&
           (o->parallel == NULL || function_option_parallel(r, o->parallel, proc));
}
