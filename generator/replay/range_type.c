#include "replay/object_statements.h"

#include "analyze/operator_call.h"
#include "analyze/type_name.h"
#include "replay/definition.h"
#include "replay/function_signature.h"
#include "replay/new_type.h"
#include "replay/object_name.h"

/* CREATE TYPE ... AS RANGE: the range, its multirange, their array types, constructors and cast. */

typedef struct range_definition {
    new_name name;
    oid shell;
    const definition_option *subtype_option, *opclass_option, *collation_option, *canonical_option,
        *diff_option, *multirange_option;
    oid subtype, opclass, collation, canonical, diff;
    oid multirange_namespace;
    const char *multirange_name; /* NULL: chosen by the server */
} range_definition;

/* --- Options ---------------------------------------------------------------------------------- */

static bool take_option(replay *r, const definition_option *e, range_definition *d) {
    const struct {
        const char *name;
        const definition_option **slot;
    } slots[] = {
        {"subtype", &d->subtype_option},     {"subtype_opclass", &d->opclass_option},
        {"collation", &d->collation_option}, {"canonical", &d->canonical_option},
        {"subtype_diff", &d->diff_option},   {"multirange_type_name", &d->multirange_option},
    };
    for (size_t i = 0; i < sizeof slots / sizeof slots[0]; i++) {
        if (definition_is(e, slots[i].name)) {
            return definition_take(r, e, slots[i].slot);
        }
    }
    return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1, "type attribute \"%s\" not recognized",
                         e->defname);
}

/* What can be looked up while the options are read is looked up at once. */
static bool read_option(replay *r, const definition_option *e, range_definition *d) {
    if (!take_option(r, e, d)) {
        return false;
    }
    if (e == d->subtype_option) {
        d->subtype = definition_type(r, e);
        return d->subtype != INVALID_OID;
    }
    name_parts name = definition_name(r, e);
    if (name.count == 0) {
        return false;
    }
    if (e == d->collation_option) {
        d->collation = collation_name_resolve(r->analysis, name.count, name.items, -1);
        return d->collation != INVALID_OID;
    }
    if (e == d->multirange_option) {
        new_name place;
        if (!definition_place(r, name.count, name.items, &place)) {
            return false;
        }
        d->multirange_namespace = place.namespace;
        d->multirange_name = place.name;
    }
    return true;
}

static bool check_subtype(replay *r, const range_definition *d) {
    if (d->subtype == INVALID_OID) {
        return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                             "type attribute \"subtype\" is required");
    }
    if (catalog_type(r->catalog, d->subtype)->typtype == 'p') {
        return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1, "range subtype cannot be %s",
                             type_format_bare(r->catalog, r->arena, d->subtype));
    }
    return true;
}

static bool find_named_opclass(replay *r, range_definition *d) {
    name_parts name = definition_name(r, d->opclass_option);
    qualified_name q;
    if (!qualified_name_parse(r->analysis, name.count, name.items, -1, &q) ||
        (q.schema != NULL && definition_schema(r, q.schema) == INVALID_OID)) {
        return false;
    }
    const pg_opclass *o = search_path_opclass(r->catalog, BTREE_AM_OID, q.schema, q.name);
    const char *text = qualified_name_text(r->analysis, name.count, name.items);
    if (o == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                             "operator class \"%s\" does not exist for access method \"btree\"",
                             text);
    }
    if (!coercion_is_binary(r->catalog, d->subtype, o->input_type)) {
        return replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1,
                             "operator class \"%s\" does not accept data type %s", text,
                             type_format_bare(r->catalog, r->arena, d->subtype));
    }
    d->opclass = o->oid;
    return true;
}

static bool find_order(replay *r, range_definition *d) {
    if (d->opclass_option != NULL) {
        return find_named_opclass(r, d);
    }
    const pg_opclass *o = opclass_default(r->catalog, d->subtype, BTREE_AM_OID);
    if (o != NULL) {
        d->opclass = o->oid;
        return true;
    }
    diagnostic *problem =
        analysis_error(r->analysis, SQLSTATE_UNDEFINED_OBJECT, -1,
                       "data type %s has no default operator class for access method \"btree\"",
                       type_format_bare(r->catalog, r->arena, d->subtype));
    problem->hint = "You must specify an operator class for the range type or define a default "
                    "operator class for the subtype.";
    return false;
}

static bool choose_collation(replay *r, range_definition *d) {
    oid own = type_collation(r->catalog, d->subtype);
    if (own != INVALID_OID) {
        d->collation = d->collation != INVALID_OID ? d->collation : own;
        return true;
    }
    return d->collation == INVALID_OID ||
           replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1,
                         "range collation specified but subtype does not support collation");
}

/* --- Support functions ------------------------------------------------------------------------ */

static bool find_canonical(replay *r, range_definition *d) {
    if (d->canonical_option == NULL) {
        return true;
    }
    if (d->shell == INVALID_OID) {
        diagnostic *problem =
            analysis_error(r->analysis, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                           "cannot specify a canonical function without a pre-created shell type");
        problem->hint = "Create the type as a shell type, then create its canonicalization "
                        "function, then do a full CREATE TYPE.";
        return false;
    }
    name_parts name = definition_name(r, d->canonical_option);
    const pg_proc *p = definition_function(r, name, 1, &d->shell);
    if (p == NULL) {
        return false;
    }
    const char *signature = function_signature_of(r, name, 1, &d->shell);
    if (p->result != d->shell) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "range canonical function %s must return range type", signature);
    }
    if (p->volatility != 'i') {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "range canonical function %s must be immutable", signature);
    }
    d->canonical = p->oid;
    return true;
}

static bool find_difference(replay *r, range_definition *d) {
    if (d->diff_option == NULL) {
        return true;
    }
    const oid types[] = {d->subtype, d->subtype};
    name_parts name = definition_name(r, d->diff_option);
    const pg_proc *p = definition_function(r, name, 2, types);
    if (p == NULL) {
        return false;
    }
    const char *signature = function_signature_of(r, name, 2, types);
    if (p->result != FLOAT8OID) {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "range subtype diff function %s must return type double precision",
                             signature);
    }
    if (p->volatility != 'i') {
        return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                             "range subtype diff function %s must be immutable", signature);
    }
    d->diff = p->oid;
    return true;
}

/* --- The multirange's name -------------------------------------------------------------------- */

/* "range" in the name becomes "multirange"; without it "_multirange" is put behind. */
static const char *multirange_name(replay *r, const char *range) {
    const char *word = strstr(range, "range");
    const char *name =
        word != NULL
            ? replay_text(r, "%.*smultirange%s", (int)(word - range), range, word + strlen("range"))
            : replay_text(r, "%s_multirange",
                          arena_strndup(r->arena, range,
                                        strlen(object_name_cut(r->arena, range)) >
                                                NAME_LIMIT - strlen("_multirange")
                                            ? NAME_LIMIT - strlen("_multirange")
                                            : strlen(range)));
    return object_name_cut(r->arena, name);
}

static bool claim_multirange(replay *r, range_definition *d, oid *shell) {
    *shell = INVALID_OID;
    if (d->multirange_name != NULL) {
        return new_type_claim(r, d->multirange_namespace, d->multirange_name, shell);
    }
    d->multirange_namespace = d->name.namespace;
    d->multirange_name = multirange_name(r, d->name.name);
    if (catalog_find_named(r->catalog, CLASS_TYPE, d->multirange_namespace, d->multirange_name) ==
        NULL) {
        return true;
    }
    diagnostic *problem = analysis_error(r->analysis, SQLSTATE_DUPLICATE_OBJECT, -1,
                                         "type \"%s\" already exists", d->multirange_name);
    problem->detail =
        replay_text(r, "Failed while creating a multirange type for type \"%s\".", d->name.name);
    problem->hint = "You can manually specify a multirange type name using the "
                    "\"multirange_type_name\" attribute.";
    return false;
}

/* --- Constructors ----------------------------------------------------------------------------- */

typedef struct constructor {
    new_name name;
    oid result;
    int arg_count;
    oid args[3];
    oid variadic;
    bool strict;
    const char *source;
} constructor;

static oid internal_language(replay *r) {
    const pg_named *l = catalog_find_named(r->catalog, CLASS_LANGUAGE, 0, "internal");
    return l != NULL ? l->oid : INVALID_OID;
}

/* 0 with an error when there is such a function already. */
static oid add_constructor(replay *r, const constructor *k) {
    oid *args = arena_copy(r->arena, k->args, sizeof(oid) * (size_t)k->arg_count);
    if (function_signature_find(r, k->name.namespace, k->name.name, k->arg_count, args) != NULL) {
        replay_refuse(r, SQLSTATE_DUPLICATE_FUNCTION, -1,
                      "function \"%s\" already exists with same argument types", k->name.name);
        return INVALID_OID;
    }
    pg_proc p = {
        .namespace = k->name.namespace,
        .name = k->name.name,
        .kind = 'f',
        .strict = k->strict,
        .volatility = 'i',
        .parallel = 's',
        .result = k->result,
        .variadic = k->variadic,
        .language = internal_language(r),
        .arg_count = (int16_t)k->arg_count,
        .args = args,
        .source = k->source,
    };
    if (k->variadic != INVALID_OID) {
        p.all_count = p.arg_count;
        p.all_args = args;
        p.modes = "v";
    }
    p.oid = catalog_add(r->catalog, CLASS_PROC, &p);
    object_address self = address_of(CLASS_PROC, p.oid);
    depend_normal(r, self, address_of(CLASS_NAMESPACE, p.namespace));
    depend_normal(r, self, address_of(CLASS_TYPE, p.result));
    for (int i = 0; i < k->arg_count; i++) {
        depend_normal(r, self, address_of(CLASS_TYPE, args[i]));
    }
    depend_add(r->catalog, self, address_of(CLASS_TYPE, p.result), DEPENDENCY_INTERNAL);
    return p.oid;
}

static bool add_range_constructors(replay *r, const range_definition *d, oid range) {
    constructor k = {.name = d->name,
                     .result = range,
                     .arg_count = 2,
                     .args = {d->subtype, d->subtype, TEXTOID},
                     .source = "range_constructor2"};
    if (add_constructor(r, &k) == INVALID_OID) {
        return false;
    }
    k.arg_count = 3;
    k.source = "range_constructor3";
    return add_constructor(r, &k) != INVALID_OID;
}

/* *cast_function: the one that makes a multirange of a range. */
static bool add_multirange_constructors(replay *r, const range_definition *d, const pg_type *range,
                                        oid multirange, oid *cast_function) {
    /* They stand beside the range, wherever the multirange is. */
    constructor k = {.name = {d->name.namespace, d->multirange_name},
                     .result = multirange,
                     .strict = true,
                     .source = "multirange_constructor0"};
    if (add_constructor(r, &k) == INVALID_OID) {
        return false;
    }
    k.arg_count = 1;
    k.args[0] = range->oid;
    k.source = "multirange_constructor1";
    *cast_function = add_constructor(r, &k);
    if (*cast_function == INVALID_OID) {
        return false;
    }
    k.args[0] = range->array;
    k.variadic = range->oid;
    k.source = "multirange_constructor2";
    return add_constructor(r, &k) != INVALID_OID;
}

static void add_cast(replay *r, oid range, oid multirange, oid function) {
    oid cast = catalog_add(r->catalog, CLASS_CAST,
                           &(pg_cast){.name = "",
                                      .source = range,
                                      .target = multirange,
                                      .function = function,
                                      .context = 'e',
                                      .method = 'f'});
    object_address self = address_of(CLASS_CAST, cast);
    depend_add(r->catalog, self, address_of(CLASS_TYPE, range), DEPENDENCY_INTERNAL);
    depend_add(r->catalog, self, address_of(CLASS_TYPE, multirange), DEPENDENCY_INTERNAL);
    depend_add(r->catalog, self, address_of(CLASS_PROC, function), DEPENDENCY_INTERNAL);
}

/* --- The types -------------------------------------------------------------------------------- */

static pg_type add_range(replay *r, const range_definition *d) {
    pg_type range = new_type_record(d->name.namespace, d->name.name, 'r', 'R');
    range.oid = d->shell;
    range.range_subtype = d->subtype;
    range.range_collation = d->collation;
    range.range_opclass = d->opclass;
    new_type_set_functions(r, &range, "range_in", "range_out");
    new_type_add(r, &range, NULL);
    object_address self = address_of(CLASS_TYPE, range.oid);
    depend_normal(r, self, address_of(CLASS_TYPE, d->subtype));
    depend_normal(r, self, address_of(CLASS_OPCLASS, d->opclass));
    if (d->collation != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_COLLATION, d->collation));
    }
    if (d->canonical != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, d->canonical));
    }
    if (d->diff != INVALID_OID) {
        depend_normal(r, self, address_of(CLASS_PROC, d->diff));
    }
    return range;
}

static oid add_multirange(replay *r, const range_definition *d, pg_type *range, oid shell) {
    pg_type multirange = new_type_record(d->multirange_namespace, d->multirange_name, 'm', 'R');
    multirange.oid = shell;
    multirange.range_subtype = d->subtype;
    multirange.range_multirange = range->oid;
    new_type_set_functions(r, &multirange, "multirange_in", "multirange_out");
    new_type_add(r, &multirange, NULL);
    depend_add(r->catalog, address_of(CLASS_TYPE, multirange.oid),
               address_of(CLASS_TYPE, range->oid), DEPENDENCY_INTERNAL);
    range->range_multirange = multirange.oid;
    catalog_update(r->catalog, CLASS_TYPE, range);
    return multirange.oid;
}

static bool make_types(replay *r, range_definition *d) {
    oid multirange_shell;
    pg_type range = add_range(r, d);
    if (!claim_multirange(r, d, &multirange_shell)) {
        return false;
    }
    oid multirange = add_multirange(r, d, &range, multirange_shell);
    oid cast_function;
    if (!add_range_constructors(r, d, range.oid) ||
        !add_multirange_constructors(r, d, &range, multirange, &cast_function)) {
        return false;
    }
    add_cast(r, range.oid, multirange, cast_function);
    return true;
}

bool create_range_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateRangeStmt *s = node->create_range_stmt;
    range_definition d = {0};
    if (!definition_place(r, s->n_type_name, s->type_name, &d.name) ||
        !new_type_claim(r, d.name.namespace, d.name.name, &d.shell)) {
        return false;
    }
    for (size_t i = 0; i < s->n_params; i++) {
        if (!read_option(r, s->params[i]->def_elem, &d)) {
            return false;
        }
    }
    return check_subtype(r, &d) && find_order(r, &d) && choose_collation(r, &d) &&
           find_canonical(r, &d) && find_difference(r, &d) && make_types(r, &d);
}
