#ifndef ORIEL_RUNTIME_MIGRATION_TEXT_H
#define ORIEL_RUNTIME_MIGRATION_TEXT_H

/*
 * What can be told about a migration's SQL without parsing it: where its statements begin and end,
 * which of them control transactions, what its `-- oriel:` lines ask for, and which line and
 * column a position is.  The running of migrations and the writing of scripts use it; the grammar
 * itself is left to the server.
 */

#include <stdbool.h>
#include <stddef.h>

#include "error.h"

/* The text without the byte order mark some editors put first. */
const char *orl_text_body(const char *text);

/* ---- statements */

enum { ORL_TEXT_WORDS = 4, ORL_TEXT_WORD_SIZE = 16 };

typedef struct orl_statement {
    size_t start;     /* offset of the first token */
    size_t end;       /* offset behind the last byte, without the semicolon */
    bool terminated;  /* a semicolon follows */
    const char *open; /* what is not closed at the end of the text, e.g. "comment", or NULL */
    size_t open_at;   /* where that began */
    int word_count;   /* the words it begins with, in lower case, cut to the size */
    char words[ORL_TEXT_WORDS][ORL_TEXT_WORD_SIZE];
} orl_statement;

/*
 * Finds the next statement at or behind *at and moves *at behind it; false when only blanks and
 * comments are left.  Semicolons inside quotes, parentheses and BEGIN ATOMIC bodies do not count.
 */
bool orl_text_next_statement(const char *text, size_t *at, orl_statement *statement);

/* BEGIN, COMMIT, ROLLBACK and their like; not savepoints, which stay inside the transaction. */
bool orl_statement_controls_transaction(const orl_statement *statement);

/* SET and RESET: what they do lasts no longer than the session. */
bool orl_statement_is_setting(const orl_statement *statement);

/* ---- directives */

/*
 * Reads the `-- oriel:` lines before the first statement.  ORIEL_MIGRATION at its place when one
 * asks for something unknown.
 */
oriel_status orl_text_directives(const char *text, const char *file, bool *no_transaction,
                                 oriel_error *err);

/*
 * Refuses a text with a statement that begins or ends transactions, at its place.
 */
oriel_status orl_text_check_control(const char *text, const char *file, oriel_error *err);

/* ---- positions */

/* The byte offset of the character with this number, counted from 0. */
size_t orl_text_offset(const char *text, size_t characters);

/* Sets the error's file, line and column to the place of a byte offset. */
void orl_text_place(oriel_error *err, const char *file, const char *text, size_t offset);

#endif /* ORIEL_RUNTIME_MIGRATION_TEXT_H */
