#ifndef ORIEL_FUZZ_FUZZ_H
#define ORIEL_FUZZ_FUZZ_H

/* What every target defines: takes any bytes and must come back.  Called by libFuzzer or mutate.c.
 */

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif /* ORIEL_FUZZ_FUZZ_H */
