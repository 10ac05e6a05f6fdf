#include "analyze/plpgsql/condition_name.h"
#include "analyze/plpgsql/declaration.h"
#include "analyze/plpgsql/scope.h"
#include "analyze/plpgsql/sql_construct.h"
#include "analyze/plpgsql/statement.h"
#include "analyze/plpgsql/token.h"

/* Blocks: labels, DECLARE, BEGIN, EXCEPTION, END. */

/* --- Labels ----------------------------------------------------------------------------------- */

static bool begins_block_or_loop(int kind) {
    switch (kind) {
    case PL_DECLARE:
    case PL_BEGIN:
    case PL_LOOP:
    case PL_WHILE:
    case PL_FOR:
    case PL_FOREACH:
        return true;
    default:
        return false;
    }
}

bool pl_block_read_label(pl_parser *p, const char **label) {
    *label = NULL;
    if (p->token.kind == PL_LESS_LESS) {
        pl_token_next(p);
        *label = pl_token_identifier(p);
        if (*label == NULL) {
            return pl_parser_fail_syntax(p);
        }
        if (!pl_token_expect(p, PL_GREATER_GREATER)) {
            return false;
        }
        pl_token_next(p);
    }
    int kind = p->token.kind;
    if (!begins_block_or_loop(kind)) {
        return pl_parser_fail_syntax(p);
    }
    bool block = kind == PL_DECLARE || kind == PL_BEGIN;
    pl_scope_open(p, *label, block ? PL_LABEL_BLOCK : PL_LABEL_LOOP);
    return !p->failed;
}

bool pl_block_read_end_label(pl_parser *p, pl_end_label *end) {
    pl_token_next(p);
    end->location = p->token.start;
    end->name = pl_token_identifier(p);
    if (end->name == NULL) {
        pl_token_push_back(p);
    }
    return !p->failed;
}

bool pl_block_check_label(pl_parser *p, const char *label, const pl_end_label *end) {
    if (end->name == NULL) {
        return true;
    }
    if (label == NULL) {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)end->location,
                              "end label \"%s\" specified for unlabeled block", end->name);
    }
    return strcmp(label, end->name) == 0 ||
           pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)end->location,
                          "end label \"%s\" differs from block's label \"%s\"", end->name, label);
}

/* --- EXCEPTION -------------------------------------------------------------------------------- */

static bool read_condition(pl_parser *p) {
    pl_token_next(p);
    const char *name = pl_token_identifier(p);
    if (name == NULL) {
        return pl_parser_fail_syntax(p);
    }
    if (strcmp(name, "sqlstate") == 0) {
        return pl_raise_read_sqlstate(p);
    }
    return strcmp(name, "others") == 0 || pl_condition_name_known(name) ||
           pl_parser_fail(p, SQLSTATE_UNDEFINED_OBJECT, -1,
                          "unrecognized exception condition \"%s\"", name);
}

/* WHEN condition [OR condition] THEN statements; WHEN is the token read last. */
static bool read_handler(pl_parser *p) {
    do {
        if (!read_condition(p)) {
            return false;
        }
    } while (pl_token_next(p) == PL_OR);
    return p->token.kind == PL_THEN ? pl_statement_read_all(p) : pl_parser_fail_syntax(p);
}

/* Behind EXCEPTION, up to END. */
static bool read_handlers(pl_parser *p) {
    pl_scope_declare(p, "sqlstate", PL_SCALAR, TEXTOID)->constant = true;
    pl_scope_declare(p, "sqlerrm", PL_SCALAR, TEXTOID)->constant = true;
    if (!pl_token_expect(p, PL_WHEN)) {
        return false;
    }
    do {
        if (!read_handler(p)) {
            return false;
        }
    } while (pl_token_next(p) == PL_WHEN);
    return !p->failed;
}

/* --- The block -------------------------------------------------------------------------------- */

bool pl_block_read(pl_parser *p, const char *label) {
    if (p->token.kind == PL_DECLARE && !pl_declaration_read_section(p)) {
        return false;
    }
    if (!pl_statement_read_all(p)) {
        return false;
    }
    if (pl_token_next(p) == PL_EXCEPTION && !read_handlers(p)) {
        return false;
    }
    pl_end_label end;
    if (p->token.kind != PL_END_WORD) {
        return pl_parser_fail_syntax(p);
    }
    if (!pl_block_read_end_label(p, &end) || !pl_block_check_label(p, label, &end)) {
        return false;
    }
    pl_scope_close(p);
    return true;
}
