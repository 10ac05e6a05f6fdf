#include "catalog/type_format.h"

#include "catalog/search_path.h"
#include "catalog/type_modifier.h"

/* SQL's own spelling of a type.  A type whose bare spelling means something else when it has no
 * modifier (character is character(1)) goes by its catalog name then. */
typedef struct sql_name {
    oid type;
    const char *name; /* before the modifier */
    const char *tail; /* behind the name where there is no modifier; modifiers bring their own */
    bool needs_modifier;
    int since; /* the first version that spells it so; 0: all do */
} sql_name;

static const sql_name sql_names[] = {
    {BITOID, "bit", "", true, 0},
    {BOOLOID, "boolean", "", false, 0},
    {BPCHAROID, "character", "", true, 0},
    {FLOAT4OID, "real", "", false, 0},
    {FLOAT8OID, "double precision", "", false, 0},
    {INT2OID, "smallint", "", false, 0},
    {INT4OID, "integer", "", false, 0},
    {INT8OID, "bigint", "", false, 0},
    {NUMERICOID, "numeric", "", false, 0},
    {INTERVALOID, "interval", "", false, 0},
    {TIMEOID, "time", " without time zone", false, 0},
    {TIMETZOID, "time", " with time zone", false, 0},
    {TIMESTAMPOID, "timestamp", " without time zone", false, 0},
    {TIMESTAMPTZOID, "timestamp", " with time zone", false, 0},
    {VARBITOID, "bit varying", "", false, 0},
    {VARCHAROID, "character varying", "", false, 0},
    {JSONOID, "json", "", false, 17},
};

static const sql_name *find_sql_name(const catalog *c, oid type, bool has_modifier) {
    for (size_t i = 0; i < sizeof sql_names / sizeof *sql_names; i++) {
        const sql_name *n = &sql_names[i];
        if (n->type == type) {
            bool fits = (has_modifier || !n->needs_modifier) && catalog_version(c) >= n->since;
            return fits ? n : NULL;
        }
    }
    return NULL;
}

/* True for arrays proper: not for types that merely can be subscripted, nor for the vectors of the
 * system catalogs, which are stored plain. */
static bool is_array(const pg_type *type) {
    return type->element != 0 && type->subscript == ARRAY_SUBSCRIPT_HANDLER_OID &&
           type->storage != 'p';
}

typedef struct type_formatter {
    const catalog *catalog;
    arena *arena;
    bool (*is_visible)(const catalog *c, const pg_type *type);
    bool bare; /* no modifier is meant, not even that there is none */
} type_formatter;

static const char *format_named(const type_formatter *f, const pg_type *type) {
    const pg_namespace *schema =
        f->is_visible(f->catalog, type) ? NULL : catalog_namespace(f->catalog, type->namespace);
    return schema == NULL ? quote_identifier_in(f->catalog, f->arena, type->name)
                          : quote_qualified_in(f->catalog, f->arena, schema->name, type->name);
}

static const char *format_type(const type_formatter *f, oid object, int32_t typmod) {
    if (object == INVALID_OID) {
        return "-";
    }
    const pg_type *type = catalog_type(f->catalog, object);
    const char *brackets = "";
    if (type != NULL && is_array(type)) {
        brackets = "[]";
        type = catalog_type(f->catalog, type->element);
    }
    if (type == NULL) {
        return arena_printf(f->arena, "\?\?\?%s", brackets);
    }
    const sql_name *sql = find_sql_name(f->catalog, type->oid, f->bare || typmod >= 0);
    const char *name = sql != NULL ? sql->name : format_named(f, type);
    const char *tail = sql != NULL ? sql->tail : "";
    if (typmod >= 0 && (sql == NULL || type->modout != 0)) {
        tail = type_modifier_text(f->catalog, f->arena, type, typmod);
    }
    return arena_printf(f->arena, "%s%s%s", name, tail, brackets);
}

static bool visible_on_path(const catalog *c, const pg_type *type) {
    return search_path_is_visible(c, CLASS_TYPE, type->oid);
}

const char *type_format(const catalog *c, arena *a, oid type, int32_t typmod) {
    return format_type(&(type_formatter){c, a, visible_on_path, false}, type, typmod);
}

const char *type_format_bare(const catalog *c, arena *a, oid type) {
    return format_type(&(type_formatter){c, a, visible_on_path, true}, type, -1);
}

/* With only pg_catalog on the path, the temporary schema is still searched before it. */
static bool visible_in_pg_catalog(const catalog *c, const pg_type *type) {
    oid temp = search_path_existing_temp_namespace(c);
    if (temp != INVALID_OID && type->namespace == temp) {
        return true;
    }
    return type->namespace == PG_CATALOG_NAMESPACE &&
           (temp == INVALID_OID || catalog_find_named(c, CLASS_TYPE, temp, type->name) == NULL);
}

const char *type_format_qualified(const catalog *c, arena *a, oid type, int32_t typmod) {
    return format_type(&(type_formatter){c, a, visible_in_pg_catalog, false}, type, typmod);
}

const char *type_format_qualified_bare(const catalog *c, arena *a, oid type) {
    return format_type(&(type_formatter){c, a, visible_in_pg_catalog, true}, type, -1);
}
