#include "analyze/literal/array_shape.h"

#include <limits.h>

#include "parse/sqlstate.h"

typedef enum walk_state {
    OUTSIDE,
    LEVEL_STARTED,
    ELEMENT,
    QUOTED,
    QUOTED_ENDED,
    ELEMENT_DELIMITED,
    LEVEL_ENDED,
    LEVEL_DELIMITED,
} walk_state;

typedef struct shape_walk {
    const literal_input *in;
    const char *start;
    array_shape *shape;
    walk_state state;
    int level;
    bool empty;
    bool done;
    int found[ARRAY_SHAPE_MOST];        /* items of each dimension so far */
    int items[ARRAY_SHAPE_MOST + 1];    /* of the list that is open at each level */
    int expected[ARRAY_SHAPE_MOST + 1]; /* of the list before it; 0: there was none */
} shape_walk;

static bool unexpected(const shape_walk *w, char c) {
    return array_input_malformed(w->in, w->start,
                                 analysis_text(w->in->an, "Unexpected \"%c\" character.", c));
}

bool array_shape_too_deep(const literal_input *in, int count) {
    return literal_input_error(in, SQLSTATE_PROGRAM_LIMIT_EXCEEDED,
                               "number of array dimensions (%d) exceeds the maximum allowed (%d)",
                               count, ARRAY_SHAPE_MOST);
}

static bool open_level(shape_walk *w) {
    if (w->state != OUTSIDE && w->state != LEVEL_STARTED && w->state != LEVEL_DELIMITED) {
        return unexpected(w, '{');
    }
    w->state = LEVEL_STARTED;
    if (w->level >= ARRAY_SHAPE_MOST) {
        return array_shape_too_deep(w->in, w->level + 1);
    }
    w->found[w->level++] = 0;
    if (w->shape->count < w->level) {
        w->shape->count = w->level;
    }
    return true;
}

static bool close_level(shape_walk *w) {
    bool ok = w->state == ELEMENT || w->state == QUOTED_ENDED || w->state == LEVEL_ENDED ||
              (w->level == 1 && w->state == LEVEL_STARTED);
    if (!ok) {
        return unexpected(w, '}');
    }
    w->state = LEVEL_ENDED;
    int level = --w->level;
    if (w->expected[level] != 0 && w->items[level] != w->expected[level]) {
        return array_input_malformed(
            w->in, w->start,
            "Multidimensional arrays must have sub-arrays with matching dimensions.");
    }
    w->expected[level] = w->items[level];
    w->items[level] = 1;
    if (level == 0) {
        w->done = true;
    } else {
        w->found[level - 1]++;
    }
    return true;
}

static bool pass_delimiter(shape_walk *w) {
    if (w->state != ELEMENT && w->state != QUOTED_ENDED && w->state != LEVEL_ENDED) {
        return unexpected(w, w->shape->delimiter);
    }
    w->state = w->state == LEVEL_ENDED ? LEVEL_DELIMITED : ELEMENT_DELIMITED;
    w->items[w->level - 1]++;
    w->found[w->shape->count - 1]++;
    return true;
}

static bool toggle_quote(shape_walk *w) {
    if (w->state != LEVEL_STARTED && w->state != QUOTED && w->state != ELEMENT_DELIMITED) {
        return array_input_malformed(w->in, w->start, "Unexpected array element.");
    }
    w->state = w->state == QUOTED ? QUOTED_ENDED : QUOTED;
    return true;
}

static bool begin_element(shape_walk *w) {
    if (w->state != LEVEL_STARTED && w->state != ELEMENT && w->state != ELEMENT_DELIMITED) {
        return array_input_malformed(w->in, w->start, "Unexpected array element.");
    }
    w->state = ELEMENT;
    return true;
}

/* A backslash and what it protects. */
static bool pass_escape(shape_walk *w, const char **p) {
    if (w->state != LEVEL_STARTED && w->state != ELEMENT && w->state != QUOTED &&
        w->state != ELEMENT_DELIMITED) {
        return unexpected(w, '\\');
    }
    if (w->state != QUOTED) {
        w->state = ELEMENT;
    }
    if ((*p)[1] == '\0') {
        return array_input_malformed(w->in, w->start, "Unexpected end of input.");
    }
    ++*p;
    return true;
}

static bool step(shape_walk *w, const char **p) {
    char c = **p;
    w->empty = w->empty && w->state != ELEMENT && w->state != QUOTED;
    if (c == '\0') {
        return array_input_malformed(w->in, w->start, "Unexpected end of input.");
    }
    if (c == '\\') {
        return pass_escape(w, p);
    }
    if (c == '"') {
        return toggle_quote(w);
    }
    if (w->state == QUOTED) {
        return true;
    }
    if (c == '{') {
        return open_level(w);
    }
    if (c == '}') {
        return close_level(w);
    }
    if (c == w->shape->delimiter) {
        return pass_delimiter(w);
    }
    return literal_is_space(c) || begin_element(w);
}

bool array_shape_count(const literal_input *in, const char *p, array_shape *shape) {
    shape_walk w = {.in = in, .start = p, .shape = shape, .state = OUTSIDE, .empty = true};
    for (int i = 0; i <= ARRAY_SHAPE_MOST; i++) {
        w.items[i] = 1;
    }
    for (; !w.done; p++) {
        if (!step(&w, &p)) {
            return false;
        }
    }
    w.found[shape->count - 1]++;
    if (*literal_skip_space(p) != '\0') {
        return array_input_malformed(in, w.start, "Junk after closing right brace.");
    }
    for (int i = 0; i < shape->count; i++) {
        shape->size[i] = w.found[i];
    }
    if (w.empty) {
        shape->count = 0;
    }
    return true;
}

bool array_shape_fits(const literal_input *in, array_shape *shape) {
    const int most = 0x7ffffff; /* 1 GB of 8-byte items */
    int64_t items = 1;
    for (int i = 0; i < shape->count; i++) {
        items *= shape->size[i];
        if (shape->size[i] < 0 || items > most) {
            return literal_input_error(in, SQLSTATE_PROGRAM_LIMIT_EXCEEDED,
                                       "array size exceeds the maximum allowed (%d)", most);
        }
    }
    for (int i = 0; i < shape->count; i++) {
        if (shape->low[i] > INT_MAX - shape->size[i]) {
            return literal_input_error(in, SQLSTATE_PROGRAM_LIMIT_EXCEEDED,
                                       "array lower bound is too large: %d", shape->low[i]);
        }
    }
    if (items == 0) {
        shape->count = 0;
    }
    return true;
}
