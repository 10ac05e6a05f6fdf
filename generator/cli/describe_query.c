#include <stdio.h>

#include "analyze/nullability.h"
#include "catalog/type_format.h"
#include "cli/describe_format.h"
#include "replay/prepared_query.h"

/* oriel describe --query: what a query with parameters gives and takes. */

typedef struct query_line {
    char mark[16]; /* "1" for a column, "$1" for a parameter */
    const char *name, *type, *reason;
    bool is_parameter, not_null;
} query_line;

typedef struct query_lines {
    query_line *items;
    int count;
    int capacity;
} query_lines;

static void read_columns(replay *r, arena *a, const sql_statement *statement,
                         const prepared_query *prepared, query_lines *lines) {
    const catalog *c = replay_catalog(r);
    nullability_proofs *proofs = nullability_new(c, a);
    const nullability *proven = nullability_of_query(proofs, prepared->query, statement);
    for (int i = 0, n = 0; i < prepared->query->targets.count; i++) {
        const target *t = &prepared->query->targets.items[i];
        if (t->junk) {
            continue;
        }
        query_line *line = LIST_PUSH(a, lines);
        *line = (query_line){.name = t->name,
                             .type = type_format_qualified(c, a, t->expr->type, t->expr->typmod),
                             .reason = proven[n].reason,
                             .not_null = proven[n].not_null};
        (void)snprintf(line->mark, sizeof line->mark, "%d", ++n);
    }
}

static void read_parameters(replay *r, arena *a, const prepared_query *prepared,
                            query_lines *lines) {
    for (int i = 0; i < prepared->parameter_count; i++) {
        query_line *line = LIST_PUSH(a, lines);
        *line = (query_line){
            .name = "",
            .type = type_format_qualified_bare(replay_catalog(r), a, prepared->parameters[i]),
            .is_parameter = true};
        (void)snprintf(line->mark, sizeof line->mark, "$%d", i + 1);
    }
}

static void add_tsv(text *t, const query_lines *lines, int number) {
    for (int i = 0; i < lines->count; i++) {
        const query_line *line = &lines->items[i];
        text_printf(t, "%d\t%s\t", number, line->mark);
        describe_format_field(t, line->name);
        text_add_char(t, '\t');
        describe_format_field(t, line->type);
        text_add(t, line->is_parameter ? "\t\n" : line->not_null ? "\tf\n" : "\tt\n");
    }
}

static void add_table(text *t, const query_lines *lines) {
    int name_width = 0, type_width = 0;
    for (int i = 0; i < lines->count; i++) {
        int name = describe_format_width(lines->items[i].name);
        int type = describe_format_width(lines->items[i].type);
        name_width = name > name_width ? name : name_width;
        type_width = type > type_width ? type : type_width;
    }
    for (int i = 0; i < lines->count; i++) {
        const query_line *line = &lines->items[i];
        text_printf(t, "%5s  ", line->mark);
        if (line->is_parameter) {
            describe_format_field(t, line->type);
            text_add_char(t, '\n');
            continue;
        }
        describe_format_padded(t, line->name, name_width + 2);
        describe_format_padded(t, line->type, type_width + 2);
        text_add(t, line->not_null ? "not null  (" : "null      (");
        describe_format_field(t, line->reason);
        text_add(t, ")\n");
    }
}

void describe_queries(text *t, replay *r, arena *a, const source_file *file, bool tsv) {
    sql_reader *reader = sql_reader_new(a, file, replay_diagnostics(r));
    if (tsv) {
        text_add(t, "query\tordinal\tname\ttype\tnullable\n");
    }
    int number = 0;
    for (const sql_statement *s; (s = sql_reader_next(reader)) != NULL;) {
        number++;
        const prepared_query *prepared = replay_prepare(r, s);
        if (prepared == NULL) {
            continue;
        }
        query_lines lines = {0};
        read_columns(r, a, s, prepared, &lines);
        read_parameters(r, a, prepared, &lines);
        if (tsv) {
            add_tsv(t, &lines, number);
        } else {
            text_printf(t, "%squery %d %s\n", number > 1 ? "\n" : "", number,
                        nullability_place(a, sql_statement_position(s, -1)));
            add_table(t, &lines);
        }
    }
}
