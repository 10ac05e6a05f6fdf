#include "parse/sql_lexer.h"

#include <string.h>

typedef struct lexer {
    const char *text;
    size_t length;
    size_t at;
    char *writable; /* the text once more where comments inside constants are to be blanked, or NULL
                     */
} lexer;

static char lexer_peek(const lexer *l, size_t ahead) {
    return l->at + ahead < l->length ? l->text[l->at + ahead] : '\0';
}

static bool is_line_break(char c) {
    return c == '\n' || c == '\r';
}

/* Line breaks stay: they decide whether a string constant goes on. */
static void blank_out(char *text, size_t start, size_t end) {
    for (size_t i = start; i < end; i++) {
        text[i] = is_line_break(text[i]) ? text[i] : ' ';
    }
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\f' || is_line_break(c);
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Every byte of a character beyond ASCII may be part of a name. */
static bool is_name_start(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_part(char c) {
    return is_name_start(c) || is_digit(c) || c == '$';
}

static bool is_operator(char c) {
    return c != '\0' && strchr("~!@#^&|`?+-*/%<>=", c) != NULL;
}

static char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool lexer_at_line_comment(const lexer *l) {
    return lexer_peek(l, 0) == '-' && lexer_peek(l, 1) == '-';
}

static bool lexer_at_block_comment(const lexer *l) {
    return lexer_peek(l, 0) == '/' && lexer_peek(l, 1) == '*';
}

static void lexer_skip_line_comment(lexer *l) {
    while (l->at < l->length && !is_line_break(l->text[l->at])) {
        l->at++;
    }
}

/* False when the comment is not closed. */
static bool lexer_skip_block_comment(lexer *l, bool *too_deep) {
    int depth = 0;
    while (l->at < l->length) {
        if (lexer_at_block_comment(l)) {
            l->at += 2;
            depth++;
            *too_deep = *too_deep || depth > SQL_COMMENT_DEPTH;
        } else if (lexer_peek(l, 0) == '*' && lexer_peek(l, 1) == '/') {
            l->at += 2;
            if (--depth == 0) {
                return true;
            }
        } else {
            l->at++;
        }
    }
    return false;
}

/* To the closing quote; a doubled one is part of the content. */
static bool lexer_skip_quoted(lexer *l, char quote, bool backslashes) {
    while (l->at < l->length) {
        char c = l->text[l->at];
        if (c == '\\' && backslashes) {
            l->at += l->at + 1 < l->length ? 2 : 1;
        } else if (c == quote && lexer_peek(l, 1) == quote) {
            l->at += 2;
        } else {
            l->at++;
            if (c == quote) {
                return true;
            }
        }
    }
    return false;
}

/* A string constant goes on behind blanks that hold a line break; its kind stays the first piece's.
 */
static bool lexer_skip_to_continuation(lexer *l) {
    lexer ahead = *l;
    bool line_break = false;
    for (;;) {
        if (lexer_at_line_comment(&ahead)) {
            lexer_skip_line_comment(&ahead);
        } else if (is_blank(lexer_peek(&ahead, 0))) {
            line_break = line_break || is_line_break(ahead.text[ahead.at]);
            ahead.at++;
        } else {
            break;
        }
    }
    if (!line_break || lexer_peek(&ahead, 0) != '\'') {
        return false;
    }
    if (l->writable != NULL) {
        blank_out(l->writable, l->at, ahead.at);
    }
    l->at = ahead.at + 1;
    return true;
}

static void lexer_string(lexer *l, sql_token *token, size_t prefix, bool backslashes) {
    token->kind = SQL_TOKEN_STRING;
    l->at += prefix + 1;
    do {
        token->open = !lexer_skip_quoted(l, '\'', backslashes);
    } while (!token->open && lexer_skip_to_continuation(l));
}

static void lexer_quoted_name(lexer *l, sql_token *token, size_t prefix) {
    token->kind = SQL_TOKEN_QUOTED;
    l->at += prefix + 1;
    token->open = !lexer_skip_quoted(l, '"', false);
}

/* Length of the $tag$ that begins here, or 0. */
static size_t lexer_dollar_tag(const lexer *l) {
    size_t i = 1;
    if (is_name_start(lexer_peek(l, i))) {
        while (is_name_start(lexer_peek(l, i)) || is_digit(lexer_peek(l, i))) {
            i++;
        }
    }
    return lexer_peek(l, i) == '$' ? i + 1 : 0;
}

static void lexer_dollar(lexer *l, sql_token *token) {
    size_t tag = lexer_dollar_tag(l);
    if (tag == 0) {
        token->kind = is_digit(lexer_peek(l, 1)) ? SQL_TOKEN_PARAMETER : SQL_TOKEN_OTHER;
        l->at++;
        while (is_digit(lexer_peek(l, 0))) {
            l->at++;
        }
        return;
    }
    token->kind = SQL_TOKEN_STRING;
    const char *opening = l->text + l->at;
    l->at += tag;
    token->open = true;
    while (token->open && l->at < l->length) {
        const char *dollar = memchr(l->text + l->at, '$', l->length - l->at);
        if (dollar == NULL) {
            l->at = l->length;
            break;
        }
        l->at = (size_t)(dollar - l->text);
        token->open = l->length - l->at < tag || memcmp(dollar, opening, tag) != 0;
        l->at += token->open ? 1 : tag;
    }
}

static void lexer_number(lexer *l, sql_token *token) {
    token->kind = SQL_TOKEN_NUMBER;
    while (is_digit(lexer_peek(l, 0)) || lexer_peek(l, 0) == '.') {
        l->at++;
    }
    if (to_lower(lexer_peek(l, 0)) == 'e') {
        size_t sign = lexer_peek(l, 1) == '+' || lexer_peek(l, 1) == '-';
        if (is_digit(lexer_peek(l, 1 + sign))) {
            l->at += 1 + sign;
            while (is_digit(lexer_peek(l, 0))) {
                l->at++;
            }
        }
    }
}

static void lexer_operator(lexer *l, sql_token *token) {
    token->kind = SQL_TOKEN_OPERATOR;
    do {
        l->at++;
    } while (is_operator(lexer_peek(l, 0)) && !lexer_at_line_comment(l) &&
             !lexer_at_block_comment(l));
}

/* A word, or the constant whose prefix it is: E'' B'' X'' N'' U&'' U&"". */
static void lexer_word(lexer *l, sql_token *token) {
    char first = to_lower(lexer_peek(l, 0));
    if (lexer_peek(l, 1) == '\'' && strchr("ebxn", first) != NULL) {
        lexer_string(l, token, 1, first == 'e');
        return;
    }
    if (first == 'u' && lexer_peek(l, 1) == '&' && lexer_peek(l, 2) == '\'') {
        lexer_string(l, token, 2, false);
        return;
    }
    if (first == 'u' && lexer_peek(l, 1) == '&' && lexer_peek(l, 2) == '"') {
        lexer_quoted_name(l, token, 2);
        return;
    }
    token->kind = SQL_TOKEN_WORD;
    while (is_name_part(lexer_peek(l, 0))) {
        l->at++;
    }
}

/* Blanks and comments.  False when a comment has something wrong with it: it is the token. */
static bool lexer_skip_blanks(lexer *l, sql_token *token) {
    for (;;) {
        if (is_blank(lexer_peek(l, 0))) {
            l->at++;
        } else if (lexer_at_line_comment(l)) {
            lexer_skip_line_comment(l);
        } else if (lexer_at_block_comment(l)) {
            token->start = l->at;
            token->open = !lexer_skip_block_comment(l, &token->too_deep);
            if (token->open || token->too_deep) {
                token->kind = SQL_TOKEN_COMMENT;
                token->end = l->at;
                return false;
            }
        } else {
            return true;
        }
    }
}

static void lexer_token(lexer *l, sql_token *token) {
    char c = lexer_peek(l, 0);
    if (is_name_start(c)) {
        lexer_word(l, token);
    } else if (c == '\'') {
        lexer_string(l, token, 0, false);
    } else if (c == '"') {
        lexer_quoted_name(l, token, 0);
    } else if (c == '$') {
        lexer_dollar(l, token);
    } else if (is_digit(c) || (c == '.' && is_digit(lexer_peek(l, 1)))) {
        lexer_number(l, token);
    } else if (is_operator(c)) {
        lexer_operator(l, token);
    } else if (c == ':' && (lexer_peek(l, 1) == ':' || lexer_peek(l, 1) == '=')) {
        token->kind = SQL_TOKEN_OPERATOR;
        l->at += 2;
    } else {
        token->kind = c == '\\' ? SQL_TOKEN_BACKSLASH : SQL_TOKEN_OTHER;
        l->at++;
    }
}

static sql_token lexer_next(lexer *l) {
    sql_token token = {.kind = SQL_TOKEN_END};
    if (!lexer_skip_blanks(l, &token)) {
        return token;
    }
    token.start = l->at;
    if (l->at < l->length) {
        lexer_token(l, &token);
    }
    token.end = l->at;
    return token;
}

sql_token sql_lexer_next(const char *text, size_t length, size_t from) {
    lexer l = {.text = text, .length = length, .at = from};
    return lexer_next(&l);
}

void sql_lexer_blank_comments(char *text, size_t length) {
    lexer l = {.text = text, .length = length, .writable = text};
    sql_token before = {.kind = SQL_TOKEN_END};
    do {
        size_t gap = l.at;
        sql_token token = lexer_next(&l);
        /* A comment in slashes parts two constants that a mere line break would join. */
        bool parts_strings = before.kind == SQL_TOKEN_STRING && token.kind == SQL_TOKEN_STRING;
        if (!parts_strings) {
            blank_out(text, gap, token.start);
        }
        before = token;
    } while (before.kind != SQL_TOKEN_END);
}

bool sql_token_is_word(const char *text, const sql_token *token, const char *word) {
    size_t length = strlen(word);
    if (token->kind != SQL_TOKEN_WORD || token->end - token->start != length) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        if (to_lower(text[token->start + i]) != word[i]) {
            return false;
        }
    }
    return true;
}

bool sql_token_is_char(const char *text, const sql_token *token, char c) {
    return token->kind == SQL_TOKEN_OTHER && token->end - token->start == 1 &&
           text[token->start] == c;
}
