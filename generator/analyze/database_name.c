#include "analyze/database_name.h"

#include "catalog/search_path.h"
#include "parse/sqlstate.h"

static bool may_be_ours(const analysis *an, const char *database, const char *schema) {
    return search_path_namespace(an->catalog, schema) != INVALID_OID &&
           search_path_namespace(an->catalog, database) == INVALID_OID;
}

bool database_name_check(analysis *an, const char *database, const char *schema,
                         const char *written, int location) {
    if (may_be_ours(an, database, schema)) {
        return true;
    }
    analysis_error(an, SQLSTATE_FEATURE_NOT_SUPPORTED, location,
                   "cross-database references are not implemented: %s", written);
    return false;
}

bool database_name_check_relation(analysis *an, const PgQuery__RangeVar *var, int location) {
    if (var->catalogname == NULL || var->catalogname[0] == '\0') {
        return true;
    }
    const char *written =
        analysis_text(an, "\"%s.%s.%s\"", var->catalogname, var->schemaname, var->relname);
    return database_name_check(an, var->catalogname, var->schemaname, written, location);
}
