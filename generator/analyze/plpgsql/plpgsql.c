#include "analyze/plpgsql/plpgsql.h"

#include "analyze/polymorphic.h"
#include "analyze/plpgsql/parser.h"
#include "analyze/plpgsql/scope.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/token.h"
#include "analyze/plpgsql/variable_type.h"

/* --- What a function knows by itself ---------------------------------------------------------- */

static void declare(pl_parser *p, const char *name, pl_datum_kind kind, oid type) {
    pl_type t = pl_variable_type_of(p, type);
    pl_scope_declare(p, name, kind, type)->collation = t.collation;
}

static bool add_parameter_name(pl_parser *p, const char *name, pl_datum *d) {
    if (pl_scope_find_here(p, name) != NULL) {
        return pl_parser_fail(p, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                              "parameter name \"%s\" used more than once", name);
    }
    pl_scope_add(p, name, d);
    return true;
}

/* Polymorphic types stand for those with integers while nothing is known of a call. */
static oid parameter_type(oid type) {
    return type_is_polymorphic(type) ? INT4OID : type;
}

static bool declare_parameter(pl_parser *p, const pg_proc *proc, int number) {
    oid type = parameter_type(proc->modes != NULL ? proc->all_args[number] : proc->args[number]);
    const char *name = proc->arg_names != NULL ? proc->arg_names[number] : "";
    const char *place = arena_printf(p->arena, "$%d", number + 1);
    bool named = name != NULL && name[0] != '\0';
    pl_datum *d = ARENA_NEW(p->arena, pl_datum);
    *d = (pl_datum){.kind = pl_variable_type_is_row(p, type) ? PL_RECORD : PL_SCALAR,
                    .name = named ? name : place,
                    .type = type,
                    .collation = pl_variable_type_of(p, type).collation};
    return add_parameter_name(p, place, d) && (!named || add_parameter_name(p, name, d));
}

static bool declare_parameters(pl_parser *p, const pg_proc *proc) {
    int count = proc->modes != NULL ? proc->all_count : proc->arg_count;
    for (int i = 0; i < count; i++) {
        if (!declare_parameter(p, proc, i)) {
            return false;
        }
        p->has_out = p->has_out || (proc->modes != NULL && strchr("obt", proc->modes[i]) != NULL);
    }
    p->returns_set = proc->returns_set;
    p->returns_void = proc->result == VOIDOID;
    p->is_procedure = proc->kind == 'p';
    if (type_is_polymorphic(proc->result) && !p->has_out) {
        declare(p, "$0", PL_SCALAR, INT4OID);
    }
    return true;
}

static bool declare_trigger(pl_parser *p, const pg_proc *proc) {
    static const struct {
        const char *name;
        oid type;
    } variables[] = {{"tg_name", NAMEOID},       {"tg_when", TEXTOID},
                     {"tg_level", TEXTOID},      {"tg_op", TEXTOID},
                     {"tg_relid", OIDOID},       {"tg_relname", NAMEOID},
                     {"tg_table_name", NAMEOID}, {"tg_table_schema", NAMEOID},
                     {"tg_nargs", INT4OID},      {"tg_argv", TEXTARRAYOID}};
    if (proc->arg_count != 0) {
        pl_parser_fail(p, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                       "trigger functions cannot have declared arguments");
        p->error.hint =
            "The arguments of the trigger can be accessed through TG_NARGS and TG_ARGV instead.";
        return false;
    }
    declare(p, "new", PL_RECORD, RECORDOID);
    declare(p, "old", PL_RECORD, RECORDOID);
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
        declare(p, variables[i].name, PL_PROMISE, variables[i].type);
    }
    return true;
}

static bool declare_event_trigger(pl_parser *p, const pg_proc *proc) {
    p->returns_void = true;
    if (proc->arg_count != 0) {
        return pl_parser_fail(p, SQLSTATE_INVALID_FUNCTION_DEFINITION, -1,
                              "event trigger functions cannot have declared arguments");
    }
    declare(p, "tg_event", PL_PROMISE, TEXTOID);
    declare(p, "tg_tag", PL_PROMISE, TEXTOID);
    return true;
}

static bool declare_function(pl_parser *p, const pg_proc *proc) {
    if (proc == NULL) {
        p->returns_void = true;
        return true;
    }
    switch (proc->result) {
    case TRIGGEROID:
        return declare_trigger(p, proc);
    case EVENT_TRIGGEROID:
        return declare_event_trigger(p, proc);
    default:
        return declare_parameters(p, proc);
    }
}

/* --- #options --------------------------------------------------------------------------------- */

static bool read_print_strict(pl_parser *p) {
    int kind = pl_token_next(p);
    if (kind != PL_WORD && !pl_keyword_is_unreserved(kind)) {
        return pl_parser_fail_syntax(p);
    }
    const char *value = p->token.names[0];
    return strcmp(value, "on") == 0 || strcmp(value, "off") == 0 ||
           pl_parser_fail(p, SQLSTATE_INTERNAL_ERROR, -1,
                          "unrecognized print_strict_params option %s", value);
}

static bool read_option(pl_parser *p) {
    switch (pl_token_next(p)) {
    case PL_OPTION:
        return pl_token_expect(p, PL_DUMP);
    case PL_PRINT_STRICT_PARAMS:
        return read_print_strict(p);
    case PL_VARIABLE_CONFLICT:
        pl_token_next(p);
        return p->token.kind == PL_ERROR || p->token.kind == PL_USE_VARIABLE ||
               p->token.kind == PL_USE_COLUMN || pl_parser_fail_syntax(p);
    default:
        return pl_parser_fail_syntax(p);
    }
}

/* --- The body --------------------------------------------------------------------------------- */

static bool read_body(pl_parser *p) {
    while (pl_token_next(p) == '#') {
        if (!read_option(p)) {
            return false;
        }
    }
    const char *label;
    if (!pl_block_read_label(p, &label)) {
        return false;
    }
    if (p->token.kind != PL_DECLARE && p->token.kind != PL_BEGIN) {
        return pl_parser_fail_syntax(p);
    }
    if (!pl_block_read(p, label)) {
        return false;
    }
    if (pl_token_next(p) == ';') {
        pl_token_next(p);
    }
    return (p->token.kind == PL_END && !p->failed) || pl_parser_fail_syntax(p);
}

static const char *keep(arena *a, const char *text) {
    return text != NULL ? arena_strdup(a, text) : NULL;
}

bool plpgsql_check(analysis *an, const plpgsql_source *source, plpgsql_error *error) {
    pl_parser p = {.arena = arena_new(NULL), .analysis = an, .source = source};
    if (p.arena == NULL) {
        return true;
    }
    p.body = source->body;
    pl_scope_open(&p, source->proc != NULL ? source->proc->name : "inline_code_block",
                  PL_LABEL_BLOCK);
    if (declare_function(&p, source->proc)) {
        declare(&p, "found", PL_SCALAR, BOOLOID);
        pl_token_open(&p);
        read_body(&p);
    }
    bool refused = p.failed && !p.undecided;
    if (refused) {
        arena *a = an->arena;
        *error = p.error;
        error->sqlstate = keep(a, p.error.sqlstate);
        error->message = keep(a, p.error.message);
        error->detail = keep(a, p.error.detail);
        error->hint = keep(a, p.error.hint);
    }
    arena_free(p.arena);
    return !refused;
}
