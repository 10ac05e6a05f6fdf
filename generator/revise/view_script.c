#include "revise/view_script.h"

#include <string.h>

#include "base/text.h"

void view_script_add(view_script *script, const script_step *step) {
    *LIST_PUSH(script->arena, script) = *step;
}

static bool same_path(const char *x, const char *y) {
    return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

static void add_remark(text *t, const char *remark) {
    while (*remark != '\0') {
        size_t length = strcspn(remark, "\r\n");
        text_printf(t, "-- %.*s\n", (int)length, remark);
        remark += length + strspn(remark + length, "\r\n");
    }
}

static void add_path(text *t, const char *path) {
    if (path == NULL) {
        text_add(t, "RESET search_path;\n");
    } else {
        text_printf(t, "SET search_path = %s;\n", path);
    }
}

const char *view_script_text(const view_script *script, const char *title) {
    text t = text_new(script->arena);
    const char *path = NULL;
    add_remark(&t, title);
    for (int i = 0; i < script->count; i++) {
        const script_step *step = &script->items[i];
        text_add(&t, step->starts_group ? "\n" : "");
        if (step->remark != NULL) {
            add_remark(&t, step->remark);
        }
        if (!same_path(path, step->path)) {
            path = step->path;
            add_path(&t, path);
        }
        text_printf(&t, "%s;\n", step->text);
    }
    if (path != NULL) {
        add_path(&t, NULL);
    }
    return text_string(&t);
}
