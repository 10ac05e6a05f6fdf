#include "cli/describe_format.h"

#include <stdlib.h>
#include <string.h>

#include "cli/character_width.h"
#include "source/utf8.h"

/* --- tsv ------------------------------------------------------------------------------------ */

void describe_format_field(text *t, const char *field) {
    for (const char *c = field; *c != '\0'; c++) {
        switch (*c) {
        case '\\':
            text_add(t, "\\\\");
            break;
        case '\t':
            text_add(t, "\\t");
            break;
        case '\n':
            text_add(t, "\\n");
            break;
        default:
            text_add_char(t, *c);
            break;
        }
    }
}

static void add_tsv_column(text *t, const listed_relation *relation, const listed_column *column) {
    describe_format_field(t, relation->schema);
    text_add_char(t, '\t');
    describe_format_field(t, relation->name);
    text_printf(t, "\t%c\t%d\t", relation->kind, column->ordinal);
    describe_format_field(t, column->attribute->name);
    text_add_char(t, '\t');
    describe_format_field(t, column->type);
    text_add_char(t, '\t');
    describe_format_field(t, column->collation);
    text_add(t, column->nullable ? "\tt\n" : "\tf\n");
}

void describe_format_tsv(text *t, const relation_list *list) {
    text_add(t, "schema\trelation\tkind\tordinal\tcolumn\ttype\tcollation\tnullable\n");
    for (int i = 0; i < list->count; i++) {
        const listed_relation *relation = &list->items[i];
        for (int j = 0; j < relation->column_count; j++) {
            add_tsv_column(t, relation, &relation->columns[j]);
        }
    }
}

/* --- table ---------------------------------------------------------------------------------- */

static const char *kind_word(char kind) {
    switch (kind) {
    case 'r':
        return "table";
    case 'p':
        return "partitioned table";
    case 'f':
        return "foreign table";
    case 'v':
        return "view";
    case 'm':
        return "materialized view";
    case 'c':
        return "composite type";
    default:
        return "relation";
    }
}

/* Columns that the string takes on a terminal, written by describe_format_field(). */
int describe_format_width(const char *string) {
    int width = 0;
    size_t length = strlen(string);
    for (size_t i = 0; i < length;) {
        size_t step = utf8_valid_length(string + i, length - i);
        width += step == 0 ? 1 : character_width(utf8_code_point(string + i, step));
        width += string[i] == '\\' || string[i] == '\t' || string[i] == '\n';
        i += step == 0 ? 1 : step;
    }
    return width;
}

void describe_format_padded(text *t, const char *field, int width) {
    describe_format_field(t, field);
    for (int i = describe_format_width(field); i < width; i++) {
        text_add_char(t, ' ');
    }
}

static const char *shown_collation(const listed_column *column) {
    return strcmp(column->collation, "default") == 0 ? "" : column->collation;
}

static void add_table_columns(text *t, const listed_relation *relation) {
    int name_width = 0, type_width = 0;
    for (int i = 0; i < relation->column_count; i++) {
        int name = describe_format_width(relation->columns[i].attribute->name);
        int type = describe_format_width(relation->columns[i].type);
        name_width = name > name_width ? name : name_width;
        type_width = type > type_width ? type : type_width;
    }
    for (int i = 0; i < relation->column_count; i++) {
        const listed_column *column = &relation->columns[i];
        const char *collation = shown_collation(column);
        text_printf(t, "%5d  ", column->ordinal);
        describe_format_padded(t, column->attribute->name, name_width + 2);
        describe_format_padded(t, column->type, type_width + 2);
        text_add(t, column->nullable ? "null    " : "not null");
        if (collation[0] != '\0') {
            text_printf(t, "  collate %s", collation);
        }
        if (column->nullable_reason != NULL && column->nullable_reason[0] != '\0') {
            text_add(t, "  (");
            describe_format_field(t, column->nullable_reason);
            text_add_char(t, ')');
        }
        text_add_char(t, '\n');
    }
}

void describe_format_table(text *t, const relation_list *list) {
    for (int i = 0; i < list->count; i++) {
        const listed_relation *relation = &list->items[i];
        text_add(t, i > 0 ? "\n" : "");
        text_printf(t, "%s ", kind_word(relation->kind));
        describe_format_field(t, relation->schema);
        text_add_char(t, '.');
        describe_format_field(t, relation->name);
        text_add_char(t, '\n');
        add_table_columns(t, relation);
    }
}
