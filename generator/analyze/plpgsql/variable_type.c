#include "analyze/plpgsql/variable_type.h"

#include "analyze/coercion.h"
#include "analyze/column_ref.h"
#include "analyze/plpgsql/scope.h"
#include "analyze/plpgsql/token.h"
#include "analyze/type_name.h"
#include "catalog/search_path.h"
#include "catalog/type_format.h"
#include "parse/sql_lexer.h"

/* --- Variables of a type ---------------------------------------------------------------------- */

pl_type pl_variable_type_of(const pl_parser *p, oid type) {
    return (pl_type){.type = type, .collation = type_collation(p->analysis->catalog, type)};
}

bool pl_variable_type_is_row(const pl_parser *p, oid type) {
    const catalog *c = p->analysis->catalog;
    const pg_type *t = catalog_type(c, type);
    while (t != NULL && t->typtype == 'd') {
        t = catalog_type(c, t->base);
    }
    return t != NULL && (t->typtype == 'c' || t->oid == RECORDOID);
}

bool pl_variable_type_declare(pl_parser *p, const char *name, const pl_type *type,
                              pl_datum **variable) {
    bool row = pl_variable_type_is_row(p, type->type);
    const pg_type *t = catalog_type(p->analysis->catalog, type->type);
    if (t != NULL && t->typtype == 'p' && !row) {
        return pl_parser_fail(p, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                              "variable \"%s\" has pseudo-type %s", name,
                              type_format(p->analysis->catalog, p->arena, type->type, -1));
    }
    *variable = pl_scope_declare(p, name, row ? PL_RECORD : PL_SCALAR, type->type);
    (*variable)->collation = type->collation;
    return true;
}

/* --- Types by name ---------------------------------------------------------------------------- */

/* A statement that ends with a type: what may stand behind it there does not reach this far, but
 * for USING. */
static const char type_prefix[] = "ALTER TABLE a ALTER b TYPE ";

/* True with an error when USING stands in the text, in front of what is wrong otherwise. */
static bool fail_at_using(pl_parser *p, const char *text, size_t start, size_t wrong) {
    size_t length = strlen(text);
    sql_token t = sql_lexer_next(text, length, 0);
    int depth = 0; /* of parentheses: queries inside modifiers may use the word */
    while (t.kind != SQL_TOKEN_END && (depth > 0 || !sql_token_is_word(text, &t, "using"))) {
        depth += sql_token_is_char(text, &t, '(') - sql_token_is_char(text, &t, ')');
        t = sql_lexer_next(text, length, t.end);
    }
    if (t.kind == SQL_TOKEN_END || t.start > wrong) {
        return false;
    }
    pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)(start + t.start),
                   "syntax error at or near \"%.*s\"", (int)(t.end - t.start), text + t.start);
    return true;
}

/* The parse tree of the name at `start` of the body; NULL with an error. */
static PgQuery__TypeName *parse_name(pl_parser *p, const char *text, size_t start) {
    size_t prefix = sizeof type_prefix - 1;
    sql_fragment_error e = {0};
    PgQuery__ParseResult *tree =
        sql_parse_text(p->arena, arena_printf(p->arena, "%s%s", type_prefix, text), &e);
    size_t cursor = (size_t)e.cursor > prefix ? (size_t)e.cursor - prefix : 0;
    if (fail_at_using(p, text, start, tree != NULL ? strlen(text) : cursor)) {
        return NULL;
    }
    if (tree == NULL) {
        pl_parser_fail(p, e.sqlstate, (int)(start + cursor), "%s", e.message);
        p->error.detail = e.detail;
        p->error.hint = e.hint;
        return NULL;
    }
    const PgQuery__Node *statement = tree->n_stmts == 1 ? tree->stmts[0]->stmt : NULL;
    if (statement == NULL || statement->node_case != PG_QUERY__NODE__NODE_ALTER_TABLE_STMT) {
        pl_parser_give_up(p);
        return NULL;
    }
    return statement->alter_table_stmt->cmds[0]->alter_table_cmd->def->column_def->type_name;
}

/* Looks the name up apart from the statement's own diagnostics. */
static bool resolve_name(pl_parser *p, const PgQuery__TypeName *name, size_t start, pl_type *type) {
    sql_statement statement = *p->analysis->statement;
    statement.offset = 0;
    analysis inner = *p->analysis;
    inner.arena = p->arena;
    inner.diagnostics = diagnostics_new(p->arena);
    inner.statement = &statement;
    inner.failed = false;
    oid found = type_name_resolve(&inner, name).type;
    if (found != INVALID_OID) {
        *type = pl_variable_type_of(p, found);
        return true;
    }
    if (inner.diagnostics->error_count == 0) {
        return pl_parser_give_up(p);
    }
    const diagnostic *d = &inner.diagnostics->list.items[0];
    if (strstr(d->message, "by Oriel") != NULL) {
        return pl_parser_give_up(p);
    }
    pl_parser_fail(p, d->sqlstate, (int)start, "%s", d->message);
    p->error.detail = d->detail;
    p->error.hint = d->hint;
    return false;
}

static bool find_by_name(pl_parser *p, size_t start, size_t end, pl_type *type) {
    const char *text = arena_strndup(p->arena, p->body + start, end - start);
    PgQuery__TypeName *name = parse_name(p, text, start);
    if (name == NULL) {
        return false;
    }
    if (name->setof) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)start, "invalid type name \"%s\"",
                              text);
    }
    return resolve_name(p, name, start, type);
}

/* --- %TYPE and %ROWTYPE ----------------------------------------------------------------------- */

static const pg_attribute *find_column(const pg_class *relation, const char *name) {
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *a = &relation->attributes[i];
        if (!a->dropped && strcmp(a->name, name) == 0) {
            return a;
        }
    }
    return NULL;
}

/* [schema.]table.column; false without an error when there is none. */
static bool find_column_type(const pl_parser *p, const pl_token *t, pl_type *type) {
    bool qualified = t->name_count == 3;
    const pg_class *relation = search_path_relation(
        p->analysis->catalog, qualified ? t->names[0] : NULL, t->names[t->name_count - 2]);
    if (relation == NULL || strchr("rSvmcfp", relation->kind) == NULL) {
        return false;
    }
    const char *name = t->names[t->name_count - 1];
    const pg_attribute *column = find_column(relation, name);
    if (column != NULL) {
        *type = (pl_type){.type = column->type, .collation = column->collation};
        return true;
    }
    int number = relation->kind != 'c' ? system_column_number(name) : 0;
    if (number == 0) {
        return false;
    }
    const char *unused;
    oid system;
    system_column_type(number, &system, &unused);
    *type = pl_variable_type_of(p, system);
    return true;
}

/* A type's name with %TYPE means the type itself, unless it is a row's. */
static bool find_type_itself(const pl_parser *p, const char *name, pl_type *type) {
    const pg_type *t = search_path_type(p->analysis->catalog, NULL, name);
    if (t == NULL || !t->defined || t->relation != INVALID_OID) {
        return false;
    }
    *type = pl_variable_type_of(p, t->oid);
    return true;
}

/* name%TYPE; false without an error when nothing has that name. */
static bool find_type_of(const pl_parser *p, const pl_token *t, pl_type *type) {
    int used;
    const pl_datum *d = t->name_count < 3 ? pl_scope_find(p, t->names, t->name_count, &used) : NULL;
    if (d != NULL && d->kind != PL_RECORD) {
        *type = (pl_type){.type = d->type, .collation = d->collation};
        return true;
    }
    if (t->name_count > 1) {
        return find_column_type(p, t, type);
    }
    return d == NULL && find_type_itself(p, t->names[0], type);
}

/* name%ROWTYPE; *known is false when it cannot be one. */
static bool find_row_type(pl_parser *p, const pl_token *t, pl_type *type, bool *known) {
    *known = t->name_count < 3;
    if (!*known) {
        return true;
    }
    const catalog *c = p->analysis->catalog;
    const char *schema = t->name_count == 2 ? t->names[0] : NULL;
    const char *name = t->names[t->name_count - 1];
    const pg_class *relation = search_path_relation(c, schema, name);
    if (relation == NULL && schema != NULL && search_path_namespace(c, schema) == INVALID_OID) {
        return pl_parser_fail(p, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist",
                              schema);
    }
    if (relation == NULL) {
        return pl_parser_fail(p, SQLSTATE_UNDEFINED_TABLE, -1, "relation \"%s%s%s\" does not exist",
                              schema != NULL ? schema : "", schema != NULL ? "." : "", name);
    }
    if (relation->row_type == INVALID_OID) {
        return pl_parser_fail(p, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                              "relation \"%s\" does not have a composite type", name);
    }
    *type = pl_variable_type_of(p, relation->row_type);
    return true;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* NAME%TYPE and NAME%ROWTYPE; *known tells whether it was that.  Otherwise the tokens so far belong
 * to a type's name. */
static bool read_reference(pl_parser *p, pl_type *type, bool *known) {
    pl_token name = p->token;
    *known = false;
    if (name.kind != PL_WORD && name.kind != PL_COMPOUND && !pl_keyword_is_unreserved(name.kind)) {
        return true;
    }
    if (pl_token_next(p) != '%') {
        return !p->failed;
    }
    int kind = pl_token_next(p);
    if (kind == PL_TYPE) {
        *known = find_type_of(p, &name, type);
        return true;
    }
    return kind == PL_ROWTYPE ? find_row_type(p, &name, type, known) : !p->failed;
}

static bool ends_type(int kind, int parentheses) {
    switch (kind) {
    case PL_COLLATE:
    case PL_NOT:
    case '=':
    case PL_ASSIGN:
    case PL_DEFAULT:
    case ';':
        return true;
    default:
        return (kind == ',' || kind == ')') && parentheses == 0;
    }
}

bool pl_variable_type_read(pl_parser *p, pl_type *type) {
    pl_token_next(p);
    size_t start = p->token.start;
    bool known;
    if (!read_reference(p, type, &known) || known) {
        return !p->failed;
    }
    int parentheses = 0;
    while (!ends_type(p->token.kind, parentheses)) {
        if (p->token.kind == PL_END) {
            return pl_parser_fail_here(p, parentheses != 0 ? "mismatched parentheses"
                                                           : "incomplete data type declaration");
        }
        parentheses += (p->token.kind == '(') - (p->token.kind == ')');
        pl_token_next(p);
    }
    if (p->token.start == start) {
        return pl_parser_fail_here(p, "missing data type declaration");
    }
    if (!find_by_name(p, start, p->token.start, type)) {
        return false;
    }
    pl_token_push_back(p);
    return !p->failed;
}
