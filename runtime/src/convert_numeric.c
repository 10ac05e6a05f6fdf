#include "oriel/convert.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Multiplies by ten and adds a digit on the negative side, which is the longer one. */
static bool append_digit(int64_t *value, int digit) {
    if (*value < (INT64_MIN + digit) / 10) {
        return false;
    }
    *value = *value * 10 - digit;
    return true;
}

bool oriel_numeric_to_scaled(oriel_numeric value, int scale, int64_t *result) {
    if (value.digits == NULL || scale < 0 || scale > 18) {
        return false;
    }
    const char *at = value.digits;
    bool is_negative = *at == '-';
    at += is_negative;
    if (!is_digit(*at)) {
        return false; /* NaN or an infinity */
    }
    int64_t negative = 0;
    bool fits = true;
    for (; fits && is_digit(*at); at++) {
        fits = append_digit(&negative, *at - '0');
    }
    at += *at == '.';
    for (int i = 0; fits && i < scale; i++) {
        fits = append_digit(&negative, is_digit(*at) ? *at++ - '0' : 0);
    }
    while (fits && *at != '\0') {
        fits = *at++ == '0';
    }
    if (!fits || (!is_negative && negative == INT64_MIN)) {
        return false;
    }
    *result = is_negative ? negative : -negative;
    return true;
}

bool oriel_numeric_to_int8(oriel_numeric value, int64_t *result) {
    return oriel_numeric_to_scaled(value, 0, result);
}

/*
 * strtod would expect the point of the program's locale, so the digits go to it as an integer with
 * an exponent.  More digits than decide the nearest double are left out.
 */
static bool decimal_to_double(const char *text, double *result) {
    enum { DECISIVE = 800 };
    char digits[DECISIVE + 32];
    size_t length = 0;
    long exponent = 0;
    bool after_point = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '.') {
            after_point = true;
        } else if (!is_digit(*at)) {
            return false;
        } else if (length == 0 && *at == '0') {
            exponent -= after_point;
        } else if (length < DECISIVE) {
            digits[length++] = *at;
            exponent -= after_point;
        } else {
            exponent += !after_point;
        }
    }
    if (length == 0) {
        *result = 0;
        return true;
    }
    /* e and the exponent, at most 131072 + 16383 in either direction */
    digits[length++] = 'e';
    digits[length++] = exponent < 0 ? '-' : '+';
    unsigned long magnitude =
        exponent < 0 ? 0UL - (unsigned long)exponent : (unsigned long)exponent;
    for (unsigned long place = 100000; place > 0; place /= 10) {
        digits[length++] = (char)('0' + magnitude / place % 10);
    }
    digits[length] = '\0';
    *result = strtod(digits, NULL);
    return true;
}

bool oriel_numeric_to_double(oriel_numeric value, double *result) {
    if (value.digits == NULL) {
        return false;
    }
    const char *text = value.digits;
    bool is_negative = *text == '-';
    text += is_negative;
    double magnitude;
    if (strcmp(text, "NaN") == 0) {
        magnitude = NAN;
    } else if (strcmp(text, "Infinity") == 0) {
        magnitude = INFINITY;
    } else if (!is_digit(*text) || !decimal_to_double(text, &magnitude)) {
        return false;
    }
    *result = is_negative ? -magnitude : magnitude;
    return true;
}
