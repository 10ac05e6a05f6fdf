#ifndef ORIEL_EMIT_C_COLUMNS_H
#define ORIEL_EMIT_C_COLUMNS_H

/* Columns of relations and fields of composites as C. */

#include "base/text.h"
#include "model/model.h"

/* #include lines of the headers of user types that the columns need, after an empty line. */
void c_columns_includes(text *t, const model_column_list *columns);

/* The struct members, aligned, with their comments. */
void c_columns_members(text *t, const model_column_list *columns, bool with_nullability);

/* The table of oriel_column called `table`, of the struct. */
void c_columns_table(text *t, const model_column_list *columns, const char *struct_name,
                     const char *table);

#endif /* ORIEL_EMIT_C_COLUMNS_H */
