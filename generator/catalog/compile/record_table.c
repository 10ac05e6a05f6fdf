#include "catalog/compile/record_table.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/compile/array_pool.h"
#include "catalog/compile/table_file.h"
#include "catalog/extension_oid.h"
#include "catalog/record_fields.h"

typedef struct field {
    const char *name;
    field_kind kind;
} field;

/* A kind of data file: a class, or what hangs off one (constant NULL). */
typedef struct table_kind {
    const char *constant;
    const char *file;
    const char *type;
    const field *fields;
    int field_count;
} table_kind;

#define FIELD(kind, member, count) {#member, FIELD_##kind},
#define COUNT_OF(array)            ((int)(sizeof(array) / sizeof(array)[0]))

#define DEFINE_FIELDS(CLASS, file, type, FIELDS)                                                   \
    static const field file##_fields[] = {FIELDS(FIELD)};
CATALOG_RECORDS(DEFINE_FIELDS)
DEFINE_FIELDS(, attribute, pg_attribute, ATTRIBUTE_FIELDS)
DEFINE_FIELDS(, index, pg_index, INDEX_FIELDS)
DEFINE_FIELDS(, amop, pg_amop, AMOP_FIELDS)
DEFINE_FIELDS(, amproc, pg_amproc, AMPROC_FIELDS)

#define KIND(CLASS, file, type, FIELDS)                                                            \
    {"CLASS_" #CLASS, #file, #type, file##_fields, COUNT_OF(file##_fields)},
static const table_kind class_kinds[] = {CATALOG_RECORDS(KIND)};

#define PART_KIND(file, type)                                                                      \
    { NULL, #file, #type, file##_fields, COUNT_OF(file##_fields) }
static const table_kind attribute_kind = PART_KIND(attribute, pg_attribute);
static const table_kind index_kind = PART_KIND(index, pg_index);
static const table_kind amop_kind = PART_KIND(amop, pg_amop);
static const table_kind amproc_kind = PART_KIND(amproc, pg_amproc);

/* Which parts a class's records have, and by which members they reach them. */
typedef struct part {
    const char *owner_file;
    const table_kind *kind;
    const char *pointer, *count; /* count NULL: at most one */
} part;
static const part parts[] = {
    {"relation", &attribute_kind, "attributes", "attribute_count"},
    {"relation", &index_kind, "index", NULL},
    {"opfamily", &amop_kind, "operators", "operator_count"},
    {"opfamily", &amproc_kind, "functions", "function_count"},
};

typedef struct writer {
    const record_source *source;
    FILE *body; /* comes behind the arrays in the end */
    array_pool oids, numbers, texts;
} writer;

typedef struct open_part {
    const part *part;
    const table_file *table;
    int next; /* row */
} open_part;

/* --- Cells --------------------------------------------------------------------------------- */

void record_table_write_string(const char *string, FILE *out) {
    fputc('"', out);
    for (const unsigned char *c = (const unsigned char *)string; *c != '\0'; c++) {
        if (*c == '"' || *c == '\\' || *c == '?') {
            fprintf(out, "\\%c", *c);
        } else if (*c < ' ' || *c > '~') {
            fprintf(out, "\\%03o", (unsigned)*c);
        } else {
            fputc(*c, out);
        }
    }
    fputc('"', out);
}

static char *string_literal(const char *string) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) {
        abort();
    }
    record_table_write_string(string, out);
    fclose(out);
    return text;
}

/* The number of the extension that `label` names before its '@': 0 for the source itself. */
static unsigned extension_number(const record_source *source, const table_file *table, int line,
                                 const char *label, size_t length) {
    if (length == 0) {
        return 0;
    }
    for (int i = 0; i < source->require_count; i++) {
        const char *name = source->requires[i];
        if (strlen(name) == length && memcmp(name, label, length) == 0) {
            return (unsigned)i + 1;
        }
    }
    table_file_fail(table->path, line, "extension of %s is not required", label);
}

static unsigned long named_oid(const record_source *source, const table_file *table, int line,
                               const char *label) {
    name_pool *names = source->names;
    if (names == NULL || names->count == COUNT_OF(names->labels)) {
        table_file_fail(table->path, line, "no place for a name: %s", label);
    }
    int place = 0;
    while (place < names->count && strcmp(names->labels[place], label) != 0) {
        place++;
    }
    if (place == names->count) {
        names->labels[names->count++] = label;
    }
    return EXTENSION_OID(EXTENSION_OID_NAMED, (unsigned)place);
}

unsigned long record_table_oid(const record_source *source, const table_file *table, int line,
                               const char *cell) {
    if (strcmp(cell, "@schema") == 0) {
        return EXTENSION_SCHEMA_OID;
    }
    if (strchr(cell, ':') != NULL) {
        return named_oid(source, table, line, cell);
    }
    const char *at = strchr(cell, '@');
    const char *digits = at == NULL ? cell : at + 1;
    char *end;
    unsigned long value = strtoul(digits, &end, 10);
    if (!isdigit((unsigned char)*digits) || *end != '\0') {
        table_file_fail(table->path, line, "not an OID: %s", cell);
    }
    if (at != NULL) {
        unsigned number = extension_number(source, table, line, cell, (size_t)(at - cell));
        value = EXTENSION_OID(number, value);
    }
    return value;
}

static const char *oid_literal(const writer *w, const table_file *table, int line,
                               const char *cell) {
    char text[32];
    snprintf(text, sizeof text, "%lu", record_table_oid(w->source, table, line, cell));
    return strdup(text);
}

static void check_number(const table_file *table, int line, const char *cell) {
    char *end;
    strtol(cell, &end, 10);
    if (*cell == '\0' || *end != '\0') {
        table_file_fail(table->path, line, "not a number: %s", cell);
    }
}

static void write_char(const table_file *table, int line, const char *cell, FILE *out) {
    if (strlen(cell) > 1) {
        table_file_fail(table->path, line, "more than one character: %s", cell);
    }
    fprintf(out, "'%s%s'", *cell == '\'' || *cell == '\\' ? "\\" : "", cell);
}

/* The array as a place in one of the shared ones. */
static void write_array(writer *w, const field *f, const table_file *table, int line,
                        const char *cell) {
    int count;
    const char **items = table_file_array(table, line, cell, &count);
    for (int i = 0; i < count; i++) {
        if (f->kind == FIELD_OIDS) {
            items[i] = oid_literal(w, table, line, items[i]);
        } else if (f->kind == FIELD_TEXTS) {
            items[i] = string_literal(items[i]);
        } else {
            check_number(table, line, items[i]);
        }
    }
    array_pool *pool = f->kind == FIELD_OIDS    ? &w->oids
                       : f->kind == FIELD_TEXTS ? &w->texts
                                                : &w->numbers;
    fprintf(w->body, "%s + %d", pool->name, array_pool_add(pool, items, count));
}

/* True when the cell says what a member left out of an initialiser holds. */
static bool is_default(field_kind kind, const char *cell) {
    switch (kind) {
    case FIELD_OID:
    case FIELD_INT:
        return strcmp(cell, "0") == 0;
    case FIELD_BOOL:
        return strcmp(cell, "f") == 0;
    case FIELD_CHAR:
        return *cell == '\0';
    case FIELD_TEXT:
        return false;
    case FIELD_OIDS:
    case FIELD_INTS:
    case FIELD_TEXTS:
        return strcmp(cell, "{}") == 0;
    }
    return false;
}

static void write_cell(writer *w, const field *f, const table_file *table, int line,
                       const char *cell) {
    fprintf(w->body, ".%s = ", f->name);
    switch (f->kind) {
    case FIELD_OID:
        fprintf(w->body, "%luu", record_table_oid(w->source, table, line, cell));
        break;
    case FIELD_INT:
        check_number(table, line, cell);
        fputs(cell, w->body);
        break;
    case FIELD_BOOL:
        if (strcmp(cell, "t") != 0) {
            table_file_fail(table->path, line, "neither t nor f: %s", cell);
        }
        fputs("true", w->body);
        break;
    case FIELD_CHAR:
        write_char(table, line, cell, w->body);
        break;
    case FIELD_TEXT:
        record_table_write_string(cell, w->body);
        break;
    case FIELD_OIDS:
    case FIELD_INTS:
    case FIELD_TEXTS:
        write_array(w, f, table, line, cell);
        break;
    }
    fputs(", ", w->body);
}

/* --- Rows ---------------------------------------------------------------------------------- */

static const field *find_field(const table_kind *kind, const char *name) {
    for (int i = 0; i < kind->field_count; i++) {
        if (strcmp(kind->fields[i].name, name) == 0) {
            return &kind->fields[i];
        }
    }
    return NULL;
}

static void write_row(writer *w, const table_kind *kind, const table_file *table, int row) {
    const table_row *r = &table->rows[row];
    bool is_part = kind->constant == NULL;
    for (int i = is_part ? 1 : 0; i < table->column_count; i++) {
        const field *f = find_field(kind, table->columns[i]);
        if (f == NULL) {
            table_file_fail(table->path, 1, "unknown column %s", table->columns[i]);
        }
        const char *cell = r->cells[i];
        if (cell != NULL && !is_default(f->kind, cell)) {
            write_cell(w, f, table, r->line, cell);
        }
    }
    if (table_file_column(table, "name") < 0 && find_field(kind, "name") != NULL) {
        fputs(".name = \"\", ", w->body);
    }
}

const char *record_table_class(const table_file *table, int line, const char *file) {
    for (int i = 0; i < COUNT_OF(class_kinds); i++) {
        if (strcmp(class_kinds[i].file, file) == 0) {
            return class_kinds[i].constant;
        }
    }
    table_file_fail(table->path, line, "unknown class %s", file);
}

static void start_rows(writer *w, const table_kind *kind, const table_file *table) {
    fprintf(w->body, "static const %s %s_%s[%d] = {\n", kind->type, w->source->prefix, kind->file,
            table->row_count);
}

static table_file *read_table(const writer *w, const table_kind *kind) {
    char *path = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&path, &size);
    if (out == NULL) {
        abort();
    }
    fprintf(out, "%s/%s.tsv", w->source->directory, kind->file);
    fclose(out);
    table_file *table = table_file_read(path);
    return table != NULL && table->row_count > 0 ? table : NULL;
}

/* Finds the rows of `parts` that belong to this record and points to them. */
static void write_parts(writer *w, open_part *opened, int count, unsigned long owner) {
    for (int i = 0; i < count; i++) {
        open_part *o = &opened[i];
        int start = o->next;
        while (o->next < o->table->row_count &&
               record_table_oid(w->source, o->table, o->table->rows[o->next].line,
                                o->table->rows[o->next].cells[0]) == owner) {
            o->next++;
        }
        if (o->next == start) {
            continue;
        }
        fprintf(w->body, ".%s = %s_%s + %d, ", o->part->pointer, w->source->prefix,
                o->part->kind->file, start);
        if (o->part->count != NULL) {
            fprintf(w->body, ".%s = %d, ", o->part->count, o->next - start);
        }
    }
}

static int open_parts(writer *w, const table_kind *kind, open_part *opened) {
    int count = 0;
    for (int i = 0; i < COUNT_OF(parts); i++) {
        const part *p = &parts[i];
        table_file *table = strcmp(p->owner_file, kind->file) == 0 ? read_table(w, p->kind) : NULL;
        if (table == NULL) {
            continue;
        }
        opened[count++] = (open_part){p, table, 0};
        start_rows(w, p->kind, table);
        for (int row = 0; row < table->row_count; row++) {
            fputs("{", w->body);
            write_row(w, p->kind, table, row);
            fputs("},\n", w->body);
        }
        fputs("};\n", w->body);
    }
    return count;
}

static void check_parts_used(const open_part *opened, int count) {
    for (int i = 0; i < count; i++) {
        const open_part *o = &opened[i];
        if (o->next < o->table->row_count) {
            const table_row *row = &o->table->rows[o->next];
            table_file_fail(o->table->path, row->line,
                            "no %s with the OID %s, or not sorted by OID", o->part->owner_file,
                            row->cells[0]);
        }
    }
}

/* --- Orders -------------------------------------------------------------------------------- */

/* What a row is sorted by. */
typedef struct sort_key {
    const char *name;
    unsigned long first, second;
    int row;
} sort_key;

static int compare_keys(const void *left, const void *right) {
    const sort_key *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    if (order == 0) {
        order = (a->first > b->first) - (a->first < b->first);
    }
    if (order == 0) {
        order = (a->second > b->second) - (a->second < b->second);
    }
    return order != 0 ? order : a->row - b->row;
}

static unsigned long oid_cell(const writer *w, const table_file *table, int row, int column) {
    const char *cell = column < 0 ? NULL : table->rows[row].cells[column];
    return cell == NULL ? 0 : record_table_oid(w->source, table, table->rows[row].line, cell);
}

/* The rows' numbers in the order of these columns; a column the file lacks counts as empty. */
static void write_order(writer *w, const table_kind *kind, const table_file *table,
                        const char *order, const char *const columns[3]) {
    sort_key *keys = table_file_allocate(sizeof *keys * (size_t)table->row_count);
    int name = columns[0] == NULL ? -1 : table_file_column(table, columns[0]);
    int first = table_file_column(table, columns[1]);
    int second = columns[2] == NULL ? -1 : table_file_column(table, columns[2]);
    for (int row = 0; row < table->row_count; row++) {
        const char *cell = name < 0 ? NULL : table->rows[row].cells[name];
        keys[row] = (sort_key){cell == NULL ? "" : cell, oid_cell(w, table, row, first),
                               oid_cell(w, table, row, second), row};
    }
    qsort(keys, (size_t)table->row_count, sizeof *keys, compare_keys);
    fprintf(w->body, "static const uint32_t %s_%s_%s[%d] = {\n", w->source->prefix, kind->file,
            order, table->row_count);
    for (int row = 0; row < table->row_count; row++) {
        fprintf(w->body, "%d,%s", keys[row].row, row % 16 == 15 ? "\n" : " ");
    }
    fputs("};\n", w->body);
    free(keys);
}

/* --- Tables -------------------------------------------------------------------------------- */

static bool has_parents(const writer *w, const table_file *table) {
    return w->source->has_orders && table_file_column(table, "parent") >= 0;
}

static void write_orders(writer *w, const table_kind *kind, const table_file *table) {
    write_order(w, kind, table, "by_name", (const char *const[]){"name", "namespace", "oid"});
    if (has_parents(w, table)) {
        write_order(w, kind, table, "by_parent", (const char *const[]){NULL, "parent", "oid"});
    }
    if (strcmp(kind->file, "cast") == 0) {
        write_order(w, kind, table, "by_types", (const char *const[]){NULL, "source", "target"});
    }
}

static void write_class(writer *w, const table_kind *kind, const table_file *table) {
    open_part opened[COUNT_OF(parts)];
    int opened_count = open_parts(w, kind, opened);
    int oid_column = table_file_column(table, "oid");
    if (oid_column < 0) {
        table_file_fail(table->path, 1, "no column oid");
    }
    start_rows(w, kind, table);
    unsigned long last = 0;
    for (int row = 0; row < table->row_count; row++) {
        unsigned long object = oid_cell(w, table, row, oid_column);
        if (object <= last) {
            table_file_fail(table->path, table->rows[row].line, "not sorted by OID");
        }
        last = object;
        fputs("{", w->body);
        write_row(w, kind, table, row);
        write_parts(w, opened, opened_count, object);
        fputs("},\n", w->body);
    }
    fputs("};\n", w->body);
    check_parts_used(opened, opened_count);
    if (w->source->has_orders) {
        write_orders(w, kind, table);
    }
}

static void write_order_name(writer *w, const char *file, const char *order, bool is_there) {
    if (is_there) {
        fprintf(w->body, "%s_%s_%s, ", w->source->prefix, file, order);
    } else {
        fputs("NULL, ", w->body);
    }
}

static void write_table_of_tables(writer *w, table_file *const *tables) {
    const char *prefix = w->source->prefix;
    fprintf(w->body, "#define %s_TABLES { \\\n", prefix);
    for (int i = 0; i < COUNT_OF(class_kinds); i++) {
        const char *file = class_kinds[i].file;
        if (tables[i] == NULL) {
            continue;
        }
        fprintf(w->body, "[%s] = {%s_%s, %d, ", class_kinds[i].constant, prefix, file,
                tables[i]->row_count);
        write_order_name(w, file, "by_name", w->source->has_orders);
        write_order_name(w, file, "by_parent", has_parents(w, tables[i]));
        fputs("}, \\\n", w->body);
    }
    fputs("}\n", w->body);
}

void record_table_write_all(const record_source *source, FILE *out) {
    char *body = NULL, names[3][128];
    size_t size = 0;
    static const char *const pool_names[] = {"oids", "numbers", "texts"};
    for (int i = 0; i < 3; i++) {
        snprintf(names[i], sizeof names[i], "%s_%s", source->prefix, pool_names[i]);
    }
    writer w = {.source = source,
                .body = open_memstream(&body, &size),
                .oids = {.type = "oid ", .name = names[0]},
                .numbers = {.type = "int16_t ", .name = names[1]},
                .texts = {.type = "char *const ", .name = names[2]}};
    if (w.body == NULL) {
        abort();
    }
    table_file *tables[COUNT_OF(class_kinds)];
    for (int i = 0; i < COUNT_OF(class_kinds); i++) {
        tables[i] = read_table(&w, &class_kinds[i]);
        if (tables[i] != NULL) {
            write_class(&w, &class_kinds[i], tables[i]);
        }
    }
    write_table_of_tables(&w, tables);
    fclose(w.body);
    array_pool_write(&w.oids, out);
    array_pool_write(&w.numbers, out);
    array_pool_write(&w.texts, out);
    fwrite(body, 1, size, out);
    free(body);
}
