#ifndef ORIEL_CLI_DESCRIBE_FORMAT_H
#define ORIEL_CLI_DESCRIBE_FORMAT_H

/* How `oriel describe` writes its answer. */

#include "base/text.h"
#include "cli/relation_list.h"
#include "replay/replay.h"

/* For people: one block for each relation. */
void describe_format_table(text *t, const relation_list *list);

/*
 * For tools: a header line, then one line for each column with the fields
 * schema, relation, kind, ordinal, column, type, collation, nullable (t or f), parted by tabs.
 * Backslash, tab and newline in a name are written \\, \t and \n.
 */
void describe_format_tsv(text *t, const relation_list *list);

/*
 * For programs.  The number rises when a member changes its meaning or goes; new members may come:
 *
 *     {"oriel_describe": 1,
 *      "relations": [
 *        {"schema": "public", "name": "film", "kind": "v",
 *         "columns": [
 *           {"ordinal": 1, "name": "title", "type": "text", "collation": "default",
 *            "nullable": true, "reason": "...", "at": "views/film_list.sql:3:5", "updatable": true,
 * "copy": true, "sources": [{"schema": "public", "relation": "film", "column": "title"}]}], "keys":
 * [{"columns": ["title"], "reason": "..."}], "insertable": true, "updatable": true, "deletable":
 * true, "uses": [{"schema": "public", "relation": "film", "column": "title"}]}]}
 *
 * `collation` is null where the type has none; `reason` tells why the column is nullable or not,
 * `at` where that was decided (file:line:column, null where no file is known); `sources` are the
 * columns of tables the value is made from, `copy` says that it is the one source's value
 * unchanged; `keys` are sets of columns proven unique (an empty one: at most one row); `uses` is
 * what the query names in any clause, "column" null for a relation as a whole.
 */
void describe_format_json(text *t, const relation_list *list);

/* A name as all formats but JSON write it, its width on a terminal, and it filled up with blanks.
 */
void describe_format_field(text *t, const char *field);
int describe_format_width(const char *field);
void describe_format_padded(text *t, const char *field, int width);

/*
 * The answer to --query: columns and parameters of each query of a file as PREPARE has them
 * (SELECT, VALUES, TABLE; INSERT, UPDATE and DELETE, whose columns are those of RETURNING).  tsv: a
 * header line, then a line for each with query (number in the file), ordinal (1, 2 ... for columns,
 * $1, $2 ... for parameters), name, type, nullable (t or f; nothing for a parameter).  Queries that
 * the server would refuse are errors among the replay's diagnostics.  json: the members of columns
 * mean what they do for relations; `at` of a query is where it stands in the file:
 *
 *     {"oriel_describe": 1,
 *      "queries": [
 *        {"number": 1, "at": "queries.sql:1:1",
 *         "columns": [
 *           {"ordinal": 1, "name": "title", "type": "text", "collation": "default", "nullable":
 * true, "reason": "...", "at": "queries.sql:1:8", "copy": true, "sources": [{"schema": "public",
 * "relation": "film", "column": "title"}]}], "parameters": [{"number": 1, "type": "integer"}]}]}
 */
typedef enum describe_query_format {
    DESCRIBE_QUERY_TABLE,
    DESCRIBE_QUERY_TSV,
    DESCRIBE_QUERY_JSON,
} describe_query_format;
void describe_queries(text *t, replay *r, arena *a, const source_file *file,
                      describe_query_format format);

/*
 * The answer to --why: for each name (VIEW.COLUMN or SCHEMA.VIEW.COLUMN, written as in SQL; COLUMN
 * * is all of them) a line with what decided the column, then one for each view below that it goes
 * back to.  A name that nothing has is an error in `d`.
 */
void describe_why(text *t, const relation_list *list, const char *name, diagnostics *d);

#endif /* ORIEL_CLI_DESCRIBE_FORMAT_H */
