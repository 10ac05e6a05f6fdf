#include "replay/object_lookup.h"

#include "analyze/function_call.h"
#include "analyze/operator_call.h"
#include "analyze/type_name.h"
#include "replay/constraint.h"
#include "replay/relation.h"

#define OBJECT(kind) PG_QUERY__OBJECT_TYPE__OBJECT_##kind

/* Kinds of objects that are found by name alone: in a schema, or everywhere. */
typedef struct named_kind {
    int type;
    catalog_class class;
    const char *noun;
    bool in_schema;
} named_kind;

static const named_kind named_kinds[] = {
    {OBJECT(SCHEMA), CLASS_NAMESPACE, "schema", false},
    {OBJECT(COLLATION), CLASS_COLLATION, "collation", true},
    {OBJECT(CONVERSION), CLASS_CONVERSION, "conversion", true},
    {OBJECT(EXTENSION), CLASS_EXTENSION, "extension", false},
    {OBJECT(LANGUAGE), CLASS_LANGUAGE, "language", false},
    {OBJECT(FDW), CLASS_FDW, "foreign-data wrapper", false},
    {OBJECT(FOREIGN_SERVER), CLASS_FOREIGN_SERVER, "server", false},
    {OBJECT(EVENT_TRIGGER), CLASS_EVENT_TRIGGER, "event trigger", false},
    {OBJECT(PUBLICATION), CLASS_PUBLICATION, "publication", false},
    {OBJECT(SUBSCRIPTION), CLASS_SUBSCRIPTION, "subscription", false},
    {OBJECT(ACCESS_METHOD), CLASS_AM, "access method", false},
    {OBJECT(STATISTIC_EXT), CLASS_STATISTIC, "statistics object", true},
    {OBJECT(TSCONFIGURATION), CLASS_TS_CONFIG, "text search configuration", true},
    {OBJECT(TSDICTIONARY), CLASS_TS_DICT, "text search dictionary", true},
    {OBJECT(TSPARSER), CLASS_TS_PARSER, "text search parser", true},
    {OBJECT(TSTEMPLATE), CLASS_TS_TEMPLATE, "text search template", true},
};

static const named_kind *find_kind(int type) {
    for (size_t i = 0; i < sizeof named_kinds / sizeof named_kinds[0]; i++) {
        if (named_kinds[i].type == type) {
            return &named_kinds[i];
        }
    }
    return NULL;
}

const char *object_type_noun(int type) {
    const named_kind *kind = find_kind(type);
    if (kind != NULL) {
        return kind->noun;
    }
    switch (type) {
    case OBJECT(TABLE):
        return "table";
    case OBJECT(VIEW):
        return "view";
    case OBJECT(MATVIEW):
        return "materialized view";
    case OBJECT(INDEX):
        return "index";
    case OBJECT(SEQUENCE):
        return "sequence";
    case OBJECT(FOREIGN_TABLE):
        return "foreign table";
    case OBJECT(FUNCTION):
        return "function";
    case OBJECT(PROCEDURE):
        return "procedure";
    case OBJECT(AGGREGATE):
        return "aggregate";
    case OBJECT(DOMAIN):
    case OBJECT(TYPE):
        return "type";
    default:
        return "object";
    }
}

catalog_class object_type_class(int type) {
    const named_kind *kind = find_kind(type);
    return kind != NULL ? kind->class : CLASS_RELATION;
}

size_t object_names(PgQuery__Node *object, PgQuery__Node ***names) {
    static _Thread_local PgQuery__Node *single[1];
    if (object->node_case == PG_QUERY__NODE__NODE_LIST) {
        *names = object->list->items;
        return object->list->n_items;
    }
    single[0] = object;
    *names = single;
    return 1;
}

PgQuery__RangeVar object_range_var(size_t count, PgQuery__Node **names) {
    PgQuery__RangeVar var = PG_QUERY__RANGE_VAR__INIT;
    var.inh = true;
    var.location = -1;
    if (count > 0) {
        var.relname = names[count - 1]->string->sval;
    }
    if (count > 1) {
        var.schemaname = names[count - 2]->string->sval;
    }
    if (count > 2) {
        var.catalogname = names[count - 3]->string->sval;
    }
    return var;
}

const pg_class *object_relation(replay *r, size_t count, PgQuery__Node **names, bool missing_ok) {
    PgQuery__RangeVar var = object_range_var(count, names);
    return relation_open(r, &var, missing_ok);
}

static const char *joined(replay *r, size_t count, PgQuery__Node **names) {
    const char *text = node_string(names[0]);
    for (size_t i = 1; i < count; i++) {
        text = replay_text(r, "%s.%s", text, node_string(names[i]));
    }
    return text;
}

static const object_lookup nothing = {0};

static object_lookup found(catalog_class class, oid object) {
    return (object_lookup){true, address_of(class, object)};
}

static object_lookup missing(replay *r, bool missing_ok, const char *message) {
    if (!missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "%s", message);
    }
    return nothing;
}

static object_lookup find_named(replay *r, const named_kind *kind, PgQuery__Node *object,
                                bool missing_ok) {
    PgQuery__Node **names;
    size_t count = object_names(object, &names);
    const char *schema = count > 1 ? node_string(names[count - 2]) : NULL;
    const char *name = node_string(names[count - 1]);
    const catalog_record *record =
        kind->in_schema ? search_path_find(r->catalog, kind->class, schema, name)
        : kind->class == CLASS_NAMESPACE
            ? catalog_find(r->catalog, CLASS_NAMESPACE, search_path_namespace(r->catalog, name))
            : catalog_find_named(r->catalog, kind->class, INVALID_OID, name);
    if (record != NULL) {
        return found(kind->class, record->oid);
    }
    if (missing_ok) {
        return nothing;
    }
    if (schema != NULL && search_path_namespace(r->catalog, schema) == INVALID_OID) {
        replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist", schema);
        return nothing;
    }
    const char *encoding = kind->class == CLASS_COLLATION ? " for encoding \"UTF8\"" : "";
    replay_refuse(r,
                  kind->class == CLASS_NAMESPACE ? SQLSTATE_INVALID_SCHEMA_NAME
                                                 : SQLSTATE_UNDEFINED_OBJECT,
                  -1, "%s \"%s\"%s does not exist", kind->noun, joined(r, count, names), encoding);
    return nothing;
}

/* --- Relations and what belongs to them ------------------------------------------------------ */

static bool kind_fits(int type, char kind) {
    switch (type) {
    case OBJECT(INDEX):
        return kind == 'i' || kind == 'I';
    case OBJECT(SEQUENCE):
        return kind == 'S';
    case OBJECT(TABLE):
        return kind == 'r' || kind == 'p';
    case OBJECT(VIEW):
        return kind == 'v';
    case OBJECT(MATVIEW):
        return kind == 'm';
    default:
        return kind == 'f';
    }
}

static object_lookup find_relation(replay *r, int type, PgQuery__Node *object, bool missing_ok) {
    PgQuery__Node **names;
    size_t count = object_names(object, &names);
    const pg_class *c = object_relation(r, count, names, missing_ok);
    if (c == NULL) {
        return nothing;
    }
    if (!kind_fits(type, c->kind)) {
        const char *noun = object_type_noun(type);
        replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not %s %s", c->name,
                      noun[0] == 'i' ? "an" : "a", noun);
        return nothing;
    }
    return found(CLASS_RELATION, c->oid);
}

static object_lookup find_column(replay *r, PgQuery__Node *object, bool missing_ok) {
    PgQuery__Node **names;
    size_t count = object_names(object, &names);
    if (count < 2) {
        replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "column name must be qualified");
        return nothing;
    }
    const pg_class *c = object_relation(r, count - 1, names, missing_ok);
    if (c == NULL) {
        return nothing;
    }
    const char *name = node_string(names[count - 1]);
    int number = relation_column(c, name);
    if (number == 0) {
        if (!missing_ok) {
            replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                          "column \"%s\" of relation \"%s\" does not exist", name,
                          joined(r, count - 1, names));
        }
        return nothing;
    }
    return (object_lookup){true, address_of_column(c->oid, number)};
}

static object_lookup find_of_relation(replay *r, catalog_class class, const char *noun,
                                      PgQuery__Node *object, bool missing_ok) {
    PgQuery__Node **names;
    size_t count = object_names(object, &names);
    const char *name = node_string(names[count - 1]);
    if (count < 2) {
        return missing(r, missing_ok, replay_text(r, "%s \"%s\" does not exist", noun, name));
    }
    const pg_class *c = object_relation(r, count - 1, names, missing_ok);
    if (c == NULL) {
        return nothing;
    }
    if (strchr("iIc", c->kind) != NULL) {
        replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is %s", c->name,
                      c->kind == 'c' ? "a composite type" : "an index");
        return nothing;
    }
    const catalog_record *record = catalog_find_child(r->catalog, class, c->oid, name);
    if (record == NULL) {
        return missing(r, missing_ok,
                       replay_text(r, "%s \"%s\" for %s \"%s\" does not exist", noun, name,
                                   class == CLASS_REWRITE ? "relation" : "table", c->name));
    }
    return found(class, record->oid);
}

/* --- Types, functions, operators ------------------------------------------------------------- */

static PgQuery__TypeName *type_of_object(replay *r, PgQuery__Node *object) {
    if (object->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) {
        return object->type_name;
    }
    PgQuery__TypeName *t = ARENA_NEW(r->arena, PgQuery__TypeName);
    pg_query__type_name__init(t);
    t->typemod = -1;
    t->location = -1;
    t->n_names = object_names(object, &t->names);
    return t;
}

static object_lookup find_type(replay *r, int type, PgQuery__Node *object, bool missing_ok) {
    PgQuery__TypeName *name = type_of_object(r, object);
    oid t = type_name_find(r->analysis, name).type;
    if (r->analysis->failed) {
        return nothing;
    }
    if (t == INVALID_OID) {
        const char *schema = name->n_names > 1 ? node_string(name->names[name->n_names - 2]) : NULL;
        if (!missing_ok && schema != NULL &&
            search_path_namespace(r->catalog, schema) == INVALID_OID) {
            replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist",
                          schema);
            return nothing;
        }
        return missing(
            r, missing_ok,
            replay_text(r, "type \"%s\" does not exist", type_name_text(r->analysis, name)));
    }
    if (type == OBJECT(DOMAIN) && catalog_type(r->catalog, t)->typtype != 'd') {
        replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a domain",
                      type_name_text(r->analysis, name));
        return nothing;
    }
    return found(CLASS_TYPE, t);
}

static object_lookup find_domain_constraint(replay *r, PgQuery__Node *object, bool missing_ok) {
    if (object->node_case != PG_QUERY__NODE__NODE_LIST || object->list->n_items < 2) {
        return nothing;
    }
    object_lookup domain = find_type(r, OBJECT(DOMAIN), object->list->items[0], missing_ok);
    if (!domain.found) {
        return nothing;
    }
    const char *name = node_string(object->list->items[1]);
    const catalog_record *k =
        catalog_find_child(r->catalog, CLASS_CONSTRAINT, domain.address.object, name);
    if (k == NULL) {
        return missing(r, missing_ok,
                       replay_text(r, "constraint \"%s\" for domain %s does not exist", name,
                                   type_format_bare(r->catalog, r->arena, domain.address.object)));
    }
    return found(CLASS_CONSTRAINT, k->oid);
}

static object_lookup find_function(replay *r, int type, PgQuery__Node *object, bool missing_ok) {
    if (object->node_case != PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS) {
        return nothing;
    }
    const pg_proc *p =
        function_call_lookup_signature(r->analysis, type, object->object_with_args, missing_ok);
    return p != NULL ? found(CLASS_PROC, p->oid) : nothing;
}

static object_lookup find_operator(replay *r, PgQuery__Node *object, bool missing_ok) {
    const PgQuery__ObjectWithArgs *o = object->object_with_args;
    if (missing_ok && o->n_objname > 1 &&
        search_path_namespace(r->catalog, node_string(o->objname[0])) == INVALID_OID) {
        return nothing;
    }
    oid sides[2] = {INVALID_OID, INVALID_OID};
    if (o->n_objargs == 2 && o->objargs[1]->node_case != PG_QUERY__NODE__NODE_TYPE_NAME &&
        o->objargs[0]->node_case == PG_QUERY__NODE__NODE_TYPE_NAME) {
        if (!missing_ok && type_name_resolve(r->analysis, o->objargs[0]->type_name).type != 0) {
            replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "postfix operators are not supported");
        }
        return nothing;
    }
    for (size_t i = 0; i < 2 && i < o->n_objargs; i++) {
        if (o->objargs[i]->node_case != PG_QUERY__NODE__NODE_TYPE_NAME) {
            continue;
        }
        type_and_typmod t = missing_ok ? type_name_find(r->analysis, o->objargs[i]->type_name)
                                       : type_name_resolve(r->analysis, o->objargs[i]->type_name);
        if (t.type == INVALID_OID) {
            return nothing;
        }
        sides[i] = t.type;
    }
    oid op = operator_call_exact(r->analysis, o->n_objname, o->objname, sides[0], sides[1]);
    if (op != INVALID_OID) {
        return found(CLASS_OPERATOR, op);
    }
    if (!missing_ok && !r->analysis->failed) {
        const char *name = joined(r, o->n_objname, o->objname);
        const char *right = sides[1] ? type_format_bare(r->catalog, r->arena, sides[1]) : "none";
        replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1, "operator does not exist: %s%s%s %s",
                      sides[0] ? type_format_bare(r->catalog, r->arena, sides[0]) : "",
                      sides[0] ? " " : "", name, right);
    }
    return nothing;
}

static object_lookup find_cast(replay *r, PgQuery__Node *object, bool missing_ok) {
    oid sides[2];
    for (int i = 0; i < 2; i++) {
        PgQuery__TypeName *name = object->list->items[i]->type_name;
        type_and_typmod t =
            missing_ok ? type_name_find(r->analysis, name) : type_name_resolve(r->analysis, name);
        if (t.type == INVALID_OID) {
            return nothing;
        }
        sides[i] = t.type;
    }
    const pg_cast *c = catalog_find_cast(r->catalog, sides[0], sides[1]);
    if (c != NULL) {
        return found(CLASS_CAST, c->oid);
    }
    return missing(r, missing_ok,
                   replay_text(r, "cast from type %s to type %s does not exist",
                               type_format_bare(r->catalog, r->arena, sides[0]),
                               type_format_bare(r->catalog, r->arena, sides[1])));
}

static object_lookup find_transform(replay *r, PgQuery__Node *object, bool missing_ok) {
    object_lookup type = find_type(r, OBJECT(TYPE), object->list->items[0], missing_ok);
    const char *language = node_string(object->list->items[1]);
    if (!type.found) {
        return nothing;
    }
    if (catalog_find_named(r->catalog, CLASS_LANGUAGE, INVALID_OID, language) == NULL) {
        return missing(r, missing_ok, replay_text(r, "language \"%s\" does not exist", language));
    }
    oid of = type.address.object;
    catalog_scan scan = catalog_scan_children(r->catalog, CLASS_TRANSFORM, of);
    for (const pg_named *t; (t = catalog_next(&scan)) != NULL;) {
        if (text_equal(t->kind_detail, language)) {
            return found(CLASS_TRANSFORM, t->oid);
        }
    }
    return missing(r, missing_ok,
                   replay_text(r, "transform for type %s language \"%s\" does not exist",
                               type_format_bare(r->catalog, r->arena, of), language));
}

/* Operator classes and families are named behind their access method. */
static object_lookup find_of_method(replay *r, catalog_class class, const char *noun,
                                    PgQuery__Node *object, bool missing_ok) {
    PgQuery__Node **names;
    size_t count = object_names(object, &names);
    const char *method = node_string(names[0]);
    const pg_am *am = catalog_find_named(r->catalog, CLASS_AM, INVALID_OID, method);
    if (am == NULL) {
        return missing(r, false, replay_text(r, "access method \"%s\" does not exist", method));
    }
    const char *schema = count > 2 ? node_string(names[count - 2]) : NULL;
    const char *name = node_string(names[count - 1]);
    const search_path *path = search_path_active(r->catalog);
    oid wanted = schema != NULL ? search_path_namespace(r->catalog, schema) : INVALID_OID;
    for (int i = 0; i < path->count; i++) {
        catalog_scan scan = catalog_scan_name(r->catalog, class, name);
        const void *record;
        while ((record = catalog_next(&scan)) != NULL) {
            const catalog_record *head = record;
            oid of = class == CLASS_OPCLASS ? ((const pg_opclass *)record)->method
                                            : ((const pg_opfamily *)record)->method;
            if (of == am->oid && head->namespace == (schema != NULL ? wanted : path->schemas[i])) {
                return found(class, head->oid);
            }
        }
    }
    return missing(r, missing_ok,
                   replay_text(r, "%s \"%s\" does not exist for access method \"%s\"", noun,
                               joined(r, count - 1, names + 1), method));
}

object_lookup object_find(replay *r, int type, PgQuery__Node *object, bool missing_ok) {
    const named_kind *kind = find_kind(type);
    if (kind != NULL) {
        return find_named(r, kind, object, missing_ok);
    }
    switch (type) {
    case OBJECT(TABLE):
    case OBJECT(VIEW):
    case OBJECT(MATVIEW):
    case OBJECT(INDEX):
    case OBJECT(SEQUENCE):
    case OBJECT(FOREIGN_TABLE):
        return find_relation(r, type, object, missing_ok);
    case OBJECT(COLUMN):
    case OBJECT(ATTRIBUTE):
        return find_column(r, object, missing_ok);
    case OBJECT(TYPE):
    case OBJECT(DOMAIN):
        return find_type(r, type, object, missing_ok);
    case OBJECT(DOMCONSTRAINT):
        return find_domain_constraint(r, object, missing_ok);
    case OBJECT(TABCONSTRAINT):
        return find_of_relation(r, CLASS_CONSTRAINT, "constraint", object, missing_ok);
    case OBJECT(TRIGGER):
        return find_of_relation(r, CLASS_TRIGGER, "trigger", object, missing_ok);
    case OBJECT(RULE):
        return find_of_relation(r, CLASS_REWRITE, "rule", object, missing_ok);
    case OBJECT(POLICY):
        return find_of_relation(r, CLASS_POLICY, "policy", object, missing_ok);
    case OBJECT(FUNCTION):
    case OBJECT(PROCEDURE):
    case OBJECT(ROUTINE):
    case OBJECT(AGGREGATE):
        return find_function(r, type, object, missing_ok);
    case OBJECT(OPERATOR):
        return find_operator(r, object, missing_ok);
    case OBJECT(CAST):
        return find_cast(r, object, missing_ok);
    case OBJECT(OPCLASS):
        return find_of_method(r, CLASS_OPCLASS, "operator class", object, missing_ok);
    case OBJECT(OPFAMILY):
        return find_of_method(r, CLASS_OPFAMILY, "operator family", object, missing_ok);
    case OBJECT(TRANSFORM):
        return find_transform(r, object, missing_ok);
    default:
        replay_not_supported(r, -1, "this kind of object");
        return nothing;
    }
}
