#include "analyze/qualified_name.h"

#include "analyze/database_name.h"
#include "base/text.h"
#include "parse/sqlstate.h"

const char *name_part(const PgQuery__Node *node) {
    return node && node->node_case == PG_QUERY__NODE__NODE_STRING ? node->string->sval : "";
}

bool qualified_name_parse(analysis *an, size_t count, PgQuery__Node **parts, int location,
                          qualified_name *result) {
    *result = (qualified_name){NULL, ""};
    if (count == 0) {
        return true;
    }
    result->name = name_part(parts[count - 1]);
    if (count >= 2) {
        result->schema = name_part(parts[count - 2]);
    }
    if (count == 3) {
        return database_name_check(an, name_part(parts[0]), result->schema,
                                   qualified_name_text(an, count, parts), location);
    }
    if (count > 3) {
        analysis_error(an, SQLSTATE_SYNTAX_ERROR, location,
                       "improper qualified name (too many dotted names): %s",
                       qualified_name_text(an, count, parts));
        return false;
    }
    return true;
}

const char *qualified_name_text(analysis *an, size_t count, PgQuery__Node **parts) {
    text t = text_new(an->arena);
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            text_add_char(&t, '.');
        }
        if (parts[i]->node_case == PG_QUERY__NODE__NODE_A_STAR) {
            text_add_char(&t, '*');
        } else {
            text_add(&t, name_part(parts[i]));
        }
    }
    return text_string(&t);
}
