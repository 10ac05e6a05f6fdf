#include "migration_text.h"

#include <string.h>

const char *orl_text_body(const char *text) {
    return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? text + 3 : text;
}

/* ---- tokens ---------------------------------------------------------------------------------- */

typedef enum token_kind {
    TOKEN_END,
    TOKEN_BLANK, /* white space or a comment */
    TOKEN_WORD,
    TOKEN_QUOTED,
    TOKEN_SEMICOLON,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_OTHER
} token_kind;

typedef struct text_token {
    token_kind kind;
    size_t start, end;
    const char *open; /* what the end of the text cut off, or NULL */
} text_token;

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool starts_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool continues_word(char c) {
    return starts_word(c) || is_digit(c) || c == '$';
}

static size_t skip_line(const char *text, size_t at) {
    return at + strcspn(text + at, "\r\n");
}

/* Comments in slashes nest. */
static void scan_block_comment(const char *text, text_token *token) {
    size_t at = token->start + 2;
    for (int depth = 1; depth > 0;) {
        if (text[at] == '\0') {
            token->open = "comment";
            break;
        }
        if (text[at] == '/' && text[at + 1] == '*') {
            depth++;
            at += 2;
        } else if (text[at] == '*' && text[at + 1] == '/') {
            depth--;
            at += 2;
        } else {
            at++;
        }
    }
    token->end = at;
}

/* From the opening quote at `at`; a doubled quote belongs to the text. */
static void scan_quoted(const char *text, size_t at, bool backslashes, text_token *token) {
    char quote = text[at];
    token->kind = TOKEN_QUOTED;
    for (at++; text[at] != '\0'; at++) {
        if (backslashes && text[at] == '\\' && text[at + 1] != '\0') {
            at++;
        } else if (text[at] == quote) {
            if (text[at + 1] != quote) {
                token->end = at + 1;
                return;
            }
            at++;
        }
    }
    token->end = at;
    token->open = quote == '"' ? "quoted identifier" : "quoted string";
}

/* A dollar that begins no tag is an ordinary character, as in $1. */
static void scan_dollar(const char *text, text_token *token) {
    size_t tag = token->start + 1;
    if (!is_digit(text[tag])) {
        while (continues_word(text[tag]) && text[tag] != '$') {
            tag++;
        }
    }
    if (text[tag] != '$') {
        token->kind = TOKEN_OTHER;
        token->end = token->start + 1;
        return;
    }
    size_t length = tag + 1 - token->start;
    token->kind = TOKEN_QUOTED;
    for (size_t at = tag + 1; text[at] != '\0'; at++) {
        if (text[at] == '$' && strncmp(text + at, text + token->start, length) == 0) {
            token->end = at + length;
            return;
        }
    }
    token->end = tag + 1 + strlen(text + tag + 1);
    token->open = "dollar-quoted string";
}

static void scan_word(const char *text, text_token *token) {
    size_t at = token->start;
    char first = text[at];
    if ((first == 'e' || first == 'E') && text[at + 1] == '\'') {
        scan_quoted(text, at + 1, true, token);
        return;
    }
    while (continues_word(text[at])) {
        at++;
    }
    token->kind = TOKEN_WORD;
    token->end = at;
}

static text_token scan_token(const char *text, size_t at) {
    text_token token = {.kind = TOKEN_OTHER, .start = at, .end = at + 1};
    char c = text[at];
    if (c == '\0') {
        token.kind = TOKEN_END;
        token.end = at;
    } else if (is_blank(c)) {
        token.kind = TOKEN_BLANK;
    } else if (c == '-' && text[at + 1] == '-') {
        token.kind = TOKEN_BLANK;
        token.end = skip_line(text, at);
    } else if (c == '/' && text[at + 1] == '*') {
        token.kind = TOKEN_BLANK;
        scan_block_comment(text, &token);
    } else if (c == '\'' || c == '"') {
        scan_quoted(text, at, false, &token);
    } else if (c == '$') {
        scan_dollar(text, &token);
    } else if (starts_word(c)) {
        scan_word(text, &token);
    } else if (is_digit(c)) {
        while (is_digit(text[token.end])) {
            token.end++;
        }
    } else if (c == ';') {
        token.kind = TOKEN_SEMICOLON;
    } else if (c == '(' || c == '[') {
        token.kind = TOKEN_OPEN;
    } else if (c == ')' || c == ']') {
        token.kind = TOKEN_CLOSE;
    }
    return token;
}

/* ---- statements ------------------------------------------------------------------------------ */

static void copy_word(char word[ORL_TEXT_WORD_SIZE], const char *text, const text_token *token) {
    size_t length = token->end - token->start;
    if (length > ORL_TEXT_WORD_SIZE - 1) {
        length = ORL_TEXT_WORD_SIZE - 1;
    }
    for (size_t i = 0; i < length; i++) {
        char c = text[token->start + i];
        word[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    word[length] = '\0';
}

static bool word_is(const orl_statement *statement, int index, const char *word) {
    return index < statement->word_count && strcmp(statement->words[index], word) == 0;
}

static bool creates_routine(const orl_statement *statement) {
    int kind = word_is(statement, 1, "or") && word_is(statement, 2, "replace") ? 3 : 1;
    return word_is(statement, 0, "create") &&
           (word_is(statement, kind, "function") || word_is(statement, kind, "procedure"));
}

/* Where the scan of one statement is. */
typedef struct statement_scan {
    int parentheses;
    int bodies;       /* BEGIN ATOMIC and the CASEs in it, each waiting for its END */
    bool words_go_on; /* only words so far */
    bool after_begin; /* the word before was BEGIN */
} statement_scan;

static void scan_statement_word(const char *text, const text_token *token, statement_scan *scan,
                                orl_statement *statement) {
    char word[ORL_TEXT_WORD_SIZE];
    copy_word(word, text, token);
    if (scan->words_go_on && statement->word_count < ORL_TEXT_WORDS) {
        memcpy(statement->words[statement->word_count++], word, sizeof word);
    }
    if (scan->after_begin && strcmp(word, "atomic") == 0 && creates_routine(statement)) {
        scan->bodies = 1;
    } else if (scan->bodies > 0 && strcmp(word, "case") == 0) {
        scan->bodies++;
    } else if (scan->bodies > 0 && strcmp(word, "end") == 0) {
        scan->bodies--;
    }
    scan->after_begin = strcmp(word, "begin") == 0;
}

bool orl_text_next_statement(const char *text, size_t *at, orl_statement *statement) {
    statement_scan scan = {.words_go_on = true};
    bool started = false;
    memset(statement, 0, sizeof *statement);
    for (;;) {
        text_token token = scan_token(text, *at);
        *at = token.end;
        if (token.open) {
            statement->open = token.open;
            statement->open_at = token.start;
        }
        if (token.kind == TOKEN_END) {
            return started || statement->open;
        }
        if (token.kind == TOKEN_BLANK || (token.kind == TOKEN_SEMICOLON && !started)) {
            continue;
        }
        if (token.kind == TOKEN_SEMICOLON && scan.parentheses <= 0 && scan.bodies == 0) {
            statement->terminated = true;
            return true;
        }
        if (!started) {
            started = true;
            statement->start = token.start;
        }
        statement->end = token.end;
        if (token.kind == TOKEN_WORD) {
            scan_statement_word(text, &token, &scan, statement);
        } else {
            scan.words_go_on = false;
            scan.after_begin = false;
            scan.parentheses += token.kind == TOKEN_OPEN;
            scan.parentheses -= token.kind == TOKEN_CLOSE;
        }
    }
}

bool orl_statement_controls_transaction(const orl_statement *statement) {
    if (word_is(statement, 0, "begin") || word_is(statement, 0, "commit") ||
        word_is(statement, 0, "end") || word_is(statement, 0, "abort")) {
        return true;
    }
    if (word_is(statement, 0, "rollback")) {
        return !word_is(statement, 1, "to") && !word_is(statement, 2, "to");
    }
    return (word_is(statement, 0, "start") || word_is(statement, 0, "prepare")) &&
           word_is(statement, 1, "transaction");
}

bool orl_statement_is_setting(const orl_statement *statement) {
    return word_is(statement, 0, "set") || word_is(statement, 0, "reset");
}

/* ---- directives ------------------------------------------------------------------------------ */

static size_t skip_spaces(const char *text, size_t at) {
    return at + strspn(text + at, " \t");
}

static oriel_status read_directive(const char *text, const text_token *comment, const char *file,
                                   bool *no_transaction, oriel_error *err) {
    static const char mark[] = "oriel:", wanted[] = "no-transaction";
    size_t at = skip_spaces(text, comment->start + 2);
    if (strncmp(text + at, mark, strlen(mark)) != 0) {
        return ORIEL_OK;
    }
    at = skip_spaces(text, at + strlen(mark));
    size_t end = comment->end;
    while (end > at && is_blank(text[end - 1])) {
        end--;
    }
    if (end - at == strlen(wanted) && strncmp(text + at, wanted, end - at) == 0) {
        *no_transaction = true;
        return ORIEL_OK;
    }
    orl_error_set(err, ORIEL_MIGRATION, "unknown directive \"%.*s\"", (int)(end - at), text + at);
    orl_error_hint(err, "The only directive is \"-- oriel: no-transaction\".");
    orl_text_place(err, file, text, at);
    return ORIEL_MIGRATION;
}

oriel_status orl_text_directives(const char *text, const char *file, bool *no_transaction,
                                 oriel_error *err) {
    *no_transaction = false;
    text_token token = scan_token(text, 0);
    for (; token.kind == TOKEN_BLANK; token = scan_token(text, token.end)) {
        if (text[token.start] == '-') {
            oriel_status status = read_directive(text, &token, file, no_transaction, err);
            if (status != ORIEL_OK) {
                return status;
            }
        }
    }
    return ORIEL_OK;
}

oriel_status orl_text_check_control(const char *text, const char *file, oriel_error *err) {
    orl_statement statement;
    for (size_t at = 0; orl_text_next_statement(text, &at, &statement);) {
        if (orl_statement_controls_transaction(&statement)) {
            orl_error_set(
                err, ORIEL_MIGRATION, "a migration must not begin or end transactions: \"%.*s\"",
                (int)(statement.end - statement.start > 60 ? 60 : statement.end - statement.start),
                text + statement.start);
            orl_error_hint(err, "Remove the statement; each migration runs in one transaction "
                                "together with its history row.");
            orl_text_place(err, file, text, statement.start);
            return ORIEL_MIGRATION;
        }
    }
    return ORIEL_OK;
}

/* ---- positions ------------------------------------------------------------------------------- */

static bool continues_character(char c) {
    return ((unsigned char)c & 0xC0) == 0x80;
}

size_t orl_text_offset(const char *text, size_t characters) {
    size_t at = 0;
    for (; characters > 0 && text[at] != '\0'; characters--) {
        at++;
        while (continues_character(text[at])) {
            at++;
        }
    }
    return at;
}

void orl_text_place(oriel_error *err, const char *file, const char *text, size_t offset) {
    int line = 1, column = 1;
    for (size_t at = 0; at < offset && text[at] != '\0'; at++) {
        if (text[at] == '\n') {
            line++;
            column = 1;
        } else if (!continues_character(text[at + 1])) {
            column++;
        }
    }
    orl_error_place(err, file, line, column);
}
