#include "parse/psql_command.h"

#include <string.h>

#include "parse/sql_lexer.h"

typedef struct known_command {
    const char *name;
    psql_effect effect;
    const char *unfollowed; /* why the user should know that it is passed over, or NULL */
} known_command;

static const char not_read[] = "Name the file among the sources to have it read.";
static const char not_run[] = "Statements that a query's result contains are not known.";
static const char not_decided[] = "The statements of all its branches are read.";

static const known_command known_commands[] = {
    {"g", PSQL_SENDS, NULL},
    {"gx", PSQL_SENDS, NULL},
    {"gset", PSQL_SENDS, NULL},
    {"gdesc", PSQL_SENDS, NULL},
    {"gexec", PSQL_SENDS, not_run},
    {"crosstabview", PSQL_SENDS, NULL},
    {"watch", PSQL_SENDS, NULL},
    {"r", PSQL_RESETS, NULL},
    {"reset", PSQL_RESETS, NULL},
    {"copy", PSQL_COPIES_IN, NULL},
    {"i", PSQL_NOTHING, not_read},
    {"ir", PSQL_NOTHING, not_read},
    {"include", PSQL_NOTHING, not_read},
    {"include_relative", PSQL_NOTHING, not_read},
    {"if", PSQL_NOTHING, not_decided},
};

static const known_command *psql_command_find(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof known_commands / sizeof known_commands[0]; i++) {
        const known_command *k = &known_commands[i];
        if (strlen(k->name) == length && memcmp(k->name, name, length) == 0) {
            return k;
        }
    }
    return NULL;
}

/* To the line's end, or behind the \\ that ends a command earlier. */
static size_t psql_command_end(const source_file *file, size_t from) {
    char quote = '\0';
    size_t at = from;
    while (at < file->length && file->bytes[at] != '\n') {
        char c = file->bytes[at];
        if (quote == '\0' && c == '\\' && at + 1 < file->length && file->bytes[at + 1] == '\\') {
            return at + 2;
        }
        if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '\'' || c == '"' || c == '`') {
            quote = c;
        }
        at++;
    }
    return at;
}

/* True when the words FROM STDIN (or pstdin) stand in the command. */
static bool psql_copies_from_stdin(const char *text, size_t length, size_t from) {
    bool behind_from = false;
    for (;;) {
        sql_token token = sql_lexer_next(text, length, from);
        if (token.kind == SQL_TOKEN_END) {
            return false;
        }
        if (behind_from && (sql_token_is_word(text, &token, "stdin") ||
                            sql_token_is_word(text, &token, "pstdin"))) {
            return sql_token_is_word(text, &token, "stdin");
        }
        behind_from = sql_token_is_word(text, &token, "from");
        from = token.end;
    }
}

psql_command psql_command_read(const source_file *file, size_t offset, diagnostics *d) {
    size_t name = offset + 1, end = name;
    if (name < file->length && file->bytes[name] == ';') {
        return (psql_command){.effect = PSQL_SEPARATES, .end = name};
    }
    while (end < file->length && strchr(" \t\r\n\f\\|'\"", file->bytes[end]) == NULL) {
        end++;
    }
    psql_command result = {.effect = PSQL_NOTHING, .end = psql_command_end(file, end)};
    const known_command *known = psql_command_find(file->bytes + name, end - name);
    if (known == NULL) {
        return result;
    }
    result.effect = known->effect;
    if (known->effect == PSQL_COPIES_IN && !psql_copies_from_stdin(file->bytes, result.end, end)) {
        result.effect = PSQL_NOTHING;
    }
    if (known->unfollowed != NULL) {
        diagnostic *added =
            diagnostics_add(d, DIAGNOSTIC_WARNING, NULL, (position){.file = file, .offset = offset},
                            "psql command \\%s is passed over", known->name);
        added->hint = known->unfollowed;
    }
    return result;
}

size_t psql_command_skip_data(const source_file *file, size_t offset) {
    const char *end = file->bytes + file->length;
    const char *line = memchr(file->bytes + offset, '\n', file->length - offset);
    while (line != NULL) {
        line++;
        const char *next = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((next == NULL ? end : next) - line);
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length == 2 && memcmp(line, "\\.", 2) == 0) {
            return (size_t)(line - file->bytes) + length;
        }
        line = next;
    }
    return file->length;
}
