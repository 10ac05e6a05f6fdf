#include "replay/alter_table.h"

/* ALTER TABLE ... ENABLE and DISABLE: a trigger or a rule that has to be there.  Whether it is on
 * shows in nothing a view gives. */

bool alter_table_switch_trigger(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const char *name = a->command->name;
    return catalog_find_child(r->catalog, CLASS_TRIGGER, a->table, name) != NULL ||
           replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                         "trigger \"%s\" for table \"%s\" does not exist", name, table->name);
}

bool alter_table_switch_rule(replay *r, const alter_table *a) {
    const pg_class *table = catalog_relation(r->catalog, a->table);
    const char *name = a->command->name;
    return catalog_find_child(r->catalog, CLASS_REWRITE, a->table, name) != NULL ||
           replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1,
                         "rule \"%s\" for relation \"%s\" does not exist", name, table->name);
}
