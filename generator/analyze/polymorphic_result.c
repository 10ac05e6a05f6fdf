#include "analyze/polymorphic.h"

static bool any_of(const oid *declared, int count, oid x, oid y) {
    for (int i = 0; i < count; i++) {
        if (declared[i] == x || declared[i] == y) {
            return true;
        }
    }
    return false;
}

static bool any_simple(const oid *declared, int count) {
    for (int i = 0; i < count; i++) {
        if (type_is_polymorphic_simple(declared[i])) {
            return true;
        }
    }
    return false;
}

static bool any_compatible(const oid *declared, int count) {
    for (int i = 0; i < count; i++) {
        if (type_is_polymorphic_compatible(declared[i])) {
            return true;
        }
    }
    return false;
}

/* The names of these types are never qualified or spelled otherwise. */
static const char *pseudo_type_name(oid type) {
    switch (type) {
    case ANYELEMENTOID:
        return "anyelement";
    case ANYARRAYOID:
        return "anyarray";
    case ANYNONARRAYOID:
        return "anynonarray";
    case ANYENUMOID:
        return "anyenum";
    case ANYRANGEOID:
        return "anyrange";
    case ANYMULTIRANGEOID:
        return "anymultirange";
    case ANYCOMPATIBLEOID:
        return "anycompatible";
    case ANYCOMPATIBLEARRAYOID:
        return "anycompatiblearray";
    case ANYCOMPATIBLENONARRAYOID:
        return "anycompatiblenonarray";
    case ANYCOMPATIBLERANGEOID:
        return "anycompatiblerange";
    default:
        return "anycompatiblemultirange";
    }
}

const char *polymorphic_check_result(arena *a, oid result, const oid *declared, int count) {
    const char *needed = NULL;
    if (result == ANYRANGEOID || result == ANYMULTIRANGEOID) {
        if (!any_of(declared, count, ANYRANGEOID, ANYMULTIRANGEOID)) {
            needed = "anyrange or anymultirange";
        }
    } else if (result == ANYCOMPATIBLERANGEOID || result == ANYCOMPATIBLEMULTIRANGEOID) {
        if (!any_of(declared, count, ANYCOMPATIBLERANGEOID, ANYCOMPATIBLEMULTIRANGEOID)) {
            needed = "anycompatiblerange or anycompatiblemultirange";
        }
    } else if (type_is_polymorphic_simple(result)) {
        if (!any_simple(declared, count)) {
            needed = "anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange";
        }
    } else if (type_is_polymorphic_compatible(result) && !any_compatible(declared, count)) {
        needed = "anycompatible, anycompatiblearray, anycompatiblenonarray, anycompatiblerange, "
                 "or anycompatiblemultirange";
    }
    if (!needed) {
        return NULL;
    }
    return arena_printf(a, "A result of type %s requires at least one input of type %s.",
                        pseudo_type_name(result), needed);
}

/* --- OUT columns ------------------------------------------------------------------------------ */

/* What a call's arguments, cast already, say the two families stand for: [0] anyelement's, [1]
 * anycompatible's. */
typedef struct call_types {
    oid element[2], array[2], range[2], multirange[2];
} call_types;

static void note_argument(const catalog *c, call_types *t, oid declared, oid actual) {
    int family = type_is_polymorphic_compatible(declared) ? 1 : 0;
    oid base = type_base(c, actual);
    switch (declared) {
    case ANYELEMENTOID:
    case ANYNONARRAYOID:
    case ANYENUMOID:
    case ANYCOMPATIBLEOID:
    case ANYCOMPATIBLENONARRAYOID:
        t->element[family] = actual;
        return;
    case ANYARRAYOID:
    case ANYCOMPATIBLEARRAYOID:
        t->array[family] = base;
        return;
    case ANYRANGEOID:
    case ANYCOMPATIBLERANGEOID:
        t->range[family] = base;
        return;
    case ANYMULTIRANGEOID:
    case ANYCOMPATIBLEMULTIRANGEOID:
        t->multirange[family] = base;
        return;
    default:
        return;
    }
}

static void complete_family(const catalog *c, call_types *t, int family) {
    if (!t->range[family]) {
        t->range[family] = type_multirange_range(c, t->multirange[family]);
    }
    if (!t->multirange[family]) {
        t->multirange[family] = type_range_multirange(c, t->range[family]);
    }
    if (!t->element[family]) {
        t->element[family] = type_array_element(c, t->array[family]);
    }
    if (!t->element[family]) {
        t->element[family] = type_range_subtype(c, t->range[family]);
    }
    if (!t->array[family]) {
        t->array[family] = type_array(c, t->element[family]);
    }
}

static oid substitute(const call_types *t, oid declared) {
    int family = type_is_polymorphic_compatible(declared) ? 1 : 0;
    switch (declared) {
    case ANYELEMENTOID:
    case ANYNONARRAYOID:
    case ANYENUMOID:
    case ANYCOMPATIBLEOID:
    case ANYCOMPATIBLENONARRAYOID:
        return t->element[family];
    case ANYARRAYOID:
    case ANYCOMPATIBLEARRAYOID:
        return t->array[family];
    case ANYRANGEOID:
    case ANYCOMPATIBLERANGEOID:
        return t->range[family];
    case ANYMULTIRANGEOID:
    case ANYCOMPATIBLEMULTIRANGEOID:
        return t->multirange[family];
    default:
        return declared;
    }
}

static bool is_out(char mode) {
    return mode == 'o' || mode == 'b' || mode == 't';
}

static call_types types_of_call(const catalog *c, const pg_proc *proc, const expr_list *args) {
    call_types t = {0};
    for (int i = 0; args && i < args->count && i < proc->arg_count; i++) {
        note_argument(c, &t, proc->args[i], args->items[i]->type);
    }
    complete_family(c, &t, 0);
    complete_family(c, &t, 1);
    return t;
}

oid polymorphic_element_without_array(const catalog *c, const pg_proc *proc,
                                      const expr_list *args) {
    call_types t = types_of_call(c, proc, args);
    for (int i = 0; proc->modes && i < proc->all_count; i++) {
        oid type = proc->all_args[i];
        int family = type == ANYCOMPATIBLEARRAYOID ? 1 : 0;
        bool array = type == ANYARRAYOID || type == ANYCOMPATIBLEARRAYOID;
        if (is_out(proc->modes[i]) && array && !t.array[family] && t.element[family]) {
            return t.element[family];
        }
    }
    return INVALID_OID;
}

bool polymorphic_out_types(const catalog *c, const pg_proc *proc, const expr_list *args, oid *types,
                           int count) {
    call_types t = types_of_call(c, proc, args);
    int next = 0;
    for (int i = 0; proc->modes && i < proc->all_count && next < count; i++) {
        if (!is_out(proc->modes[i])) {
            continue;
        }
        types[next] = substitute(&t, proc->all_args[i]);
        if (!types[next]) {
            return false;
        }
        next++;
    }
    return true;
}
