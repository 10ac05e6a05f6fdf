#ifndef ORIEL_EMIT_C_WRITER_H
#define ORIEL_EMIT_C_WRITER_H

/* Pieces of C that several emitted files share. */

#include "base/text.h"
#include "model/model.h"

/* "..." with escapes; safe against trigraphs and in any character set. */
void c_write_string(text *t, const char *value);

/* The same over several lines, one literal for each line of the value, each indented by `indent`. */
void c_write_long_string(text *t, const char *value, int indent);

/* Text made safe inside a C comment, on one line. */
void c_write_comment_text(text *t, const char *value);

/* Words as a paragraph of a comment, no wider than 100 columns with the comment's end, which the caller
 * writes; the first line begins with `first`, the others with `next`. */
void c_write_paragraph(text *t, const char *first, const char *next, const char *value);

/* Guard, include of the runtime, ABI check, extern "C"; and their ends. */
void c_write_header_start(text *t, const char *c_name);
void c_write_header_abi(text *t, const char *c_name);
void c_write_header_end(text *t, const char *c_name);

/* Declaration of a member, "type name" with pointers written as C does. */
const char *c_member_type(const model_column *column);

/* The struct members of columns, aligned, with their comments. */
void c_write_members(text *t, const model_column_list *columns, bool with_nullability);

/* #include lines of the headers of user types that the columns need. */
void c_write_type_includes(text *t, const model_column_list *columns);

/* The table of oriel_column for a row or a composite. */
void c_write_column_table(text *t, const char *struct_name, const char *table_name,
                          const model_column_list *columns, const char *prefix);

/* Descriptors of types read as text that the columns need; named <prefix>_<column>. */
void c_write_text_types(text *t, const model_column_list *columns, const char *prefix);

#endif /* ORIEL_EMIT_C_WRITER_H */
