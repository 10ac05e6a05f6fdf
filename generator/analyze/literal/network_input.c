#include <stdio.h>
#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

/* --- inet, cidr ------------------------------------------------------------------------------ */

typedef struct network_address {
    unsigned char bytes[16];
    int length; /* bytes written */
    int bits;   /* -1: not written */
} network_address;

/* Digits to the end of the text. */
static bool scan_bits(const char *p, int most, int *bits) {
    if (!literal_is_digit(*p)) {
        return false;
    }
    *bits = 0;
    for (; literal_is_digit(*p); p++) {
        *bits = *bits * 10 + (*p - '0');
        if (*bits > most) {
            return false;
        }
    }
    return *p == '\0';
}

static const char *scan_octet(const char *p, int *octet) {
    *octet = 0;
    if (!literal_is_digit(*p)) {
        return NULL;
    }
    for (; literal_is_digit(*p); p++) {
        *octet = *octet * 10 + (*p - '0');
        if (*octet > 255) {
            return NULL;
        }
    }
    return p;
}

/* 0x and the network's bytes in hexadecimal: cidr only. */
static const char *scan_hex_bytes(const char *p, network_address *address) {
    int digits = 0;
    for (p += 2; literal_hex_digit(*p) >= 0; p++, digits++) {
        if (digits == 8) {
            return NULL;
        }
        int shift = digits % 2 == 0 ? 4 : 0;
        address->bytes[digits / 2] |= (unsigned char)(literal_hex_digit(*p) << shift);
    }
    address->length = (digits + 1) / 2;
    return p;
}

/* A point may end an inet's octets, not a cidr's. */
static const char *scan_octets(const char *p, bool cidr, network_address *address) {
    for (;; p++) {
        if (!cidr && address->length > 0 && !literal_is_digit(*p)) {
            return p;
        }
        int octet;
        p = scan_octet(p, &octet);
        if (!p || address->length == 4) {
            return NULL;
        }
        address->bytes[address->length++] = (unsigned char)octet;
        if (*p != '.') {
            return p;
        }
    }
}

/* The width that the old classes of networks imply. */
static int class_bits(const network_address *address) {
    int first = address->bytes[0];
    int bits = first >= 240 ? 32 : first >= 224 ? 8 : first >= 192 ? 24 : first >= 128 ? 16 : 8;
    if (bits < address->length * 8) {
        bits = address->length * 8;
    }
    return bits == 8 && first == 224 ? 4 : bits;
}

static bool scan_ipv4(const char *p, bool cidr, network_address *address) {
    bool hex = cidr && p[0] == '0' && literal_to_lower(p[1]) == 'x' && literal_hex_digit(p[2]) >= 0;
    p = hex ? scan_hex_bytes(p, address) : scan_octets(p, cidr, address);
    if (!p) {
        return false;
    }
    if (*p == '/') {
        if (!scan_bits(p + 1, 32, &address->bits)) {
            return false;
        }
    } else if (*p != '\0') {
        return false;
    }
    if (address->bits >= 0) {
        return cidr || address->bits / 8 <= address->length;
    }
    address->bits = cidr ? class_bits(address) : 32;
    return cidr || address->length == 4;
}

/* The old notation of the last four bytes, without leading zeros; octets may be missing. */
static bool scan_mapped(const char *p, network_address *address) {
    unsigned char *bytes = address->bytes + address->length;
    address->length += 4;
    for (int i = 0; i < 4; i++, p++) {
        int octet = 0;
        const char *start = p;
        if (literal_is_digit(*p)) {
            p = scan_octet(p, &octet);
        }
        if (!p || (*start == '0' && p > start + 1)) {
            return false;
        }
        bytes[i] = (unsigned char)octet;
        if (*p == '/') {
            return !(p[1] == '0' && p[2]) && scan_bits(p + 1, 128, &address->bits);
        }
        if (*p != '.') {
            return *p == '\0' && p > start;
        }
    }
    return false;
}

/* Groups up to an end mark; *gap is where :: stood. */
static bool scan_groups(const char *p, network_address *address, int *gap) {
    if (*p == ':' && *++p != ':') {
        return false;
    }
    while (*p != '\0' && *p != '/') {
        if (*p == ':') {
            if (*gap >= 0) {
                return false;
            }
            *gap = address->length;
            p++;
            continue;
        }
        size_t digits = strspn(p, "0123456789abcdefABCDEF");
        if (p[digits] == '.') {
            return address->length <= 12 && scan_mapped(p, address);
        }
        if (digits == 0 || digits > 4 || address->length > 14) {
            return false;
        }
        unsigned value;
        sscanf(p, "%4x", &value);
        address->bytes[address->length++] = (unsigned char)(value >> 8);
        address->bytes[address->length++] = (unsigned char)value;
        p += digits;
        if (*p == ':') {
            p++;
            if (*p == '\0') {
                return false;
            }
        } else if (*p != '\0' && *p != '/') {
            return false;
        }
    }
    return *p == '\0' || (!(p[1] == '0' && p[2]) && scan_bits(p + 1, 128, &address->bits));
}

static bool scan_ipv6(const char *p, network_address *address) {
    int gap = -1;
    if (!scan_groups(p, address, &gap)) {
        return false;
    }
    if (gap < 0 ? address->length != 16 : address->length == 16) {
        return false;
    }
    if (gap >= 0) {
        int behind = address->length - gap;
        memmove(address->bytes + 16 - behind, address->bytes + gap, (size_t)behind);
        memset(address->bytes + gap, 0, (size_t)(16 - address->length));
    }
    if (address->bits < 0) {
        address->bits = 128;
    }
    return true;
}

static bool has_host_bits(const network_address *address, int length) {
    for (int bit = address->bits; bit < length * 8; bit++) {
        if (address->bytes[bit / 8] & (0x80 >> bit % 8)) {
            return true;
        }
    }
    return false;
}

static bool check_network(const literal_input *in, bool cidr) {
    network_address address = {.bits = -1};
    bool six = strchr(in->text, ':');
    if (!(six ? scan_ipv6(in->text, &address) : scan_ipv4(in->text, cidr, &address))) {
        return literal_input_syntax(in, cidr ? "cidr" : "inet");
    }
    if (cidr && has_host_bits(&address, six ? 16 : 4)) {
        return literal_input_error_detail(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                                          "Value has bits set to right of mask.",
                                          "invalid cidr value: \"%s\"", in->text);
    }
    return true;
}

bool network_input_inet(const literal_input *in) {
    return check_network(in, false);
}

bool network_input_cidr(const literal_input *in) {
    return check_network(in, true);
}

/* --- macaddr, macaddr8
 * ---------------------------------------------------------------------------- */

/* Six bytes in any of the usual groupings; nothing may follow. */
static bool scan_macaddr(const char *text, unsigned *b) {
    char junk[2];
#define MACADDR_MATCHES(format)                                                                    \
    (sscanf(text, format "%1s", &b[0], &b[1], &b[2], &b[3], &b[4], &b[5], junk) == 6)
    return MACADDR_MATCHES("%x:%x:%x:%x:%x:%x") || MACADDR_MATCHES("%x-%x-%x-%x-%x-%x") ||
           MACADDR_MATCHES("%2x%2x%2x:%2x%2x%2x") || MACADDR_MATCHES("%2x%2x%2x-%2x%2x%2x") ||
           MACADDR_MATCHES("%2x%2x.%2x%2x.%2x%2x") || MACADDR_MATCHES("%2x%2x-%2x%2x-%2x%2x") ||
           MACADDR_MATCHES("%2x%2x%2x%2x%2x%2x");
#undef MACADDR_MATCHES
}

bool network_input_macaddr(const literal_input *in) {
    unsigned bytes[6];
    if (!scan_macaddr(in->text, bytes)) {
        return literal_input_syntax(in, "macaddr");
    }
    for (int i = 0; i < 6; i++) {
        if (bytes[i] > 255) {
            return literal_input_error(in, SQLSTATE_NUMERIC_VALUE_OUT_OF_RANGE,
                                       "invalid octet value in \"macaddr\" value: \"%s\"",
                                       in->text);
        }
    }
    return true;
}

/* Six or eight bytes; one kind of separator, anywhere between bytes.  A lone last character is not
 * looked at. */
bool network_input_macaddr8(const literal_input *in) {
    const char *p = literal_skip_space(in->text);
    int count = 0;
    char separator = '\0';
    while (p[0] != '\0' && p[1] != '\0') {
        bool ok = literal_hex_digit(p[0]) >= 0 && literal_hex_digit(p[1]) >= 0 && ++count <= 8;
        p += 2;
        if (ok && (*p == ':' || *p == '-' || *p == '.')) {
            ok = !separator || *p == separator;
            separator = *p++;
        }
        if (ok && (count == 6 || count == 8) && literal_is_space(*p)) {
            p = literal_skip_space(p);
            ok = *p == '\0';
        }
        if (!ok) {
            return literal_input_syntax(in, "macaddr8");
        }
    }
    return count == 6 || count == 8 || literal_input_syntax(in, "macaddr8");
}
