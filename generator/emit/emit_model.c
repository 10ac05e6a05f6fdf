#include "emit/emit.h"

static void add_file(arena *a, emitted_file_list *files, const char *c_name, const char *extension,
                     const char *content) {
    emitted_file *file = LIST_PUSH(a, files);
    file->name = arena_printf(a, "%s.%s", c_name, extension);
    file->content = content;
}

emitted_file_list emit_model(arena *a, const model *m, const char *version) {
    emitted_file_list files = {0};
    for (int i = 0; i < m->types.count; i++) {
        const model_user_type *u = m->types.items[i];
        add_file(a, &files, u->c_name, "h", emit_type_header(a, u, version));
        add_file(a, &files, u->c_name, "c", emit_type_source(a, u, version));
    }
    for (int i = 0; i < m->relations.count; i++) {
        const model_relation *r = &m->relations.items[i];
        add_file(a, &files, r->c_name, "h", emit_relation_header(a, r, version));
        add_file(a, &files, r->c_name, "c", emit_relation_source(a, r, version));
    }
    return files;
}
