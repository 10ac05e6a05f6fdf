#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* Product numbers: the short forms are those of one kind of product, EAN13 holds them all. */
typedef enum isn_kind { ISN_UNKNOWN, ISN_EAN13, ISN_ISBN, ISN_ISMN, ISN_ISSN, ISN_UPC } isn_kind;

static const char *const names[] = {"", "EAN13", "ISBN", "ISMN", "ISSN", "UPC"};

typedef struct isn_number {
    const literal_input *in;
    isn_kind accepted;
    isn_kind kind;
    char digits[16]; /* M and X included */
    int length;
    bool any_check; /* ? or ! stands where the check digit would be judged */
} isn_number;

static bool syntax(const isn_number *n) {
    return literal_input_error(n->in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                               "invalid input syntax for %s number: \"%s\"", names[n->accepted],
                               n->in->text);
}

static bool wrong_kind(const isn_number *n) {
    return literal_input_error(n->in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                               "cannot cast %s to %s for number: \"%s\"", names[n->kind],
                               names[n->accepted], n->in->text);
}

/* What a last character at this place makes of the number. */
static isn_kind kind_by_length(int length, char c, bool digit) {
    bool x = c == 'X' || c == 'x';
    switch (length) {
    case 7:
        return digit || x ? ISN_ISSN : ISN_UNKNOWN;
    case 9:
        return digit || x ? ISN_ISBN : ISN_UNKNOWN;
    case 11:
        return digit ? ISN_UPC : ISN_UNKNOWN;
    default:
        return ISN_UNKNOWN;
    }
}

static bool set_kind(isn_number *n, isn_kind kind, char c) {
    bool music = n->kind == ISN_ISMN && kind == ISN_ISBN;
    if (n->kind != ISN_UNKNOWN && !music) {
        return syntax(n);
    }
    if (!music) {
        n->kind = kind;
    }
    n->digits[n->length++] = c == 'x' ? 'X' : c == 'm' ? 'M' : c;
    return true;
}

static bool take(isn_number *n, const char *p) {
    bool last = p[1] == '\0' || p[1] == '!';
    bool digit = literal_is_digit(*p);
    if (*p == '?' && last) {
        digit = n->any_check = true;
    }
    if (n->length == 0 && (*p == 'M' || *p == 'm')) {
        return set_kind(n, ISN_ISMN, *p);
    }
    isn_kind kind = last ? kind_by_length(n->length, *p, digit) : ISN_UNKNOWN;
    if (kind != ISN_UNKNOWN) {
        return set_kind(n, kind, *p);
    }
    if (*p == '-' || *p == ' ') {
        return true;
    }
    if (*p == '!' && p[1] == '\0') {
        n->any_check = true;
        return true;
    }
    if (!digit) {
        return syntax(n);
    }
    if (n->length == 13) {
        return literal_input_error(n->in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE,
                                   "value \"%s\" is out of range for %s type", n->in->text,
                                   names[n->accepted]);
    }
    n->digits[n->length++] = *p;
    return true;
}

static bool settle_kind(isn_number *n) {
    if (n->length == 13) {
        if (n->kind != ISN_UNKNOWN) {
            return syntax(n);
        }
        n->kind = ISN_EAN13;
    } else if (n->length == 12 ? n->kind != ISN_UPC
               : n->length == 10
                   ? n->kind != ISN_ISBN && n->kind != ISN_ISMN
                   : n->length != 8 || (n->kind != ISN_UNKNOWN && n->kind != ISN_ISSN)) {
        return syntax(n);
    }
    if (n->kind == ISN_UNKNOWN) {
        n->kind = ISN_ISSN;
    }
    return (n->kind == ISN_EAN13 || n->kind == n->accepted) || wrong_kind(n);
}

/* Weights 1 and 3 in turn over all digits but the last. */
static int ean_check(const char *prefix, const char *digits, int length) {
    int sum = 0;
    int place = 0;
    for (const char *p = prefix; *p != '\0'; p++) {
        sum += (*p - '0') * (place++ % 2 ? 3 : 1);
    }
    for (int i = 0; i < length - 1; i++) {
        sum += (digits[i] - '0') * (place++ % 2 ? 3 : 1);
    }
    return (10 - sum % 10) % 10;
}

/* Falling weights, modulo 11. */
static int weighted_check(const char *digits, int length) {
    int sum = 0;
    for (int i = 0; i < length - 1; i++) {
        sum += (digits[i] - '0') * (length - i);
    }
    return (11 - sum % 11) % 11;
}

static int right_check(const isn_number *n) {
    switch (n->kind) {
    case ISN_ISMN:
        return ean_check("9790", n->digits + 1, n->length - 1);
    case ISN_UPC:
        return ean_check("0", n->digits, n->length);
    case ISN_ISBN:
    case ISN_ISSN:
        return weighted_check(n->digits, n->length);
    case ISN_EAN13:
    case ISN_UNKNOWN:
        break;
    }
    return ean_check("", n->digits, n->length);
}

static isn_kind kind_of_ean13(const char *digits) {
    return digits[0] == '0'                 ? ISN_UPC
           : memcmp(digits, "977", 3) == 0  ? ISN_ISSN
           : memcmp(digits, "978", 3) == 0  ? ISN_ISBN
           : memcmp(digits, "9790", 4) == 0 ? ISN_ISMN
           : memcmp(digits, "979", 3) == 0  ? ISN_ISBN
                                            : ISN_EAN13;
}

static bool check(const literal_input *in, isn_kind accepted) {
    isn_number n = {.in = in, .accepted = accepted, .kind = ISN_UNKNOWN};
    for (const char *p = in->text; *p != '\0'; p++) {
        if (!take(&n, p)) {
            return false;
        }
    }
    if (!settle_kind(&n)) {
        return false;
    }
    int right = right_check(&n);
    if (n.kind == ISN_EAN13) {
        n.kind = kind_of_ean13(n.digits);
        if (accepted != ISN_EAN13 && n.kind != accepted) {
            return wrong_kind(&n);
        }
    }
    char last = n.digits[n.length - 1];
    if (n.any_check || (last == 'X' ? 10 : last - '0') == right) {
        return true;
    }
    return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                               "invalid check digit for %s number: \"%s\", should be %c",
                               names[accepted], in->text, right == 10 ? 'X' : '0' + right);
}

bool isn_input_ean13(const literal_input *in) {
    return check(in, ISN_EAN13);
}

bool isn_input_isbn(const literal_input *in) {
    return check(in, ISN_ISBN);
}

bool isn_input_ismn(const literal_input *in) {
    return check(in, ISN_ISMN);
}

bool isn_input_issn(const literal_input *in) {
    return check(in, ISN_ISSN);
}

bool isn_input_upc(const literal_input *in) {
    return check(in, ISN_UPC);
}
