#include <stdlib.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* --- bytea ---------------------------------------------------------------------------------- */

static bool check_hex_bytes(const literal_input *in, const char *p) {
    while (*p != '\0') {
        if (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r') {
            p++;
            continue;
        }
        for (int i = 0; i < 2; i++, p++) {
            if (*p == '\0') {
                return literal_input_error(in, SQLSTATE_INVALID_PARAMETER_VALUE,
                                           "invalid hexadecimal data: odd number of digits");
            }
            if (literal_hex_digit(*p) < 0) {
                return literal_input_error(in, SQLSTATE_INVALID_PARAMETER_VALUE,
                                           "invalid hexadecimal digit: \"%.*s\"",
                                           (int)literal_char_length(p), p);
            }
        }
    }
    return true;
}

static bool is_octal(char c, char most) {
    return c >= '0' && c <= most;
}

bool bytes_input_bytea(const literal_input *in) {
    const char *p = in->text;
    if (p[0] == '\\' && p[1] == 'x') {
        return check_hex_bytes(in, p + 2);
    }
    while (*p != '\0') {
        if (*p != '\\') {
            p++;
        } else if (p[1] == '\\') {
            p += 2;
        } else if (is_octal(p[1], '3') && is_octal(p[2], '7') && is_octal(p[3], '7')) {
            p += 4;
        } else {
            return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                                       "invalid input syntax for type bytea");
        }
    }
    return true;
}

/* --- bit, bit varying ------------------------------------------------------------------------- */

static bool check_bits(const literal_input *in, const char *digits, bool hex) {
    for (const char *p = digits; *p != '\0'; p++) {
        if (hex ? literal_hex_digit(*p) < 0 : *p != '0' && *p != '1') {
            return literal_input_error(
                in, SQLSTATE_INVALID_TEXT_REPRESENTATION, "\"%.*s\" is not a valid %s digit",
                (int)literal_char_length(p), p, hex ? "hexadecimal" : "binary");
        }
    }
    return true;
}

static bool check_bit_string(const literal_input *in, bool varying) {
    char first = literal_to_lower(*in->text);
    bool hex = first == 'x';
    const char *digits = in->text + (hex || first == 'b');
    size_t length = strlen(digits) * (hex ? 4 : 1);
    if (in->typmod > 0) {
        size_t wanted = (size_t)in->typmod;
        if (varying && length > wanted) {
            return literal_input_error(in, SQLSTATE_STRING_DATA_RIGHT_TRUNCATION,
                                       "bit string too long for type bit varying(%d)", in->typmod);
        }
        if (!varying && length != wanted) {
            return literal_input_error(in, "22026",
                                       "bit string length %zu does not match type bit(%d)", length,
                                       in->typmod);
        }
    }
    return check_bits(in, digits, hex);
}

bool bytes_input_bit(const literal_input *in) {
    return check_bit_string(in, false);
}

bool bytes_input_varbit(const literal_input *in) {
    return check_bit_string(in, true);
}

/* --- character(n), character varying(n)
 * ----------------------------------------------------------- */

/* Only blanks may be cut off. */
static bool check_length(const literal_input *in, const char *type_name) {
    if (in->typmod < 4) {
        return true;
    }
    int32_t most = in->typmod - 4;
    const char *p = in->text;
    for (int32_t i = 0; i < most && *p != '\0'; i++) {
        p += literal_char_length(p);
    }
    if (p[strspn(p, " ")] == '\0') {
        return true;
    }
    return literal_input_error(in, SQLSTATE_STRING_DATA_RIGHT_TRUNCATION,
                               "value too long for type %s(%d)", type_name, most);
}

bool bytes_input_bpchar(const literal_input *in) {
    return check_length(in, "character");
}

bool bytes_input_varchar(const literal_input *in) {
    return check_length(in, "character varying");
}

/* --- uuid ------------------------------------------------------------------------------------- */

bool bytes_input_uuid(const literal_input *in) {
    const char *p = in->text;
    bool braces = *p == '{';
    p += braces;
    for (int i = 0; i < 16; i++) {
        if (literal_hex_digit(p[0]) < 0 || literal_hex_digit(p[1]) < 0) {
            return literal_input_syntax(in, "uuid");
        }
        p += 2;
        if (*p == '-' && i % 2 == 1 && i < 15) {
            p++;
        }
    }
    if (braces && *p++ != '}') {
        return literal_input_syntax(in, "uuid");
    }
    return *p == '\0' || literal_input_syntax(in, "uuid");
}

/* --- pg_lsn, pg_snapshot
 * ---------------------------------------------------------------------------- */

bool bytes_input_lsn(const literal_input *in) {
    static const char hex[] = "0123456789abcdefABCDEF";
    size_t high = strspn(in->text, hex);
    if (high < 1 || high > 8 || in->text[high] != '/') {
        return literal_input_syntax(in, "pg_lsn");
    }
    const char *rest = in->text + high + 1;
    size_t low = strspn(rest, hex);
    return (low >= 1 && low <= 8 && rest[low] == '\0') || literal_input_syntax(in, "pg_lsn");
}

/* One transaction ID; *end is NULL when it is none. */
static uint64_t scan_xid(const char *p, const char **end) {
    char *stop;
    uint64_t value = strtoull(p, &stop, 10);
    *end = stop;
    return value;
}

/* xmin:xmax:xip,xip,... in ascending order. */
bool bytes_input_snapshot(const literal_input *in) {
    const char *p = in->text;
    uint64_t bounds[2];
    for (int i = 0; i < 2; i++) {
        bounds[i] = scan_xid(p, &p);
        if (*p++ != ':' || (uint32_t)bounds[i] == 0) {
            return literal_input_syntax(in, "pg_snapshot");
        }
    }
    bool ok = bounds[0] <= bounds[1];
    uint64_t last = 0;
    while (ok && *p != '\0') {
        uint64_t running = scan_xid(p, &p);
        ok = running >= bounds[0] && running < bounds[1] && running >= last;
        last = running;
        if (*p == ',') {
            p++;
        } else if (*p != '\0') {
            ok = false;
        }
    }
    return ok || literal_input_syntax(in, "pg_snapshot");
}
