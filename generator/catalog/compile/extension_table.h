#ifndef ORIEL_CATALOG_COMPILE_EXTENSION_TABLE_H
#define ORIEL_CATALOG_COMPILE_EXTENSION_TABLE_H

/* The data files of a version's extensions as C tables: catalog/extension.h says of what form. */

#include <stdio.h>

/* Writes extensions_VERSION, all of `names` ended by NULL; `directory` holds a folder for each. */
void extension_table_write_all(const char *version, const char *directory, const char *const *names,
                               int count, FILE *out);

#endif /* ORIEL_CATALOG_COMPILE_EXTENSION_TABLE_H */
