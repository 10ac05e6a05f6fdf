#include "cli/describe_query.h"

#include <stdio.h>

#include "catalog/type_format.h"
#include "cli/describe_format.h"
#include "replay/prepared_query.h"

/* oriel describe --query: what a query with parameters gives and takes. */

/* One state of the catalog for all queries of a file. */
typedef struct query_reader {
    replay *replay;
    arena *arena;
    nullability_proofs *proofs;
    lineage_map *origins;
} query_reader;

static const char *collation_name(const query_reader *r, oid collation) {
    const catalog *c = replay_catalog(r->replay);
    const pg_collation *found = catalog_collation(c, collation);
    if (found == NULL) {
        return "";
    }
    const pg_namespace *schema = catalog_namespace(c, found->namespace);
    return found->namespace == PG_CATALOG_NAMESPACE || schema == NULL
               ? found->name
               : quote_qualified(r->arena, schema->name, found->name);
}

static void read_columns(const query_reader *r, const sql_statement *statement,
                         const prepared_query *prepared, described_query *described) {
    const catalog *c = replay_catalog(r->replay);
    const nullability *proven = nullability_of_query(r->proofs, prepared->query, statement);
    const lineage *origins = lineage_of_query(r->origins, prepared->query);
    const target_list *columns = query_outputs(prepared->query);
    for (int i = 0; i < columns->count; i++) {
        const target *t = &columns->items[i];
        if (t->junk) {
            continue;
        }
        int n = described->columns.count;
        *LIST_PUSH(r->arena, &described->columns) = (described_column){
            .name = t->name,
            .type = type_format_qualified(c, r->arena, t->expr->type, t->expr->typmod),
            .collation = collation_name(r, t->expr->collation),
            .reason = proven[n].reason,
            .at = proven[n].at,
            .not_null = proven[n].not_null,
            .origin = &origins->outputs[n]};
    }
}

static void read_query(const query_reader *r, const sql_statement *statement,
                       const prepared_query *prepared, described_query *described) {
    described->at = sql_statement_position(statement, -1);
    read_columns(r, statement, prepared, described);
    for (int i = 0; i < prepared->parameter_count; i++) {
        *LIST_PUSH(r->arena, &described->parameters) = type_format_qualified_bare(
            replay_catalog(r->replay), r->arena, prepared->parameters[i]);
    }
}

static void add_tsv(text *t, const described_query *q) {
    for (int i = 0; i < q->columns.count; i++) {
        const described_column *column = &q->columns.items[i];
        text_printf(t, "%d\t%d\t", q->number, i + 1);
        describe_format_field(t, column->name);
        text_add_char(t, '\t');
        describe_format_field(t, column->type);
        text_add(t, column->not_null ? "\tf\n" : "\tt\n");
    }
    for (int i = 0; i < q->parameters.count; i++) {
        text_printf(t, "%d\t$%d\t\t", q->number, i + 1);
        describe_format_field(t, q->parameters.items[i]);
        text_add(t, "\t\n");
    }
}

static void add_columns(text *t, const described_query *q) {
    int name_width = 0, type_width = 0;
    for (int i = 0; i < q->columns.count; i++) {
        int name = describe_format_width(q->columns.items[i].name);
        int type = describe_format_width(q->columns.items[i].type);
        name_width = name > name_width ? name : name_width;
        type_width = type > type_width ? type : type_width;
    }
    for (int i = 0; i < q->columns.count; i++) {
        const described_column *column = &q->columns.items[i];
        text_printf(t, "%5d  ", i + 1);
        describe_format_padded(t, column->name, name_width + 2);
        describe_format_padded(t, column->type, type_width + 2);
        text_add(t, column->not_null ? "not null  (" : "null      (");
        describe_format_field(t, column->reason);
        text_add(t, ")\n");
    }
}

static void add_table(text *t, arena *a, const described_query *q) {
    text_printf(t, "%squery %d %s\n", q->number > 1 ? "\n" : "", q->number,
                nullability_place(a, q->at));
    add_columns(t, q);
    for (int i = 0; i < q->parameters.count; i++) {
        char mark[16];
        (void)snprintf(mark, sizeof mark, "$%d", i + 1);
        text_printf(t, "%5s  ", mark);
        describe_format_field(t, q->parameters.items[i]);
        text_add_char(t, '\n');
    }
}

void describe_queries(text *t, replay *r, arena *a, const source_file *file,
                      describe_query_format format) {
    const catalog *c = replay_catalog(r);
    query_reader reader = {r, a, nullability_new(c, a), lineage_new(c, a)};
    sql_reader *statements = sql_reader_new(a, file, replay_diagnostics(r));
    described_query_list queries = {0};
    int number = 0;
    for (const sql_statement *s; (s = sql_reader_next(statements)) != NULL;) {
        number++;
        const prepared_query *prepared = replay_prepare(r, s);
        if (prepared != NULL) {
            described_query *described = LIST_PUSH(a, &queries);
            *described = (described_query){.number = number};
            read_query(&reader, s, prepared, described);
        }
    }
    if (format == DESCRIBE_QUERY_JSON) {
        describe_query_json(t, c, &queries);
        return;
    }
    text_add(t, format == DESCRIBE_QUERY_TSV ? "query\tordinal\tname\ttype\tnullable\n" : "");
    for (int i = 0; i < queries.count; i++) {
        if (format == DESCRIBE_QUERY_TSV) {
            add_tsv(t, &queries.items[i]);
        } else {
            add_table(t, a, &queries.items[i]);
        }
    }
}
