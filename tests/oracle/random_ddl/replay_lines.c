#include "catalog_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/search_path.h"

typedef struct line_writer {
    const catalog *catalog;
    arena *arena;
    catalog_lines *lines;
} line_writer;

static const char *flag(bool value) {
    return value ? "t" : "f";
}

static bool starts_with(const char *string, const char *start) {
    return strncmp(string, start, strlen(start)) == 0;
}

/* NULL for the schemas of the server itself. */
static const char *schema_name(const line_writer *w, oid namespace) {
    const pg_namespace *n = catalog_namespace(w->catalog, namespace);
    if (n == NULL) {
        return NULL;
    }
    const char *name = starts_with(n->name, "pg_temp") ? "pg_temp" : n->name;
    return strcmp(name, "pg_catalog") == 0 || strcmp(name, "information_schema") == 0 ||
                   starts_with(name, "pg_toast")
               ? NULL
               : name;
}

static const char *full_name(const line_writer *w, catalog_class class, oid object) {
    const catalog_record *record = catalog_find(w->catalog, class, object);
    if (record == NULL) {
        return "";
    }
    const char *schema = schema_name(w, record->namespace);
    const pg_namespace *n = catalog_namespace(w->catalog, record->namespace);
    return arena_printf(w->arena, "%s.%s",
                        schema != NULL ? schema
                        : n == NULL    ? "?"
                                       : n->name,
                        record->name);
}

static const char *type_name(const line_writer *w, oid type) {
    return type == 0 ? "" : full_name(w, CLASS_TYPE, type);
}

static const char *relation_name(const line_writer *w, oid relation) {
    return relation == 0 ? "" : full_name(w, CLASS_RELATION, relation);
}

static const char *collation_name(const line_writer *w, oid collation) {
    const pg_collation *c = catalog_collation(w->catalog, collation);
    return c == NULL ? "" : c->name;
}

static const char *comment_of(const line_writer *w, catalog_class class, oid object, int sub) {
    const char *comment = catalog_comment(w->catalog, (object_address){class, object, sub});
    return comment == NULL ? "" : comment;
}

static void finish(const line_writer *w, const text *t) {
    *LIST_PUSH(w->arena, w->lines) = text_string(t);
}

/* As the server writes an array of names or, with separator ' ', a vector. */
static void add_numbers(text *t, const int16_t *numbers, int count, char separator) {
    for (int i = 0; i < count; i++) {
        text_printf(t, "%.*s%d", i > 0, &separator, numbers[i]);
    }
}

static void add_element(text *t, const char *name, bool first) {
    text_printf(t, "%s%s", first ? "" : ",", name);
}

static void add_column(const line_writer *w, const pg_class *c, int number) {
    const pg_attribute *x = &c->attributes[number - 1];
    text t = text_new(w->arena);
    text_printf(&t, "column %s %d %s %s %d collation=%s dims=%d notnull=%s default=%s",
                relation_name(w, c->oid), number, x->name, type_name(w, x->type), x->typmod,
                collation_name(w, x->collation), x->dims, flag(x->not_null), flag(x->has_default));
    text_printf(&t, " identity=%.1s generated=%.1s inherited=%d local=%s comment=%s", &x->identity,
                &x->generated, x->inherited_count, flag(x->is_local),
                comment_of(w, CLASS_RELATION, c->oid, number));
    finish(w, &t);
}

static void add_index(const line_writer *w, const pg_class *c) {
    const pg_index *x = c->index;
    text t = text_new(w->arena);
    text_printf(&t, "index %s of %s keys=%d ", relation_name(w, c->oid), relation_name(w, x->table),
                x->key_count);
    add_numbers(&t, x->columns, x->column_count, ' ');
    text_printf(&t, " unique=%s primary=%s exclusion=%s immediate=%s valid=%s distinct=%s",
                flag(x->unique), flag(x->primary), flag(x->exclusion), flag(x->immediate),
                flag(x->valid), flag(!x->nulls_not_distinct));
    text_printf(&t, " partial=%s expressions=%s classes={", flag(x->partial),
                flag(x->has_expressions));
    for (int i = 0; i < x->key_count; i++) {
        const pg_opclass *class = catalog_opclass(w->catalog, x->opclasses[i]);
        add_element(&t, class == NULL ? "?" : class->name, i == 0);
    }
    text_add_char(&t, '}');
    finish(w, &t);
}

static void add_relation_details(const line_writer *w, text *t, const pg_class *c) {
    if (strchr("rpvmfc", c->kind) != NULL) {
        text_printf(t, " columns=%d", c->attribute_count);
    }
    text_printf(t, " of=%s", type_name(w, c->of_type));
    if (strchr("rpm", c->kind) != NULL) {
        text_printf(t, " identity=%c", c->replica_identity);
    }
    if (c->kind == 'm') {
        text_printf(t, " populated=%s", flag(c->is_populated));
    } else if (c->kind == 'p') {
        text_printf(t, " strategy=%c key=", c->partition.strategy);
        add_numbers(t, c->partition.columns, c->partition.key_count, ' ');
    } else if (c->kind == 'S') {
        text_printf(t, " type=%s", type_name(w, c->sequence_type));
    }
    text_add(t, " parents={");
    for (int i = 0; i < c->parent_count && strchr("iI", c->kind) == NULL; i++) {
        add_element(t, relation_name(w, c->parents[i]), i == 0);
    }
    text_printf(t, "} comment=%s", comment_of(w, CLASS_RELATION, c->oid, 0));
}

static void add_relation(const line_writer *w, const void *record) {
    const pg_class *c = record;
    if (c->kind == 't') {
        return;
    }
    text t = text_new(w->arena);
    text_printf(&t, "relation %s kind=%c persistence=%c partition=%s security=%s%s",
                relation_name(w, c->oid), c->kind, c->persistence, flag(c->is_partition),
                flag(c->row_security), flag(c->force_row_security));
    add_relation_details(w, &t, c);
    finish(w, &t);
    for (int i = 1; i <= c->attribute_count && strchr("rpvmfc", c->kind) != NULL; i++) {
        if (!c->attributes[i - 1].dropped) {
            add_column(w, c, i);
        }
    }
    if (c->index != NULL) {
        add_index(w, c);
    }
}

static void add_constraint(const line_writer *w, const void *record) {
    const pg_constraint *c = record;
    if (c->type == 't') {
        return;
    }
    const char *owner = c->of_domain ? type_name(w, c->parent) : relation_name(w, c->parent);
    text t = text_new(w->arena);
    text_printf(&t, "constraint %s on %s %c deferrable=%s%s valid=%s local=%s inherit=%s", c->name,
                owner, c->type, flag(c->deferrable), flag(c->deferred), flag(c->validated),
                flag(c->is_local), flag(!c->no_inherit));
    text_printf(&t, " inherited=%d parent=%s keys=", c->inherited_count,
                flag(c->parent_constraint != 0));
    if (c->key_count > 0) {
        text_add_char(&t, '{');
        add_numbers(&t, c->keys, c->key_count, ',');
        text_add_char(&t, '}');
    }
    text_printf(&t, " index=%s references=%s", relation_name(w, c->index),
                relation_name(w, c->foreign_relation));
    if (c->type == 'f') {
        text_add_char(&t, '{');
        add_numbers(&t, c->foreign_keys, c->key_count, ',');
        text_printf(&t, "} match=%c%c%c", c->match_type, c->on_update, c->on_delete);
    } else {
        text_add(&t, " match=   ");
    }
    finish(w, &t);
}

static oid range_subtype(const pg_type *x) {
    return x->typtype == 'r' ? x->range_subtype : 0;
}

static void add_type(const line_writer *w, const void *record) {
    const pg_type *x = record;
    text t = text_new(w->arena);
    text_printf(&t, "type %s %c %c preferred=%s defined=%s notnull=%s length=%d relation=%s",
                type_name(w, x->oid), x->typtype, x->category, flag(x->preferred), flag(x->defined),
                flag(x->not_null), x->length, relation_name(w, x->relation));
    text_printf(&t, " element=%s array=%s base=%s %d dims=%d collation=%s labels={",
                type_name(w, x->element), type_name(w, x->array), type_name(w, x->base), x->typmod,
                x->dims, collation_name(w, x->collation));
    for (int i = 0; i < x->label_count; i++) {
        add_element(&t, x->labels[i], i == 0);
    }
    text_printf(&t, "} range=%s %s comment=%s", type_name(w, range_subtype(x)),
                type_name(w, x->typtype == 'r' ? x->range_multirange : 0),
                comment_of(w, CLASS_TYPE, x->oid, 0));
    finish(w, &t);
}

static void add_function_arguments(const line_writer *w, text *t, const pg_proc *p) {
    int count = p->all_args != NULL ? p->all_count : p->arg_count;
    const oid *types = p->all_args != NULL ? p->all_args : p->args;
    for (int i = 0; i < count; i++) {
        add_element(t, type_name(w, types[i]), i == 0);
    }
    text_printf(t, "} count=%d defaults=%d modes=%.*s names=", p->arg_count, p->default_count,
                p->modes == NULL ? 0 : p->all_count, p->modes == NULL ? "" : p->modes);
    for (int i = 0; i < count && p->arg_names != NULL; i++) {
        add_element(t, p->arg_names[i], i == 0);
    }
}

static void add_function(const line_writer *w, const void *record) {
    const pg_proc *p = record;
    const catalog_record *language = catalog_find(w->catalog, CLASS_LANGUAGE, p->language);
    text t = text_new(w->arena);
    text_printf(&t, "function %s %c strict=%s set=%s %c%c %s variadic=%s language=%s args={",
                full_name(w, CLASS_PROC, p->oid), p->kind, flag(p->strict), flag(p->returns_set),
                p->volatility, p->parallel, type_name(w, p->result), type_name(w, p->variadic),
                language == NULL ? "?" : language->name);
    add_function_arguments(w, &t, p);
    text_printf(&t, " comment=%s", comment_of(w, CLASS_PROC, p->oid, 0));
    finish(w, &t);
}

static void add_child(const line_writer *w, const char *noun, const catalog_record *x,
                      const char *details) {
    text t = text_new(w->arena);
    text_printf(&t, "%s %s on %s%s", noun, x->name, relation_name(w, x->parent), details);
    finish(w, &t);
}

static void add_trigger(const line_writer *w, const void *record) {
    const pg_trigger *x = record;
    if (!x->internal) {
        add_child(w, "trigger", record, arena_printf(w->arena, " %d", x->events));
    }
}

static void add_rule(const line_writer *w, const void *record) {
    const pg_rewrite *x = record;
    add_child(w, "rule", record, arena_printf(w->arena, " %d %s", x->event, flag(x->instead)));
}

static void add_policy(const line_writer *w, const void *record) {
    add_child(w, "policy", record, "");
}

static void add_statistics(const line_writer *w, const void *record) {
    text t = text_new(w->arena);
    text_printf(&t, "statistics %s",
                full_name(w, CLASS_STATISTIC, ((const catalog_record *)record)->oid));
    finish(w, &t);
}

/* Objects of the server's own schemas are passed over: those of a child are its parent's. */
static oid schema_of(const line_writer *w, catalog_class class, const catalog_record *x) {
    if (x->namespace != 0 || x->parent == 0) {
        return x->namespace;
    }
    bool of_domain = class == CLASS_CONSTRAINT && ((const pg_constraint *)x)->of_domain;
    const catalog_record *parent =
        catalog_find(w->catalog, of_domain ? CLASS_TYPE : CLASS_RELATION, x->parent);
    return parent == NULL ? 0 : parent->namespace;
}

static void add_all(const line_writer *w, catalog_class class,
                    void (*add)(const line_writer *w, const void *record)) {
    catalog_scan scan = catalog_scan_all(w->catalog, class);
    scan.next = scan.end; /* the server's own objects are many */
    const catalog_record *record;
    while ((record = catalog_next(&scan)) != NULL) {
        if (schema_name(w, schema_of(w, class, record)) != NULL) {
            add(w, record);
        }
    }
}

static void add_schemas(const line_writer *w) {
    catalog_scan scan = catalog_scan_all(w->catalog, CLASS_NAMESPACE);
    const catalog_record *record;
    while ((record = catalog_next(&scan)) != NULL) {
        const char *name = schema_name(w, record->oid);
        if (name != NULL && strcmp(name, "pg_temp") != 0) {
            *LIST_PUSH(w->arena, w->lines) = arena_printf(w->arena, "schema %s", name);
        }
    }
}

static int by_text(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const catalog_lines *catalog_lines_of_replay(const catalog *c, arena *a) {
    line_writer w = {c, a, ARENA_NEW(a, catalog_lines)};
    add_schemas(&w);
    add_all(&w, CLASS_RELATION, add_relation);
    add_all(&w, CLASS_CONSTRAINT, add_constraint);
    add_all(&w, CLASS_TYPE, add_type);
    add_all(&w, CLASS_PROC, add_function);
    add_all(&w, CLASS_TRIGGER, add_trigger);
    add_all(&w, CLASS_REWRITE, add_rule);
    add_all(&w, CLASS_POLICY, add_policy);
    add_all(&w, CLASS_STATISTIC, add_statistics);
    qsort(w.lines->items, (size_t)w.lines->count, sizeof *w.lines->items, by_text);
    return w.lines;
}
