#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/file_report.h"
#include "cli/migration_options.h"
#include "cli/output.h"
#include "emit/output_file.h"

/* oriel embed: the migrations as C, for programs that bring their database up to date themselves.
 */

typedef struct embed_options {
    const char *out;
    const char *name;
} embed_options;

enum { KEY_OUT = 'o', KEY_NAME = 'n' };

static const struct argp_option options_list[] = {
    {"out", KEY_OUT, "FILE", 0, "Write the source to FILE.c and its header to FILE.h", 0},
    {"name", KEY_NAME, "NAME", 0, "Name of the constant (default: migrations)", 0},
    {0},
};

static bool is_c_name(const char *name) {
    return name[0] != '\0' && strchr("0123456789", name[0]) == NULL &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] ==
               '\0';
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    embed_options *o = state->input;
    switch (key) {
    case KEY_OUT:
        o->out = argument;
        return 0;
    case KEY_NAME:
        if (!is_c_name(argument)) {
            argp_error(state, "%s is no name in C", argument);
            return EINVAL;
        }
        o->name = argument;
        return 0;
    case ARGP_KEY_END:
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Octal escapes end after three digits, whatever follows; "??" could begin a trigraph. */
static void add_string(text *t, const char *string) {
    const char *line_start = "\n        \"";
    text_add(t, string[0] == '\0' ? " \"" : line_start);
    for (const char *p = string; *p != '\0'; p++) {
        unsigned char c = (unsigned char)*p;
        if (c == '\n') {
            text_add(t, "\\n\"");
            text_add(t, p[1] != '\0' ? line_start : "");
            if (p[1] == '\0') {
                return;
            }
        } else if (c == '"' || c == '\\' || c == '?') {
            text_printf(t, "\\%c", c);
        } else if (c == '\t') {
            text_add(t, "\\t");
        } else if (c < 0x20 || c == 0x7f) {
            text_printf(t, "\\%03o", c);
        } else {
            text_add_char(t, (char)c);
        }
    }
    text_add_char(t, '"');
}

static const char *base_name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

static void add_member(text *t, const char *member, const char *value) {
    text_printf(t, "     .%s =", member);
    add_string(t, value);
    text_add(t, ",\n");
}

static const char *source_text(arena *a, const oriel_migration_set *set, const embed_options *o,
                               const char *header) {
    text t = text_new(a);
    text_printf(&t, "/* %sfrom the migrations: do not edit. */\n\n#include \"%s\"\n\n", EMIT_BANNER,
                header);
    if (set->count == 0) {
        text_printf(&t, "const oriel_migration_set %s = {0};\n", o->name);
        return text_string(&t);
    }
    text_add(&t, "#if defined(__GNUC__) /* texts are as long as they are */\n"
                 "#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n#endif\n\n"
                 "static const oriel_migration items[] = {\n");
    for (size_t i = 0; i < set->count; i++) {
        const oriel_migration *m = &set->items[i];
        text_printf(&t, "    {.id = %" PRId64 ",\n", m->id);
        add_member(&t, "slug", m->slug);
        add_member(&t, "up", m->up);
        add_member(&t, "down", m->down);
        add_member(&t, "up_file", base_name(m->up_file));
        add_member(&t, "down_file", base_name(m->down_file));
        text_add(&t, "    },\n");
    }
    text_printf(&t,
                "};\n\nconst oriel_migration_set %s = {items, sizeof items / sizeof items[0], "
                "NULL};\n",
                o->name);
    return text_string(&t);
}

static const char *header_text(arena *a, const embed_options *o) {
    const char *n = o->name;
    char *guard = arena_strdup(a, n);
    for (char *c = guard; *c != '\0'; c++) {
        *c = (char)toupper((unsigned char)*c);
    }
    return arena_printf(a,
                        "/* %sfrom the migrations: do not edit. */\n\n"
                        "#ifndef ORIEL_EMBEDDED_%s_H\n#define ORIEL_EMBEDDED_%s_H\n\n"
                        "#include <oriel/migrate.h>\n\n"
                        "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
                        "/* For oriel_migrate_upgrade() and its sisters. */\n"
                        "extern const oriel_migration_set %s;\n\n"
                        "#ifdef __cplusplus\n}\n#endif\n\n#endif\n",
                        EMIT_BANNER, guard, guard, n);
}

static void add_file(arena *a, emitted_file_list *files, const char *name, const char *content) {
    emitted_file *file = LIST_PUSH(a, files);
    file->name = name;
    file->content = content;
}

static exit_status embed_write(command_context *context, const embed_options *o,
                               const oriel_migration_set *set) {
    arena *a = context->arena;
    if (o->out == NULL) {
        output_string(source_text(a, set, o, "migrations.h"));
        return EXIT_STATUS_FINE;
    }
    const char *name = base_name(o->out);
    const char *directory =
        name == o->out ? "." : arena_strndup(a, o->out, (size_t)(name - o->out - 1));
    size_t length = strlen(name);
    bool has_suffix = length > 2 && strcmp(name + length - 2, ".c") == 0;
    const char *stem = has_suffix ? arena_strndup(a, name, length - 2) : name;
    const char *header = arena_printf(a, "%s.h", stem);
    emitted_file_list files = {0};
    add_file(a, &files, header, header_text(a, o));
    add_file(a, &files, arena_printf(a, "%s.c", stem), source_text(a, set, o, header));
    output_problem problem = output_files_write(a, directory[0] != '\0' ? directory : "/", &files);
    if (problem.message != NULL) {
        return file_report(context, problem.path, problem.message);
    }
    return EXIT_STATUS_FINE;
}

static exit_status embed_run(command_context *context, int argc, char **argv) {
    migration_options migrations = {.context = context};
    embed_options options = {.name = "migrations"};
    const command_line line = {.options = options_list,
                               .parser = parse_option,
                               .input = &options,
                               .shared = &migration_files_argp,
                               .shared_input = &migrations};
    exit_status status = EXIT_STATUS_FINE;
    if (!command_parse(&embed_command, &line, argc, argv, &status) ||
        !migration_options_read(&migrations, &status)) {
        return status;
    }
    status = embed_write(context, &options, &migrations.set);
    migration_options_close(&migrations);
    return status;
}

const command embed_command = {
    .name = "embed",
    .summary = "write the migrations as C, for programs that apply them themselves",
    .help = "The program calls oriel_migrate_upgrade(conn, &migrations, \"head\", NULL, &err). "
            "Without --out the source is printed.",
    .run = embed_run,
};
