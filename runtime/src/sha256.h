#ifndef ORIEL_RUNTIME_SHA256_H
#define ORIEL_RUNTIME_SHA256_H

/*
 * SHA-256 (FIPS 180-4) of a text in memory, for the checksums of migrations.  Our own because the
 * runtime depends on libpq alone, and a checksum of a few kilobytes needs no fast implementation.
 */

#include <stddef.h>

/* Writes 64 lower-case hexadecimal digits and a NUL. */
void orl_sha256_hex(const void *data, size_t size, char hex[65]);

#endif /* ORIEL_RUNTIME_SHA256_H */
