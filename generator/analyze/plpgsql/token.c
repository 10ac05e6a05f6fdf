#include "analyze/plpgsql/token.h"

#include "analyze/plpgsql/scope.h"

/* --- Raw tokens ------------------------------------------------------------------------------- */

static bool text_is(const pl_parser *p, const sql_scan_token *t, const char *text) {
    size_t length = strlen(text);
    return t->end - t->start == length && memcmp(p->body + t->start, text, length) == 0;
}

static int operator_kind(const pl_parser *p, const sql_scan_token *t) {
    static const struct {
        const char *text;
        int kind;
    } operators[] = {{":=", PL_ASSIGN},
                     {"..", PL_DOT_DOT},
                     {"<<", PL_LESS_LESS},
                     {">>", PL_GREATER_GREATER},
                     {"#", '#'}};
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        if (text_is(p, t, operators[i].text)) {
            return operators[i].kind;
        }
    }
    return PL_OTHER;
}

static void open_word(pl_parser *p, const sql_scan_token *t, pl_raw *raw) {
    raw->kind = PL_WORD;
    raw->quoted = p->body[t->start] == '"';
    raw->sql_keyword = t->keyword;
    raw->sql_reserved = t->reserved;
    raw->name = sql_scan_name(p->arena, p->body, t);
    if (!raw->quoted) {
        raw->kind = pl_keyword_find(raw->name, true);
    }
}

static void open_raw(pl_parser *p, const sql_scan_token *t, pl_raw *raw) {
    *raw = (pl_raw){.kind = PL_OTHER, .start = t->start, .end = t->end};
    switch (t->kind) {
    case SQL_SCAN_WORD:
        open_word(p, t, raw);
        break;
    case SQL_SCAN_PARAMETER:
        raw->kind = PL_WORD;
        raw->parameter = true;
        raw->name = arena_strndup(p->arena, p->body + t->start, t->end - t->start);
        break;
    case SQL_SCAN_STRING:
        raw->kind = PL_STRING;
        raw->name = sql_scan_string(p->arena, p->body, t);
        break;
    case SQL_SCAN_INTEGER:
        raw->kind = PL_INTEGER;
        break;
    case SQL_SCAN_CHARACTER:
        raw->kind = (unsigned char)p->body[t->start];
        break;
    case SQL_SCAN_OPERATOR:
        raw->kind = operator_kind(p, t);
        break;
    case SQL_SCAN_OTHER:
        break;
    case SQL_SCAN_END:
    case SQL_SCAN_ERROR:
        raw->kind = PL_END;
        break;
    }
}

void pl_token_open(pl_parser *p) {
    p->scan = sql_scan_text(p->arena, p->body);
    pl_raw *raws = ARENA_ARRAY(p->arena, pl_raw, p->scan.count);
    for (int i = 0; i < p->scan.count; i++) {
        open_raw(p, &p->scan.tokens[i], &raws[i]);
    }
    p->raws = raws;
    p->next_raw = 0;
}

/* The last raw token repeats; where the scanner gave up, it is the body's error. */
static const pl_raw *raw_at(pl_parser *p, int index) {
    if (index >= p->scan.count - 1) {
        index = p->scan.count - 1;
        if (p->scan.tokens[index].kind == SQL_SCAN_ERROR) {
            const syntax_error *e = &p->scan.error;
            bool first = !p->failed;
            pl_parser_fail(p, e->sqlstate, (int)p->raws[index].start, "%s", e->message);
            if (first) {
                p->error.detail = e->detail;
                p->error.hint = e->hint;
            }
        }
    }
    return &p->raws[index];
}

/* --- Words ------------------------------------------------------------------------------------ */

/* Behind these a statement begins, whose first word is a variable only when it is assigned to. */
static bool starts_statement(int kind) {
    return kind == ';' || kind == PL_BEGIN || kind == PL_THEN || kind == PL_ELSE || kind == PL_LOOP;
}

static pl_datum *field_of(pl_parser *p, const pl_datum *record, const char *name) {
    pl_datum *d = ARENA_NEW(p->arena, pl_datum);
    *d = (pl_datum){.kind = PL_FIELD, .name = name, .parent = record};
    return d;
}

static void look_up_compound(pl_parser *p, pl_token *t) {
    t->kind = PL_COMPOUND;
    int used = 0;
    pl_datum *d =
        p->lookup != PL_LOOKUP_NONE ? pl_scope_find(p, t->names, t->name_count, &used) : NULL;
    if (d == NULL || (t->name_count == 3 && d->kind != PL_RECORD)) {
        return;
    }
    t->kind = PL_DATUM;
    t->datum = d;
    if (used < t->name_count) {
        t->datum = field_of(p, d, t->names[used]);
        t->name_count = used + 1;
    }
}

static void look_up_word(pl_parser *p, pl_token *t, bool variables) {
    int used;
    pl_datum *d =
        variables && p->lookup == PL_LOOKUP_ALL ? pl_scope_find(p, t->names, 1, &used) : NULL;
    if (d != NULL) {
        t->kind = PL_DATUM;
        t->datum = d;
    } else if (!t->quoted) {
        t->kind = pl_keyword_find(t->names[0], false);
    }
}

static bool is_name(const pl_raw *raw) {
    return raw->kind == PL_WORD && !raw->parameter;
}

/* A word and what is joined to it by dots.  Raw tokens are asked for one by one: an error of the
 * scanner behind what is needed must not show yet. */
static void read_word(pl_parser *p, pl_token *t, int index) {
    int previous = p->token.kind;
    const pl_raw *raw = raw_at(p, index);
    t->names[0] = raw->name;
    t->name_count = 1;
    t->quoted = raw->quoted;
    int after = raw_at(p, index + 1)->kind;
    while (t->name_count < 3 && raw_at(p, index + 1)->kind == '.' &&
           is_name(raw_at(p, index + 2))) {
        index += 2;
        raw = raw_at(p, index);
        t->names[t->name_count++] = raw->name;
    }
    t->end = raw->end;
    p->next_raw = index + 1;
    if (t->name_count > 1) {
        look_up_compound(p, t);
    } else {
        bool assigned = after == '=' || after == PL_ASSIGN || after == '[' || after == '.';
        look_up_word(p, t, !starts_statement(previous) || assigned);
    }
}

/* --- Tokens ----------------------------------------------------------------------------------- */

int pl_token_next(pl_parser *p) {
    if (p->pushed_back && !p->failed) {
        p->pushed_back = false;
        return p->token.kind;
    }
    int index = p->next_raw < p->scan.count ? p->next_raw : p->scan.count - 1;
    const pl_raw *raw = raw_at(p, index);
    pl_token t = {.kind = raw->kind, .start = raw->start, .end = raw->end, .raw = index};
    if (raw->kind == PL_WORD && !p->failed) {
        read_word(p, &t, index);
    } else {
        t.names[0] = raw->name;
        t.name_count = raw->name != NULL;
        p->next_raw = index + 1;
    }
    if (p->failed) {
        t.kind = PL_END;
    }
    p->token = t;
    return t.kind;
}

void pl_token_push_back(pl_parser *p) {
    p->pushed_back = true;
}

int pl_token_peek(pl_parser *p, int ahead) {
    return raw_at(p, p->next_raw + ahead)->kind;
}

size_t pl_token_peek_start(pl_parser *p) {
    return raw_at(p, p->next_raw)->start;
}

bool pl_token_is(const pl_parser *p, int keyword, const char *word) {
    const pl_token *t = &p->token;
    return t->kind == keyword || (t->kind == PL_DATUM && t->name_count == 1 && !t->quoted &&
                                  strcmp(t->names[0], word) == 0);
}

bool pl_token_expect(pl_parser *p, int kind) {
    return (pl_token_next(p) == kind && !p->failed) || pl_parser_fail_syntax(p);
}

const char *pl_token_identifier(pl_parser *p) {
    const pl_token *t = &p->token;
    if (t->kind == PL_DATUM && t->name_count > 1) {
        pl_parser_fail_syntax(p);
        return NULL;
    }
    bool name = t->kind == PL_WORD || t->kind == PL_DATUM || pl_keyword_is_unreserved(t->kind);
    return name ? t->names[0] : NULL;
}

const char *pl_token_name(const pl_parser *p) {
    const pl_token *t = &p->token;
    switch (t->name_count) {
    case 2:
        return arena_printf(p->arena, "%s.%s", t->names[0], t->names[1]);
    case 3:
        return arena_printf(p->arena, "%s.%s.%s", t->names[0], t->names[1], t->names[2]);
    default:
        return t->names[0];
    }
}

bool pl_token_fail_unknown(pl_parser *p) {
    if (p->token.kind != PL_WORD && p->token.kind != PL_COMPOUND) {
        return pl_parser_fail_syntax(p);
    }
    return pl_parser_fail(p, SQLSTATE_SYNTAX_ERROR, (int)p->token.start,
                          "\"%s\" is not a known variable", pl_token_name(p));
}
