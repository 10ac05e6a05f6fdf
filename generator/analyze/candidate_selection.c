#include "analyze/function_call.h"

#define MAX_ARGS 102

/* The candidates still in the race, as indexes, and what is known of the call. */
typedef struct selection {
    const catalog *catalog;
    int arg_count;
    oid actual[MAX_ARGS];    /* base types */
    char category[MAX_ARGS]; /* of known ones */
    bool
        preferred[MAX_ARGS]; /* unknown ones: a candidate has the category's preferred type there */
    int unknown_count;
    const oid *const *candidates;
    int *left;
    int left_count;
} selection;

typedef bool (*slot_test)(const selection *s, int arg, oid type);

static bool slot_is_exact(const selection *s, int arg, oid type) {
    return type == s->actual[arg];
}

static bool slot_is_exact_or_preferred(const selection *s, int arg, oid type) {
    return type == s->actual[arg] || type_is_preferred(s->catalog, s->category[arg], type);
}

static int count_matches(const selection *s, const oid *types, slot_test test) {
    int matches = 0;
    for (int i = 0; i < s->arg_count; i++) {
        if (s->actual[i] != UNKNOWNOID && test(s, i, types[i])) {
            matches++;
        }
    }
    return matches;
}

/* Keeps the candidates with the most matching arguments; true when one is left. */
static bool keep_best(selection *s, slot_test test) {
    int best = -1, kept = 0;
    for (int i = 0; i < s->left_count; i++) {
        int matches = count_matches(s, s->candidates[s->left[i]], test);
        if (matches > best) {
            best = matches;
            kept = 0;
        }
        if (matches == best) {
            s->left[kept++] = s->left[i];
        }
    }
    s->left_count = kept;
    return kept == 1;
}

/* The category to take an unknown argument for: the one all candidates agree on, or string when any
 * candidate accepts that.  false: they do not agree. */
static bool settle_unknown(selection *s, int arg) {
    bool conflict = false;
    s->category[arg] = '\0';
    for (int i = 0; i < s->left_count; i++) {
        oid type = s->candidates[s->left[i]][arg];
        char category = type_category(s->catalog, type);
        bool preferred = type_is_preferred(s->catalog, category, type);
        if (!s->category[arg]) {
            s->category[arg] = category;
            s->preferred[arg] = preferred;
        } else if (category == s->category[arg]) {
            s->preferred[arg] |= preferred;
        } else if (category == 'S') {
            s->category[arg] = category;
            s->preferred[arg] = preferred;
        } else {
            conflict = true;
        }
    }
    return !conflict || s->category[arg] == 'S';
}

static bool fits_settled(const selection *s, const oid *types) {
    for (int i = 0; i < s->arg_count; i++) {
        if (s->actual[i] != UNKNOWNOID) {
            continue;
        }
        if (type_category(s->catalog, types[i]) != s->category[i] ||
            (s->preferred[i] && !type_is_preferred(s->catalog, s->category[i], types[i]))) {
            return false;
        }
    }
    return true;
}

/* Drops candidates that do not take what the unknown arguments were settled to, unless all would
 * go. */
static bool keep_by_unknowns(selection *s) {
    for (int i = 0; i < s->arg_count; i++) {
        if (s->actual[i] == UNKNOWNOID && !settle_unknown(s, i)) {
            return false;
        }
    }
    int kept = 0;
    for (int i = 0; i < s->left_count; i++) {
        if (fits_settled(s, s->candidates[s->left[i]])) {
            int index = s->left[i];
            s->left[i] = s->left[kept]; /* a swap: nothing is lost if none fits */
            s->left[kept++] = index;
        }
    }
    if (kept > 0) {
        s->left_count = kept;
    }
    return kept == 1;
}

/* The one type that all known arguments have, or unknown. */
static oid single_known_type(const selection *s) {
    oid known = UNKNOWNOID;
    for (int i = 0; i < s->arg_count; i++) {
        if (s->actual[i] == UNKNOWNOID) {
            continue;
        }
        if (known != UNKNOWNOID && known != s->actual[i]) {
            return UNKNOWNOID;
        }
        known = s->actual[i];
    }
    return known;
}

/* Last: take the unknown arguments for the type that all others have. */
static int select_by_known_type(const selection *s) {
    oid known = single_known_type(s);
    oid types[MAX_ARGS];
    int found = -1;
    if (known == UNKNOWNOID) {
        return -1;
    }
    for (int i = 0; i < s->arg_count; i++) {
        types[i] = known;
    }
    for (int i = 0; i < s->left_count; i++) {
        if (!coercion_can(s->catalog, s->arg_count, types, s->candidates[s->left[i]],
                          COERCION_IMPLICIT)) {
            continue;
        }
        if (found >= 0) {
            return -1;
        }
        found = s->left[i];
    }
    return found;
}

static int run(selection *s) {
    if (keep_best(s, slot_is_exact) || keep_best(s, slot_is_exact_or_preferred)) {
        return s->left[0];
    }
    if (s->unknown_count == 0) {
        return -1;
    }
    if (keep_by_unknowns(s)) {
        return s->left[0];
    }
    return s->unknown_count < s->arg_count ? select_by_known_type(s) : -1;
}

int function_call_select_candidate(const catalog *c, int arg_count, const oid *actual,
                                   const oid *const *candidates, int count) {
    if (arg_count > MAX_ARGS) {
        return -1;
    }
    arena *scratch = arena_new(NULL);
    selection s = {.catalog = c, .arg_count = arg_count, .candidates = candidates};
    for (int i = 0; i < arg_count; i++) {
        s.actual[i] = actual[i];
        if (actual[i] == UNKNOWNOID) {
            s.unknown_count++;
        } else {
            s.actual[i] = type_base(c, actual[i]);
            s.category[i] = type_category(c, s.actual[i]);
        }
    }
    s.left = ARENA_ARRAY(scratch, int, count);
    for (int i = 0; i < count; i++) {
        s.left[s.left_count++] = i;
    }
    int result = run(&s);
    arena_free(scratch);
    return result;
}
