#include "replay/object_statements.h"

#include "replay/definition.h"
#include "replay/encoding.h"

/* CREATE CONVERSION. */

/* NULL with an error when there is no such encoding. */
static const char *find_encoding(replay *r, const char *name, const char *side) {
    const char *known = encoding_name(r, name);
    if (known == NULL) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "%s encoding \"%s\" does not exist", side,
                      name);
    }
    return known;
}

static bool check_free(replay *r, const pg_named *c, bool is_default) {
    if (catalog_find_named(r->catalog, CLASS_CONVERSION, c->namespace, c->name) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "conversion \"%s\" already exists",
                             c->name);
    }
    catalog_scan scan = catalog_scan_all(r->catalog, CLASS_CONVERSION);
    for (const pg_named *o; is_default && (o = catalog_next(&scan)) != NULL;) {
        if (o->namespace == c->namespace && text_equal(o->kind_detail, c->kind_detail)) {
            return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                 "default conversion for %s already exists", c->kind_detail);
        }
    }
    return true;
}

bool create_conversion_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateConversionStmt *s = node->create_conversion_stmt;
    static const oid types[] = {INT4OID, INT4OID, CSTRINGOID, INTERNALOID, INT4OID, BOOLOID};
    new_name place;
    if (!definition_place(r, s->n_conversion_name, s->conversion_name, &place)) {
        return false;
    }
    const char *from = find_encoding(r, s->for_encoding_name, "source");
    const char *to = from != NULL ? find_encoding(r, s->to_encoding_name, "destination") : NULL;
    if (to == NULL) {
        return false;
    }
    if (strcmp(from, "SQL_ASCII") == 0 || strcmp(to, "SQL_ASCII") == 0) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "encoding conversion to or from \"SQL_ASCII\" is not supported");
    }
    name_parts name = {s->n_func_name, s->func_name};
    const pg_proc *f = definition_function(r, name, 6, types);
    if (f == NULL) {
        return false;
    }
    if (f->result != INT4OID) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "encoding conversion function %s must return type integer",
                             qualified_name_text(r->analysis, name.count, name.items));
    }
    /* The pair of encodings tells default conversions of one schema apart. */
    pg_named c = {.namespace = place.namespace,
                  .name = place.name,
                  .kind_detail = s->def ? replay_text(r, "%s to %s", from, to) : NULL};
    if (!check_free(r, &c, s->def)) {
        return false;
    }
    object_address self =
        address_of(CLASS_CONVERSION, catalog_add(r->catalog, CLASS_CONVERSION, &c));
    depend_normal(r, self, address_of(CLASS_PROC, f->oid));
    depend_normal(r, self, address_of(CLASS_NAMESPACE, c.namespace));
    return true;
}
