#include "oracle/random/random_rows.h"

#include <string.h>

#include "catalog/type_format.h"

/* Small integers, so that keys meet. */
static const char *cell_value(random_generator *g, const pg_attribute *column) {
    const char *sample = sample_value(g->types, g->type_count, column->type, &g->random);
    if (sample == NULL || (!column->not_null && random_chance(&g->random, 35))) {
        return "NULL";
    }
    if (column->type == INT4OID || column->type == INT8OID || column->type == INT2OID) {
        return arena_printf(g->arena, "%d", random_below(&g->random, 7));
    }
    return arena_printf(g->arena, "'%s'", sample);
}

/* A row that a constraint refuses is left out. */
static void insert_row(query_oracle *o, random_generator *g, const pg_class *table) {
    const char *names = "", *values = "";
    for (int i = 0; i < table->attribute_count; i++) {
        const pg_attribute *column = &table->attributes[i];
        if (column->generated != 0 || column->identity == 'a') {
            continue;
        }
        names = arena_printf(g->arena, "%s%s%s", names, names[0] == '\0' ? "" : ", ",
                             quote_identifier(g->arena, column->name));
        values = arena_printf(g->arena, "%s%s%s", values, values[0] == '\0' ? "" : ", ",
                              cell_value(g, column));
    }
    PQclear(PQexec(o->connection, arena_printf(g->arena, "INSERT INTO %s (%s) VALUES (%s)",
                                               table->name, names, values)));
}

void random_rows_fill(query_oracle *o, random_generator *g) {
    g->arena = arena_new(NULL);
    for (int i = 0; i < g->relations.count; i++) {
        const pg_class *table = g->relations.items[i];
        if (table->kind == 'v' || table->is_partition) {
            continue;
        }
        PQclear(PQexec(o->connection, arena_printf(g->arena, "DELETE FROM %s", table->name)));
    }
    PQclear(PQexec(o->connection, "TRUNCATE dept, person, item, grid, cell"));
    for (int i = 0; i < g->relations.count; i++) {
        const pg_class *table = g->relations.items[i];
        int rows = random_chance(&g->random, 10) ? 0 : 1 + random_below(&g->random, 14);
        for (int row = 0; row < rows && table->kind != 'v' && !table->is_partition; row++) {
            insert_row(o, g, table);
        }
    }
    arena_free(g->arena);
}
