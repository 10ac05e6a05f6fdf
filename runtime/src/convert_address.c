#include "oriel/convert.h"

#include <stdio.h>
#include <string.h>

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool oriel_uuid_from_text(const char *text, oriel_uuid *result) {
    oriel_uuid uuid;
    if (text == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof uuid.bytes; i++) {
        if (*text == '-' && i > 0 && i % 2 == 0) {
            text++;
        }
        int high = hex_digit(text[0]);
        int low = high < 0 ? -1 : hex_digit(text[1]);
        if (low < 0) {
            return false;
        }
        uuid.bytes[i] = (unsigned char)(high << 4 | low);
        text += 2;
    }
    if (*text != '\0') {
        return false;
    }
    *result = uuid;
    return true;
}

static char *put_hex(char *at, unsigned char byte) {
    static const char digits[] = "0123456789abcdef";
    at[0] = digits[byte >> 4];
    at[1] = digits[byte & 15];
    return at + 2;
}

const char *oriel_uuid_to_text(oriel_uuid value, char *buffer) {
    char *at = buffer;
    for (size_t i = 0; i < sizeof value.bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) {
            *at++ = '-';
        }
        at = put_hex(at, value.bytes[i]);
    }
    *at = '\0';
    return buffer;
}

static const char *macaddr_to_text(const unsigned char *bytes, size_t count, char *buffer) {
    char *at = buffer;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            *at++ = ':';
        }
        at = put_hex(at, bytes[i]);
    }
    *at = '\0';
    return buffer;
}

const char *oriel_macaddr_to_text(oriel_macaddr value, char *buffer) {
    return macaddr_to_text(value.bytes, sizeof value.bytes, buffer);
}

const char *oriel_macaddr8_to_text(oriel_macaddr8 value, char *buffer) {
    return macaddr_to_text(value.bytes, sizeof value.bytes, buffer);
}

static int put_ipv4(char *at, const unsigned char *bytes) {
    return sprintf(at, "%u.%u.%u.%u", bytes[0], bytes[1], bytes[2], bytes[3]);
}

/* The longest run of two or more zero words, the first of such: written as "::". */
typedef struct zero_run {
    int start, length;
} zero_run;

static zero_run longest_zeros(const unsigned words[8]) {
    zero_run best = {-1, 1};
    for (int i = 0; i < 8; i++) {
        int length = 0;
        while (i + length < 8 && words[i + length] == 0) {
            length++;
        }
        if (length > best.length) {
            best.start = i;
            best.length = length;
        }
        i += length;
    }
    return best;
}

/* Whether the last 32 bits are an IPv4 address and written like one. */
static bool ends_in_ipv4(const unsigned words[8], zero_run zeros) {
    return zeros.start == 0 && (zeros.length == 6 || (zeros.length == 5 && words[5] == 0xFFFF));
}

static int put_ipv6(char *at, const unsigned char *bytes) {
    char *start = at;
    unsigned words[8];
    for (int i = 0; i < 8; i++) {
        words[i] = (unsigned)bytes[2 * i] << 8 | bytes[2 * i + 1];
    }
    zero_run zeros = longest_zeros(words);
    int end = ends_in_ipv4(words, zeros) ? 6 : 8;
    for (int i = 0; i < end; i++) {
        if (zeros.start >= 0 && i >= zeros.start && i < zeros.start + zeros.length) {
            if (i == zeros.start) {
                *at++ = ':';
            }
            continue;
        }
        at += sprintf(at, i > 0 ? ":%x" : "%x", words[i]);
    }
    if (end == 6) {
        *at++ = ':';
        at += put_ipv4(at, bytes + 12);
    } else if (zeros.start >= 0 && zeros.start + zeros.length == 8) {
        *at++ = ':';
    }
    *at = '\0';
    return (int)(at - start);
}

const char *oriel_inet_to_text(oriel_inet value, char *buffer) {
    int length = value.length == 4 ? put_ipv4(buffer, value.bytes) : put_ipv6(buffer, value.bytes);
    if (value.is_cidr || value.bits != 8 * value.length) {
        sprintf(buffer + length, "/%u", value.bits);
    }
    return buffer;
}
