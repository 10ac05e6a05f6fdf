#ifndef ORIEL_ANALYZE_PLPGSQL_STATEMENT_H
#define ORIEL_ANALYZE_PLPGSQL_STATEMENT_H

/* Statements of PL/pgSQL.  Each reads up to and with its semicolon; its first token is the one read
 * last, so that the kinds of statement can be told apart by it. */

#include "analyze/plpgsql/parser.h"

/* Reads statements until a token that begins none, which comes next then. */
bool pl_statement_read_all(pl_parser *p);

/* DECLARE ... BEGIN ... END [label], without the semicolon; the scope of the label is open and is
 * closed.  label: or NULL. */
bool pl_block_read(pl_parser *p, const char *label);

/* <<label>> or nothing in front of a block or loop, the word behind it included.  *label: or NULL.
 */
bool pl_block_read_label(pl_parser *p, const char **label);

/* The label that may be repeated behind END: the token behind it comes next. */
typedef struct pl_end_label {
    const char *name; /* or NULL */
    size_t location;
} pl_end_label;
bool pl_block_read_end_label(pl_parser *p, pl_end_label *end);
bool pl_block_check_label(pl_parser *p, const char *label, const pl_end_label *end);

bool pl_conditional_read_if(pl_parser *p);
bool pl_conditional_read_case(pl_parser *p);
/* LOOP, WHILE, FOR, FOREACH. */
bool pl_loop_read(pl_parser *p, const char *label);
/* EXIT and CONTINUE. */
bool pl_loop_read_exit(pl_parser *p);
bool pl_return_read(pl_parser *p);
bool pl_raise_read(pl_parser *p);
bool pl_diagnostics_read(pl_parser *p);
bool pl_cursor_read_open(pl_parser *p);
bool pl_cursor_read_fetch(pl_parser *p);
bool pl_cursor_read_move(pl_parser *p);
bool pl_cursor_read_close(pl_parser *p);

/* The arguments of a bound cursor, up to the end token. */
bool pl_cursor_read_arguments(pl_parser *p, const pl_datum *cursor, int end);

/* A condition's SQLSTATE as a string, which is the next token. */
bool pl_raise_read_sqlstate(pl_parser *p);

#endif /* ORIEL_ANALYZE_PLPGSQL_STATEMENT_H */
