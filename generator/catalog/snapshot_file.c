#include "catalog/snapshot_file.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/extension_oid.h"
#include "catalog/record_fields.h"
#include "catalog/table_text.h"

typedef struct snapshot_section {
    const char *name;
    int first_line;
    const table_text *table;
} snapshot_section;

typedef LIST_OF(extension_name) name_list;

typedef struct array_length {
    const char *member;
    int length;
} array_length;

typedef struct snapshot_reader {
    arena *arena;
    const source_file *file;
    diagnostics *diagnostics;
    LIST_OF(snapshot_section) sections;
    extension *extension;
    name_list names;
    LIST_OF(array_length) arrays; /* of the record being read */
    int line;                     /* being read */
    bool failed;
} snapshot_reader;

/* Adds the first error only; returns false. */
static bool fail(snapshot_reader *r, const char *format, ...) __attribute__((format(printf, 2, 3)));

static bool fail(snapshot_reader *r, const char *format, ...) {
    if (r->failed) {
        return false;
    }
    r->failed = true;
    int line = r->line < 1 ? 1 : r->line > r->file->line_count ? r->file->line_count : r->line;
    size_t offset = r->file->line_count == 0 ? 0 : r->file->lines[line - 1];
    va_list arguments;
    va_start(arguments, format);
    diagnostics_vadd(r->diagnostics, DIAGNOSTIC_ERROR, NULL, (position){r->file, offset}, format,
                     arguments);
    va_end(arguments);
    return false;
}

/* --- Sections ------------------------------------------------------------------------------ */

static bool is_section_line(const char *line, size_t length) {
    return length > 2 && line[0] == '[' && line[length - 1] == ']';
}

/* The table whose text is that of these lines. */
static bool add_section(snapshot_reader *r, const char *name, int first, int end) {
    size_t start = first <= r->file->line_count ? r->file->lines[first - 1] : r->file->length;
    size_t stop = end <= r->file->line_count ? r->file->lines[end - 1] : r->file->length;
    table_problem problem = {0};
    const table_text *table =
        table_text_parse(r->arena, r->file->bytes + start, stop - start, first, &problem);
    if (table == NULL) {
        r->line = problem.line;
        return fail(r, "%s", problem.message);
    }
    *LIST_PUSH(r->arena, &r->sections) = (snapshot_section){name, first, table};
    return true;
}

static bool read_sections(snapshot_reader *r) {
    const char *name = NULL;
    int first = 1;
    for (int i = 1; i <= r->file->line_count; i++) {
        size_t length = 0;
        const char *line = r->file->bytes + r->file->lines[i - 1];
        size_t next = i < r->file->line_count ? r->file->lines[i] : r->file->length;
        length = next - r->file->lines[i - 1];
        length -= length > 0 && line[length - 1] == '\n';
        r->line = i;
        if (!is_section_line(line, length)) {
            if (name == NULL && length > 0) {
                return fail(r, "not a snapshot: a line [server] is missing");
            }
            continue;
        }
        if (name != NULL && !add_section(r, name, first, i)) {
            return false;
        }
        name = arena_strndup(r->arena, line + 1, length - 2);
        first = i + 1;
    }
    return name == NULL ? fail(r, "the snapshot is empty")
                        : add_section(r, name, first, r->file->line_count + 1);
}

/* NULL when the file has no such table, or it has no rows. */
static const snapshot_section *find_section(const snapshot_reader *r, const char *name) {
    for (int i = 0; i < r->sections.count; i++) {
        const snapshot_section *s = &r->sections.items[i];
        if (strcmp(s->name, name) == 0) {
            return s->table->row_count > 0 ? s : NULL;
        }
    }
    return NULL;
}

static const char *cell_of(const table_text *table, int row, const char *column) {
    int place = table_text_column(table, column);
    return place < 0 ? NULL : table->rows[row].cells[place];
}

/* --- Cells --------------------------------------------------------------------------------- */

static int class_of_name(const char *name, size_t length) {
#define CLASS_NAME(CLASS, file, type, FIELDS) {#file, CLASS_##CLASS},
    static const struct {
        const char *name;
        catalog_class class;
    } classes[] = {CATALOG_RECORDS(CLASS_NAME)};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (strlen(classes[i].name) == length && memcmp(classes[i].name, name, length) == 0) {
            return (int)classes[i].class;
        }
    }
    return -1;
}

static bool same_text(const char *left, const char *right) {
    return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
}

/* language:plpgsql, type:information_schema.cardinal_number */
static oid named_object(snapshot_reader *r, const char *cell, const char *colon) {
    int class = class_of_name(cell, (size_t)(colon - cell));
    if (class < 0) {
        fail(r, "unknown class of objects: %s", cell);
        return INVALID_OID;
    }
    const char *dot = strchr(colon, '.');
    extension_name n = {.class = (uint8_t) class, .name = dot == NULL ? colon + 1 : dot + 1};
    if (dot != NULL) {
        n.schema = arena_strndup(r->arena, colon + 1, (size_t)(dot - colon - 1));
    }
    int place = 0;
    while (place < r->names.count && (r->names.items[place].class != n.class ||
                                      !same_text(r->names.items[place].schema, n.schema) ||
                                      !same_text(r->names.items[place].name, n.name))) {
        place++;
    }
    if (place == r->names.count) {
        *LIST_PUSH(r->arena, &r->names) = n;
    }
    return EXTENSION_OID(EXTENSION_OID_NAMED, (unsigned)place);
}

/* Which of the required extensions stands before the @; 0: none does, it is the file's own. */
static unsigned requirement_number(snapshot_reader *r, const char *cell, size_t length) {
    for (int i = 0; length > 0 && i < r->extension->require_count; i++) {
        const char *name = r->extension->requires[i];
        if (strlen(name) == length && memcmp(name, cell, length) == 0) {
            return (unsigned)i + 1;
        }
    }
    if (length > 0) {
        fail(r, "the extension of %s is not required", cell);
    }
    return 0;
}

static oid read_oid(snapshot_reader *r, const char *cell) {
    if (strcmp(cell, "@schema") == 0) {
        return EXTENSION_SCHEMA_OID;
    }
    const char *colon = strchr(cell, ':');
    if (colon != NULL) {
        return named_object(r, cell, colon);
    }
    const char *at = strchr(cell, '@');
    const char *digits = at == NULL ? cell : at + 1;
    char *end;
    unsigned long value = strtoul(digits, &end, 10);
    if (!isdigit((unsigned char)*digits) || *end != '\0' ||
        value >= (at == NULL ? FIRST_USER_OID : EXTENSION_OID_LOCAL(~0u))) {
        fail(r, "not an object of the snapshot: %s", cell);
        return INVALID_OID;
    }
    return at == NULL
               ? (oid)value
               : EXTENSION_OID(requirement_number(r, cell, (size_t)(at - cell)), (unsigned)value);
}

static int read_int(snapshot_reader *r, const char *cell, int lowest, int highest) {
    char *end;
    long value = strtol(cell, &end, 10);
    if (*cell == '\0' || *end != '\0' || value < lowest || value > highest) {
        fail(r, "not a number that fits: %s", cell);
        return 0;
    }
    return (int)value;
}

static bool read_bool(snapshot_reader *r, const char *cell) {
    if (strcmp(cell, "t") != 0 && strcmp(cell, "f") != 0) {
        fail(r, "neither t nor f: %s", cell);
    }
    return *cell == 't';
}

static char read_char(snapshot_reader *r, const char *cell) {
    if (*cell != '\0' && cell[1] != '\0') {
        fail(r, "more than one character: %s", cell);
    }
    return *cell;
}

/* The length is noted for the record's check. */
static const char **read_array(snapshot_reader *r, const char *cell, const char *member,
                               int *count) {
    const char **items = table_text_array(r->arena, cell, count);
    if (items == NULL) {
        *count = 0;
        fail(r, "not an array: %s", cell);
    }
    *LIST_PUSH(r->arena, &r->arrays) = (array_length){member, *count};
    return items;
}

/* False with an error when that array was read with fewer items. */
static bool is_long_enough(snapshot_reader *r, const char *member, int wanted) {
    for (int i = 0; i < r->arrays.count; i++) {
        const array_length *a = &r->arrays.items[i];
        if (strcmp(a->member, member) == 0 && a->length < wanted) {
            return fail(r, "%s has %d items, not %d", member, a->length, wanted);
        }
    }
    return true;
}

static const oid *read_oids(snapshot_reader *r, const char *cell, const char *member) {
    int count;
    const char **items = read_array(r, cell, member, &count);
    oid *all = ARENA_ARRAY(r->arena, oid, count);
    for (int i = 0; i < count; i++) {
        all[i] = read_oid(r, items[i]);
    }
    return all;
}

static const int16_t *read_ints(snapshot_reader *r, const char *cell, const char *member) {
    int count;
    const char **items = read_array(r, cell, member, &count);
    int16_t *all = ARENA_ARRAY(r->arena, int16_t, count);
    for (int i = 0; i < count; i++) {
        all[i] = (int16_t)read_int(r, items[i], INT16_MIN, INT16_MAX);
    }
    return all;
}

static const char *const *read_texts(snapshot_reader *r, const char *cell, const char *member) {
    int count;
    const char **items = read_array(r, cell, member, &count);
    return items;
}

/* --- Records ------------------------------------------------------------------------------- */

/* Members that are int16_t have the smaller range. */
#define INT_LOWEST(member)  (sizeof(member) == sizeof(int16_t) ? INT16_MIN : INT_MIN)
#define INT_HIGHEST(member) (sizeof(member) == sizeof(int16_t) ? INT16_MAX : INT_MAX)

#define SET_OID(member, count)   record->member = read_oid(r, cell);
#define SET_BOOL(member, count)  record->member = read_bool(r, cell);
#define SET_CHAR(member, count)  record->member = read_char(r, cell);
#define SET_TEXT(member, count)  record->member = cell;
#define SET_OIDS(member, count)  record->member = read_oids(r, cell, #member);
#define SET_INTS(member, count)  record->member = read_ints(r, cell, #member);
#define SET_TEXTS(member, count) record->member = read_texts(r, cell, #member);
#define SET_INT(member, count)                                                                     \
    record->member = (__typeof__(record->member))read_int(r, cell, INT_LOWEST(record->member),     \
                                                          INT_HIGHEST(record->member));

#define SET(kind, member, count)                                                                   \
    if (strcmp(column, #member) == 0) {                                                            \
        SET_##kind(member, count) return true;                                                     \
    }

#define CHECK(kind, member, count) CHECK_##kind(member, count)
#define CHECK_OID(member, count)
#define CHECK_BOOL(member, count)
#define CHECK_CHAR(member, count)
#define CHECK_TEXT(member, count)
#define CHECK_INT(member, count)
#define CHECK_OIDS(member, count)  &&is_long_enough(r, #member, record->count)
#define CHECK_INTS(member, count)  &&is_long_enough(r, #member, record->count)
#define CHECK_TEXTS(member, count) &&is_long_enough(r, #member, record->count)

/* set_type(r, record, column, cell) and its like: false when there is no such column; and
 * check_type(r, record): whether arrays are as long as the record says. */
#define DEFINE_SET(CLASS, file, type, FIELDS)                                                      \
    static bool set_##file(snapshot_reader *r, void *target, const char *column,                   \
                           const char *cell) {                                                     \
        type *record = target;                                                                     \
        FIELDS(SET)                                                                                \
        return false;                                                                              \
    }                                                                                              \
    static bool check_##file(snapshot_reader *r, const void *read) {                               \
        const type *record = read;                                                                 \
        return r != NULL && record != NULL FIELDS(CHECK);                                          \
    }
CATALOG_RECORDS(DEFINE_SET)
DEFINE_SET(, attribute, pg_attribute, ATTRIBUTE_FIELDS)
DEFINE_SET(, index, pg_index, INDEX_FIELDS)
DEFINE_SET(, amop, pg_amop, AMOP_FIELDS)
DEFINE_SET(, amproc, pg_amproc, AMPROC_FIELDS)

/* Arrays that may not be missing, and those as long as all arguments. */
static bool check_arguments(snapshot_reader *r, const pg_proc *proc) {
    if ((proc->arg_count > 0 && proc->args == NULL) ||
        (proc->all_count > 0 && (proc->all_args == NULL || proc->modes == NULL ||
                                 strlen(proc->modes) < (size_t)proc->all_count)) ||
        (proc->default_count > 0 && proc->default_texts == NULL) ||
        proc->default_count > proc->arg_count) {
        return fail(r, "the arguments of %s are not all there", proc->name);
    }
    return is_long_enough(r, "arg_names", proc->all_count);
}

/* How a kind of record is read. */
typedef struct record_kind {
    bool (*set)(snapshot_reader *r, void *target, const char *column, const char *cell);
    bool (*check)(snapshot_reader *r, const void *read);
} record_kind;

static bool read_record(snapshot_reader *r, const table_text *table, int row, int first_column,
                        const record_kind *kind, void *record) {
    r->line = table->rows[row].line;
    r->arrays.count = 0;
    for (int i = first_column; i < table->column_count; i++) {
        const char *cell = table->rows[row].cells[i];
        if (cell != NULL && !kind->set(r, record, table->columns[i], cell)) {
            return fail(r, "unknown column %s", table->columns[i]);
        }
    }
    return !r->failed && kind->check(r, record);
}

/* What hangs off records: rows with the same first cell in a row belong together. */
typedef struct part_table {
    const snapshot_section *section; /* NULL: there are none */
    char *items;
    size_t size;
    int next;
} part_table;

static part_table read_parts(snapshot_reader *r, const char *file, size_t size,
                             const record_kind *kind) {
    part_table parts = {.section = find_section(r, file), .size = size};
    if (parts.section != NULL) {
        const table_text *table = parts.section->table;
        parts.items = arena_alloc(r->arena, size * (size_t)table->row_count);
        for (int row = 0; row < table->row_count; row++) {
            if (!read_record(r, table, row, 1, kind, parts.items + size * (size_t)row)) {
                break;
            }
        }
    }
    return parts;
}

/* The next parts, as far as they are this owner's; NULL for none. */
static const void *take_parts(part_table *parts, const char *owner, int *count) {
    *count = 0;
    if (parts->section == NULL) {
        return NULL;
    }
    const table_text *table = parts->section->table;
    int start = parts->next;
    while (parts->next < table->row_count && same_text(table->rows[parts->next].cells[0], owner)) {
        parts->next++;
    }
    *count = parts->next - start;
    return *count == 0 ? NULL : parts->items + parts->size * (size_t)start;
}

static bool check_parts_used(snapshot_reader *r, const part_table *parts) {
    if (r->failed || parts->section == NULL || parts->next == parts->section->table->row_count) {
        return !r->failed;
    }
    r->line = parts->section->table->rows[parts->next].line;
    return fail(r, "no object %s before it, or another order than there",
                parts->section->table->rows[parts->next].cells[0]);
}

static bool add_relation_parts(snapshot_reader *r, const table_text *table, pg_class *relations) {
    part_table attributes = read_parts(r, "attribute", sizeof(pg_attribute),
                                       &(record_kind){set_attribute, check_attribute});
    part_table indexes =
        read_parts(r, "index", sizeof(pg_index), &(record_kind){set_index, check_index});
    for (int row = 0; row < table->row_count; row++) {
        const char *owner = cell_of(table, row, "oid");
        int count;
        relations[row].attributes = take_parts(&attributes, owner, &count);
        relations[row].attribute_count = count;
        relations[row].index = take_parts(&indexes, owner, &count);
    }
    return check_parts_used(r, &attributes) && check_parts_used(r, &indexes);
}

static bool add_opfamily_parts(snapshot_reader *r, const table_text *table, pg_opfamily *families) {
    part_table operators =
        read_parts(r, "amop", sizeof(pg_amop), &(record_kind){set_amop, check_amop});
    part_table functions =
        read_parts(r, "amproc", sizeof(pg_amproc), &(record_kind){set_amproc, check_amproc});
    for (int row = 0; row < table->row_count; row++) {
        const char *owner = cell_of(table, row, "oid");
        families[row].operators = take_parts(&operators, owner, &families[row].operator_count);
        families[row].functions = take_parts(&functions, owner, &families[row].function_count);
    }
    return check_parts_used(r, &operators) && check_parts_used(r, &functions);
}

static bool read_class(snapshot_reader *r, catalog_class class, const char *file,
                       const record_kind *kind) {
    const snapshot_section *section = find_section(r, file);
    if (section == NULL) {
        return true;
    }
    const table_text *table = section->table;
    size_t size = catalog_record_size(class);
    char *rows = arena_alloc(r->arena, size * (size_t)table->row_count);
    for (int row = 0; row < table->row_count; row++) {
        catalog_record *record = (catalog_record *)(void *)(rows + size * (size_t)row);
        record->name = "";
        if (!read_record(r, table, row, 0, kind, record)) {
            return false;
        }
        if (record->oid == INVALID_OID || record->name == NULL) {
            return fail(r, "an object without OID or name");
        }
        if (class == CLASS_PROC && !check_arguments(r, (const pg_proc *)(const void *)record)) {
            return false;
        }
    }
    r->extension->tables[class] =
        (snapshot_table){.rows = rows, .count = (uint32_t)table->row_count};
    return class == CLASS_RELATION   ? add_relation_parts(r, table, (pg_class *)(void *)rows)
           : class == CLASS_OPFAMILY ? add_opfamily_parts(r, table, (pg_opfamily *)(void *)rows)
                                     : true;
}

static bool read_classes(snapshot_reader *r) {
#define READ_CLASS(CLASS, file, type, FIELDS) {CLASS_##CLASS, #file, {set_##file, check_##file}},
    static const struct {
        catalog_class class;
        const char *file;
        record_kind kind;
    } classes[] = {CATALOG_RECORDS(READ_CLASS)};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (!read_class(r, classes[i].class, classes[i].file, &classes[i].kind)) {
            return false;
        }
    }
    return true;
}

/* --- The extension itself ------------------------------------------------------------------ */

static const char *needed_cell(snapshot_reader *r, const table_text *table, int row,
                               const char *column) {
    r->line = table->rows[row].line;
    const char *cell = cell_of(table, row, column);
    if (cell == NULL) {
        fail(r, "no %s", column);
    }
    return cell == NULL ? "" : cell;
}

static int needed_class(snapshot_reader *r, const table_text *table, int row, const char *column) {
    const char *cell = needed_cell(r, table, row, column);
    int class = class_of_name(cell, strlen(cell));
    if (class < 0) {
        fail(r, "unknown class of objects: %s", cell);
        return 0;
    }
    return class;
}

static bool read_dependencies(snapshot_reader *r) {
    const snapshot_section *section = find_section(r, "dependency");
    if (section == NULL) {
        return true;
    }
    const table_text *table = section->table;
    extension_dependency *all = ARENA_ARRAY(r->arena, extension_dependency, table->row_count);
    for (int row = 0; row < table->row_count && !r->failed; row++) {
        all[row] = (extension_dependency){
            .class = (uint8_t)needed_class(r, table, row, "class"),
            .referenced_class = (uint8_t)needed_class(r, table, row, "referenced_class"),
            .type = read_char(r, needed_cell(r, table, row, "type")),
            .sub = (int16_t)read_int(r, needed_cell(r, table, row, "sub"), 0, INT16_MAX),
            .referenced_sub =
                (int16_t)read_int(r, needed_cell(r, table, row, "referenced_sub"), 0, INT16_MAX),
            .object = read_oid(r, needed_cell(r, table, row, "object")),
            .referenced = read_oid(r, needed_cell(r, table, row, "referenced")),
        };
    }
    r->extension->dependencies = all;
    r->extension->dependency_count = table->row_count;
    return !r->failed;
}

static bool read_control(snapshot_reader *r) {
    const snapshot_section *section = find_section(r, "control");
    if (section == NULL || section->table->row_count != 1) {
        return fail(r, "a table [control] with one row is needed");
    }
    const table_text *table = section->table;
    extension *e = r->extension;
    e->name = needed_cell(r, table, 0, "name");
    e->version = needed_cell(r, table, 0, "version");
    e->comment = cell_of(table, 0, "comment");
    e->schema = cell_of(table, 0, "schema");
    e->relocatable = read_bool(r, needed_cell(r, table, 0, "relocatable"));
    e->object_count =
        (uint32_t)read_int(r, needed_cell(r, table, 0, "object_count"), 0, 0xfffff - 1);
    const char *requires = cell_of(table, 0, "requires");
    if (requires != NULL) {
        e->requires = read_array(r, requires, "requires", &e->require_count);
    }
    if (e->require_count >= (int)EXTENSION_OID_NAMED) {
        return fail(r, "too many extensions are required");
    }
    e->is_schema = find_section(r, "extension") == NULL;
    return !r->failed;
}

int snapshot_file_version(arena *a, const source_file *file, diagnostics *d) {
    static const char heading[] = "[server]\nversion\n";
    size_t length = sizeof heading - 1;
    int version = 0;
    if (file->length > length && memcmp(file->bytes, heading, length) == 0) {
        version = atoi(file->bytes + length);
    }
    if (version <= 0) {
        snapshot_reader r = {.arena = a, .file = file, .diagnostics = d, .line = 1};
        fail(&r, "not a snapshot: it does not begin with the version of its server");
    }
    return version;
}

const extension *snapshot_file_read(arena *a, const source_file *file, diagnostics *d) {
    snapshot_reader r = {.arena = a, .file = file, .diagnostics = d};
    r.extension = ARENA_NEW(a, extension);
    if (!read_sections(&r) || !read_control(&r) || !read_classes(&r) || !read_dependencies(&r)) {
        return NULL;
    }
    r.extension->names = r.names.items;
    r.extension->name_count = r.names.count;
    return r.extension;
}
