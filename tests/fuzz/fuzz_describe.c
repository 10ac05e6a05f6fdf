/* SQL to models: everything between the file and the generated text, annotations too. */

#include "fuzz.h"

#include "analyze/null_override.h"
#include "base/big_stack.h"
#include "emit/emit.h"
#include "model/model.h"
#include "replay/replay.h"

typedef struct input {
    const uint8_t *data;
    size_t size;
} input;

static void describe(void *argument) {
    const input *in = argument;
    arena *a = arena_new(NULL);
    diagnostics *d = diagnostics_new(a);
    const source_file *file = source_file_of_text(a, "a.sql", (const char *)in->data, in->size, d);
    if (file != NULL) {
        replay *r = replay_new(a, 15, d);
        replay_source(r, file);
        null_override_check(replay_catalog(r), a, d);
        (void)emit_model(a, model_build(replay_catalog(r), a, &(model_options){.tables = true}, d),
                         "0");
    }
    arena_free(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    input in = {data, size};
    (void)big_stack_run(describe, &in);
    return 0;
}
