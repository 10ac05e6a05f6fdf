#ifndef ORIEL_ORACLE_DDL_GRAMMAR_H
#define ORIEL_ORACLE_DDL_GRAMMAR_H

/*
 * The grammar of the random statements: alternatives by weight.  {name} stands for another rule or
 * for something picked from the catalog (ddl_writer.c).  [..] is written or left out.
 */

typedef struct ddl_rule {
    const char *name;
    int weight;
    const char *text;
} ddl_rule;

/* Ended by a rule without a name; the alternatives of one name stand together. */
extern const ddl_rule ddl_rules[];

#endif /* ORIEL_ORACLE_DDL_GRAMMAR_H */
