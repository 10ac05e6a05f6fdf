#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* Operands joined by & | ! and parentheses: query_int (extension intarray) with integers,
 * ltxtquery (extension ltree) with labels. */

/* Operators that wait for their operands at one level of parentheses. */
#define MOST_WAITING_QUERY_INT 16
#define MOST_WAITING_LTXTQUERY 32

#define LONGEST_NUMBER  15
#define LONGEST_OPERAND 255

typedef struct query_reader query_reader;

struct query_reader {
    const literal_input *in;
    const char *p;
    int open;                              /* parentheses */
    bool (*scan_operand)(query_reader *r); /* at p; false with an error */
    const char *blanks;                    /* before an operand */
    int most_waiting;
};

static bool syntax(const query_reader *r) {
    return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR, "syntax error");
}

static bool scan_operand_number(query_reader *r) {
    const char *start = r->p;
    r->p += *r->p == '-';
    r->p += strspn(r->p, "0123456789");
    if (r->p == start || r->p - start > LONGEST_NUMBER) {
        return syntax(r);
    }
    const char *number = arena_strndup(r->in->an->arena, start, (size_t)(r->p - start));
    const char *digits = number + (*number == '-');
    int64_t value;
    integer_input_outcome outcome;
    /* A sign alone is zero, and so is what begins with 0 but is not octal. */
    if (*digits != '\0' && *digits != '0' &&
        !integer_input_parse(number, INT32_MIN, &value, &outcome)) {
        return syntax(r);
    }
    return r->open == 0 || *r->p != '\0' || syntax(r);
}

static bool scan_operand_label(query_reader *r) {
    if (!literal_is_label(*r->p)) {
        return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR, "operand syntax error");
    }
    const char *start = r->p;
    while (literal_is_label(*r->p)) {
        r->p++;
    }
    size_t length = (size_t)(r->p - start);
    r->p += strspn(r->p, "@%*");
    if (literal_is_label(*r->p)) {
        return literal_input_error(r->in, SQLSTATE_SYNTAX_ERROR, "modifiers syntax error");
    }
    return length <= LONGEST_OPERAND ||
           literal_input_error(r->in, SQLSTATE_INVALID_PARAMETER_VALUE, "operand is too long");
}

static bool scan_level(query_reader *r);

/* Behind an operand; ltxtquery takes all beyond ASCII for blanks there. */
static void skip_blanks(query_reader *r) {
    while (*r->p == ' ' ||
           (r->scan_operand == scan_operand_label && (unsigned char)*r->p >= 0x80)) {
        r->p++;
    }
}

/* An operand with what stands before it; waiting: operators that wait already. */
static bool scan_factor(query_reader *r, int waiting) {
    for (r->p += strspn(r->p, r->blanks); *r->p == '!'; r->p += strspn(r->p, r->blanks)) {
        r->p++;
        if (++waiting > r->most_waiting) {
            return literal_input_error(r->in, SQLSTATE_STATEMENT_TOO_COMPLEX,
                                       "statement too complex");
        }
    }
    if (*r->p != '(') {
        return r->scan_operand(r);
    }
    r->p++;
    r->open++;
    if (!analysis_enter(r->in->an, r->in->location)) {
        return false;
    }
    bool ok = scan_level(r);
    analysis_leave(r->in->an);
    return ok;
}

/* Factors and operators up to the closing parenthesis or the end. */
static bool scan_level(query_reader *r) {
    int ors = 0; /* the first | of a level waits until its end */
    bool is_and = false;
    for (;;) {
        if (!scan_factor(r, ors + is_and)) {
            return false;
        }
        skip_blanks(r);
        is_and = *r->p == '&';
        if (*r->p == ')') {
            r->p++;
            return --r->open >= 0 || syntax(r);
        }
        if (*r->p == '\0') {
            return r->open == 0 || syntax(r);
        }
        if (!is_and && *r->p != '|') {
            return syntax(r);
        }
        ors |= *r->p == '|';
        r->p++;
    }
}

bool boolean_query_input_integers(const literal_input *in) {
    query_reader r = {.in = in,
                      .p = in->text,
                      .scan_operand = scan_operand_number,
                      .blanks = " ",
                      .most_waiting = MOST_WAITING_QUERY_INT};
    return scan_level(&r);
}

bool boolean_query_input_labels(const literal_input *in) {
    query_reader r = {.in = in,
                      .p = in->text,
                      .scan_operand = scan_operand_label,
                      .blanks = " \t\n\v\f\r",
                      .most_waiting = MOST_WAITING_LTXTQUERY};
    return scan_level(&r);
}
