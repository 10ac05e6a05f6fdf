#ifndef ORIEL_REVISE_TRANSACTION_RULE_H
#define ORIEL_REVISE_TRANSACTION_RULE_H

/* What a migration may hold because it runs in a transaction that is not its own. */

#include <stdbool.h>

#include "parse/sql_parser.h"

/* What the server calls a statement that cannot run inside a transaction block ("CREATE INDEX
 * CONCURRENTLY"); NULL for all others. */
const char *transaction_rule_refused(const sql_statement *s);

/* BEGIN, COMMIT and their like; savepoints are fine. */
bool transaction_rule_controls(const sql_statement *s);

/* True when the file begins with `-- oriel: no-transaction` among its first comments. */
bool transaction_rule_is_marked(const source_file *file);

#endif /* ORIEL_REVISE_TRANSACTION_RULE_H */
