#include "parse/fingerprint.h"

#include <inttypes.h>
#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Two 64-bit FNV-1a sums with different starts: enough to notice a change, not meant against
 * forgery. */
typedef struct sums {
    uint64_t first, second;
} sums;

#define FNV_PRIME UINT64_C(0x100000001b3)

static void add_byte(sums *s, unsigned char byte) {
    s->first = (s->first ^ byte) * FNV_PRIME;
    s->second = (s->second ^ (uint64_t)(byte + 0x5d)) * FNV_PRIME;
}

static void add_token(sums *s, const char *bytes, size_t length) {
    bool quoted = length > 0 && (memchr(bytes, '\'', length) != NULL ||
                                 memchr(bytes, '"', length) != NULL || bytes[0] == '$');
    for (size_t i = 0; i < length; i++) {
        char c = bytes[i];
        bool upper = !quoted && c >= 'A' && c <= 'Z';
        add_byte(s, (unsigned char)(upper ? c - 'A' + 'a' : c));
    }
    add_byte(s, 0);
}

static bool is_comment(const PgQuery__ScanToken *token) {
    return token->token == PG_QUERY__TOKEN__SQL_COMMENT ||
           token->token == PG_QUERY__TOKEN__C_COMMENT;
}

const char *sql_fingerprint(arena *a, const char *sql) {
    sums s = {UINT64_C(0xcbf29ce484222325), UINT64_C(0x84222325cbf29ce4)};
    PgQueryScanResult scan = pg_query_scan(sql);
    PgQuery__ScanResult *tokens = NULL;
    if (scan.error == NULL) {
        tokens = pg_query__scan_result__unpack(NULL, scan.pbuf.len, (const void *)scan.pbuf.data);
    }
    if (tokens == NULL) {
        add_token(&s, sql, strlen(sql));
    }
    for (size_t i = 0; tokens != NULL && i < tokens->n_tokens; i++) {
        const PgQuery__ScanToken *token = tokens->tokens[i];
        bool last = i + 1 == tokens->n_tokens && token->token == PG_QUERY__TOKEN__ASCII_59;
        if (!is_comment(token) && !last) {
            add_token(&s, sql + token->start, (size_t)(token->end - token->start));
        }
    }
    if (tokens != NULL) {
        pg_query__scan_result__free_unpacked(tokens, NULL);
    }
    pg_query_free_scan_result(scan);
    return arena_printf(a, "%016" PRIx64 "%016" PRIx64, s.first, s.second);
}
