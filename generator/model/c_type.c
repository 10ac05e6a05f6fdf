#include "model/c_type.h"

#include <string.h>

#include "catalog/type_format.h"
#include "model/c_member.h"

#define uthash_malloc(size)        arena_alloc(set->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

/* --- Built-in types --- */

typedef struct builtin_type {
    oid type;
    const char *name;   /* of the runtime's descriptor and of pg_type */
    const char *c_type; /* never null */
    const char *opt;    /* NULL: the same, it is or holds a pointer */
    const char *array;
} builtin_type;

#define FIXED(oid, name, c_type)                                                                   \
    { oid, #name, c_type, "oriel_opt_" #name, "oriel_" #name "_array" }
#define TEXT_LIKE(oid, name)                                                                       \
    { oid, #name, "const char *", NULL, "oriel_text_array" }

static const builtin_type builtin_types[] = {
    FIXED(BOOLOID, bool, "bool"),
    FIXED(CHAROID, char, "char"),
    FIXED(INT2OID, int2, "int16_t"),
    FIXED(INT4OID, int4, "int32_t"),
    FIXED(INT8OID, int8, "int64_t"),
    FIXED(FLOAT4OID, float4, "float"),
    FIXED(FLOAT8OID, float8, "double"),
    FIXED(OIDOID, oid, "uint32_t"),
    FIXED(MONEYOID, money, "oriel_money"),
    FIXED(DATEOID, date, "oriel_date"),
    FIXED(TIMEOID, time, "oriel_time"),
    FIXED(TIMETZOID, timetz, "oriel_timetz"),
    FIXED(TIMESTAMPOID, timestamp, "oriel_timestamp"),
    FIXED(TIMESTAMPTZOID, timestamptz, "oriel_timestamptz"),
    FIXED(INTERVALOID, interval, "oriel_interval"),
    FIXED(UUIDOID, uuid, "oriel_uuid"),
    FIXED(INETOID, inet, "oriel_inet"),
    {CIDROID, "cidr", "oriel_inet", "oriel_opt_inet", "oriel_inet_array"},
    FIXED(MACADDROID, macaddr, "oriel_macaddr"),
    {774, "macaddr8", "oriel_macaddr8", "oriel_opt_macaddr8", "oriel_macaddr8_array"},
    FIXED(POINTOID, point, "oriel_point"),
    {NUMERICOID, "numeric", "oriel_numeric", NULL, "oriel_numeric_array"},
    {BYTEAOID, "bytea", "oriel_bytea", NULL, "oriel_bytea_array"},
    TEXT_LIKE(TEXTOID, text),
    TEXT_LIKE(VARCHAROID, varchar),
    TEXT_LIKE(BPCHAROID, bpchar),
    TEXT_LIKE(NAMEOID, name),
    TEXT_LIKE(XMLOID, xml),
    TEXT_LIKE(JSONOID, json),
    TEXT_LIKE(JSONBOID, jsonb),
};

static const builtin_type *find_builtin(oid type) {
    for (size_t i = 0; i < sizeof builtin_types / sizeof builtin_types[0]; i++) {
        if (builtin_types[i].type == type) {
            return &builtin_types[i];
        }
    }
    return NULL;
}

/* --- The set --- */

typedef struct known_type {
    oid type;
    model_type *model;
    UT_hash_handle hh;
} known_type;

struct c_type_set {
    const catalog *catalog;
    const model_options *options;
    arena *arena;
    c_name_scope *names;
    model *model;
    known_type *types;
};

/* What a type's files define. */
static const char *const type_suffixes[] = {
    "", "_opt", "_array", "_type", "_array_type", "_to_text", "_from_text", "_labels", "_fields",
};
#define TYPE_SUFFIX_COUNT (int)(sizeof type_suffixes / sizeof type_suffixes[0])

c_type_set *c_type_set_new(const catalog *c, arena *a, const model_options *options,
                           c_name_scope *names, model *m) {
    c_type_set *set = ARENA_NEW(a, c_type_set);
    set->catalog = c;
    set->options = options;
    set->arena = a;
    set->names = names;
    set->model = m;
    return set;
}

const char *c_type_qualified_name(arena *a, const model_options *options, const char *schema,
                                  const char *name) {
    bool with_schema = false;
    switch (options->schema_prefix) {
    case SCHEMA_PREFIX_OTHER:
        with_schema = strcmp(schema, "public") != 0;
        break;
    case SCHEMA_PREFIX_ALWAYS:
        with_schema = true;
        break;
    case SCHEMA_PREFIX_NEVER:
        break;
    }
    const char *prefix = options->name_prefix == NULL ? "" : options->name_prefix;
    return c_name_stem(a, with_schema ? arena_printf(a, "%s%s_%s", prefix, schema, name)
                                      : arena_printf(a, "%s%s", prefix, name));
}

static const char *schema_name(const c_type_set *set, oid namespace) {
    const pg_namespace *n = catalog_namespace(set->catalog, namespace);
    return n == NULL ? "" : n->name;
}

static const char *cast_name(const c_type_set *set, const pg_type *type) {
    return quote_qualified(set->arena, schema_name(set, type->namespace), type->name);
}

/* --- Types without a binary form --- */

static void make_text(const c_type_set *set, const pg_type *type, model_type *t) {
    t->c_type = t->c_opt_type = "const char *";
    t->c_array = "oriel_text_array";
    t->cast = "pg_catalog.text";
    t->as_text = true;
    t->text_schema = schema_name(set, type->namespace);
    t->text_name = type->name;
    t->own_cast = cast_name(set, type);
    t->descriptor = NULL;
}

/* --- User types --- */

static const char *kind_noun(model_user_type_kind kind) {
    switch (kind) {
    case MODEL_ENUM:
        return "enum";
    case MODEL_COMPOSITE:
        return "record";
    case MODEL_DOMAIN:
        return "domain";
    }
    return "type";
}

/* `name` is the type's own, or what is made of it. */
static model_user_type *new_user_type(c_type_set *set, model_user_type_kind kind,
                                      const pg_type *type, const char *name) {
    model_user_type *user = ARENA_NEW(set->arena, model_user_type);
    user->kind = kind;
    user->type = type->oid;
    user->schema = schema_name(set, type->namespace);
    user->name = type->name;
    const c_name_family family = {type_suffixes, TYPE_SUFFIX_COUNT, kind_noun(kind)};
    user->c_name = c_name_take_family(
        set->names, c_type_qualified_name(set->arena, set->options, user->schema, name), &family);
    user->comment = catalog_comment(set->catalog, (object_address){CLASS_TYPE, type->oid, 0});
    return user;
}

static void use_user_type(c_type_set *set, const pg_type *type, model_user_type *user,
                          model_type *t) {
    t->c_type = user->c_name;
    t->c_opt_type = arena_printf(set->arena, "%s_opt", user->c_name);
    t->c_array = arena_printf(set->arena, "%s_array", user->c_name);
    t->descriptor = arena_printf(set->arena, "%s_type", user->c_name);
    t->cast = cast_name(set, type);
    t->user_type = user;
    *LIST_PUSH(set->arena, &set->model->types) = user;
}

static void make_enum(c_type_set *set, const pg_type *type, model_type *t) {
    if (type->label_count == 0) {
        make_text(set, type, t); /* C has no empty enums */
        return;
    }
    model_user_type *user = new_user_type(set, MODEL_ENUM, type, type->name);
    model_label *labels = ARENA_ARRAY(set->arena, model_label, type->label_count);
    const char *prefix = c_name_upper(set->arena, user->c_name);
    for (int i = 0; i < type->label_count; i++) {
        const char *label =
            c_name_of(set->arena, arena_printf(set->arena, "%s_%s", prefix, type->labels[i]));
        labels[i].text = type->labels[i];
        labels[i].c_name = c_name_take_global(set->names, c_name_upper(set->arena, label));
    }
    user->labels = labels;
    user->label_count = type->label_count;
    use_user_type(set, type, user, t);
}

static bool has_live_attribute(const pg_class *relation) {
    for (int i = 0; i < relation->attribute_count; i++) {
        if (!relation->attributes[i].dropped) {
            return true;
        }
    }
    return false;
}

/* Values in a composite arrive in binary form, so each field's type needs one. */
static bool fields_have_binary_form(c_type_set *set, const pg_class *relation) {
    for (int i = 0; i < relation->attribute_count; i++) {
        const pg_attribute *field = &relation->attributes[i];
        if (!field->dropped && c_type_of(set, field->type)->as_text) {
            return false;
        }
    }
    return true;
}

static void add_field(c_type_set *set, model_user_type *user, const pg_attribute *field,
                      oid relation, int number) {
    model_column *column = LIST_PUSH(set->arena, &user->fields);
    column->name = field->name;
    column->type = c_type_of(set, field->type);
    column->descriptor = column->type->descriptor;
    column->type_name = type_format_qualified(set->catalog, set->arena, field->type, field->typmod);
    column->short_type_name = type_format(set->catalog, set->arena, field->type, field->typmod);
    column->typmod = field->typmod;
    column->comment =
        catalog_comment(set->catalog, (object_address){CLASS_RELATION, relation, number});
}

/* A table's row type is film_record, so that film stays the table's. */
static const char *composite_name(const c_type_set *set, const pg_class *relation) {
    return relation->kind == 'c' ? relation->name
                                 : arena_printf(set->arena, "%s_record", relation->name);
}

static void make_composite(c_type_set *set, const pg_type *type, model_type *t) {
    const pg_class *relation = catalog_relation(set->catalog, type->relation);
    bool is_ours = relation != NULL && relation->oid >= FIRST_USER_OID;
    if (!is_ours || !has_live_attribute(relation) || !fields_have_binary_form(set, relation)) {
        make_text(set, type, t);
        return;
    }
    model_user_type *user =
        new_user_type(set, MODEL_COMPOSITE, type, composite_name(set, relation));
    user->is_row_type = relation->kind != 'c';
    for (int i = 0; i < relation->attribute_count; i++) {
        if (!relation->attributes[i].dropped) {
            add_field(set, user, &relation->attributes[i], relation->oid, i + 1);
        }
    }
    c_members_name(set->arena, &user->fields);
    use_user_type(set, type, user, t);
}

static void make_domain(c_type_set *set, const pg_type *type, model_type *t) {
    const model_type *base = c_type_of(set, type->base);
    if (base->as_text) {
        make_text(set, type, t);
        return;
    }
    model_user_type *user = new_user_type(set, MODEL_DOMAIN, type, type->name);
    user->base = base;
    user->base_name = type_format(set->catalog, set->arena, type->base, type->typmod);
    use_user_type(set, type, user, t);
}

/* --- Arrays --- */

/* Not int2vector and its like, which look like arrays and are types of their own. */
static const pg_type *array_element(const c_type_set *set, const pg_type *type) {
    const pg_type *element =
        type->element == INVALID_OID ? NULL : catalog_type(set->catalog, type->element);
    return element != NULL && element->array == type->oid ? element : NULL;
}

/* An array of a type without a binary form: each element's text. */
static void make_text_array(const model_type *element, model_type *t) {
    t->c_type = t->c_opt_type = "oriel_text_array";
    t->cast = "pg_catalog.text[]";
    t->as_text = true;
    t->text_element = element;
    t->text_schema = element->text_schema;
    t->text_name = element->text_name;
}

static void make_array(c_type_set *set, oid element_type, model_type *t) {
    const model_type *element = c_type_of(set, element_type);
    if (element->as_text) {
        make_text_array(element, t);
        return;
    }
    t->c_type = t->c_opt_type = element->c_array;
    t->user_type = element->user_type;
    t->cast = arena_printf(set->arena, "%s[]", element->cast);
    t->descriptor = element->user_type != NULL
                        ? arena_printf(set->arena, "%s_array_type", element->c_type)
                        : arena_printf(set->arena, "%s_array", element->descriptor);
}

/* --- Dispatch --- */

static void make_builtin(c_type_set *set, const builtin_type *builtin, const pg_type *type,
                         model_type *t) {
    t->c_type = builtin->c_type;
    t->c_opt_type = builtin->opt == NULL ? builtin->c_type : builtin->opt;
    t->c_array = builtin->array;
    t->descriptor = arena_printf(set->arena, "oriel_type_%s", builtin->name);
    t->cast = cast_name(set, type);
}

static void make_type(c_type_set *set, const pg_type *type, model_type *t) {
    const builtin_type *builtin = find_builtin(type->oid);
    const pg_type *element = array_element(set, type);
    if (builtin != NULL) {
        make_builtin(set, builtin, type, t);
    } else if (element != NULL) {
        make_array(set, element->oid, t);
    } else if (type->typtype == 'e') {
        make_enum(set, type, t);
    } else if (type->typtype == 'c') {
        make_composite(set, type, t);
    } else if (type->typtype == 'd') {
        make_domain(set, type, t);
    } else {
        make_text(set, type, t);
    }
}

const model_type *c_type_of(c_type_set *set, oid type) {
    known_type *known;
    HASH_FIND(hh, set->types, &type, sizeof type, known);
    if (known != NULL) {
        return known->model;
    }
    static const pg_type missing = {.name = "unknown"};
    const pg_type *record = catalog_type(set->catalog, type);
    record = record == NULL ? &missing : record;
    known = ARENA_NEW(set->arena, known_type);
    known->type = type;
    known->model = ARENA_NEW(set->arena, model_type);
    known->model->type = type;
    /* A composite that contains itself through an array finds text, since C cannot declare it. */
    make_text(set, record, known->model);
    HASH_ADD(hh, set->types, type, sizeof known->type, known);
    model_type made = {.type = type};
    make_type(set, record, &made);
    *known->model = made;
    return known->model;
}
