#ifndef ORIEL_REPLAY_TEXT_SEARCH_OPTION_H
#define ORIEL_REPLAY_TEXT_SEARCH_OPTION_H

/*
 * The options of text search dictionaries, as far as the init functions of the templates that come
 * with the server judge them without reading a file.  Called by text_search.c.
 */

#include "replay/definition.h"

/* The C symbol of a template's (or of a dictionary's template's) init function: "" when it has
 * none, NULL when it cannot be known. */
const char *text_search_init_symbol(replay *r, catalog_class class, const catalog_record *record);

/* Checks the options (TEMPLATE of CREATE is none of them) for the template of that name; when a
 * dictionary is altered, only what is said is looked at.  false with the server's error. */
bool text_search_options_check(replay *r, const char *symbol, const char *template, bool alters,
                               size_t count, PgQuery__Node **options);

#endif /* ORIEL_REPLAY_TEXT_SEARCH_OPTION_H */
