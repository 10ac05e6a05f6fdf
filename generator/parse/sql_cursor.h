#ifndef ORIEL_PARSE_SQL_CURSOR_H
#define ORIEL_PARSE_SQL_CURSOR_H

/* libpg_query's error positions as bytes; called by what calls libpg_query. */

#include <stddef.h>

/* The byte of the character that `cursor` counts from 1; 0 for a cursor that says nothing. */
size_t sql_cursor_offset(const char *text, size_t length, int cursor);

#endif /* ORIEL_PARSE_SQL_CURSOR_H */
