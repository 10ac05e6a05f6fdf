#include "decoder.h"

#include <string.h>

#include "error.h"
#include "memory.h"
#include "network_order.h"

oriel_status orl_decode_bool(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 1);
    if (status == ORIEL_OK) {
        bool is_true = value.bytes[0] != 0;
        memcpy(to, &is_true, sizeof is_true);
    }
    return status;
}

oriel_status orl_decode_char(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 1);
    if (status == ORIEL_OK) {
        memcpy(to, value.bytes, 1);
    }
    return status;
}

oriel_status orl_decode_int2(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 2);
    if (status == ORIEL_OK) {
        uint16_t bits = network_uint16(value.bytes);
        memcpy(to, &bits, sizeof bits);
    }
    return status;
}

/* Also real, oid and date: 32 bits whose meaning is the C type's. */
oriel_status orl_decode_int4(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 4);
    if (status == ORIEL_OK) {
        uint32_t bits = network_uint32(value.bytes);
        memcpy(to, &bits, sizeof bits);
    }
    return status;
}

/* Also double precision, money and timestamps. */
oriel_status orl_decode_int8(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 8);
    if (status == ORIEL_OK) {
        uint64_t bits = network_uint64(value.bytes);
        memcpy(to, &bits, sizeof bits);
    }
    return status;
}

/*
 * numeric on the wire: how many base-10000 digits, the power of 10000 of the first, the sign, how
 * many decimals are shown, then the digits.
 */
typedef struct wire_numeric {
    int count, weight, scale;
    unsigned sign;
    const unsigned char *digits;
} wire_numeric;

enum {
    SIGN_PLUS = 0x0000,
    SIGN_MINUS = 0x4000,
    SIGN_NAN = 0xC000,
    SIGN_INFINITY = 0xD000,
    SIGN_MINUS_INFINITY = 0xF000,
    LARGEST_SCALE = 0x3FFF
};

static const char *numeric_special(unsigned sign) {
    switch (sign) {
    case SIGN_NAN:
        return "NaN";
    case SIGN_INFINITY:
        return "Infinity";
    case SIGN_MINUS_INFINITY:
        return "-Infinity";
    default:
        return NULL;
    }
}

static oriel_status numeric_read(oriel_decoder *in, orl_value value, wire_numeric *numeric) {
    if (value.length < 8) {
        return orl_decoder_fail(in, "a numeric of fewer than 8 bytes");
    }
    numeric->count = network_uint16(value.bytes);
    numeric->weight = network_int16(value.bytes + 2);
    numeric->sign = network_uint16(value.bytes + 4);
    numeric->scale = network_uint16(value.bytes + 6);
    numeric->digits = value.bytes + 8;
    if (value.length != 8 + 2 * (size_t)numeric->count) {
        return orl_decoder_fail(in, "a numeric whose length does not match its number of digits");
    }
    if (numeric_special(numeric->sign) != NULL) {
        return ORIEL_OK;
    }
    if ((numeric->sign != SIGN_PLUS && numeric->sign != SIGN_MINUS) ||
        numeric->scale > LARGEST_SCALE) {
        return orl_decoder_fail(in, "a numeric with an impossible sign or scale");
    }
    for (int i = 0; i < numeric->count; i++) {
        if (network_uint16(numeric->digits + 2 * i) > 9999) {
            return orl_decoder_fail(in, "a numeric with an impossible digit");
        }
    }
    return ORIEL_OK;
}

/* The base-10000 digit at this power of 10000: 0 beyond those that were sent. */
static unsigned numeric_digit(const wire_numeric *numeric, int power) {
    int index = numeric->weight - power;
    return index < 0 || index >= numeric->count ? 0 : network_uint16(numeric->digits + 2 * index);
}

static char *put_four(char *at, unsigned digit) {
    at[0] = (char)('0' + digit / 1000);
    at[1] = (char)('0' + digit / 100 % 10);
    at[2] = (char)('0' + digit / 10 % 10);
    at[3] = (char)('0' + digit % 10);
    return at + 4;
}

static char *numeric_put_integer(const wire_numeric *numeric, char *at) {
    char *start = at;
    for (int power = numeric->weight; power >= 0; power--) {
        at = put_four(at, numeric_digit(numeric, power));
    }
    size_t zeros = 0, length = (size_t)(at - start);
    while (zeros + 1 < length && start[zeros] == '0') {
        zeros++;
    }
    memmove(start, start + zeros, length - zeros);
    at -= zeros;
    if (length == 0) {
        *at++ = '0';
    }
    return at;
}

static char *numeric_put_decimals(const wire_numeric *numeric, char *at) {
    if (numeric->scale == 0) {
        return at;
    }
    *at++ = '.';
    char *end = at + numeric->scale;
    for (int power = -1; at < end; power--) {
        at = put_four(at, numeric_digit(numeric, power));
    }
    return end;
}

oriel_status orl_decode_numeric(oriel_decoder *in, orl_value value, void *to) {
    wire_numeric numeric = {0};
    oriel_status status = numeric_read(in, value, &numeric);
    if (status != ORIEL_OK) {
        return status;
    }
    oriel_numeric result = {numeric_special(numeric.sign)};
    if (result.digits == NULL) {
        /* sign, integer digits or a zero, point, decimals up to a whole group, terminator */
        size_t integers = numeric.weight < 0 ? 1 : 4 * ((size_t)numeric.weight + 1);
        char *text = orl_memory_alloc(in->memory, integers + (size_t)numeric.scale + 7, 1);
        if (text == NULL) {
            return orl_error_memory(in->err);
        }
        char *at = text;
        if (numeric.sign == SIGN_MINUS) {
            *at++ = '-';
        }
        at = numeric_put_integer(&numeric, at);
        at = numeric_put_decimals(&numeric, at);
        *at = '\0';
        result.digits = text;
    }
    memcpy(to, &result, sizeof result);
    return ORIEL_OK;
}
