#ifndef ORIEL_ANALYZE_PLPGSQL_KEYWORD_H
#define ORIEL_ANALYZE_PLPGSQL_KEYWORD_H

/* What tokens of PL/pgSQL are: characters, the kinds below, or one of the language's words. */

#include <stdbool.h>

/* The words of PL/pgSQL, in the order of their names: name, constant, whether it is reserved (names
 * no variable). */
#define PL_KEYWORDS(WORD)                                                                          \
    WORD("absolute", ABSOLUTE, false)                                                              \
    WORD("alias", ALIAS, false)                                                                    \
    WORD("all", ALL, true)                                                                         \
    WORD("and", AND, false)                                                                        \
    WORD("array", ARRAY, false)                                                                    \
    WORD("assert", ASSERT, false)                                                                  \
    WORD("backward", BACKWARD, false)                                                              \
    WORD("begin", BEGIN, true)                                                                     \
    WORD("by", BY, true)                                                                           \
    WORD("call", CALL, false)                                                                      \
    WORD("case", CASE, true)                                                                       \
    WORD("chain", CHAIN, false)                                                                    \
    WORD("close", CLOSE, false)                                                                    \
    WORD("collate", COLLATE, false)                                                                \
    WORD("column", COLUMN, false)                                                                  \
    WORD("column_name", COLUMN_NAME, false)                                                        \
    WORD("commit", COMMIT, false)                                                                  \
    WORD("constant", CONSTANT, false)                                                              \
    WORD("constraint", CONSTRAINT, false)                                                          \
    WORD("constraint_name", CONSTRAINT_NAME, false)                                                \
    WORD("continue", CONTINUE, false)                                                              \
    WORD("current", CURRENT, false)                                                                \
    WORD("cursor", CURSOR, false)                                                                  \
    WORD("datatype", DATATYPE, false)                                                              \
    WORD("debug", DEBUG, false)                                                                    \
    WORD("declare", DECLARE, true)                                                                 \
    WORD("default", DEFAULT, false)                                                                \
    WORD("detail", DETAIL, false)                                                                  \
    WORD("diagnostics", DIAGNOSTICS, false)                                                        \
    WORD("do", DO, false)                                                                          \
    WORD("dump", DUMP, false)                                                                      \
    WORD("else", ELSE, true)                                                                       \
    WORD("elseif", ELSEIF, false)                                                                  \
    WORD("elsif", ELSIF, false)                                                                    \
    WORD("end", END_WORD, true)                                                                    \
    WORD("errcode", ERRCODE, false)                                                                \
    WORD("error", ERROR, false)                                                                    \
    WORD("exception", EXCEPTION, false)                                                            \
    WORD("execute", EXECUTE, true)                                                                 \
    WORD("exit", EXIT, false)                                                                      \
    WORD("fetch", FETCH, false)                                                                    \
    WORD("first", FIRST, false)                                                                    \
    WORD("for", FOR, true)                                                                         \
    WORD("foreach", FOREACH, true)                                                                 \
    WORD("forward", FORWARD, false)                                                                \
    WORD("from", FROM, true)                                                                       \
    WORD("get", GET, false)                                                                        \
    WORD("hint", HINT, false)                                                                      \
    WORD("if", IF, true)                                                                           \
    WORD("import", IMPORT, false)                                                                  \
    WORD("in", IN, true)                                                                           \
    WORD("info", INFO, false)                                                                      \
    WORD("insert", INSERT, false)                                                                  \
    WORD("into", INTO, true)                                                                       \
    WORD("is", IS, false)                                                                          \
    WORD("last", LAST, false)                                                                      \
    WORD("log", LOG, false)                                                                        \
    WORD("loop", LOOP, true)                                                                       \
    WORD("merge", MERGE, false)                                                                    \
    WORD("message", MESSAGE, false)                                                                \
    WORD("message_text", MESSAGE_TEXT, false)                                                      \
    WORD("move", MOVE, false)                                                                      \
    WORD("next", NEXT, false)                                                                      \
    WORD("no", NO, false)                                                                          \
    WORD("not", NOT, true)                                                                         \
    WORD("notice", NOTICE, false)                                                                  \
    WORD("null", NULL, true)                                                                       \
    WORD("open", OPEN, false)                                                                      \
    WORD("option", OPTION, false)                                                                  \
    WORD("or", OR, true)                                                                           \
    WORD("perform", PERFORM, false)                                                                \
    WORD("pg_context", PG_CONTEXT, false)                                                          \
    WORD("pg_datatype_name", PG_DATATYPE_NAME, false)                                              \
    WORD("pg_exception_context", PG_EXCEPTION_CONTEXT, false)                                      \
    WORD("pg_exception_detail", PG_EXCEPTION_DETAIL, false)                                        \
    WORD("pg_exception_hint", PG_EXCEPTION_HINT, false)                                            \
    WORD("print_strict_params", PRINT_STRICT_PARAMS, false)                                        \
    WORD("prior", PRIOR, false)                                                                    \
    WORD("query", QUERY, false)                                                                    \
    WORD("raise", RAISE, false)                                                                    \
    WORD("relative", RELATIVE, false)                                                              \
    WORD("return", RETURN, false)                                                                  \
    WORD("returned_sqlstate", RETURNED_SQLSTATE, false)                                            \
    WORD("reverse", REVERSE, false)                                                                \
    WORD("rollback", ROLLBACK, false)                                                              \
    WORD("row_count", ROW_COUNT, false)                                                            \
    WORD("rowtype", ROWTYPE, false)                                                                \
    WORD("schema", SCHEMA, false)                                                                  \
    WORD("schema_name", SCHEMA_NAME, false)                                                        \
    WORD("scroll", SCROLL, false)                                                                  \
    WORD("slice", SLICE, false)                                                                    \
    WORD("sqlstate", SQLSTATE, false)                                                              \
    WORD("stacked", STACKED, false)                                                                \
    WORD("strict", STRICT, true)                                                                   \
    WORD("table", TABLE, false)                                                                    \
    WORD("table_name", TABLE_NAME, false)                                                          \
    WORD("then", THEN, true)                                                                       \
    WORD("to", TO, true)                                                                           \
    WORD("type", TYPE, false)                                                                      \
    WORD("use_column", USE_COLUMN, false)                                                          \
    WORD("use_variable", USE_VARIABLE, false)                                                      \
    WORD("using", USING, true)                                                                     \
    WORD("variable_conflict", VARIABLE_CONFLICT, false)                                            \
    WORD("warning", WARNING, false)                                                                \
    WORD("when", WHEN, true)                                                                       \
    WORD("while", WHILE, true)

typedef enum pl_kind {
    PL_END = 0,    /* of the body; characters that are tokens stand for themselves */
    PL_WORD = 256, /* a name of nothing known */
    PL_COMPOUND,   /* a.b or a.b.c of nothing known */
    PL_DATUM,      /* a variable, or a field of one */
    PL_STRING,
    PL_INTEGER,
    PL_ASSIGN, /* := */
    PL_DOT_DOT,
    PL_LESS_LESS,
    PL_GREATER_GREATER,
    PL_OTHER,
#define PL_KIND(name, constant, reserved) PL_##constant,
    PL_KEYWORDS(PL_KIND)
#undef PL_KIND
} pl_kind;

enum { PL_FIRST_KEYWORD = PL_OTHER + 1 };

/* The word's kind, or PL_WORD when it is none of the language's.  Only reserved or unreserved ones.
 */
int pl_keyword_find(const char *word, bool reserved);

/* True for a word of the language that may name a variable. */
bool pl_keyword_is_unreserved(int kind);

#endif /* ORIEL_ANALYZE_PLPGSQL_KEYWORD_H */
