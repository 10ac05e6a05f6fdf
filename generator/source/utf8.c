#include "source/utf8.h"

bool utf8_is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

size_t utf8_announced_length(char first) {
    unsigned char c = (unsigned char)first;
    if ((c & 0xE0) == 0xC0) {
        return 2;
    }
    if ((c & 0xF0) == 0xE0) {
        return 3;
    }
    if ((c & 0xF8) == 0xF0) {
        return 4;
    }
    return 1;
}

/* The second byte's range is narrower behind some first bytes: overlong forms and surrogates. */
static bool utf8_second_byte_fits(unsigned char first, unsigned char second) {
    switch (first) {
    case 0xE0:
        return second >= 0xA0;
    case 0xED:
        return second <= 0x9F;
    case 0xF0:
        return second >= 0x90;
    case 0xF4:
        return second <= 0x8F;
    default:
        return true;
    }
}

size_t utf8_valid_length(const char *bytes, size_t available) {
    if (available == 0) {
        return 0;
    }
    unsigned char first = (unsigned char)bytes[0];
    if (first < 0x80) {
        return first != 0;
    }
    if (first < 0xC2 || first > 0xF4) {
        return 0;
    }
    size_t length = utf8_announced_length(bytes[0]);
    if (length > available || !utf8_second_byte_fits(first, (unsigned char)bytes[1])) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if (!utf8_is_continuation(bytes[i])) {
            return 0;
        }
    }
    return length;
}

uint32_t utf8_code_point(const char *bytes, size_t length) {
    static const unsigned char first_mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code = (unsigned char)bytes[0] & first_mask[length];
    for (size_t i = 1; i < length; i++) {
        code = code << 6 | ((unsigned char)bytes[i] & 0x3F);
    }
    return code;
}

size_t utf8_first_invalid(const char *bytes, size_t length) {
    size_t i = 0;
    while (i < length) {
        size_t step = utf8_valid_length(bytes + i, length - i);
        if (step == 0) {
            break;
        }
        i += step;
    }
    return i;
}
