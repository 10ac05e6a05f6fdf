#ifndef ORIEL_CLI_DIAGNOSTIC_PRINTER_H
#define ORIEL_CLI_DIAGNOSTIC_PRINTER_H

/*
 * Diagnostics as a person and an editor read them:
 *
 *     views/film_list.sql:3:8: error: column "titel" does not exist [42703]
 *     SELECT titel, length FROM film
 *            ^
 *     hint: Perhaps you meant to reference the column "film.title".
 *     views/migrations/0001_film.up.sql:2:5: note: the table is defined here
 */

#include <stdio.h>

#include "base/diagnostic.h"
#include "base/text.h"

/* All of them: files in the order in which they first occur, then by place, then as added. */
void diagnostic_printer_print(FILE *to, const diagnostics *d);

/* One of them, as text. */
void diagnostic_printer_format(text *t, const diagnostic *one);

#endif /* ORIEL_CLI_DIAGNOSTIC_PRINTER_H */
