#ifndef ORIEL_ANALYZE_PLPGSQL_DECLARATION_H
#define ORIEL_ANALYZE_PLPGSQL_DECLARATION_H

/* DECLARE sections: variables, aliases, cursors. */

#include "analyze/plpgsql/parser.h"

/* Reads what stands behind DECLARE, BEGIN included. */
bool pl_declaration_read_section(pl_parser *p);

#endif /* ORIEL_ANALYZE_PLPGSQL_DECLARATION_H */
