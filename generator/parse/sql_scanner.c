#include "parse/sql_scanner.h"

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <string.h>

#include "parse/sql_cursor.h"
#include "parse/sql_lexer.h"
#include "source/utf8.h"

enum { NAME_LENGTH = 63, FIRST_NAMED_TOKEN = 258 };

/* --- Tokens ----------------------------------------------------------------------------------- */

static void *unpack_alloc(void *allocator_data, size_t size) {
    return arena_alloc(allocator_data, size);
}

static void unpack_free(void *allocator_data, void *pointer) {
    (void)allocator_data; /* the arena gives everything back at once */
    (void)pointer;
}

static sql_scan_kind kind_of(const PgQuery__ScanToken *t) {
    if (t->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD) {
        return SQL_SCAN_WORD;
    }
    switch ((int)t->token) {
    case PG_QUERY__TOKEN__IDENT:
        return SQL_SCAN_WORD;
    case PG_QUERY__TOKEN__PARAM:
        return SQL_SCAN_PARAMETER;
    case PG_QUERY__TOKEN__SCONST:
        return SQL_SCAN_STRING;
    case PG_QUERY__TOKEN__ICONST:
        return SQL_SCAN_INTEGER;
    case PG_QUERY__TOKEN__Op:
    case PG_QUERY__TOKEN__COLON_EQUALS:
    case PG_QUERY__TOKEN__DOT_DOT:
        return SQL_SCAN_OPERATOR;
    default:
        return (int)t->token < FIRST_NAMED_TOKEN ? SQL_SCAN_CHARACTER : SQL_SCAN_OTHER;
    }
}

static bool is_comment(const PgQuery__ScanToken *t) {
    return t->token == PG_QUERY__TOKEN__SQL_COMMENT || t->token == PG_QUERY__TOKEN__C_COMMENT;
}

/* libpg_query does not tell where U&'' and U&"" end. */
static size_t end_of(const PgQuery__ScanToken *t, const char *text) {
    return t->end > t->start ? (size_t)t->end
                             : sql_lexer_next(text, strlen(text), (size_t)t->start).end;
}

static sql_scan_token *unpack(arena *a, const char *text, const PgQueryProtobuf *packed,
                              int *count) {
    ProtobufCAllocator allocator = {
        .alloc = unpack_alloc, .free = unpack_free, .allocator_data = a};
    PgQuery__ScanResult *scan =
        pg_query__scan_result__unpack(&allocator, packed->len, (const uint8_t *)packed->data);
    size_t n = scan != NULL ? scan->n_tokens : 0;
    sql_scan_token *tokens = ARENA_ARRAY(a, sql_scan_token, n + 1);
    for (size_t i = 0; i < n; i++) {
        const PgQuery__ScanToken *t = scan->tokens[i];
        if (!is_comment(t)) {
            tokens[(*count)++] = (sql_scan_token){
                .kind = kind_of(t),
                .keyword = t->keyword_kind != PG_QUERY__KEYWORD_KIND__NO_KEYWORD,
                .reserved = t->keyword_kind == PG_QUERY__KEYWORD_KIND__RESERVED_KEYWORD ||
                            t->keyword_kind == PG_QUERY__KEYWORD_KIND__TYPE_FUNC_NAME_KEYWORD,
                .start = (size_t)t->start,
                .end = end_of(t, text)};
        }
    }
    return tokens;
}

/* Comments are blanked because the scanner's time grows with the square of their nesting. */
static char *text_to_scan(arena *a, const char *text, size_t length) {
    char *copy = arena_strndup(a, text, length);
    if (strstr(text, "--") != NULL || strstr(text, "/*") != NULL) {
        sql_lexer_blank_comments(copy, length);
    }
    return copy;
}

sql_scan sql_scan_text(arena *a, const char *text) {
    size_t length = strlen(text);
    char *copy = text_to_scan(a, text, length);
    sql_scan scan = {0};
    size_t end = length; /* of what can be scanned */
    for (;;) {
        PgQueryScanResult result = pg_query_scan(copy);
        if (result.error == NULL) {
            sql_scan_token *tokens = unpack(a, copy, &result.pbuf, &scan.count);
            tokens[scan.count++] =
                (sql_scan_token){.kind = scan.error.message != NULL ? SQL_SCAN_ERROR : SQL_SCAN_END,
                                 .start = end,
                                 .end = end};
            scan.tokens = tokens;
            pg_query_free_scan_result(result);
            return scan;
        }
        size_t offset = sql_cursor_offset(copy, strlen(copy), result.error->cursorpos);
        if (scan.error.message == NULL) {
            scan.error = syntax_error_of_server(a, arena_strdup(a, result.error->message), text,
                                                length, offset);
            end = offset;
        }
        pg_query_free_scan_result(result);
        copy[offset < strlen(copy) ? offset : 0] = '\0';
    }
}

/* --- Names ------------------------------------------------------------------------------------ */

static char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

const char *sql_scan_name(arena *a, const char *text, const sql_scan_token *token) {
    const char *from = text + token->start;
    size_t length = token->end - token->start;
    char *name = arena_alloc(a, length + 1);
    size_t count = 0;
    bool quoted = from[0] == '"';
    for (size_t i = quoted; i < length - quoted; i++) {
        name[count++] = quoted ? from[i] : to_lower(from[i]);
        i += quoted && from[i] == '"';
    }
    if (count > NAME_LENGTH) {
        count = NAME_LENGTH;
        while (count > 0 && utf8_is_continuation(name[count])) {
            count--;
        }
    }
    name[count] = '\0';
    return name;
}

/* --- Strings ---------------------------------------------------------------------------------- */

static const char *dollar_content(arena *a, const char *from, size_t length) {
    const char *second = strchr(from + 1, '$');
    size_t tag = second != NULL ? (size_t)(second + 1 - from) : 1;
    return length >= 2 * tag ? arena_strndup(a, from + tag, length - 2 * tag) : "";
}

const char *sql_scan_string(arena *a, const char *text, const sql_scan_token *token) {
    const char *from = text + token->start;
    size_t length = token->end - token->start;
    if (from[0] == '$') {
        return dollar_content(a, from, length);
    }
    bool escapes = from[0] == 'e' || from[0] == 'E';
    char *content = arena_alloc(a, length + 1);
    size_t count = 0;
    bool inside = false; /* of one of the pieces that the constant is made of */
    for (size_t i = escapes; i < length; i++) {
        if (from[i] == '\'' && inside && i + 1 < length && from[i + 1] == '\'') {
            content[count++] = from[i++];
        } else if (from[i] == '\'') {
            inside = !inside;
        } else if (inside) {
            i += escapes && from[i] == '\\' && i + 1 < length;
            content[count++] = from[i];
        }
    }
    content[count] = '\0';
    return content;
}
