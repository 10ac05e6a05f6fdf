#include "emit/c_header.h"

#include "emit/c_text.h"
#include "emit/emit.h"
#include "model/c_name.h"

void c_header_write_banner(text *t, const c_header_banner *banner) {
    const char *what =
        arena_printf(t->arena, "%s.%s: %s.", banner->c_name, banner->extension, banner->what);
    c_text_paragraph(t, "/* ", " * ", what);
    text_printf(t, "\n * " EMIT_BANNER "%s", banner->version);
    if (banner->source_name[0] != '\0') {
        text_add(t, " from ");
        c_text_comment(t, banner->source_name);
    }
    text_add(t, "; do not edit.");
    if (banner->comment != NULL && banner->comment[0] != '\0') {
        text_add(t, "\n *\n");
        c_text_paragraph(t, " * ", " * ", banner->comment);
    }
    text_add(t, " */\n");
}

void c_header_write_guard(text *t, const char *c_name) {
    const char *guard = c_name_upper(t->arena, c_name);
    text_printf(t, "#ifndef ORIEL_OUT_%s_H\n#define ORIEL_OUT_%s_H\n\n#include <oriel/oriel.h>\n",
                guard, guard);
}

void c_header_write_start(text *t, const char *c_name) {
    text_printf(t,
                "\n#if ORIEL_ABI != 1\n"
                "#error \"%s.h was generated for oriel runtime ABI 1: run oriel generate again\"\n"
                "#endif\n\n"
                "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n",
                c_name);
}

void c_header_write_end(text *t, const char *c_name) {
    text_printf(t, "\n#ifdef __cplusplus\n}\n#endif\n\n#endif /* ORIEL_OUT_%s_H */\n",
                c_name_upper(t->arena, c_name));
}
