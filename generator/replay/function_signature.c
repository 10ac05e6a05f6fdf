#include "replay/function_signature.h"

#include "analyze/dependency.h"
#include "analyze/function_call.h"

const char *function_signature_of(replay *r, name_parts name, int count, const oid *types) {
    return function_call_signature(r->analysis,
                                   qualified_name_text(r->analysis, name.count, name.items), count,
                                   types, NULL, 0);
}

const pg_proc *function_signature_find(replay *r, oid namespace, const char *name, int count,
                                       const oid *types) {
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_PROC, name);
    for (const pg_proc *p; (p = catalog_next(&scan)) != NULL;) {
        if (p->namespace == namespace && p->arg_count == count &&
            (count == 0 || memcmp(p->args, types, sizeof(oid) * (size_t)count) == 0)) {
            return p;
        }
    }
    return NULL;
}

oid function_record_put(replay *r, pg_proc *p) {
    if (p->oid != INVALID_OID) {
        depend_remove(r->catalog, address_of(CLASS_PROC, p->oid), DEPENDENCY_NORMAL);
        catalog_update(r->catalog, CLASS_PROC, p);
    } else {
        p->oid = catalog_add(r->catalog, CLASS_PROC, p);
    }
    object_address self = address_of(CLASS_PROC, p->oid);
    depend_normal(r, self, address_of(CLASS_NAMESPACE, p->namespace));
    depend_normal(r, self, address_of(CLASS_LANGUAGE, p->language));
    depend_normal(r, self, address_of(CLASS_TYPE, p->result));
    int count = p->all_count > 0 ? p->all_count : p->arg_count;
    const oid *types = p->all_count > 0 ? p->all_args : p->args;
    for (int i = 0; i < count; i++) {
        depend_normal(r, self, address_of(CLASS_TYPE, types[i]));
    }
    if (p->support != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, p->support));
    }
    for (int i = 0; p->default_exprs != NULL && i < p->default_count; i++) {
        dependency_record_expr(r->catalog, self, p->default_exprs[i], INVALID_OID,
                               DEPENDENCY_NORMAL, DEPENDENCY_NORMAL);
    }
    return p->oid;
}
