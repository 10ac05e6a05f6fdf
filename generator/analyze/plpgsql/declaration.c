#include "analyze/plpgsql/declaration.h"

#include "analyze/plpgsql/scope.h"
#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/token.h"
#include "analyze/plpgsql/variable_type.h"
#include "catalog/search_path.h"

/* --- Names ------------------------------------------------------------------------------------ */

/* The token read last as the name of a new variable; NULL with an error. */
static const char *variable_name(pl_parser *p) {
    const char *name = pl_token_identifier(p);
    int used;
    if (name == NULL) {
        pl_parser_fail_syntax(p);
    } else if (pl_scope_find_here(p, name) != NULL) {
        pl_parser_fail_here(p, "duplicate declaration");
    } else if (p->source->refuse_shadowing && pl_scope_find(p, &name, 1, &used) != NULL) {
        pl_parser_fail(p, SQLSTATE_DUPLICATE_ALIAS, (int)p->token.start,
                       "variable \"%s\" shadows a previously defined variable", name);
    }
    return p->failed ? NULL : name;
}

/* --- name ALIAS FOR other; -------------------------------------------------------------------- */

static bool read_alias(pl_parser *p, const char *name) {
    if (!pl_token_expect(p, PL_FOR)) {
        return false;
    }
    pl_token_next(p);
    if (pl_token_identifier(p) == NULL && p->token.kind != PL_COMPOUND) {
        return pl_parser_fail_syntax(p);
    }
    int used;
    pl_datum *d = pl_scope_find(p, p->token.names, p->token.name_count, &used);
    if (d == NULL) {
        return pl_parser_fail(p, SQLSTATE_UNDEFINED_OBJECT, (int)p->token.start,
                              "variable \"%s\" does not exist", pl_token_name(p));
    }
    if (!pl_token_expect(p, ';')) {
        return false;
    }
    pl_scope_add(p, name, d);
    return true;
}

/* --- name CURSOR ... -------------------------------------------------------------------------- */

static bool read_cursor_argument(pl_parser *p, pl_datum *cursor) {
    pl_token_next(p);
    const char *name = variable_name(p);
    pl_type type;
    pl_datum *argument;
    if (name == NULL || !pl_variable_type_read(p, &type) ||
        !pl_variable_type_declare(p, name, &type, &argument)) {
        return false;
    }
    int count = cursor->argument_count++;
    const char **names = ARENA_ARRAY(p->arena, const char *, count + 1);
    memcpy(names, cursor->arguments, sizeof *names * (size_t)count);
    names[count] = name;
    cursor->arguments = names;
    return true;
}

static bool read_cursor_arguments(pl_parser *p, pl_datum *cursor) {
    cursor->has_arguments = true;
    cursor->arguments = ARENA_ARRAY(p->arena, const char *, 1);
    do {
        if (!read_cursor_argument(p, cursor)) {
            return false;
        }
    } while (pl_token_next(p) == ',');
    return p->token.kind == ')' || pl_parser_fail_syntax(p);
}

/* [NO] SCROLL CURSOR; the token read last is the first of them. */
static bool read_cursor_word(pl_parser *p) {
    if (p->token.kind == PL_NO && !pl_token_expect(p, PL_SCROLL)) {
        return false;
    }
    return p->token.kind == PL_CURSOR || pl_token_expect(p, PL_CURSOR);
}

static bool read_cursor(pl_parser *p, const char *name) {
    pl_datum *cursor = ARENA_NEW(p->arena, pl_datum);
    *cursor = (pl_datum){.kind = PL_SCALAR, .name = name, .type = REFCURSOROID, .bound = true};
    if (!read_cursor_word(p)) {
        return false;
    }
    pl_scope_open(p, name, PL_LABEL_OTHER);
    if (pl_token_next(p) == '(') {
        if (!read_cursor_arguments(p, cursor)) {
            return false;
        }
        pl_token_next(p);
    }
    if (p->token.kind != PL_IS && p->token.kind != PL_FOR) {
        return pl_parser_fail_syntax(p);
    }
    if (!pl_sql_statement(p)) {
        return false;
    }
    pl_scope_close(p);
    pl_scope_add(p, name, cursor);
    return true;
}

/* --- name type ... ---------------------------------------------------------------------------- */

static bool read_collation(pl_parser *p, pl_type *type) {
    pl_token_next(p);
    int count = p->token.name_count;
    if (pl_token_identifier(p) == NULL && p->token.kind != PL_COMPOUND) {
        return pl_parser_fail_syntax(p);
    }
    const catalog *c = p->analysis->catalog;
    const pg_collation *found =
        count < 3 ? search_path_collation(c, count == 2 ? p->token.names[0] : NULL,
                                          p->token.names[count - 1])
                  : NULL;
    if (count == 3) {
        return pl_parser_give_up(p);
    }
    if (found == NULL && count == 2 && search_path_namespace(c, p->token.names[0]) == INVALID_OID) {
        return pl_parser_fail(p, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist",
                              p->token.names[0]);
    }
    if (found == NULL) {
        return pl_parser_fail(p, SQLSTATE_UNDEFINED_OBJECT, -1,
                              "collation \"%s\" for encoding \"UTF8\" does not exist",
                              pl_token_name(p));
    }
    type->collation = type->collation == INVALID_OID ? INVALID_OID : found->oid;
    return true;
}

typedef struct variable_plan {
    const char *name;
    bool constant, not_null, has_default, has_collation;
    size_t not_null_at, collation_at;
    pl_type type;
} variable_plan;

/* [NOT NULL] [DEFAULT expression] ; */
static bool read_default(pl_parser *p, variable_plan *v) {
    if (pl_token_next(p) == PL_NOT) {
        v->not_null = true;
        v->not_null_at = p->token.start;
        if (!pl_token_expect(p, PL_NULL)) {
            return false;
        }
        pl_token_next(p);
    }
    int kind = p->token.kind;
    v->has_default = kind == '=' || kind == PL_ASSIGN || kind == PL_DEFAULT;
    if (v->has_default) {
        return pl_sql_expression(p, ';', ";");
    }
    return kind == ';' || pl_parser_fail_syntax(p);
}

static bool declare(pl_parser *p, const variable_plan *v) {
    if (v->has_collation && v->type.collation == INVALID_OID) {
        return pl_parser_fail(p, SQLSTATE_DATATYPE_MISMATCH, (int)v->collation_at,
                              "collations are not supported by type %s",
                              analysis_type(p->analysis, v->type.type));
    }
    pl_datum *variable;
    if (!pl_variable_type_declare(p, v->name, &v->type, &variable)) {
        return false;
    }
    variable->constant = v->constant;
    if (v->not_null && !v->has_default) {
        return pl_parser_fail(p, SQLSTATE_NULL_VALUE_NOT_ALLOWED, (int)v->not_null_at,
                              "variable \"%s\" must have a default value, since it's declared "
                              "NOT NULL",
                              v->name);
    }
    return true;
}

/* The token read last is behind the name. */
static bool read_variable(pl_parser *p, const char *name) {
    variable_plan v = {.name = name, .constant = p->token.kind == PL_CONSTANT};
    if (!v.constant) {
        pl_token_push_back(p);
    }
    if (!pl_variable_type_read(p, &v.type)) {
        return false;
    }
    if (pl_token_next(p) == PL_COLLATE) {
        v.has_collation = true;
        v.collation_at = p->token.start;
        if (!read_collation(p, &v.type)) {
            return false;
        }
    } else {
        pl_token_push_back(p);
    }
    return read_default(p, &v) && declare(p, &v);
}

/* --- The section ------------------------------------------------------------------------------ */

static bool read_declaration(pl_parser *p) {
    const char *name = variable_name(p);
    if (name == NULL) {
        return false;
    }
    switch (pl_token_next(p)) {
    case PL_ALIAS:
        return read_alias(p, name);
    case PL_NO:
    case PL_SCROLL:
    case PL_CURSOR:
        return read_cursor(p, name);
    default:
        return read_variable(p, name);
    }
}

static bool fail_label(pl_parser *p) {
    size_t start = p->token.start;
    pl_token_next(p);
    if (pl_token_identifier(p) == NULL) {
        return pl_parser_fail_syntax(p);
    }
    return pl_token_expect(p, PL_GREATER_GREATER) &&
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)start,
                          "block label must be placed before DECLARE, not after");
}

bool pl_declaration_read_section(pl_parser *p) {
    p->lookup = PL_LOOKUP_NONE;
    for (;;) {
        int kind = pl_token_next(p);
        if (kind == PL_BEGIN) {
            p->lookup = PL_LOOKUP_ALL;
            return !p->failed;
        }
        if (kind == PL_LESS_LESS) {
            return fail_label(p);
        }
        if (kind != PL_DECLARE && !read_declaration(p)) {
            return false;
        }
    }
}
