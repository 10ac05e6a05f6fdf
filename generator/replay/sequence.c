#include "replay/sequence.h"

#include "analyze/type_name.h"
#include "replay/object_name.h"
#include "replay/sequence_options.h"
#include "replay/statements.h"

static attribute_list sequence_columns(replay *r) {
    attribute_list list = {0};
    static const struct {
        const char *name;
        oid type;
    } columns[] = {{"last_value", INT8OID}, {"log_cnt", INT8OID}, {"is_called", BOOLOID}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        *LIST_PUSH(r->arena, &list) = (pg_attribute){
            .name = columns[i].name,
            .type = columns[i].type,
            .typmod = -1,
            .not_null = true,
            .is_local = true,
        };
    }
    return list;
}

typedef struct new_sequence {
    const char *name;
    oid namespace;
    char persistence;
    oid type;
    size_t option_count;
    PgQuery__Node **options;
    const sequence_numbers *numbers; /* ready, or NULL */
} new_sequence;

static oid create(replay *r, const new_sequence *s) {
    sequence_numbers *numbers = ARENA_NEW(r->arena, sequence_numbers);
    if (s->numbers != NULL) {
        *numbers = *s->numbers;
    } else if (!sequence_options_read(r, &(sequence_change){NULL, s->type, s->type, false},
                                      s->option_count, s->options, numbers)) {
        return INVALID_OID;
    }
    oid made = relation_create(r, &(relation_plan){
                                      .name = object_name_cut(r->arena, s->name),
                                      .namespace = s->namespace,
                                      .kind = 'S',
                                      .persistence = s->persistence,
                                      .attributes = sequence_columns(r),
                                  });
    if (made == INVALID_OID) {
        return INVALID_OID;
    }
    pg_class *edit = relation_edit(r, made);
    edit->sequence_type = s->type;
    edit->source = numbers;
    relation_update(r, edit);
    return made;
}

/* The elements of a qualified name in an option. */
static size_t option_names(const PgQuery__DefElem *e, PgQuery__Node ***names) {
    if (e->arg == NULL || e->arg->node_case != PG_QUERY__NODE__NODE_LIST) {
        return 0;
    }
    *names = e->arg->list->items;
    return e->arg->list->n_items;
}

/* AS type: only the integer types. */
static bool read_type(replay *r, size_t count, PgQuery__Node **options, bool identity, oid *type) {
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        if (strcmp(e->defname, "as") != 0 || e->arg == NULL ||
            e->arg->node_case != PG_QUERY__NODE__NODE_TYPE_NAME) {
            continue;
        }
        type_and_typmod t = type_name_resolve(r->analysis, e->arg->type_name);
        if (t.type == INVALID_OID) {
            return false;
        }
        *type = t.type;
    }
    if (*type != INT2OID && *type != INT4OID && *type != INT8OID) {
        return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1, "%s",
                             identity ? "identity column type must be smallint, integer, or bigint"
                                      : "sequence type must be smallint, integer, or bigint");
    }
    return true;
}

bool sequence_plan_for_column(replay *r, const sequence_owner *owner, sequence_plan *plan) {
    *plan = (sequence_plan){.owner = *owner, .namespace = owner->namespace};
    for (size_t i = 0; i < owner->option_count; i++) {
        const PgQuery__DefElem *e = owner->options[i]->def_elem;
        PgQuery__Node **names = NULL;
        size_t parts = strcmp(e->defname, "sequence_name") == 0 ? option_names(e, &names) : 0;
        if (parts == 0) {
            continue;
        }
        plan->name = node_string(names[parts - 1]);
        if (parts > 1) {
            plan->namespace = relation_namespace(r, node_string(names[parts - 2]), -1);
            if (plan->namespace == INVALID_OID) {
                return false;
            }
        }
    }
    if (plan->name == NULL) {
        plan->name = object_name_choose_relation(
            r, &(name_choice){owner->table, owner->column, "seq", owner->namespace, false});
    }
    return true;
}

oid sequence_make(replay *r, const sequence_plan *plan) {
    const sequence_owner *owner = &plan->owner;
    const pg_class *like = catalog_relation(r->catalog, owner->like);
    oid type = like != NULL ? INT8OID : owner->type;
    if (!read_type(r, 0, NULL, owner->identity, &type)) {
        return INVALID_OID;
    }
    bool permanent = owner->persistence == 'u' && catalog_version(r->catalog) < 15;
    return create(r, &(new_sequence){
                         plan->name, plan->namespace, permanent ? 'p' : owner->persistence, type,
                         owner->option_count, owner->options, like != NULL ? like->source : NULL});
}

void sequence_own(replay *r, oid sequence, oid relation, int attribute, bool identity) {
    object_address self = address_of(CLASS_RELATION, sequence);
    depend_remove(r->catalog, self, DEPENDENCY_AUTO);
    depend_add(r->catalog, self, address_of_column(relation, attribute),
               identity ? DEPENDENCY_INTERNAL : DEPENDENCY_AUTO);
}

oid sequence_of_identity(replay *r, oid relation, int attribute) {
    depend_scan scan = depend_scan_referrers(r->catalog, address_of_column(relation, attribute));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->dependent.class == CLASS_RELATION && d->type == DEPENDENCY_INTERNAL) {
            const pg_class *c = catalog_relation(r->catalog, d->dependent.object);
            if (c != NULL && c->kind == 'S') {
                return c->oid;
            }
        }
    }
    return INVALID_OID;
}

static bool refuse_owned_by(replay *r) {
    diagnostic *d =
        analysis_error(r->analysis, SQLSTATE_SYNTAX_ERROR, -1, "invalid OWNED BY option");
    d->hint = "Specify OWNED BY table.column or OWNED BY NONE.";
    return false;
}

/* The sequence of an identity column stays with it: true with an error. */
static bool refuse_identity_sequence(replay *r, oid sequence) {
    depend_scan scan = depend_scan_references(r->catalog, address_of(CLASS_RELATION, sequence));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->type != DEPENDENCY_INTERNAL || d->referenced.class != CLASS_RELATION ||
            d->referenced.sub == 0) {
            continue;
        }
        diagnostic *e = analysis_error(r->analysis, SQLSTATE_FEATURE_NOT_SUPPORTED, -1,
                                       "cannot change ownership of identity sequence");
        e->detail = replay_text(r, "Sequence \"%s\" is linked to table \"%s\".",
                                catalog_relation(r->catalog, sequence)->name,
                                catalog_relation(r->catalog, d->referenced.object)->name);
        return true;
    }
    return false;
}

/* OWNED BY table.column | NONE. */
static bool obey_owned_by(replay *r, oid sequence, const PgQuery__DefElem *e) {
    PgQuery__Node **names = NULL;
    size_t count = option_names(e, &names);
    object_address self = address_of(CLASS_RELATION, sequence);
    if (count <= 1) {
        if (count == 0 || !text_equal(node_string(names[0]), "none")) {
            return refuse_owned_by(r);
        }
        if (refuse_identity_sequence(r, sequence)) {
            return false;
        }
        depend_remove(r->catalog, self, DEPENDENCY_AUTO);
        return true;
    }
    PgQuery__RangeVar var = PG_QUERY__RANGE_VAR__INIT;
    var.relname = names[count - 2]->string->sval;
    if (count > 2) {
        var.schemaname = names[count - 3]->string->sval;
    }
    const pg_class *table = relation_open(r, &var, false);
    if (table == NULL) {
        return false;
    }
    if (strchr("rfvp", table->kind) == NULL) {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                             "sequence cannot be owned by relation \"%s\"", table->name);
    }
    const pg_class *seq = catalog_relation(r->catalog, sequence);
    if (table->namespace != seq->namespace) {
        return replay_refuse(r, SQLSTATE_OBJECT_NOT_IN_PREREQUISITE_STATE, -1,
                             "sequence must be in same schema as table it is linked to");
    }
    const char *column = node_string(names[count - 1]);
    int number = relation_column(table, column);
    if (number == 0) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_COLUMN, -1,
                             "column \"%s\" of relation \"%s\" does not exist", column,
                             table->name);
    }
    if (refuse_identity_sequence(r, sequence)) {
        return false;
    }
    sequence_own(r, sequence, table->oid, number, false);
    return true;
}

static bool check_options(replay *r, size_t count, PgQuery__Node **options) {
    static const char *const names[] = {"as",       "increment", "start", "restart", "maxvalue",
                                        "minvalue", "cache",     "cycle", "owned_by"};
    unsigned seen = 0;
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        for (unsigned n = 0; n < sizeof names / sizeof names[0]; n++) {
            if (strcmp(e->defname, names[n]) != 0) {
                continue;
            }
            if ((seen & (1u << n)) != 0) {
                return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, e->location,
                                     "conflicting or redundant options");
            }
            seen |= 1u << n;
        }
    }
    return true;
}

static bool obey_options(replay *r, oid sequence, size_t count, PgQuery__Node **options) {
    for (size_t i = 0; i < count; i++) {
        const PgQuery__DefElem *e = options[i]->def_elem;
        if (strcmp(e->defname, "owned_by") == 0 && !obey_owned_by(r, sequence, e)) {
            return false;
        }
    }
    return true;
}

static bool sequence_is_there(replay *r, const PgQuery__CreateSeqStmt *s) {
    char persistence = relation_persistence(s->sequence);
    oid namespace = relation_creation_namespace(r, s->sequence, &persistence);
    return namespace != INVALID_OID &&
           catalog_find_named(r->catalog, CLASS_RELATION, namespace, s->sequence->relname) != NULL;
}

bool create_sequence_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateSeqStmt *s = node->create_seq_stmt;
    if (s->if_not_exists && (sequence_is_there(r, s) || r->analysis->failed)) {
        return !r->analysis->failed;
    }
    oid type = INT8OID;
    sequence_numbers numbers;
    if (!check_options(r, s->n_options, s->options) ||
        !read_type(r, s->n_options, s->options, false, &type) ||
        !sequence_options_read(r, &(sequence_change){NULL, type, type, false}, s->n_options,
                               s->options, &numbers)) {
        return false;
    }
    char persistence = relation_persistence(s->sequence);
    oid namespace = relation_creation_namespace(r, s->sequence, &persistence);
    if (namespace == INVALID_OID) {
        return false;
    }
    oid made = create(r, &(new_sequence){s->sequence->relname, namespace, persistence, type,
                                         s->n_options, s->options, &numbers});
    return made != INVALID_OID && obey_options(r, made, s->n_options, s->options);
}

bool sequence_alter(replay *r, oid relation, oid type, size_t count, PgQuery__Node **options) {
    const pg_class *sequence = catalog_relation(r->catalog, relation);
    sequence_numbers *numbers = ARENA_NEW(r->arena, sequence_numbers);
    sequence_change change = {sequence->source, sequence->sequence_type, type, false};
    if (!sequence_options_read(r, &change, count, options, numbers)) {
        return false;
    }
    pg_class *edit = relation_edit(r, relation);
    edit->sequence_type = type;
    edit->source = numbers;
    relation_update(r, edit);
    return true;
}

bool sequence_retype_identity(replay *r, oid sequence, oid type) {
    return read_type(r, 0, NULL, true, &type) && sequence_alter(r, sequence, type, 0, NULL);
}

bool alter_sequence_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterSeqStmt *s = node->alter_seq_stmt;
    const pg_class *sequence = relation_open(r, s->sequence, s->missing_ok);
    if (sequence == NULL) {
        return !r->analysis->failed;
    }
    if (sequence->kind != 'S') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a sequence",
                             sequence->name);
    }
    oid type = sequence->sequence_type;
    if (!check_options(r, s->n_options, s->options) ||
        !read_type(r, s->n_options, s->options, false, &type)) {
        return false;
    }
    if (!sequence_alter(r, sequence->oid, type, s->n_options, s->options)) {
        return false;
    }
    return obey_options(r, sequence->oid, s->n_options, s->options);
}
