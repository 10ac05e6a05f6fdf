#ifndef ORIEL_RUNTIME_NETWORK_ORDER_H
#define ORIEL_RUNTIME_NETWORK_ORDER_H

/*
 * Numbers as PostgreSQL sends them: big-endian, two's complement, at any address.  The caller has
 * checked that the bytes are there.
 */

#include <stdint.h>
#include <string.h>

static inline uint16_t network_uint16(const unsigned char *p) {
    return (uint16_t)((unsigned)p[0] << 8 | p[1]);
}

static inline uint32_t network_uint32(const unsigned char *p) {
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static inline uint64_t network_uint64(const unsigned char *p) {
    return (uint64_t)network_uint32(p) << 32 | network_uint32(p + 4);
}

/* Through memcpy, because a cast of what does not fit is up to the compiler. */
static inline int16_t network_int16(const unsigned char *p) {
    uint16_t bits = network_uint16(p);
    int16_t value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline int32_t network_int32(const unsigned char *p) {
    uint32_t bits = network_uint32(p);
    int32_t value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline int64_t network_int64(const unsigned char *p) {
    uint64_t bits = network_uint64(p);
    int64_t value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline void network_put_uint16(unsigned char *p, uint16_t value) {
    p[0] = (unsigned char)(value >> 8);
    p[1] = (unsigned char)value;
}

static inline void network_put_uint32(unsigned char *p, uint32_t value) {
    network_put_uint16(p, (uint16_t)(value >> 16));
    network_put_uint16(p + 2, (uint16_t)value);
}

static inline void network_put_uint64(unsigned char *p, uint64_t value) {
    network_put_uint32(p, (uint32_t)(value >> 32));
    network_put_uint32(p + 4, (uint32_t)value);
}

#endif /* ORIEL_RUNTIME_NETWORK_ORDER_H */
