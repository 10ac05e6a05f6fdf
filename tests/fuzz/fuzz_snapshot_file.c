/* Snapshot files of users. */

#include "fuzz.h"

#include "catalog/snapshot_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(NULL);
    diagnostics *d = diagnostics_new(a);
    const source_file *file = source_file_of_text(a, "a.snapshot", (const char *)data, size, d);
    if (file != NULL && snapshot_file_version(a, file, d) != 0) {
        (void)snapshot_file_read(a, file, d);
    }
    arena_free(a);
    return 0;
}
