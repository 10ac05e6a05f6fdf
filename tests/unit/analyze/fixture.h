#ifndef ORIEL_TESTS_UNIT_ANALYZE_FIXTURE_H
#define ORIEL_TESTS_UNIT_ANALYZE_FIXTURE_H

/*
 * A small database for tests of query analysis, and queries' results as one line of text:
 *
 *     t (id integer PRIMARY KEY, name text, price numeric(10,2), code varchar(20), tags text[])
 *     u (id bigint, t_id integer, note varchar(30), c text COLLATE "C", d date)
 *     w (id integer, p text COLLATE "POSIX", ts timestamptz)
 */

#include <stdio.h>
#include <string.h>

#include "analyze/coercion.h"
#include "analyze/select.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/type_format.h"
#include "source/source_file.h"

typedef struct fixture {
    arena *arena;
    catalog *catalog;
} fixture;

static inline oid fixture_table(fixture *f, const char *name, const pg_attribute *columns,
                                int count) {
    pg_attribute *copy = arena_copy(f->arena, columns, sizeof *columns * (size_t)count);
    for (int i = 0; i < count; i++) {
        copy[i].typmod = copy[i].typmod == 0 ? -1 : copy[i].typmod;
        if (copy[i].collation == INVALID_OID) {
            copy[i].collation = type_collation(f->catalog, copy[i].type);
        }
    }
    oid table = catalog_add(f->catalog, CLASS_RELATION,
                            &(pg_class){.namespace = PUBLIC_NAMESPACE,
                                        .name = name,
                                        .kind = 'r',
                                        .persistence = 'p',
                                        .attribute_count = count,
                                        .attributes = copy});
    pg_class relation = *catalog_relation(f->catalog, table);
    pg_type row = {.namespace = PUBLIC_NAMESPACE,
                   .name = name,
                   .typtype = 'c',
                   .category = 'C',
                   .defined = true,
                   .delimiter = ',',
                   .length = -1,
                   .typmod = -1,
                   .relation = table};
    pg_type array = {.namespace = PUBLIC_NAMESPACE,
                     .name = arena_printf(f->arena, "_%s", name),
                     .typtype = 'b',
                     .category = 'A',
                     .defined = true,
                     .delimiter = ',',
                     .length = -1,
                     .typmod = -1};
    const pg_type *model = catalog_type(f->catalog, TEXTARRAYOID);
    row.oid = catalog_new_oid(f->catalog);
    array.element = row.oid;
    array.subscript = model->subscript;
    array.storage = model->storage;
    row.array = catalog_add(f->catalog, CLASS_TYPE, &array);
    relation.row_type = catalog_add(f->catalog, CLASS_TYPE, &row);
    catalog_update(f->catalog, CLASS_RELATION, &relation);
    return table;
}

#define FIXTURE_NUMERIC(precision, scale) (((precision) << 16 | (scale)) + 4)
#define FIXTURE_VARCHAR(length)           ((length) + 4)

static inline int fixture_set_up(void **state) {
    arena *a = arena_new(NULL);
    fixture *f = ARENA_NEW(a, fixture);
    f->arena = a;
    f->catalog = catalog_new(a, snapshot_of_version(15));
    const pg_attribute t[] = {
        {.name = "id", .type = INT4OID, .not_null = true},
        {.name = "name", .type = TEXTOID, .not_null = true},
        {.name = "price", .type = NUMERICOID, .typmod = FIXTURE_NUMERIC(10, 2)},
        {.name = "code", .type = VARCHAROID, .typmod = FIXTURE_VARCHAR(20)},
        {.name = "tags", .type = TEXTARRAYOID}};
    const pg_attribute u[] = {{.name = "id", .type = INT8OID},
                              {.name = "t_id", .type = INT4OID},
                              {.name = "note", .type = VARCHAROID, .typmod = FIXTURE_VARCHAR(30)},
                              {.name = "c", .type = TEXTOID, .collation = C_COLLATION_OID},
                              {.name = "d", .type = DATEOID}};
    const pg_attribute w[] = {{.name = "id", .type = INT4OID},
                              {.name = "p", .type = TEXTOID, .collation = POSIX_COLLATION_OID},
                              {.name = "ts", .type = TIMESTAMPTZOID}};
    oid table = fixture_table(f, "t", t, 5);
    static const int16_t key[] = {1};
    catalog_add(f->catalog, CLASS_CONSTRAINT,
                &(pg_constraint){
                    .parent = table, .name = "t_pkey", .type = 'p', .key_count = 1, .keys = key});
    fixture_table(f, "u", u, 5);
    fixture_table(f, "w", w, 3);
    *state = f;
    return 0;
}

static inline int fixture_tear_down(void **state) {
    fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

/* NULL with an error in `d`. */
static inline query *fixture_analyze_into(fixture *f, const char *sql, diagnostics *d) {
    arena *a = f->arena;
    const source_file *file = source_file_of_text(a, "test.sql", sql, strlen(sql), d);
    const sql_statement *statement = sql_reader_next(sql_reader_new(a, file, d));
    if (statement == NULL) {
        return NULL;
    }
    analysis an = {.catalog = f->catalog, .arena = a, .diagnostics = d, .statement = statement};
    return select_analyze(&an, statement->node, true);
}

static inline query *fixture_analyze(fixture *f, const char *sql) {
    return fixture_analyze_into(f, sql, diagnostics_new(f->arena));
}

/* "id integer, c text C": the columns with their collations where these are not the default; or
 * "42P01 15 relation "x" does not exist": code and place (characters from 1, 0: none) of the error.
 */
static inline const char *fixture_describe(fixture *f, const char *sql) {
    arena *a = f->arena;
    diagnostics *d = diagnostics_new(a);
    query *q = fixture_analyze_into(f, sql, d);
    if (q == NULL) {
        const diagnostic *error = &d->list.items[0];
        return arena_printf(a, "%s %d %s", error->sqlstate,
                            error->at.offset == 0 ? 0 : (int)error->at.offset + 1, error->message);
    }
    text t = text_new(a);
    rte_column_list columns = select_output_columns(a, q);
    for (int i = 0; i < columns.count; i++) {
        const rte_column *c = &columns.items[i];
        text_printf(&t, "%s%s %s", i > 0 ? ", " : "", c->name,
                    type_format(f->catalog, a, c->type, c->typmod));
        if (c->collation != INVALID_OID && c->collation != DEFAULT_COLLATION_OID) {
            text_printf(&t, " %s", catalog_collation(f->catalog, c->collation)->name);
        }
    }
    return text_string(&t);
}

#endif /* ORIEL_TESTS_UNIT_ANALYZE_FIXTURE_H */
