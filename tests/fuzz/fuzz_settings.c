/* oriel.ini. */
#define _GNU_SOURCE /* memfd_create */

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "source/settings.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static int descriptor = -1; /* of a file without a disk; it is read by its name */
    char path[64];
    bool unreadable = false;
    if (descriptor < 0 && (descriptor = memfd_create("oriel.ini", 0)) < 0) {
        perror("memfd_create");
        exit(1);
    }
    if (ftruncate(descriptor, 0) != 0 || pwrite(descriptor, data, size, 0) != (ssize_t)size) {
        perror("oriel.ini");
        exit(1);
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    arena *a = arena_new(NULL);
    (void)settings_read(a, path, diagnostics_new(a), &unreadable);
    arena_free(a);
    return 0;
}
