#include "replay/domain_rules.h"

#include <strings.h>

#include "analyze/coercion.h"
#include "replay/relation.h"
#include "replay/source_text.h"

#define CONSTRAINT(kind) PG_QUERY__CONSTR_TYPE__CONSTR_##kind

bool domain_refuse_constraint(replay *r, int kind) {
    const char *noun = "constraint";
    switch (kind) {
    case CONSTRAINT(UNIQUE):
        noun = "unique";
        break;
    case CONSTRAINT(PRIMARY):
        noun = "primary key";
        break;
    case CONSTRAINT(EXCLUSION):
        noun = "exclusion";
        break;
    case CONSTRAINT(FOREIGN):
        noun = "foreign key";
        break;
    case CONSTRAINT(ATTR_DEFERRABLE):
    case CONSTRAINT(ATTR_NOT_DEFERRABLE):
    case CONSTRAINT(ATTR_DEFERRED):
    case CONSTRAINT(ATTR_IMMEDIATE):
        return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                             "specifying constraint deferrability not supported for domains");
    default:
        return replay_refuse(r, SQLSTATE_INTERNAL_ERROR, -1, "unrecognized constraint subtype: %d",
                             kind);
    }
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "%s constraints not possible for domains",
                         noun);
}

enum { DEEPEST_NESTING = 32 };

typedef struct storage_search {
    replay *r;
    oid domain; /* named in the message */
    int depth;
} storage_search;

static bool type_is_stored(storage_search *s, oid type);

static bool refuse_stored(storage_search *s, const pg_class *relation, const pg_attribute *column) {
    replay_refuse(s->r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                  "cannot alter type \"%s\" because column \"%s.%s\" uses it",
                  type_format_bare(s->r->catalog, s->r->arena, s->domain), relation->name,
                  column->name);
    return true;
}

/* A dependent of a type that values of composite types are made of. */
static bool dependent_is_stored(storage_search *s, object_address dependent) {
    replay *r = s->r;
    if (dependent.class == CLASS_TYPE) {
        return type_is_stored(s, dependent.object);
    }
    if (dependent.class != CLASS_RELATION || dependent.sub <= 0) {
        return false;
    }
    const pg_class *relation = catalog_relation(r->catalog, dependent.object);
    const pg_attribute *column = relation_attribute(relation, dependent.sub);
    if (column == NULL || column->dropped) {
        return false;
    }
    if (strchr("rmp", relation->kind) != NULL) {
        return refuse_stored(s, relation, column);
    }
    return relation->row_type != INVALID_OID && type_is_stored(s, relation->row_type);
}

static bool type_is_stored(storage_search *s, oid type) {
    if (s->depth >= DEEPEST_NESTING) {
        return false;
    }
    s->depth++;
    bool stored = false;
    depend_scan scan = depend_scan_referrers(s->r->catalog, address_of(CLASS_TYPE, type));
    for (const dependency *d; !stored && (d = depend_next(&scan)) != NULL;) {
        stored = dependent_is_stored(s, d->dependent);
    }
    s->depth--;
    return stored;
}

/* Relations with columns of the domain are scanned for bad values, which is the data's affair; but
 * inside of composite values the server cannot look. */
bool domain_is_not_stored(replay *r, oid domain) {
    depend_scan scan = depend_scan_referrers(r->catalog, address_of(CLASS_TYPE, domain));
    for (const dependency *d; (d = depend_next(&scan)) != NULL;) {
        storage_search s = {.r = r, .domain = domain};
        if (d->dependent.class == CLASS_TYPE) {
            const pg_type *t = catalog_type(r->catalog, d->dependent.object);
            bool fine = t == NULL || (t->typtype == 'd' ? domain_is_not_stored(r, t->oid)
                                                        : !type_is_stored(&s, t->oid));
            if (!fine) {
                return false;
            }
        } else if (d->dependent.class == CLASS_RELATION && d->dependent.sub > 0) {
            const pg_class *relation = catalog_relation(r->catalog, d->dependent.object);
            if (relation->row_type != INVALID_OID && type_is_stored(&s, relation->row_type)) {
                return false;
            }
        }
    }
    return true;
}

const char *domain_default_text(replay *r) {
    const char *statement = r->statement->text;
    for (const char *p = statement; *p != '\0'; p++) {
        if (strncasecmp(p, "default", strlen("default")) == 0) {
            const char *text = source_text_default(r, (int)(p - statement));
            if (text != NULL) {
                return text;
            }
        }
    }
    return "";
}
