#include "analyze/plpgsql/parser.h"

#include <stdarg.h>

/* Beyond what people nest, well below what the stack holds. */
enum { DEPTH_LIMIT = 400 };

bool pl_parser_fail(pl_parser *p, const char *sqlstate, int location, const char *format, ...) {
    if (!p->failed) {
        va_list arguments;
        va_start(arguments, format);
        const char *message = arena_vprintf(p->arena, format, arguments);
        va_end(arguments);
        p->failed = true;
        p->error = (plpgsql_error){.sqlstate = sqlstate, .message = message, .location = location};
    }
    return false;
}

bool pl_parser_fail_here(pl_parser *p, const char *message) {
    const pl_token *t = &p->token;
    if (p->body[t->start] == '\0') {
        return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)t->start, "%s at end of input",
                              message);
    }
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)t->start, "%s at or near \"%.*s\"",
                          message, (int)(t->end - t->start), p->body + t->start);
}

bool pl_parser_fail_syntax(pl_parser *p) {
    return pl_parser_fail_here(p, "syntax error");
}

bool pl_parser_give_up(pl_parser *p) {
    p->undecided = p->undecided || !p->failed;
    p->failed = true;
    return false;
}

bool pl_parser_enter(pl_parser *p) {
    return p->depth < DEPTH_LIMIT ? ++p->depth > 0 : pl_parser_give_up(p);
}

void pl_parser_leave(pl_parser *p) {
    p->depth--;
}
