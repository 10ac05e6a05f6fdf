#include <string.h>
#include <strings.h>

#include "analyze/literal/input_functions.h"
#include "analyze/literal/reg_name.h"
#include "analyze/type_name.h"
#include "catalog/search_path.h"
#include "parse/sql_lexer.h"
#include "parse/sql_parser.h"
#include "parse/sqlstate.h"

/* regtype, and regprocedure and regoperator: a name and the types of the arguments. */

enum { MOST_ARGUMENTS = 100 };

/* --- Types ------------------------------------------------------------------------------------ */

/* A statement that ends with a type. */
static const char type_prefix[] = "ALTER TABLE a ALTER b TYPE ";

/* Where the first token begins that no type name has, or the text's end. */
static size_t type_end(const char *text) {
    size_t length = strlen(text);
    sql_token t = sql_lexer_next(text, length, 0);
    for (int depth = 0; t.kind != SQL_TOKEN_END; t = sql_lexer_next(text, length, t.end)) {
        bool opens = sql_token_is_char(text, &t, '(') || sql_token_is_char(text, &t, '[');
        bool closes = sql_token_is_char(text, &t, ')') || sql_token_is_char(text, &t, ']');
        depth += opens - closes;
        if (sql_token_is_char(text, &t, ';') || (depth == 0 && sql_token_is_char(text, &t, ',')) ||
            sql_token_is_word(text, &t, "using") || sql_token_is_word(text, &t, "collate")) {
            return t.start;
        }
    }
    return length;
}

static bool refuse_end(const literal_input *in, const char *rest) {
    sql_token t = sql_lexer_next(rest, strlen(rest), 0);
    return literal_input_error(in, SQLSTATE_SYNTAX_ERROR, "syntax error at or near \"%.*s\"",
                               (int)(t.end - t.start), rest + t.start);
}

static PgQuery__TypeName *parse_type(const literal_input *in, const char *text) {
    sql_fragment_error e = {0};
    const char *rest = text + type_end(text);
    const char *sql = analysis_text(in->an, "%s%.*s", type_prefix, (int)(rest - text), text);
    PgQuery__ParseResult *tree = sql_parse_text(in->an->arena, sql, &e);
    bool ended = tree == NULL && strcmp(e.message, "syntax error at end of input") == 0;
    if (*rest != '\0' && (tree != NULL || ended)) {
        refuse_end(in, rest);
        return NULL;
    }
    if (tree == NULL) {
        literal_input_error(in, e.sqlstate, "%s", e.message);
        return NULL;
    }
    return tree->stmts[0]
        ->stmt->alter_table_stmt->cmds[0]
        ->alter_table_cmd->def->column_def->type_name;
}

/* The type that is named so; INVALID_OID with an error. */
static oid find_type(const literal_input *in, const char *text) {
    PgQuery__TypeName *name = NULL;
    bool blank = text[strspn(text, " \t\n\r\f")] == '\0';
    if (!blank) {
        name = parse_type(in, text);
        if (name == NULL) {
            return INVALID_OID;
        }
    }
    if (blank || name->setof) {
        literal_input_error(in, SQLSTATE_SYNTAX_ERROR, "invalid type name \"%s\"", text);
        return INVALID_OID;
    }
    name->location = in->location;
    return type_name_resolve(in->an, name).type;
}

bool signature_input_type(const literal_input *in) {
    bool ok;
    return reg_name_is_number(in, &ok) ? ok : find_type(in, in->text) != INVALID_OID;
}

/* --- Names with arguments --------------------------------------------------------------------- */

typedef struct signature {
    reg_name name;
    oid types[MOST_ARGUMENTS];
    int count;
} signature;

static bool refuse_text(const literal_input *in, const char *message) {
    return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION, "%s", message);
}

/* The first of the two characters outside quotes (and, for commas, brackets), or the end; NULL when
 * something is not closed. */
static const char *scan_to(const char *p, char wanted, bool nested) {
    bool quoted = false;
    int depth = 0;
    for (; *p != '\0'; p++) {
        if (*p == '"') {
            quoted = !quoted;
        } else if (!quoted && depth == 0 && *p == wanted) {
            return p;
        } else if (!quoted && nested) {
            depth += (*p == '(' || *p == '[') - (*p == ')' || *p == ']');
        }
    }
    return nested && (quoted || depth != 0) ? NULL : p;
}

static const char *trim_end(const char *start, const char *end) {
    while (end > start && literal_is_space(end[-1])) {
        end--;
    }
    return end;
}

static bool read_types(const literal_input *in, const char *p, const char *end, bool none_allowed,
                       signature *s) {
    const char *list = analysis_text(in->an, "%.*s", (int)(end - p), p);
    bool had_comma = false;
    for (p = list;; p++) {
        p += strspn(p, " \t\n\r\f");
        if (*p == '\0') {
            return !had_comma || refuse_text(in, "expected a type name");
        }
        const char *stop = scan_to(p, ',', true);
        if (stop == NULL) {
            return refuse_text(in, "improper type name");
        }
        const char *name = analysis_text(in->an, "%.*s", (int)(trim_end(p, stop) - p), p);
        bool none = none_allowed && strcasecmp(name, "none") == 0;
        oid type = none ? INVALID_OID : find_type(in, name);
        if (!none && type == INVALID_OID) {
            return false;
        }
        if (s->count == MOST_ARGUMENTS) {
            return literal_input_error(in, SQLSTATE_TOO_MANY_ARGUMENTS, "too many arguments");
        }
        s->types[s->count++] = type;
        had_comma = *stop == ',';
        if (!had_comma) {
            return true;
        }
        p = stop;
    }
}

static bool read_signature(const literal_input *in, bool none_allowed, signature *s) {
    const char *left = scan_to(in->text, '(', false);
    if (*left == '\0') {
        return refuse_text(in, "expected a left parenthesis");
    }
    literal_input part = *in;
    part.text = analysis_text(in->an, "%.*s", (int)(left - in->text), in->text);
    if (!reg_name_scan(&part, &s->name)) {
        return false;
    }
    const char *end = trim_end(left + 1, in->text + strlen(in->text));
    if (end == left + 1 || end[-1] != ')') {
        return refuse_text(in, "expected a right parenthesis");
    }
    return read_types(in, left + 1, end - 1, none_allowed, s);
}

bool signature_input_procedure(const literal_input *in) {
    bool ok;
    signature s = {.count = 0};
    if (reg_name_is_number(in, &ok)) {
        return ok;
    }
    if (!read_signature(in, false, &s) || !reg_name_check_schema(in, &s.name)) {
        return false;
    }
    search_path_candidates found =
        search_path_functions(in->an->catalog, in->an->arena, s.name.schema, s.name.name);
    for (int i = 0; i < found.count; i++) {
        const pg_proc *p = found.items[i];
        if (p->arg_count == s.count &&
            (s.count == 0 || memcmp(p->args, s.types, sizeof(oid) * (size_t)s.count) == 0)) {
            return true;
        }
    }
    return literal_input_error(in, SQLSTATE_UNDEFINED_FUNCTION, "function \"%s\" does not exist",
                               in->text);
}

static bool has_operator(const literal_input *in, const signature *s) {
    char kind = s->types[0] == INVALID_OID ? 'l' : 'b';
    search_path_candidates found =
        search_path_operators(in->an->catalog, in->an->arena, s->name.schema, s->name.name, kind);
    for (int i = 0; i < found.count; i++) {
        const pg_operator *o = found.items[i];
        if (o->left == s->types[0] && o->right == s->types[1]) {
            return true;
        }
    }
    return false;
}

bool signature_input_operator(const literal_input *in) {
    bool ok;
    signature s = {.count = 0};
    if (reg_name_is_number(in, &ok)) {
        return ok;
    }
    if (!read_signature(in, true, &s)) {
        return false;
    }
    if (s.count == 1) {
        return literal_input_error(in, SQLSTATE_UNDEFINED_PARAMETER, "missing argument");
    }
    if (s.count != 2) {
        return literal_input_error(in, SQLSTATE_TOO_MANY_ARGUMENTS, "too many arguments");
    }
    if (s.name.count > 2 && !reg_name_check_schema(in, &s.name)) {
        return false;
    }
    return has_operator(in, &s) || literal_input_error(in, SQLSTATE_UNDEFINED_FUNCTION,
                                                       "operator does not exist: %s", in->text);
}
