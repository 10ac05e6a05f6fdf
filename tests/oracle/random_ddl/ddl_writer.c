#include "ddl_writer.h"

#include <string.h>

#include "catalog/type_format.h"
#include "ddl_grammar.h"

enum { NAMES = 8, LIKELY = 97, DEEPEST = 12, FIRST_TABLES = 6 };

static int below(ddl_writer *w, int count) {
    return random_below(&w->random, count);
}

static bool percent(ddl_writer *w, int chance) {
    return random_percent(&w->random, chance);
}

/* --- Picking -------------------------------------------------------------------------------- */

static bool of_user(const ddl_writer *w, const catalog_record *x) {
    const pg_namespace *n = catalog_namespace(w->catalog, x->namespace);
    return n != NULL && strcmp(n->name, "pg_catalog") != 0 &&
           strcmp(n->name, "information_schema") != 0 && strncmp(n->name, "pg_toast", 8) != 0;
}

typedef bool (*is_wanted)(const catalog_record *x, const void *data);

/* Any of the users' objects that is wanted, all equally likely; NULL when there is none. */
static const void *pick(ddl_writer *w, catalog_class class, is_wanted wanted, const void *data) {
    catalog_scan scan = catalog_scan_all(w->catalog, class);
    scan.next = scan.end; /* the server's own objects are many */
    const catalog_record *x, *found = NULL;
    int count = 0;
    while ((x = catalog_next(&scan)) != NULL) {
        if (of_user(w, x) && wanted(x, data) && below(w, ++count) == 0) {
            found = x;
        }
    }
    return found;
}

static bool is_relation_of_kind(const catalog_record *x, const void *kinds) {
    return strchr(kinds, ((const pg_class *)x)->kind) != NULL;
}

static bool is_type_of_kind(const catalog_record *x, const void *kinds) {
    const pg_type *type = (const pg_type *)x;
    return strchr(kinds, type->typtype) != NULL;
}

static bool is_any(const catalog_record *x, const void *data) {
    (void)x;
    (void)data;
    return true;
}

static void add_id(ddl_writer *w, text *t, const char *prefix, int count) {
    text_printf(t, "%s%d", prefix, below(w, count));
}

static bool is_schema_of_user(const catalog_record *x) {
    return strcmp(x->name, "public") == 0 || (x->name[0] == 's' && x->name[2] == '\0');
}

static void add_schema(ddl_writer *w, text *t) {
    catalog_scan scan = catalog_scan_all(w->catalog, CLASS_NAMESPACE);
    const catalog_record *x, *found = NULL;
    int count = 0;
    while ((x = catalog_next(&scan)) != NULL) {
        if (is_schema_of_user(x) && below(w, ++count) == 0) {
            found = x;
        }
    }
    if (found != NULL && percent(w, LIKELY)) {
        text_add(t, found->name);
    } else {
        add_id(w, t, "s", 4);
    }
}

static void add_name_of(ddl_writer *w, text *t, const catalog_record *x) {
    const char *name = quote_identifier(w->arena, x->name);
    const pg_namespace *n = catalog_namespace(w->catalog, x->namespace);
    bool temporary = strncmp(n->name, "pg_temp", 7) == 0;
    if (percent(w, 80) && !temporary) {
        text_printf(t, "%s.", quote_identifier(w->arena, n->name));
    }
    text_add(t, name);
}

static void add_new_name(ddl_writer *w, text *t) {
    if (percent(w, 30)) {
        add_schema(w, t);
        text_add_char(t, '.');
    }
    add_id(w, t, "r", 40);
}

void ddl_writer_pick_relation(ddl_writer *w, text *t, const char *kinds) {
    w->relation = percent(w, LIKELY) ? pick(w, CLASS_RELATION, is_relation_of_kind, kinds) : NULL;
    if (w->relation == NULL) {
        add_new_name(w, t);
        return;
    }
    add_name_of(w, t, (const catalog_record *)w->relation);
}

static void add_column_name(ddl_writer *w, text *t) {
    int number = below(w, NAMES);
    for (int i = 0; i < NAMES && w->made_columns != 0 && percent(w, LIKELY); i++) {
        if ((w->made_columns >> number & 1) != 0) {
            break;
        }
        number = (number + 1) % NAMES;
    }
    text_printf(t, "c%d", number);
}

static void add_new_column(ddl_writer *w, text *t) {
    int number = below(w, NAMES);
    for (int i = 0; i < NAMES && percent(w, LIKELY); i++) {
        if ((w->made_columns >> number & 1) == 0) {
            break;
        }
        number = (number + 1) % NAMES;
    }
    w->made_columns |= 1u << number;
    text_printf(t, "c%d", number);
}

void ddl_writer_pick_column(ddl_writer *w, text *t) {
    const pg_class *c = w->relation;
    if (c != NULL && c->attribute_count > 0 && percent(w, LIKELY)) {
        const pg_attribute *x = &c->attributes[below(w, c->attribute_count)];
        if (!x->dropped) {
            text_add(t, quote_identifier(w->arena, x->name));
            return;
        }
    }
    add_column_name(w, t);
}

static void pick_type_of_kind(ddl_writer *w, text *t, const char *kinds) {
    w->type = percent(w, LIKELY) ? pick(w, CLASS_TYPE, is_type_of_kind, kinds) : NULL;
    if (w->type == NULL) {
        add_new_name(w, t);
    } else {
        add_name_of(w, t, (const catalog_record *)w->type);
    }
}

void ddl_writer_pick_type(ddl_writer *w, text *t) {
    static const char *const types[] = {
        "integer",      "integer",      "integer",
        "bigint",       "smallint",     "text",
        "text",         "varchar(10)",  "varchar",
        "numeric(8,2)", "numeric",      "date",
        "timestamp(2)", "timestamptz",  "boolean",
        "char(3)",      "integer[]",    "text[]",
        "jsonb",        "uuid",         "interval day to second(3)",
        "bit(4)",       "float8",       "name",
        "int4range",    "point",        "inet",
        "json",         "\"char\"",     "bytea",
        "xml",          "varchar(5)[]", "tsvector",
        "oid",          "regclass",
    };
    if (percent(w, 22)) {
        pick_type_of_kind(w, t, "edcrm");
        text_add(t, percent(w, 10) ? "[]" : "");
    } else {
        text_add(t, types[below(w, sizeof types / sizeof *types)]);
    }
}

/* A child of the relation or domain that was picked last. */
static void pick_constraint(ddl_writer *w, text *t, bool of_domain) {
    oid parent = of_domain ? (w->type == NULL ? 0 : w->type->oid)
                           : (w->relation == NULL ? 0 : w->relation->oid);
    catalog_scan scan = catalog_scan_children(w->catalog, CLASS_CONSTRAINT, parent);
    const catalog_record *x, *found = NULL;
    int count = 0;
    while (parent != 0 && (x = catalog_next(&scan)) != NULL) {
        found = below(w, ++count) == 0 ? x : found;
    }
    if (found == NULL) {
        add_id(w, t, "r", 40);
    } else {
        text_add(t, quote_identifier(w->arena, found->name));
    }
}

static void pick_other(ddl_writer *w, text *t, const char *kinds) {
    const pg_class *kept = w->relation;
    ddl_writer_pick_relation(w, t, kinds);
    w->relation = kept;
}

static void pick_parent(ddl_writer *w, text *t) {
    const pg_class *c = w->relation;
    if (c == NULL || c->parent_count == 0) {
        pick_other(w, t, "rp");
        return;
    }
    add_name_of(w, t,
                catalog_find(w->catalog, CLASS_RELATION, c->parents[below(w, c->parent_count)]));
}

static bool is_child(const catalog_record *x, const void *parent) {
    const pg_class *c = (const pg_class *)x;
    for (int i = 0; i < c->parent_count; i++) {
        if (c->parents[i] == ((const pg_class *)parent)->oid && strchr("rp", c->kind) != NULL) {
            return true;
        }
    }
    return false;
}

static void pick_child(ddl_writer *w, text *t) {
    const void *child = w->relation == NULL ? NULL : pick(w, CLASS_RELATION, is_child, w->relation);
    if (child == NULL) {
        pick_other(w, t, "rp");
    } else {
        add_name_of(w, t, child);
    }
}

static void pick_function(ddl_writer *w, text *t, bool arguments) {
    const pg_proc *p = pick(w, CLASS_PROC, is_any, NULL);
    if (p == NULL) {
        text_add(t, arguments ? "f0(integer)" : "f0");
        return;
    }
    add_name_of(w, t, (const catalog_record *)p);
    for (int i = 0; i < p->arg_count && arguments; i++) {
        text_printf(t, "%s%s", i == 0 ? "(" : ", ",
                    type_format_qualified(w->catalog, w->arena, p->args[i], -1));
    }
    text_add(t, !arguments ? "" : p->arg_count == 0 ? "()" : ")");
}

/* --- Expanding ------------------------------------------------------------------------------ */

static bool write_picked_relation(ddl_writer *w, text *t, const char *name) {
    static const struct {
        const char *name, *kinds;
    } picked[] = {
        {"table", "rp"},  {"relation", "rrpvm"}, {"view", "v"},
        {"matview", "m"}, {"partitioned", "p"},  {"composite", "c"},
    };
    static const struct {
        const char *name, *kinds;
    } others[] = {{"other table", "rp"}, {"index", "iI"}, {"sequence name", "S"}};
    for (size_t i = 0; i < sizeof picked / sizeof *picked; i++) {
        if (strcmp(picked[i].name, name) == 0) {
            ddl_writer_pick_relation(w, t, picked[i].kinds);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (strcmp(others[i].name, name) == 0) {
            pick_other(w, t, others[i].kinds);
            return true;
        }
    }
    return false;
}

static bool write_picked_column(ddl_writer *w, text *t, const char *name) {
    if (strcmp(name, "column") == 0) {
        ddl_writer_pick_column(w, t);
    } else if (strcmp(name, "name") == 0) {
        w->made_columns != 0 || percent(w, 10) ? add_column_name(w, t)
                                               : ddl_writer_pick_column(w, t);
    } else if (strcmp(name, "new column") == 0) {
        add_new_column(w, t);
    } else if (strncmp(name, "column of ", 10) == 0) {
        text unused = text_new(w->arena);
        ddl_writer_pick_relation(w, &unused, strcmp(name + 10, "table") == 0 ? "rp" : "rpvm");
        ddl_writer_pick_column(w, t);
    } else if (strcmp(name, "again") == 0) {
        w->relation == NULL ? add_new_name(w, t) : add_name_of(w, t, (const void *)w->relation);
    } else if (strcmp(name, "constraint") == 0) {
        pick_constraint(w, t, w->relation == NULL);
    } else if (strcmp(name, "parent") == 0) {
        pick_parent(w, t);
    } else if (strcmp(name, "child") == 0) {
        pick_child(w, t);
    } else {
        return false;
    }
    return true;
}

static bool write_picked_type(ddl_writer *w, text *t, const char *name) {
    if (strcmp(name, "type") == 0) {
        ddl_writer_pick_type(w, t);
    } else if (strcmp(name, "user type") == 0) {
        pick_type_of_kind(w, t, "edcr");
    } else if (strcmp(name, "enum") == 0) {
        pick_type_of_kind(w, t, "e");
    } else if (strcmp(name, "domain") == 0) {
        pick_type_of_kind(w, t, "d");
        w->relation = NULL;
    } else if (strcmp(name, "function") == 0) {
        pick_function(w, t, true);
    } else if (strcmp(name, "function name") == 0) {
        pick_function(w, t, false);
    } else {
        return false;
    }
    return true;
}

static bool write_plain(ddl_writer *w, text *t, const char *name) {
    if (strcmp(name, "new") == 0) {
        add_new_name(w, t);
    } else if (strcmp(name, "id") == 0) {
        add_id(w, t, "r", 40);
    } else if (strcmp(name, "new function") == 0) {
        add_id(w, t, percent(w, 20) ? "s1.f" : "f", 6);
    } else if (strcmp(name, "function id") == 0) {
        add_id(w, t, "f", 6);
    } else if (strcmp(name, "number") == 0) {
        add_id(w, t, "", 5);
    } else if (strcmp(name, "schema name") == 0) {
        add_schema(w, t);
    } else if (strcmp(name, "query") == 0) {
        ddl_query_write(w, t);
    } else if (strcmp(name, "query like it") == 0) {
        ddl_query_write_like(w, t);
    } else {
        return false;
    }
    return true;
}

static void expand(ddl_writer *w, text *t, const char *pattern, size_t length, int depth);

static void expand_rule(ddl_writer *w, text *t, const char *name, int depth) {
    const ddl_rule *first = ddl_rules;
    while (first->name != NULL && strcmp(first->name, name) != 0) {
        first++;
    }
    int total = 0;
    for (const ddl_rule *x = first; x->name != NULL && strcmp(x->name, name) == 0; x++) {
        total += x->weight;
    }
    if (total == 0 || depth > DEEPEST) {
        text_printf(t, "<%s>", name); /* no such rule: a syntax error that shows */
        return;
    }
    int chosen = below(w, total);
    while (chosen >= first->weight) {
        chosen -= first++->weight;
    }
    expand(w, t, first->text, strlen(first->text), depth + 1);
}

static void expand_name(ddl_writer *w, text *t, const char *name, int depth) {
    if (!write_plain(w, t, name) && !write_picked_relation(w, t, name) &&
        !write_picked_column(w, t, name) && !write_picked_type(w, t, name)) {
        expand_rule(w, t, name, depth);
    }
}

/* "[...~]" is an optional part; names of array types write "[]", which has no "~". */
static void expand(ddl_writer *w, text *t, const char *pattern, size_t length, int depth) {
    const char *end = pattern + length;
    while (pattern < end) {
        const char *stop = *pattern == '{' ? memchr(pattern, '}', (size_t)(end - pattern)) : NULL;
        const char *close = *pattern == '[' ? strstr(pattern, "~]") : NULL;
        if (stop != NULL) {
            expand_name(w, t, arena_strndup(w->arena, pattern + 1, (size_t)(stop - pattern - 1)),
                        depth);
            pattern = stop + 1;
        } else if (close != NULL && close < end && pattern[1] != ']') {
            if (percent(w, 20)) {
                expand(w, t, pattern + 1, (size_t)(close - pattern - 1), depth);
            }
            pattern = close + 2;
        } else {
            text_add_char(t, *pattern++);
        }
    }
}

const char *ddl_writer_statement(ddl_writer *w) {
    text t = text_new(w->arena);
    w->relation = NULL;
    w->type = NULL;
    w->made_columns = 0;
    int written = w->written++;
    if (written < 2) {
        text_printf(&t, "CREATE SCHEMA s%d", written);
    } else {
        expand_rule(w, &t, written < FIRST_TABLES ? "create table" : "statement", 0);
    }
    return text_string(&t);
}
