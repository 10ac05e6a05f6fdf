#include "replay/statements.h"

#include "analyze/column_ref.h"
#include "replay/alter_table.h"
#include "replay/constraint.h"
#include "replay/index.h"
#include "replay/object_lookup.h"
#include "replay/object_name.h"
#include "replay/relation.h"
#include "replay/rename.h"
#include "replay/trigger.h"

/* ALTER ... RENAME. */

#define OBJECT(kind) PG_QUERY__OBJECT_TYPE__OBJECT_##kind

/* --- Columns ---------------------------------------------------------------------------------- */

static bool check_new_column(replay *r, const pg_class *rel, const char *name) {
    if (relation_column(rel, name) > 0) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                             "column \"%s\" of relation \"%s\" already exists", name, rel->name);
    }
    if (rel->kind != 'v' && rel->kind != 'c' && system_column_number(name) != 0) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_COLUMN, -1,
                             "column name \"%s\" conflicts with a system column name", name);
    }
    return true;
}

/* Indexes' own columns keep their names, except in a constraint's plain columns: as the server. */
static void rename_one(replay *r, oid relation, int number, const char *name) {
    pg_class *edit = relation_edit(r, relation);
    relation_edit_attributes(edit)[number - 1].name = name;
    relation_update(r, edit);
}

/* Can columns and constraints of the relation be renamed? */
static bool check_renamable(replay *r, const pg_class *rel) {
    if (!relation_check_not_system(r, rel)) {
        return false;
    }
    if (strchr("rvmcipIf", rel->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot rename columns of relation \"%s\"", rel->name);
    }
    if (rel->of_type != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "cannot rename column of typed table");
    }
    return true;
}

static bool rename_column(replay *r, const PgQuery__RenameStmt *s) {
    const pg_class *rel = relation_open(r, s->relation, s->missing_ok);
    if (rel == NULL) {
        return !r->analysis->failed;
    }
    if (!check_renamable(r, rel)) {
        return false;
    }
    const char *name = object_name_cut(r->arena, s->newname);
    oid_list family = relation_family(r, rel->oid);
    oid_list typed = {0};
    if (!alter_table_typed_tables(r, rel->oid, (int)s->behavior, &typed)) {
        return false;
    }
    for (int i = 0; i < typed.count; i++) {
        oid_list under = relation_family(r, typed.items[i]);
        for (int j = 0; j < under.count; j++) {
            *LIST_PUSH(r->arena, &family) = under.items[j];
        }
    }
    if (!s->relation->inh && rel->kind != 'c' && family.count > 1) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "inherited column \"%s\" must be renamed in child tables too",
                             s->subname);
    }
    for (int i = 1; i <= family.count; i++) {
        /* The relation itself comes last. */
        const pg_class *member = catalog_relation(r->catalog, family.items[i % family.count]);
        int number = relation_column(member, s->subname);
        if (number == 0) {
            if (system_column_number(s->subname) != 0) {
                return replay_refuse(r, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                     "cannot rename system column \"%s\"", s->subname);
            }
            return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1, "column \"%s\" does not exist",
                                 s->subname);
        }
        if (relation_attribute(member, number)->inherited_count >
            relation_parents_within(member, &family)) {
            return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                                 "cannot rename inherited column \"%s\"", s->subname);
        }
        if (!check_new_column(r, member, name)) {
            return false;
        }
        rename_one(r, member->oid, number, name);
    }
    return true;
}

/* --- Relations -------------------------------------------------------------------------------- */

bool rename_type_record(replay *r, const pg_type *type, const char *name, oid namespace) {
    const pg_type *other = catalog_find_named(r->catalog, CLASS_TYPE, namespace, name);
    bool moves = namespace != type->namespace;
    if (other != NULL && (other->oid != type->oid || !moves) && !object_name_move_array(r, other)) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "type \"%s\" already exists", name);
    }
    pg_type edit = *catalog_type(r->catalog, type->oid);
    bool same_name = strcmp(edit.name, name) == 0;
    edit.name = name;
    edit.namespace = namespace;
    catalog_update(r->catalog, CLASS_TYPE, &edit);
    const pg_type *array = edit.array != INVALID_OID ? catalog_type(r->catalog, edit.array) : NULL;
    if (array != NULL) {
        pg_type moved = *array;
        if (same_name) {
            const pg_type *clash =
                catalog_find_named(r->catalog, CLASS_TYPE, namespace, moved.name);
            if (clash != NULL && clash->oid != moved.oid) {
                moved.name = object_name_choose_array(r, name, namespace);
            }
        } else {
            moved.name = object_name_choose_array(r, name, namespace);
        }
        moved.namespace = namespace;
        catalog_update(r->catalog, CLASS_TYPE, &moved);
    }
    return true;
}

bool rename_relation_record(replay *r, oid relation, const char *name) {
    const pg_class *rel = catalog_relation(r->catalog, relation);
    const pg_class *other = catalog_find_named(r->catalog, CLASS_RELATION, rel->namespace, name);
    if (other != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_TABLE, -1, "relation \"%s\" already exists",
                             name);
    }
    pg_class *edit = relation_edit(r, relation);
    edit->name = name;
    relation_update(r, edit);
    if (edit->row_type != INVALID_OID &&
        !rename_type_record(r, catalog_type(r->catalog, edit->row_type), name, edit->namespace)) {
        return false;
    }
    const pg_constraint *k = edit->index != NULL ? index_constraint(r, relation) : NULL;
    if (k != NULL) {
        if (constraint_name_is_used(r, catalog_relation(r->catalog, edit->parent), name)) {
            return false;
        }
        pg_constraint renamed = *k;
        renamed.name = name;
        catalog_update(r->catalog, CLASS_CONSTRAINT, &renamed);
    }
    return true;
}

static bool check_kind(replay *r, const pg_class *rel, int type) {
    static const struct {
        int type;
        const char *kinds, *noun;
    } wanted[] = {
        {OBJECT(SEQUENCE), "S", "a sequence"},
        {OBJECT(VIEW), "v", "a view"},
        {OBJECT(MATVIEW), "m", "a materialized view"},
        {OBJECT(FOREIGN_TABLE), "f", "a foreign table"},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        if (wanted[i].type == type && strchr(wanted[i].kinds, rel->kind) == NULL) {
            return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not %s", rel->name,
                                 wanted[i].noun);
        }
    }
    if (rel->kind == 'c' && type != OBJECT(TYPE)) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "\"%s\" is a composite type", rel->name);
        d->hint = "Use ALTER TYPE instead.";
        return false;
    }
    return true;
}

static bool rename_relation(replay *r, const PgQuery__RenameStmt *s) {
    const pg_class *rel = relation_open(r, s->relation, s->missing_ok);
    if (rel == NULL) {
        return !r->analysis->failed;
    }
    return relation_check_not_system(r, rel) && check_kind(r, rel, (int)s->rename_type) &&
           rename_relation_record(r, rel->oid, object_name_cut(r->arena, s->newname));
}

/* --- What belongs to relations --------------------------------------------------------------- */

static bool rename_constraint(replay *r, const PgQuery__RenameStmt *s) {
    const pg_class *rel = relation_open(r, s->relation, s->missing_ok);
    if (rel == NULL) {
        return !r->analysis->failed;
    }
    if (!check_renamable(r, rel)) {
        return false;
    }
    const pg_constraint *k = catalog_find_child(r->catalog, CLASS_CONSTRAINT, rel->oid, s->subname);
    if (k == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "constraint \"%s\" for table \"%s\" does not exist", s->subname,
                             rel->name);
    }
    const char *name = object_name_cut(r->arena, s->newname);
    oid_list family = relation_family(r, rel->oid);
    if (k->type == 'c' && !k->no_inherit && !s->relation->inh && family.count > 1) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "inherited constraint \"%s\" must be renamed in child tables too",
                             s->subname);
    }
    if (k->inherited_count > 0) {
        return replay_refuse(r, SQLSTATE_INVALID_TABLE_DEFINITION, -1,
                             "cannot rename inherited constraint \"%s\"", s->subname);
    }
    if (strchr("pux", k->type) != NULL) {
        return rename_relation_record(r, k->index, name);
    }
    const char *old_name = k->name;
    for (int i = family.count - 1; i >= 0; i--) {
        const pg_class *member = catalog_relation(r->catalog, family.items[i]);
        const pg_constraint *mine =
            catalog_find_child(r->catalog, CLASS_CONSTRAINT, member->oid, old_name);
        if (mine == NULL || mine->type != 'c' || k->no_inherit) {
            continue;
        }
        if (i > 0) {
            pg_constraint edit = *mine;
            edit.name = name;
            catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
        }
    }
    if (constraint_name_is_used(r, rel, name)) {
        return false;
    }
    pg_constraint edit = *k;
    edit.name = name;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    return true;
}

/* Rules and policies: records with a parent and a name. */
static bool rename_child(replay *r, const PgQuery__RenameStmt *s, catalog_class class,
                         const char *noun, const char *of) {
    const pg_class *rel = relation_open(r, s->relation, s->missing_ok);
    if (rel == NULL) {
        return !r->analysis->failed;
    }
    if (strchr(class == CLASS_REWRITE ? "rvp" : "rp", rel->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             class == CLASS_POLICY ? "\"%s\" is not a table"
                                                   : "relation \"%s\" cannot have %ss",
                             rel->name, noun);
    }
    const catalog_record *record = catalog_find_child(r->catalog, class, rel->oid, s->subname);
    if (record == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "%s \"%s\" for %s \"%s\" does not exist", noun, s->subname, of,
                             rel->name);
    }
    if (catalog_find_child(r->catalog, class, rel->oid, s->newname) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "%s \"%s\" for %s \"%s\" already exists", noun, s->newname, of,
                             rel->name);
    }
    if (class == CLASS_REWRITE && strcmp(s->subname, "_RETURN") == 0) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "renaming an ON SELECT rule is not allowed");
    }
    catalog_record *edit = arena_copy(r->arena, record, catalog_record_size(class));
    edit->name = s->newname;
    catalog_update(r->catalog, class, edit);
    return true;
}

/* --- Everything else that has a name --------------------------------------------------------- */

bool rename_check_domain(replay *r, oid type, int object_type) {
    return object_type != OBJECT(DOMAIN) || catalog_type(r->catalog, type)->typtype == 'd' ||
           replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s is not a domain",
                         type_format_bare(r->catalog, r->arena, type));
}

static bool rename_type(replay *r, const PgQuery__RenameStmt *s) {
    object_lookup found = object_find(r, OBJECT(TYPE), s->object, false);
    if (!found.found || !rename_check_domain(r, found.address.object, (int)s->rename_type)) {
        return false;
    }
    const pg_type *type = catalog_type(r->catalog, found.address.object);
    const pg_class *row =
        type->typtype == 'c' ? catalog_relation(r->catalog, type->relation) : NULL;
    const char *name = object_name_cut(r->arena, s->newname);
    if (row != NULL && row->kind != 'c') {
        diagnostic *d =
            analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1, "%s is a table's row type",
                           type_format_bare(r->catalog, r->arena, type->oid));
        d->hint = "Use ALTER TABLE instead.";
        return false;
    }
    const pg_type *element =
        type->element != INVALID_OID ? catalog_type(r->catalog, type->element) : NULL;
    if (element != NULL && element->array == type->oid) {
        const char *text = type_format_bare(r->catalog, r->arena, type->oid);
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                                       "cannot alter array type %s", text);
        d->hint = replay_text(r, "You can alter type %s, which will alter the array type as well.",
                              type_format_bare(r->catalog, r->arena, element->oid));
        return false;
    }
    return row != NULL ? rename_relation_record(r, row->oid, name)
                       : rename_type_record(r, type, name, type->namespace);
}

static bool rename_domain_constraint(replay *r, const PgQuery__RenameStmt *s) {
    object_lookup domain = object_find(r, OBJECT(DOMAIN), s->object, false);
    if (!domain.found) {
        return false;
    }
    const pg_constraint *k =
        catalog_find_child(r->catalog, CLASS_CONSTRAINT, domain.address.object, s->subname);
    const char *type = type_format_bare(r->catalog, r->arena, domain.address.object);
    if (k == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "constraint \"%s\" for domain %s does not exist", s->subname, type);
    }
    if (catalog_find_child(r->catalog, CLASS_CONSTRAINT, domain.address.object, s->newname) !=
        NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "constraint \"%s\" for domain %s already exists", s->newname, type);
    }
    pg_constraint edit = *k;
    edit.name = s->newname;
    catalog_update(r->catalog, CLASS_CONSTRAINT, &edit);
    return true;
}

static bool rename_schema(replay *r, const PgQuery__RenameStmt *s) {
    oid namespace = search_path_namespace(r->catalog, s->subname);
    if (namespace == INVALID_OID) {
        return replay_refuse(r, SQLSTATE_INVALID_SCHEMA_NAME, -1, "schema \"%s\" does not exist",
                             s->subname);
    }
    if (search_path_namespace(r->catalog, s->newname) != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_SCHEMA, -1, "schema \"%s\" already exists",
                             s->newname);
    }
    if (strncmp(s->newname, "pg_", 3) == 0) {
        diagnostic *d = analysis_error(r->analysis, SQLSTATE_RESERVED_NAME, -1,
                                       "unacceptable schema name \"%s\"", s->newname);
        d->detail = "The prefix \"pg_\" is reserved for system schemas.";
        return false;
    }
    pg_namespace edit = *catalog_namespace(r->catalog, namespace);
    edit.name = s->newname;
    catalog_update(r->catalog, CLASS_NAMESPACE, &edit);
    return true;
}

bool rename_method_name_is_free(replay *r, catalog_class class, const catalog_record *record,
                                const char *name, oid namespace) {
    bool family = class == CLASS_OPFAMILY;
    oid method = family ? ((const pg_opfamily *)(const void *)record)->method
                        : ((const pg_opclass *)(const void *)record)->method;
    catalog_scan scan = catalog_scan_name(r->catalog, class, name);
    const catalog_record *other;
    while ((other = catalog_next(&scan)) != NULL) {
        oid its_method = family ? ((const pg_opfamily *)(const void *)other)->method
                                : ((const pg_opclass *)(const void *)other)->method;
        if (other->namespace == namespace && its_method == method) {
            const pg_am *am = catalog_find(r->catalog, CLASS_AM, method);
            return replay_refuse(
                r, SQLSTATE_DUPLICATE_OBJECT, -1,
                "operator %s \"%s\" for access method \"%s\" already exists in schema \"%s\"",
                family ? "family" : "class", name, am->name,
                catalog_namespace(r->catalog, namespace)->name);
        }
    }
    return true;
}

static bool refuse_duplicate(replay *r, catalog_class class, int type, const catalog_record *record,
                             const char *name) {
    if (class == CLASS_PROC) {
        return true; /* overloads: the signature decides, checked by name_is_free_for_function */
    }
    bool global = record->namespace == INVALID_OID;
    const char *noun = object_type_noun(type);
    if (catalog_find_named(r->catalog, class, record->namespace, name) == NULL) {
        return true;
    }
    if (global) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "%s \"%s\" already exists", noun,
                             name);
    }
    const pg_namespace *schema = catalog_namespace(r->catalog, record->namespace);
    if (class == CLASS_OPCLASS || class == CLASS_OPFAMILY) {
        return rename_method_name_is_free(r, class, record, name, record->namespace);
    }
    return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                         "%s \"%s\" already exists in schema \"%s\"", noun, name,
                         schema != NULL ? schema->name : "");
}

bool rename_function_is_free(replay *r, const pg_proc *proc, const char *name, oid namespace) {
    catalog_scan scan = catalog_scan_name(r->catalog, CLASS_PROC, name);
    const pg_proc *other;
    while ((other = catalog_next(&scan)) != NULL) {
        if (other->namespace != namespace ||
            (other->oid == proc->oid && namespace != proc->namespace) ||
            other->arg_count != proc->arg_count) {
            continue;
        }
        bool same = true;
        for (int i = 0; i < proc->arg_count && same; i++) {
            same = other->args[i] == proc->args[i];
        }
        if (same) {
            const pg_namespace *schema = catalog_namespace(r->catalog, namespace);
            const char *args = "";
            for (int i = 0; i < proc->arg_count; i++) {
                args = replay_text(r, "%s%s%s", args, i > 0 ? ", " : "",
                                   type_format_bare(r->catalog, r->arena, proc->args[i]));
            }
            return replay_refuse(r, SQLSTATE_DUPLICATE_FUNCTION, -1,
                                 "function %s(%s) already exists in schema \"%s\"", name, args,
                                 schema->name);
        }
    }
    return true;
}

static bool rename_other(replay *r, const PgQuery__RenameStmt *s) {
    object_lookup found = object_find(r, (int)s->rename_type, s->object, s->missing_ok);
    if (!found.found) {
        return !r->analysis->failed;
    }
    catalog_class class = found.address.class;
    const catalog_record *record = catalog_find(r->catalog, class, found.address.object);
    if (!refuse_duplicate(r, class, (int)s->rename_type, record, s->newname)) {
        return false;
    }
    if (class == CLASS_PROC && !rename_function_is_free(r, (const pg_proc *)(const void *)record,
                                                        s->newname, record->namespace)) {
        return false;
    }
    catalog_record *edit = arena_copy(r->arena, record, catalog_record_size(class));
    edit->name = object_name_cut(r->arena, s->newname);
    catalog_update(r->catalog, class, edit);
    return true;
}

bool rename_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__RenameStmt *s = node->rename_stmt;
    switch ((int)s->rename_type) {
    case OBJECT(TABLE):
    case OBJECT(SEQUENCE):
    case OBJECT(VIEW):
    case OBJECT(MATVIEW):
    case OBJECT(INDEX):
    case OBJECT(FOREIGN_TABLE):
        return rename_relation(r, s);
    case OBJECT(COLUMN):
    case OBJECT(ATTRIBUTE):
        return rename_column(r, s);
    case OBJECT(TABCONSTRAINT):
        return rename_constraint(r, s);
    case OBJECT(DOMCONSTRAINT):
        return rename_domain_constraint(r, s);
    case OBJECT(TRIGGER):
        return trigger_rename(r, s);
    case OBJECT(RULE):
        return rename_child(r, s, CLASS_REWRITE, "rule", "relation");
    case OBJECT(POLICY):
        return rename_child(r, s, CLASS_POLICY, "policy", "table");
    case OBJECT(TYPE):
    case OBJECT(DOMAIN):
        return rename_type(r, s);
    case OBJECT(SCHEMA):
        return rename_schema(r, s);
    case OBJECT(DATABASE):
    case OBJECT(ROLE):
    case OBJECT(TABLESPACE):
        return true;
    default:
        if (s->object == NULL) {
            return true;
        }
        return rename_other(r, s);
    }
}
