#include "catalog/compile/extension_table.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/compile/record_table.h"
#include "catalog/compile/table_file.h"

static char *path_of(const char *directory, const char *name) {
    size_t size = strlen(directory) + strlen(name) + 2;
    char *path = table_file_allocate(size);
    snprintf(path, size, "%s/%s", directory, name);
    return path;
}

/* The extension's name as a part of C names. */
static char *c_name(const char *name) {
    char *made = path_of("extension", name);
    for (char *c = made; *c != '\0'; c++) {
        *c = isalnum((unsigned char)*c) ? *c : '_';
    }
    return made;
}

/* The only row of the control file. */
static const char *control_cell(const table_file *control, const char *column) {
    int place = table_file_column(control, column);
    if (place < 0 || control->row_count != 1) {
        table_file_fail(control->path, 1, "one row with a column %s is needed", column);
    }
    return control->rows[0].cells[place];
}

static const char *required_cell(const table_file *table, int row, const char *column) {
    int place = table_file_column(table, column);
    const char *cell = place < 0 ? NULL : table->rows[row].cells[place];
    if (cell == NULL) {
        table_file_fail(table->path, table->rows[row].line, "no %s", column);
    }
    return cell;
}

static long small_number(const table_file *table, int row, const char *column) {
    const char *cell = required_cell(table, row, column);
    char *end;
    long number = strtol(cell, &end, 10);
    if (*cell == '\0' || *end != '\0' || number < INT16_MIN || number > INT16_MAX) {
        table_file_fail(table->path, table->rows[row].line, "not a small number: %s", cell);
    }
    return number;
}

static void write_dependency(const record_source *source, const table_file *table, int row,
                             FILE *out) {
    int line = table->rows[row].line;
    const char *type = required_cell(table, row, "type");
    if (strlen(type) != 1) {
        table_file_fail(table->path, line, "not a type of dependency: %s", type);
    }
    fprintf(out, "{%s, %s, '%s', %ld, %ld, %luu, %luu},\n",
            record_table_class(table, line, required_cell(table, row, "class")),
            record_table_class(table, line, required_cell(table, row, "referenced_class")), type,
            small_number(table, row, "sub"), small_number(table, row, "referenced_sub"),
            record_table_oid(source, table, line, required_cell(table, row, "object")),
            record_table_oid(source, table, line, required_cell(table, row, "referenced")));
}

static int write_dependencies(const record_source *source, FILE *out) {
    const char *path = path_of(source->directory, "dependency.tsv");
    const table_file *table = table_file_read(path);
    if (table == NULL || table->row_count == 0) {
        table_file_fail(path, 1, "no dependencies");
    }
    fprintf(out, "static const extension_dependency %s_dependencies[%d] = {\n", source->prefix,
            table->row_count);
    for (int row = 0; row < table->row_count; row++) {
        write_dependency(source, table, row, out);
    }
    fputs("};\n", out);
    return table->row_count;
}

static void write_text_member(const char *member, const char *value, FILE *out) {
    if (value != NULL) {
        fprintf(out, "    .%s = ", member);
        record_table_write_string(value, out);
        fputs(",\n", out);
    }
}

static void write_requires(const record_source *source, FILE *out) {
    fprintf(out, "static const char *const %s_requires[%d] = {", source->prefix,
            source->require_count + 1);
    for (int i = 0; i < source->require_count; i++) {
        record_table_write_string(source->requires[i], out);
        fputs(", ", out);
    }
    fputs("NULL};\n", out);
}

static void write_names(const record_source *source, const table_file *control, FILE *out) {
    fprintf(out, "static const extension_name %s_names[%d] = {\n", source->prefix,
            source->names->count + 1);
    for (int i = 0; i < source->names->count; i++) {
        char *class = strdup(source->names->labels[i]);
        char *name = strchr(class, ':');
        *name++ = '\0';
        char *dot = strchr(name, '.');
        fprintf(out, "{%s, ", record_table_class(control, 1, class));
        if (dot == NULL) {
            fputs("NULL, ", out);
        } else {
            *dot = '\0';
            record_table_write_string(name, out);
            fputs(", ", out);
        }
        record_table_write_string(dot == NULL ? name : dot + 1, out);
        fputs("},\n", out);
    }
    fputs("{0}};\n", out);
}

static void write_extension(const char *directory, const char *name, FILE *out) {
    name_pool names = {.count = 0};
    record_source source = {
        .directory = path_of(directory, name), .prefix = c_name(name), .names = &names};
    const char *path = path_of(source.directory, "control.tsv");
    const table_file *control = table_file_read(path);
    if (control == NULL) {
        table_file_fail(path, 1, "no such file");
    }
    const char *requires = control_cell(control, "requires");
    if (requires != NULL) {
        source.requires = table_file_array(control, 2, requires, &source.require_count);
    }
    record_table_write_all(&source, out);
    write_requires(&source, out);
    int dependency_count = write_dependencies(&source, out);
    write_names(&source, control, out);
    fprintf(out, "static const extension %s = {\n", source.prefix);
    write_text_member("name", control_cell(control, "name"), out);
    write_text_member("version", control_cell(control, "version"), out);
    write_text_member("comment", control_cell(control, "comment"), out);
    write_text_member("schema", control_cell(control, "schema"), out);
    fprintf(out,
            "    .relocatable = %s,\n    .requires = %s_requires,\n    .require_count = %d,\n"
            "    .object_count = %s,\n    .tables = %s_TABLES,\n"
            "    .dependencies = %s_dependencies,\n    .dependency_count = %d,\n"
            "    .names = %s_names,\n    .name_count = %d,\n};\n\n",
            strcmp(required_cell(control, 0, "relocatable"), "t") == 0 ? "true" : "false",
            source.prefix, source.require_count, required_cell(control, 0, "object_count"),
            source.prefix, source.prefix, dependency_count, source.prefix, names.count);
}

void extension_table_write_all(const char *version, const char *directory, const char *const *names,
                               int count, FILE *out) {
    for (int i = 0; i < count; i++) {
        write_extension(directory, names[i], out);
    }
    fprintf(out,
            "extern const extension *const extensions_%s[];\n"
            "const extension *const extensions_%s[] = {\n",
            version, version);
    for (int i = 0; i < count; i++) {
        fprintf(out, "    &%s,\n", c_name(names[i]));
    }
    fputs("    NULL};\n", out);
}
