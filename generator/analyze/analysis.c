#include "analyze/analysis.h"

#include "catalog/type_format.h"
#include "parse/sqlstate.h"

/* The parser's own nesting ends at 10,000; chains of operators go deeper.  One level of analysis
 * takes a few hundred bytes of the big stack. */
#define MAX_DEPTH 200000

static diagnostic *dummy_diagnostic(analysis *an) {
    return ARENA_NEW(an->arena, diagnostic);
}

diagnostic *analysis_error(analysis *an, const char *sqlstate, int location, const char *format,
                           ...) {
    if (an->failed) {
        return dummy_diagnostic(an);
    }
    an->failed = true;
    position at = {NULL, 0};
    if (an->statement != NULL) {
        at = sql_statement_position(an->statement, location);
    }
    va_list arguments;
    va_start(arguments, format);
    diagnostic *added =
        diagnostics_vadd(an->diagnostics, DIAGNOSTIC_ERROR, sqlstate, at, format, arguments);
    va_end(arguments);
    return added;
}

const char *analysis_text(analysis *an, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *result = arena_vprintf(an->arena, format, arguments);
    va_end(arguments);
    return result;
}

const char *analysis_type(analysis *an, oid type) {
    return type_format_bare(an->catalog, an->arena, type);
}

bool analysis_enter(analysis *an, int location) {
    if (an->depth >= MAX_DEPTH) {
        analysis_error(an, SQLSTATE_STATEMENT_TOO_COMPLEX, location, "stack depth limit exceeded");
        return false;
    }
    an->depth++;
    return true;
}

void analysis_leave(analysis *an) {
    an->depth--;
}
