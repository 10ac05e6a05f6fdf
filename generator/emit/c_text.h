#ifndef ORIEL_EMIT_C_TEXT_H
#define ORIEL_EMIT_C_TEXT_H

/* Strings and comments of C. */

#include <stdbool.h>

#include "base/text.h"

#define C_TEXT_WIDTH 100 /* columns of a line */

/* "..." with escapes; safe against trigraphs and in any character set. */
void c_text_string(text *t, const char *value);

/*
 * static const char NAME[] = with one literal for each piece, each on a line of its own.  More than
 * compilers have to take (4095 bytes) is put between pragmas that silence their warning.
 */
typedef LIST_OF(const char *) c_text_pieces;
void c_text_string_constant(text *t, const char *name, const c_text_pieces *pieces);

/* The lines of a text, each with its line feed. */
c_text_pieces c_text_lines(arena *a, const char *value);

/* Text made safe inside a C comment, on one line. */
void c_text_comment(text *t, const char *value);

/*
 * Words as a paragraph of a comment, no wider than a line with the comment's end, which the caller
 * writes; the first line begins with `first`, the others with `next`.  Two blanks stay two blanks.
 */
void c_text_paragraph(text *t, const char *first, const char *next, const char *value);

/*
 * A call or declaration: `start` ends in "(", the arguments follow, then `end`.  Lines are broken
 * between arguments and go on below the first, or where that leaves too little room below `start`.
 */
typedef LIST_OF(const char *) c_text_arguments;
void c_text_call(text *t, const char *start, const c_text_arguments *arguments, const char *end);

/* `start` ends in "=", `value` in ";": on one line, or on two. */
void c_text_assignment(text *t, const char *start, const char *value);

/* A declaration "type name" with the star of a pointer at the name. */
const char *c_text_declaration(arena *a, const char *c_type, const char *name);

#endif /* ORIEL_EMIT_C_TEXT_H */
