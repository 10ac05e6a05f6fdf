#include "replay/define.h"

#include <strings.h>

#include "analyze/coercion.h"
#include "replay/function_signature.h"
#include "replay/new_type.h"

/* CREATE TYPE name, a shell, and CREATE TYPE name (INPUT = ..., OUTPUT = ...), a base type. */

typedef struct base_type_options {
    const definition_option *like, *length, *input, *output, *receive, *send, *modin, *modout,
        *analyse, *subscript, *category, *preferred, *delimiter, *element, *default_value,
        *by_value, *alignment, *storage, *collatable;
} base_type_options;

static bool read_option(replay *r, const definition_option *e, base_type_options *o) {
    const struct {
        const char *name;
        const definition_option **slot;
    } options[] = {
        {"like", &o->like},
        {"internallength", &o->length},
        {"input", &o->input},
        {"output", &o->output},
        {"receive", &o->receive},
        {"send", &o->send},
        {"typmod_in", &o->modin},
        {"typmod_out", &o->modout},
        {"analyze", &o->analyse},
        {"analyse", &o->analyse},
        {"subscript", &o->subscript},
        {"category", &o->category},
        {"preferred", &o->preferred},
        {"delimiter", &o->delimiter},
        {"element", &o->element},
        {"default", &o->default_value},
        {"passedbyvalue", &o->by_value},
        {"alignment", &o->alignment},
        {"storage", &o->storage},
        {"collatable", &o->collatable},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++) {
        if (definition_is(e, options[i].name)) {
            return definition_take(r, e, options[i].slot);
        }
    }
    replay_warn(r, SQLSTATE_SYNTAX_ERROR, e->location, "type attribute \"%s\" not recognized",
                e->defname);
    return true;
}

/* --- Properties ------------------------------------------------------------------------------- */

static bool take_like(replay *r, const base_type_options *o, pg_type *type) {
    if (o->like == NULL) {
        return true;
    }
    oid like = definition_type(r, o->like);
    if (like == INVALID_OID) {
        return false;
    }
    const pg_type *t = catalog_type(r->catalog, like);
    type->length = t->length;
    type->storage = t->storage;
    return true;
}

static bool take_category(replay *r, const base_type_options *o, pg_type *type) {
    const char *text = o->category != NULL ? definition_string(r, o->category) : NULL;
    if (o->category == NULL) {
        return true;
    }
    if (text == NULL) {
        return false;
    }
    type->category = text[0];
    return (text[0] >= 32 && text[0] <= 126) ||
           replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                         "invalid type category \"%s\": must be simple ASCII", text);
}

static bool take_element(replay *r, const base_type_options *o, pg_type *type) {
    if (o->element == NULL) {
        return true;
    }
    type->element = definition_type(r, o->element);
    if (type->element == INVALID_OID) {
        return false;
    }
    return catalog_type(r->catalog, type->element)->typtype != 'p' ||
           replay_refuse(r, SQLSTATE_DATATYPE_MISMATCH, -1, "array element type cannot be %s",
                         type_format_bare(r->catalog, r->arena, type->element));
}

/* A word among several, whatever its case. */
static int find_word(const char *text, const char *const *words, int count) {
    for (int i = 0; i < count; i++) {
        if (strcasecmp(text, words[i]) == 0) {
            return i;
        }
    }
    return -1;
}

static bool take_alignment(replay *r, const base_type_options *o) {
    static const char *const words[] = {"double",           "float8", "pg_catalog.float8", "int4",
                                        "pg_catalog.int4",  "int2",   "pg_catalog.int2",   "char",
                                        "pg_catalog.bpchar"};
    const char *text = o->alignment != NULL ? definition_string(r, o->alignment) : "char";
    return text != NULL && (find_word(text, words, sizeof words / sizeof words[0]) >= 0 ||
                            replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                          "alignment \"%s\" not recognized", text));
}

static bool take_storage(replay *r, const base_type_options *o, pg_type *type) {
    static const char *const words[] = {"plain", "external", "extended", "main"};
    if (o->storage == NULL) {
        return true;
    }
    const char *text = definition_string(r, o->storage);
    int word = text != NULL ? find_word(text, words, 4) : -1;
    if (word < 0) {
        return r->analysis->failed || replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                                    "storage \"%s\" not recognized", text);
    }
    type->storage = "pexm"[word];
    return true;
}

static bool take_properties(replay *r, const base_type_options *o, pg_type *type) {
    bool collatable = false;
    if (!take_like(r, o, type) ||
        (o->length != NULL && !definition_length(r, o->length, &type->length)) ||
        !take_category(r, o, type) ||
        (o->preferred != NULL && !definition_bool(r, o->preferred, &type->preferred))) {
        return false;
    }
    const char *delimiter = o->delimiter != NULL ? definition_string(r, o->delimiter) : ",";
    if (delimiter == NULL || !take_element(r, o, type)) {
        return false;
    }
    type->delimiter = delimiter[0];
    if (o->default_value != NULL) {
        type->default_text = definition_string(r, o->default_value);
    }
    if (!take_alignment(r, o) || !take_storage(r, o, type) ||
        (o->collatable != NULL && !definition_bool(r, o->collatable, &collatable))) {
        return false;
    }
    type->collation = collatable ? DEFAULT_COLLATION_OID : INVALID_OID;
    return true;
}

/* --- Functions -------------------------------------------------------------------------------- */

typedef struct support {
    const char *noun;
    oid result;
    int count;
    oid args[3]; /* the first, or the first three, must be the function's arguments */
    bool may_have_three;
} support;

static bool find_support(replay *r, const definition_option *e, const support *s, oid *function) {
    *function = INVALID_OID;
    if (e == NULL) {
        return true;
    }
    name_parts name = definition_name(r, e);
    if (name.count == 0) {
        return false;
    }
    const pg_proc *p = definition_find_function(r, name, s->count, s->args);
    if (p == NULL && s->may_have_three && !r->analysis->failed) {
        p = definition_find_function(r, name, 3, s->args);
    }
    if (p == NULL) {
        return r->analysis->failed
                   ? false
                   : replay_refuse(r, SQLSTATE_UNDEFINED_FUNCTION, -1, "function %s does not exist",
                                   function_signature_of(r, name, s->count, s->args));
    }
    *function = p->oid;
    return p->result == s->result ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "%s function %s must return type %s", s->noun,
                         qualified_name_text(r->analysis, name.count, name.items),
                         type_format_bare(r->catalog, r->arena, s->result));
}

static bool check_given(replay *r, const base_type_options *o) {
    const char *message = NULL;
    if (o->input == NULL) {
        message = "type input function must be specified";
    } else if (o->output == NULL) {
        message = "type output function must be specified";
    } else if (o->modin == NULL && o->modout != NULL) {
        message = "type modifier output function is useless without a type modifier input function";
    }
    return message == NULL ||
           replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1, "%s", message);
}

static bool find_functions(replay *r, const base_type_options *o, pg_type *type) {
    const support input = {"type input", type->oid, 1, {CSTRINGOID, OIDOID, INT4OID}, true};
    const support output = {"type output", CSTRINGOID, 1, {type->oid}, false};
    const support receive = {"type receive", type->oid, 1, {INTERNALOID, OIDOID, INT4OID}, true};
    const support send = {"type send", BYTEAOID, 1, {type->oid}, false};
    const support modin = {"typmod_in", INT4OID, 1, {CSTRINGARRAYOID}, false};
    const support modout = {"typmod_out", CSTRINGOID, 1, {INT4OID}, false};
    const support analyse = {"type analyze", BOOLOID, 1, {INTERNALOID}, false};
    const support subscript = {"type subscripting", INTERNALOID, 1, {INTERNALOID}, false};
    return find_support(r, o->input, &input, &type->input) &&
           find_support(r, o->output, &output, &type->output) &&
           find_support(r, o->receive, &receive, &type->receive) &&
           find_support(r, o->send, &send, &type->send) &&
           find_support(r, o->modin, &modin, &type->modin) &&
           find_support(r, o->modout, &modout, &type->modout) &&
           find_support(r, o->analyse, &analyse, &type->analyse) &&
           find_support(r, o->subscript, &subscript, &type->subscript);
}

/* Types of fixed length whose elements are too can be subscripted without a function of their own.
 */
static bool choose_subscript(replay *r, pg_type *type, const base_type_options *o) {
    if (o->subscript != NULL || type->element == INVALID_OID) {
        return true;
    }
    if (type->length > 0 && catalog_type(r->catalog, type->element)->length > 0) {
        type->subscript = RAW_ARRAY_SUBSCRIPT_HANDLER_OID;
        return true;
    }
    return replay_refuse(r, SQLSTATE_INVALID_OBJECT_DEFINITION, -1,
                         "element type cannot be specified without a subscripting function");
}

/* --- The statement ---------------------------------------------------------------------------- */

static bool make_shell(replay *r, new_name place, oid shell) {
    if (shell != INVALID_OID) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "type \"%s\" already exists",
                             place.name);
    }
    new_type_add_shell(r, place.namespace, place.name);
    return true;
}

static bool refuse_without_shell(replay *r, const char *name) {
    diagnostic *d = analysis_error(r->analysis, SQLSTATE_DUPLICATE_OBJECT, -1,
                                   "type \"%s\" does not exist", name);
    d->hint = "Create the type as a shell type, then create its I/O functions, then do a full "
              "CREATE TYPE.";
    return false;
}

bool define_base_type(replay *r, const define_statement *s) {
    new_name place;
    oid shell;
    if (!definition_place(r, s->n_defnames, s->defnames, &place) ||
        !new_type_claim(r, place.namespace, place.name, &shell)) {
        return false;
    }
    if (s->n_definition == 0) {
        return make_shell(r, place, shell);
    }
    if (shell == INVALID_OID) {
        return refuse_without_shell(r, place.name);
    }
    base_type_options o = {0};
    for (size_t i = 0; i < s->n_definition; i++) {
        if (!read_option(r, s->definition[i]->def_elem, &o)) {
            return false;
        }
    }
    pg_type type = new_type_record(place.namespace, place.name, 'b', 'U');
    type.oid = shell;
    type.storage = 'p';
    if (!take_properties(r, &o, &type) || !check_given(r, &o) || !find_functions(r, &o, &type) ||
        !choose_subscript(r, &type, &o)) {
        return false;
    }
    new_type_add(r, &type, NULL);
    return true;
}
