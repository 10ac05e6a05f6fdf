#include "replay/sequence_options.h"

#include <errno.h>
#include <stdlib.h>

typedef struct type_limits {
    int64_t minimum, maximum;
} type_limits;

static type_limits limits_of(oid type) {
    switch (type) {
    case INT2OID:
        return (type_limits){INT16_MIN, INT16_MAX};
    case INT4OID:
        return (type_limits){INT32_MIN, INT32_MAX};
    default:
        return (type_limits){INT64_MIN, INT64_MAX};
    }
}

static const PgQuery__DefElem *find_option(size_t count, PgQuery__Node **options,
                                           const char *name) {
    const PgQuery__DefElem *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(options[i]->def_elem->defname, name) == 0) {
            found = options[i]->def_elem;
        }
    }
    return found;
}

static bool option_number(replay *r, const PgQuery__DefElem *e, int64_t *number) {
    const PgQuery__Node *arg = e->arg;
    if (arg->node_case == PG_QUERY__NODE__NODE_INTEGER) {
        *number = arg->integer->ival;
        return true;
    }
    if (arg->node_case == PG_QUERY__NODE__NODE_FLOAT) {
        char *end = NULL;
        errno = 0;
        *number = strtoll(arg->float_->fval, &end, 10);
        if (errno != 0) {
            return replay_refuse(r, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE, -1,
                                 "value \"%s\" is out of range for type bigint", arg->float_->fval);
        }
        if (*end != '\0') {
            return replay_refuse(r, SQLSTATE_INVALID_TEXT_REPRESENTATION, -1,
                                 "invalid input syntax for type bigint: \"%s\"", arg->float_->fval);
        }
    }
    return true;
}

static const char *type_name(oid type) {
    return type == INT2OID ? "smallint" : type == INT4OID ? "integer" : "bigint";
}

static bool refuse(replay *r, const char *message) {
    return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1, "%s", message);
}

/* One limit: written, or the natural one where it is new or went with the old type. */
typedef struct limit_reading {
    const char *name, *word;
    int64_t natural;
    bool use_natural;
} limit_reading;

static bool read_limit(replay *r, size_t count, PgQuery__Node **options, const limit_reading *l,
                       int64_t *value) {
    const PgQuery__DefElem *e = find_option(count, options, l->name);
    if (e != NULL && e->arg != NULL) {
        return option_number(r, e, value);
    }
    if (e != NULL || l->use_natural) {
        *value = l->natural;
    }
    return true;
}

static bool check_limits(replay *r, const sequence_numbers *n, oid type) {
    type_limits limits = limits_of(type);
    if (n->maximum < limits.minimum || n->maximum > limits.maximum) {
        return refuse(r, replay_text(r, "MAXVALUE (%lld) is out of range for sequence data type %s",
                                     (long long)n->maximum, type_name(type)));
    }
    if (n->minimum < limits.minimum || n->minimum > limits.maximum) {
        return refuse(r, replay_text(r, "MINVALUE (%lld) is out of range for sequence data type %s",
                                     (long long)n->minimum, type_name(type)));
    }
    return n->minimum < n->maximum ||
           refuse(r, replay_text(r, "MINVALUE (%lld) must be less than MAXVALUE (%lld)",
                                 (long long)n->minimum, (long long)n->maximum));
}

static bool check_within(replay *r, const char *word, int64_t value, const sequence_numbers *n) {
    if (value < n->minimum) {
        return refuse(r, replay_text(r, "%s value (%lld) cannot be less than MINVALUE (%lld)", word,
                                     (long long)value, (long long)n->minimum));
    }
    return value <= n->maximum ||
           refuse(r, replay_text(r, "%s value (%lld) cannot be greater than MAXVALUE (%lld)", word,
                                 (long long)value, (long long)n->maximum));
}

bool sequence_options_read(replay *r, const sequence_change *change, size_t count,
                           PgQuery__Node **options, sequence_numbers *result) {
    type_limits old_limits = limits_of(change->old_type);
    type_limits limits = limits_of(change->new_type);
    bool is_new = change->before == NULL;
    sequence_numbers n = is_new ? (sequence_numbers){.increment = 1, .cache = 1} : *change->before;
    bool retyped = !is_new && change->old_type != change->new_type;
    bool reset_max = retyped && n.maximum == (n.increment > 0 ? old_limits.maximum : -1);
    bool reset_min = retyped && n.minimum == (n.increment > 0 ? 1 : old_limits.minimum);
    const PgQuery__DefElem *e = find_option(count, options, "increment");
    if (e != NULL && !option_number(r, e, &n.increment)) {
        return false;
    }
    if (n.increment == 0) {
        return refuse(r, "INCREMENT must not be zero");
    }
    limit_reading maximum = {"maxvalue", "MAXVALUE", n.increment > 0 ? limits.maximum : -1,
                             is_new || reset_max};
    limit_reading minimum = {"minvalue", "MINVALUE", n.increment > 0 ? 1 : limits.minimum,
                             is_new || reset_min};
    if (!read_limit(r, count, options, &maximum, &n.maximum) ||
        !read_limit(r, count, options, &minimum, &n.minimum) ||
        !check_limits(r, &n, change->new_type)) {
        return false;
    }
    e = find_option(count, options, "start");
    if (e != NULL) {
        if (!option_number(r, e, &n.start)) {
            return false;
        }
    } else if (is_new) {
        n.start = n.increment > 0 ? n.minimum : n.maximum;
    }
    if (!check_within(r, "START", n.start, &n)) {
        return false;
    }
    e = find_option(count, options, "restart");
    int64_t restart = n.start;
    if (e != NULL && e->arg != NULL &&
        (!option_number(r, e, &restart) || !check_within(r, "RESTART", restart, &n))) {
        return false;
    }
    e = find_option(count, options, "cache");
    if (e != NULL && e->arg != NULL && !option_number(r, e, &n.cache)) {
        return false;
    }
    if (n.cache <= 0) {
        return refuse(r,
                      replay_text(r, "CACHE (%lld) must be greater than zero", (long long)n.cache));
    }
    *result = n;
    return true;
}
