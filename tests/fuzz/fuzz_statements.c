/* Files cut into statements, and the statements parsed. */

#include "fuzz.h"

#include "parse/sql_parser.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    arena *a = arena_new(NULL);
    diagnostics *d = diagnostics_new(a);
    const source_file *file = source_file_of_text(a, "a.sql", (const char *)data, size, d);
    if (file != NULL) {
        sql_reader *reader = sql_reader_new(a, file, d);
        for (int count = 0; sql_reader_next(reader) != NULL; count++) {
            if (count % 2 == 0) {
                sql_reader_release(reader);
            }
        }
    }
    arena_free(a);
    return 0;
}
