#include "replay/object_description.h"

#include <stdlib.h>

#include "base/text.h"
#include "replay/relation.h"

const char *object_visible_name(replay *r, catalog_class class, const catalog_record *record) {
    if (record->namespace == INVALID_OID ||
        search_path_is_visible(r->catalog, class, record->oid)) {
        return quote_identifier_in(r->catalog, r->arena, record->name);
    }
    const pg_namespace *schema = catalog_namespace(r->catalog, record->namespace);
    return quote_qualified_in(r->catalog, r->arena, schema != NULL ? schema->name : "",
                              record->name);
}

static const char *relation_text(replay *r, oid relation) {
    const pg_class *c = catalog_relation(r->catalog, relation);
    if (c == NULL) {
        return "relation";
    }
    return replay_text(r, "%s %s", relation_kind_noun(c->kind),
                       object_visible_name(r, CLASS_RELATION, (const catalog_record *)c));
}

static const char *column_text(replay *r, oid relation, int attribute) {
    const pg_attribute *a = relation_attribute(catalog_relation(r->catalog, relation), attribute);
    return replay_text(r, "column %s of %s", a != NULL ? a->name : "", relation_text(r, relation));
}

const char *object_function_signature(replay *r, const pg_proc *proc) {
    text t = text_new(r->arena);
    text_add(&t, object_visible_name(r, CLASS_PROC, (const catalog_record *)proc));
    text_add_char(&t, '(');
    for (int i = 0; i < proc->arg_count; i++) {
        text_add(&t, i > 0 ? "," : "");
        text_add(&t, type_format_bare(r->catalog, r->arena, proc->args[i]));
    }
    text_add_char(&t, ')');
    return text_string(&t);
}

const char *object_operator_signature(replay *r, const pg_operator *op) {
    text t = text_new(r->arena);
    if (!search_path_is_visible(r->catalog, CLASS_OPERATOR, op->oid)) {
        const pg_namespace *schema = catalog_namespace(r->catalog, op->namespace);
        text_printf(&t, "%s.", quote_identifier_in(r->catalog, r->arena, schema->name));
    }
    text_printf(&t, "%s(%s,%s)", op->name,
                op->left != INVALID_OID ? type_format_bare(r->catalog, r->arena, op->left) : "NONE",
                op->right != INVALID_OID ? type_format_bare(r->catalog, r->arena, op->right)
                                         : "NONE");
    return text_string(&t);
}

static const char *constraint_text(replay *r, const pg_constraint *k) {
    if (k->of_domain) {
        return replay_text(r, "constraint %s", k->name);
    }
    return replay_text(r, "constraint %s on %s", k->name, relation_text(r, k->parent));
}

static const char *cast_text(replay *r, const pg_cast *c) {
    return replay_text(r, "cast from %s to %s", type_format_bare(r->catalog, r->arena, c->source),
                       type_format_bare(r->catalog, r->arena, c->target));
}

static const char *of_method(replay *r, const char *noun, catalog_class class,
                             const catalog_record *record, oid method) {
    const pg_am *am = catalog_find(r->catalog, CLASS_AM, method);
    return replay_text(r, "%s %s for access method %s", noun, object_visible_name(r, class, record),
                       am != NULL ? am->name : "");
}

/* "rule r on view v" and the like: the object with the relation it belongs to. */
static const char *on_relation(replay *r, const char *noun, const catalog_record *record) {
    return replay_text(r, "%s %s on %s", noun, record->name, relation_text(r, record->parent));
}

static const char *named(replay *r, const char *noun, const catalog_record *record) {
    return replay_text(r, "%s %s", noun, record->name);
}

static const char *qualified(replay *r, const char *noun, catalog_class class,
                             const catalog_record *record) {
    return replay_text(r, "%s %s", noun, object_visible_name(r, class, record));
}

static const char *mapping_text(replay *r, const catalog_record *record) {
    const catalog_record *server = catalog_find(r->catalog, CLASS_FOREIGN_SERVER, record->parent);
    return replay_text(r, "user mapping for %s on server %s", record->name,
                       server != NULL ? server->name : "");
}

/* A member's name is the OID of its table or schema. */
static const char *publication_member_text(replay *r, const catalog_record *record) {
    const catalog_record *publication = catalog_find(r->catalog, CLASS_PUBLICATION, record->parent);
    const char *name = publication != NULL ? publication->name : "";
    oid object = (oid)strtoul(record->name, NULL, 10);
    if (catalog_relation(r->catalog, object) != NULL) {
        return replay_text(r, "publication of %s in publication %s", relation_text(r, object),
                           name);
    }
    const pg_namespace *schema = catalog_namespace(r->catalog, object);
    return replay_text(r, "publication of schema %s in publication %s",
                       schema != NULL ? schema->name : "", name);
}

const char *object_describe(replay *r, object_address address) {
    const catalog_record *record = catalog_find(r->catalog, address.class, address.object);
    if (record == NULL) {
        return "object";
    }
    const void *any = record;
    switch (address.class) {
    case CLASS_RELATION:
        return address.sub != 0 ? column_text(r, address.object, address.sub)
                                : relation_text(r, address.object);
    case CLASS_NAMESPACE:
        return named(r, "schema", record);
    case CLASS_TYPE:
        return replay_text(r, "type %s", type_format_bare(r->catalog, r->arena, address.object));
    case CLASS_PROC:
        return replay_text(r, "function %s", object_function_signature(r, any));
    case CLASS_OPERATOR:
        return replay_text(r, "operator %s", object_operator_signature(r, any));
    case CLASS_CAST:
        return cast_text(r, any);
    case CLASS_COLLATION:
        return qualified(r, "collation", address.class, record);
    case CLASS_CONSTRAINT:
        return constraint_text(r, any);
    case CLASS_ATTRDEF:
        return replay_text(r, "default value for %s",
                           column_text(r, record->parent, ((const pg_attrdef *)any)->attribute));
    case CLASS_TRIGGER:
        return on_relation(r, "trigger", record);
    case CLASS_REWRITE:
        return on_relation(r, "rule", record);
    case CLASS_POLICY:
        return on_relation(r, "policy", record);
    case CLASS_AM:
        return named(r, "access method", record);
    case CLASS_OPCLASS:
        return of_method(r, "operator class", address.class, record,
                         ((const pg_opclass *)any)->method);
    case CLASS_OPFAMILY:
        return of_method(r, "operator family", address.class, record,
                         ((const pg_opfamily *)any)->method);
    case CLASS_CONVERSION:
        return qualified(r, "conversion", address.class, record);
    case CLASS_LANGUAGE:
        return named(r, "language", record);
    case CLASS_EXTENSION:
        return named(r, "extension", record);
    case CLASS_TS_CONFIG:
        return qualified(r, "text search configuration", address.class, record);
    case CLASS_TS_DICT:
        return qualified(r, "text search dictionary", address.class, record);
    case CLASS_TS_PARSER:
        return qualified(r, "text search parser", address.class, record);
    case CLASS_TS_TEMPLATE:
        return qualified(r, "text search template", address.class, record);
    case CLASS_FDW:
        return named(r, "foreign-data wrapper", record);
    case CLASS_FOREIGN_SERVER:
        return named(r, "server", record);
    case CLASS_USER_MAPPING:
        return mapping_text(r, record);
    case CLASS_PUBLICATION:
        return record->parent != INVALID_OID ? publication_member_text(r, record)
                                             : named(r, "publication", record);
    case CLASS_SUBSCRIPTION:
        return named(r, "subscription", record);
    case CLASS_STATISTIC:
        return qualified(r, "statistics object", address.class, record);
    case CLASS_EVENT_TRIGGER:
        return named(r, "event trigger", record);
    case CLASS_TRANSFORM:
        return named(r, "transform", record);
    case CLASS_COUNT:
        break;
    }
    return "object";
}
