#include "revise/image_fact.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "catalog/depend.h"
#include "catalog/type_format.h"
#include "parse/fingerprint.h"
#include "revise/star_text.h"

static const char *relation_noun(char kind) {
    switch (kind) {
    case 'r':
    case 'p':
        return "table";
    case 'f':
        return "foreign table";
    case 'v':
        return "view";
    case 'm':
        return "materialized view";
    case 'c':
        return "composite type";
    case 'S':
        return "sequence";
    case 'i':
    case 'I':
        return "index";
    default:
        return "relation";
    }
}

static const char *type_name(arena *a, const catalog *c, oid type) {
    return type == 0 ? "none" : type_format_qualified(c, a, type, -1);
}

static void add_types(text *t, const catalog *c, const oid *types, int count) {
    for (int i = 0; i < count; i++) {
        text_printf(t, "%s%s", i > 0 ? ", " : "", type_name(t->arena, c, types[i]));
    }
}

/* ---- who ------------------------------------------------------------------------------------- */

static const char *qualified_name(arena *a, const catalog *c, const catalog_record *record) {
    const pg_namespace *schema =
        record->namespace == 0 ? NULL : catalog_namespace(c, record->namespace);
    return schema == NULL ? quote_identifier(a, record->name)
                          : quote_qualified(a, schema->name, record->name);
}

static const char *signature(arena *a, const catalog *c, const pg_proc *proc) {
    text t = text_new(a);
    text_add_char(&t, '(');
    add_types(&t, c, proc->args, proc->arg_count);
    text_add_char(&t, ')');
    return text_string(&t);
}

static const char *cast_subject(arena *a, const catalog *c, const pg_cast *cast) {
    return arena_printf(a, "cast from %s to %s", type_name(a, c, cast->source),
                        type_name(a, c, cast->target));
}

const char *image_fact_subject(arena *a, const catalog *c, object_address address) {
    const catalog_record *record = catalog_find(c, address.class, address.object);
    if (record == NULL) {
        return "nothing";
    }
    const void *r = record;
    const char *noun = catalog_class_noun(address.class);
    const char *name = qualified_name(a, c, record);
    switch ((int)address.class) {
    case CLASS_RELATION:
        return arena_printf(a, "%s %s", relation_noun(((const pg_class *)r)->kind), name);
    case CLASS_PROC:
        return arena_printf(a, "%s %s%s", noun, name, signature(a, c, r));
    case CLASS_OPERATOR: {
        const pg_operator *op = r;
        return arena_printf(a, "%s %s(%s, %s)", noun, name, type_name(a, c, op->left),
                            type_name(a, c, op->right));
    }
    case CLASS_CAST:
        return cast_subject(a, c, r);
    case CLASS_CONSTRAINT:
    case CLASS_TRIGGER:
    case CLASS_REWRITE:
    case CLASS_POLICY: {
        bool of_domain = address.class == CLASS_CONSTRAINT && ((const pg_constraint *)r)->of_domain;
        object_address owner = {of_domain ? CLASS_TYPE : CLASS_RELATION, record->parent, 0};
        return arena_printf(a, "%s %s of %s", noun, quote_identifier(a, record->name),
                            record->parent == 0 ? "nothing" : image_fact_subject(a, c, owner));
    }
    default:
        return arena_printf(a, "%s %s", noun, name);
    }
}

/* ---- what: relations ------------------------------------------------------------------------- */

const char *image_fact_column(arena *a, const catalog *c, const pg_attribute *column,
                              int position) {
    text t = text_new(a);
    text_add(&t, type_format_qualified(c, a, column->type, column->typmod));
    const pg_collation *collation =
        column->collation == 0 ? NULL : catalog_collation(c, column->collation);
    if (collation != NULL && collation->oid != DEFAULT_COLLATION_OID) {
        text_printf(&t, " collate %s",
                    qualified_name(a, c, (const catalog_record *)(const void *)collation));
    }
    text_add(&t, column->not_null ? " not null" : "");
    if (column->has_default) {
        text_printf(&t, " default %s",
                    column->default_text != NULL ? column->default_text : "given");
    }
    if (column->identity != 0) {
        text_printf(&t, " identity %c", column->identity);
    }
    text_add(&t, column->generated != 0 ? " generated" : "");
    if (position > 0) {
        text_printf(&t, " at position %d", position);
    }
    return text_string(&t);
}

static void add_names(text *t, const catalog *c, const oid *relations, int count) {
    for (int i = 0; i < count; i++) {
        const pg_class *one = catalog_relation(c, relations[i]);
        text_printf(t, "%s%s", i > 0 ? ", " : "",
                    one == NULL ? "?" : qualified_name(t->arena, c, (const void *)one));
    }
}

static int compare_strings(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* What a view's query uses: the same words can mean other tables. */
static void add_uses(text *t, const catalog *c, const pg_class *relation) {
    arena *a = t->arena;
    const pg_rewrite *rule = catalog_find_child(c, CLASS_REWRITE, relation->oid, "_RETURN");
    LIST_OF(const char *) names = {0};
    depend_scan scan =
        depend_scan_references(c, (object_address){CLASS_REWRITE, rule == NULL ? 0 : rule->oid, 0});
    for (const dependency *d; rule != NULL && (d = depend_next(&scan)) != NULL;) {
        if (d->referenced.object != relation->oid) {
            object_address whole = {d->referenced.class, d->referenced.object, 0};
            *LIST_PUSH(a, &names) = image_fact_subject(a, c, whole);
        }
    }
    if (names.count > 1) {
        qsort(names.items, (size_t)names.count, sizeof *names.items, compare_strings);
    }
    for (int i = 0; i < names.count; i++) {
        if (i == 0 || strcmp(names.items[i], names.items[i - 1]) != 0) {
            text_printf(t, ", uses %s", names.items[i]);
        }
    }
}

static void add_index(text *t, const catalog *c, const pg_index *index) {
    const pg_class *table = catalog_relation(c, index->table);
    text_printf(t, " on %s (", qualified_name(t->arena, c, (const void *)table));
    for (int i = 0; i < index->column_count; i++) {
        int column = index->columns[i];
        text_printf(t, "%s%s", i > 0 ? ", " : "",
                    column > 0 ? table->attributes[column - 1].name : "an expression");
        if (i < index->key_count && index->opclasses != NULL) {
            const pg_opclass *class = catalog_opclass(c, index->opclasses[i]);
            text_printf(t, " %s", class != NULL ? class->name : "");
        }
    }
    text_printf(t, ")%s%s%s%s", index->unique ? " unique" : "", index->primary ? " primary" : "",
                index->partial ? " partial" : "",
                index->nulls_not_distinct ? " nulls not distinct" : "");
}

static const char *relation_fact(arena *a, const catalog *c, const pg_class *relation) {
    text t = text_new(a);
    text_printf(&t, "%s%s", relation->persistence == 'u' ? "unlogged " : "",
                relation_noun(relation->kind));
    for (int i = 0; i < relation->option_count; i++) {
        text_printf(&t, ", %s", relation->options[i]);
    }
    if (relation->check_option != 0) {
        text_printf(&t, ", check option %c", relation->check_option);
    }
    if (relation->parent_count > 0) {
        text_add(&t, ", of ");
        add_names(&t, c, relation->parents, relation->parent_count);
        text_printf(&t, " %s", relation->partition_bound != NULL ? relation->partition_bound : "");
    }
    if (relation->partition.strategy != 0) {
        text_printf(&t, ", partitioned by %c", relation->partition.strategy);
    }
    text_add(&t, relation->row_security ? ", row security" : "");
    text_add(&t, relation->force_row_security ? ", forced" : "");
    if (relation->index != NULL) {
        add_index(&t, c, relation->index);
    }
    if (relation->kind == 'S') {
        text_printf(&t, " of %s", type_name(a, c, relation->sequence_type));
    }
    if (relation->definition != NULL) {
        text_printf(&t, ", definition %s", sql_fingerprint(a, star_text_expand(a, relation)));
        add_uses(&t, c, relation);
    }
    return text_string(&t);
}

/* ---- what: the others ------------------------------------------------------------------------ */

static const char *type_fact(arena *a, const catalog *c, const pg_type *type) {
    text t = text_new(a);
    text_printf(&t, "type of kind %c", type->typtype);
    for (int i = 0; i < type->label_count; i++) {
        text_printf(&t, "%s'%s'", i > 0 ? ", " : " with labels ", type->labels[i]);
    }
    if (type->typtype == 'd') {
        text_printf(&t, " over %s%s", type_format_qualified(c, a, type->base, type->typmod),
                    type->not_null ? " not null" : "");
    }
    if (type->default_text != NULL) {
        text_printf(&t, " default %s", type->default_text);
    }
    if (type->typtype == 'r') {
        text_printf(&t, " over %s", type_name(a, c, type->range_subtype));
    }
    return text_string(&t);
}

static const char *proc_fact(arena *a, const catalog *c, const pg_proc *proc) {
    text t = text_new(a);
    text_printf(&t, "kind %c returns %s%s", proc->kind, proc->returns_set ? "set of " : "",
                type_name(a, c, proc->result));
    if (proc->all_args != NULL) {
        text_add(&t, " (");
        add_types(&t, c, proc->all_args, proc->all_count);
        text_add(&t, ")");
    }
    const catalog_record *language = catalog_find(c, CLASS_LANGUAGE, proc->language);
    text_printf(&t, ", language %s, volatility %c%s", language != NULL ? language->name : "?",
                proc->volatility, proc->strict ? ", strict" : "");
    for (int i = 0; proc->default_texts != NULL && i < proc->default_count; i++) {
        text_printf(&t, ", default %s", proc->default_texts[i]);
    }
    if (proc->source != NULL) {
        text_printf(&t, ", body %s", sql_fingerprint(a, proc->source));
    }
    return text_string(&t);
}

static void add_keys(text *t, const catalog *c, oid relation, const int16_t *keys, int count) {
    const pg_class *table = catalog_relation(c, relation);
    text_add(t, " (");
    for (int i = 0; table != NULL && i < count; i++) {
        bool known = keys[i] > 0 && keys[i] <= table->attribute_count;
        text_printf(t, "%s%s", i > 0 ? ", " : "",
                    known ? table->attributes[keys[i] - 1].name : "an expression");
    }
    text_add(t, ")");
}

static const char *constraint_fact(arena *a, const catalog *c, const pg_constraint *k) {
    text t = text_new(a);
    text_printf(&t, "kind %c", k->type);
    if (!k->of_domain && k->keys != NULL) {
        add_keys(&t, c, k->parent, k->keys, k->key_count);
    }
    if (k->type == 'f') {
        text_add(&t, " references ");
        add_names(&t, c, &k->foreign_relation, 1);
        add_keys(&t, c, k->foreign_relation, k->foreign_keys, k->key_count);
        text_printf(&t, " match %c update %c delete %c", k->match_type, k->on_update, k->on_delete);
    }
    if (k->definition != NULL) {
        text_printf(&t, " check %s", k->definition);
    }
    text_printf(&t, "%s%s%s%s", k->deferrable ? " deferrable" : "", k->deferred ? " deferred" : "",
                k->validated ? "" : " not valid", k->no_inherit ? " no inherit" : "");
    return text_string(&t);
}

static const char *definition_fact(arena *a, const char *definition) {
    return definition == NULL ? "there"
                              : arena_printf(a, "definition %s", sql_fingerprint(a, definition));
}

static const char *operator_fact(arena *a, const catalog *c, const pg_operator *op) {
    const pg_proc *function = catalog_proc(c, op->function);
    return arena_printf(a, "returns %s by %s", type_name(a, c, op->result),
                        function != NULL ? function->name : "nothing");
}

const char *image_fact_of(arena *a, const catalog *c, catalog_class class,
                          const catalog_record *record) {
    const void *r = record;
    switch ((int)class) {
    case CLASS_RELATION:
        return relation_fact(a, c, r);
    case CLASS_TYPE:
        return type_fact(a, c, r);
    case CLASS_PROC:
        return proc_fact(a, c, r);
    case CLASS_OPERATOR:
        return operator_fact(a, c, r);
    case CLASS_CONSTRAINT:
        return constraint_fact(a, c, r);
    case CLASS_CAST:
        return arena_printf(a, "context %c method %c", ((const pg_cast *)r)->context,
                            ((const pg_cast *)r)->method);
    case CLASS_REWRITE:
        return definition_fact(a, ((const pg_rewrite *)r)->definition);
    case CLASS_TRIGGER:
        return definition_fact(a, ((const pg_trigger *)r)->definition);
    default:
        return "there";
    }
}
