#include "replay/foreign_table.h"

#include "replay/foreign_option.h"

static bool set_options(replay *r, oid table, size_t count, PgQuery__Node **options) {
    pg_class *edit = relation_edit(r, table);
    foreign_option_change change = {edit->foreign_options, count, options, LEVEL_TABLE,
                                    foreign_option_wrapper(r, edit->server)};
    if (!foreign_option_apply(r, &change, &edit->foreign_options)) {
        return false;
    }
    relation_update(r, edit);
    return true;
}

bool foreign_table_attach(replay *r, oid table, const PgQuery__CreateForeignTableStmt *s) {
    const pg_named *server =
        catalog_find_named(r->catalog, CLASS_FOREIGN_SERVER, INVALID_OID, s->servername);
    if (server == NULL) {
        return replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "server \"%s\" does not exist",
                             s->servername);
    }
    pg_class *edit = relation_edit(r, table);
    edit->server = server->oid;
    relation_update(r, edit);
    depend_normal(r, address_of(CLASS_RELATION, table),
                  address_of(CLASS_FOREIGN_SERVER, server->oid));
    return set_options(r, table, s->n_options, s->options);
}

bool foreign_table_set_column_options(replay *r, oid table, const char *column, size_t count,
                                      PgQuery__Node **options) {
    if (count == 0) {
        return true;
    }
    pg_class *edit = relation_edit(r, table);
    if (edit->kind != 'f') {
        return replay_refuse(r, SQLSTATE_WRONG_OBJECT_TYPE, -1, "\"%s\" is not a foreign table",
                             edit->name);
    }
    int number = alter_table_column(r, edit, column, "alter");
    if (number == 0) {
        return false;
    }
    pg_attribute *attribute = &relation_edit_attributes(edit)[number - 1];
    foreign_option_change change = {attribute->foreign_options, count, options, LEVEL_COLUMN,
                                    foreign_option_wrapper(r, edit->server)};
    if (!foreign_option_apply(r, &change, &attribute->foreign_options)) {
        return false;
    }
    relation_update(r, edit);
    return true;
}

bool foreign_table_alter_options(replay *r, const alter_table *a) {
    const PgQuery__List *options = a->command->def->list;
    return set_options(r, a->table, options->n_items, options->items);
}

bool foreign_table_alter_column_options(replay *r, const alter_table *a) {
    const PgQuery__List *options = a->command->def->list;
    return foreign_table_set_column_options(r, a->table, a->command->name, options->n_items,
                                            options->items);
}
