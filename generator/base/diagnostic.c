#include "base/diagnostic.h"

diagnostics *diagnostics_new(arena *a) {
    diagnostics *d = ARENA_NEW(a, diagnostics);
    d->arena = a;
    return d;
}

diagnostic *diagnostics_vadd(diagnostics *d, diagnostic_severity severity, const char *sqlstate,
                             position at, const char *format, va_list arguments) {
    diagnostic *added = LIST_PUSH(d->arena, &d->list);
    *added = (diagnostic){ /* a truncated one may have left something */
                          .severity = severity,
                          .sqlstate = sqlstate,
                          .message = arena_vprintf(d->arena, format, arguments),
                          .at = at,
                          .order = d->list.count};
    if (severity == DIAGNOSTIC_ERROR) {
        d->error_count++;
    }
    return added;
}

diagnostic *diagnostics_add(diagnostics *d, diagnostic_severity severity, const char *sqlstate,
                            position at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    diagnostic *added = diagnostics_vadd(d, severity, sqlstate, at, format, arguments);
    va_end(arguments);
    return added;
}

void diagnostics_truncate(diagnostics *d, int count) {
    while (d->list.count > count) {
        d->list.count--;
        if (d->list.items[d->list.count].severity == DIAGNOSTIC_ERROR) {
            d->error_count--;
        }
    }
}
