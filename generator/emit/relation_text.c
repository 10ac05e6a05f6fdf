#include "emit/relation_text.h"

const char *relation_text_noun(const model_relation *r) {
    switch (r->kind) {
    case 'v':
        return "view";
    case 'm':
        return "materialized view";
    case 'f':
        return "foreign table";
    default:
        return "table";
    }
}

bool relation_text_is_view(const model_relation *r) {
    return r->kind == 'v' || r->kind == 'm';
}

void relation_text_find_signature(text *t, const model_relation *r, const model_key *key,
                                  const char *start, const char *end) {
    c_text_arguments arguments = {0};
    *LIST_PUSH(t->arena, &arguments) = "PGconn *conn";
    for (int i = 0; i < key->column_count; i++) {
        const char *c_type = r->columns.items[key->columns[i]].type->c_type;
        *LIST_PUSH(t->arena, &arguments) = c_text_declaration(t->arena, c_type, key->parameters[i]);
    }
    *LIST_PUSH(t->arena, &arguments) = arena_printf(t->arena, "%s_rows *rows", r->c_name);
    *LIST_PUSH(t->arena, &arguments) = "oriel_error *err";
    c_text_call(t, arena_printf(t->arena, "%s%s_find_by_%s(", start, r->c_name, key->c_name),
                &arguments, end);
}
