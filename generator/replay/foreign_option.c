#include "replay/foreign_option.h"

#include "base/text.h"
#include "replay/definition.h"
#include "replay/foreign_validator.h"

/* --- One text for all options ------------------------------------------------------------------
 */

/* Each option is a line name=value; in a value, a backslash stands before line feeds and itself. */
static foreign_option_list read_options(replay *r, const char *options) {
    foreign_option_list list = {0};
    for (const char *p = options; p != NULL && *p != '\0'; p++) {
        const char *equal = strchr(p, '=');
        text value = text_new(r->arena);
        foreign_option *o = LIST_PUSH(r->arena, &list);
        o->name = replay_text(r, "%.*s", (int)(equal - p), p);
        for (p = equal + 1; *p != '\n'; p++) {
            p += *p == '\\';
            text_add_char(&value, *p);
        }
        o->value = text_string(&value);
    }
    return list;
}

static const char *write_options(replay *r, const foreign_option_list *list) {
    text t = text_new(r->arena);
    for (int i = 0; i < list->count; i++) {
        text_printf(&t, "%s=", list->items[i].name);
        for (const char *p = list->items[i].value; *p != '\0'; p++) {
            if (*p == '\\' || *p == '\n') {
                text_add_char(&t, '\\');
            }
            text_add_char(&t, *p);
        }
        text_add_char(&t, '\n');
    }
    return list->count > 0 ? text_string(&t) : NULL;
}

/* --- ADD, SET, DROP --------------------------------------------------------------------------- */

static int find_option(const foreign_option_list *list, const char *name) {
    for (int i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

static void drop_option(foreign_option_list *list, int at) {
    for (list->count--; at < list->count; at++) {
        list->items[at] = list->items[at + 1];
    }
}

static bool apply_one(replay *r, const definition_option *e, foreign_option_list *list) {
    int at = find_option(list, e->defname);
    foreign_option option = {e->defname, e->arg != NULL ? definition_string(r, e) : ""};
    bool set = e->defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_SET;
    bool drop = e->defaction == PG_QUERY__DEF_ELEM_ACTION__DEFELEM_DROP;
    if ((set || drop) && at < 0) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "option \"%s\" not found",
                             e->defname);
    }
    if (drop) {
        drop_option(list, at);
    } else if (set) {
        list->items[at] = option;
    } else if (at >= 0) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                             "option \"%s\" provided more than once", e->defname);
    } else {
        *LIST_PUSH(r->arena, list) = option;
    }
    return true;
}

static bool check_names(replay *r, const foreign_option_list *list) {
    for (int i = 0; i < list->count; i++) {
        if (strchr(list->items[i].name, '=') != NULL) {
            return replay_refuse(r, SQLSTATE_INVALID_PARAMETER_VALUE, -1,
                                 "invalid option name \"%s\": must not contain \"=\"",
                                 list->items[i].name);
        }
    }
    return true;
}

bool foreign_option_apply(replay *r, const foreign_option_change *change, const char **options) {
    foreign_option_list list = read_options(r, change->old);
    for (size_t i = 0; i < change->count; i++) {
        if (!apply_one(r, change->nodes[i]->def_elem, &list)) {
            return false;
        }
    }
    if (!check_names(r, &list) ||
        !foreign_validator_check(r, change->wrapper, change->level, &list)) {
        return false;
    }
    *options = write_options(r, &list);
    return true;
}

oid foreign_option_wrapper(replay *r, oid server) {
    depend_scan scan = depend_scan_references(r->catalog, address_of(CLASS_FOREIGN_SERVER, server));
    const dependency *d;
    while ((d = depend_next(&scan)) != NULL) {
        if (d->referenced.class == CLASS_FDW) {
            return d->referenced.object;
        }
    }
    return INVALID_OID;
}
