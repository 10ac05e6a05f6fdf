#ifndef ORIEL_REPLAY_TABLE_PLAN_H
#define ORIEL_REPLAY_TABLE_PLAN_H

/*
 * What CREATE TABLE and ALTER TABLE ADD write about columns and constraints, sorted out before
 * anything is made: serial columns become sequences, column constraints table constraints.
 */

#include "replay/relation.h"

/* A default, a generation expression or a check that a column brings along. */
typedef struct planned_default {
    int attribute;       /* number in the new table */
    PgQuery__Node *node; /* to be analysed; NULL: taken over from `like` */
    bool generated;
    int location;      /* of the word DEFAULT or GENERATED */
    oid sequence;      /* serial: nextval() of this sequence, node is NULL then */
    oid like_relation; /* taken over from this relation's column */
    int like_attribute;
    const int16_t *attribute_map; /* like_relation's column numbers to ours */
} planned_default;

/* A sequence that belongs to a column. */
typedef struct planned_sequence {
    const char *column;
    int attribute;
    oid sequence;
    bool identity;
} planned_sequence;

typedef struct planned_constraint {
    PgQuery__Constraint *node;
    const char *column; /* written at this column, or NULL */
} planned_constraint;

typedef LIST_OF(planned_constraint) planned_constraint_list;

typedef struct table_plan {
    const char *table; /* its name, for messages */
    oid namespace;
    char persistence;
    bool foreign;             /* CREATE FOREIGN TABLE */
    bool typed;               /* OF */
    bool partition;           /* PARTITION OF */
    bool only;                /* ALTER TABLE ONLY: keys are not made for partitions */
    const pg_class *existing; /* ALTER TABLE, else NULL */
    attribute_list columns;
    LIST_OF(planned_default) defaults;
    LIST_OF(planned_sequence) sequences;
    planned_constraint_list checks, keys, foreign_keys;
    LIST_OF(PgQuery__TableLikeClause *) likes; /* whose indexes and such are still to come */
    LIST_OF(int) like_starts;                  /* the first column each of them brought */
} table_plan;

/* One column definition; false with an error. */
bool table_plan_column(replay *r, table_plan *plan, PgQuery__ColumnDef *def);

/* A column of a typed table or partition with only constraints: applied to an existing column. */
bool table_plan_column_options(replay *r, table_plan *plan, PgQuery__ColumnDef *def,
                               pg_attribute *attribute, int number);

/* One table constraint; false with an error. */
bool table_plan_constraint(replay *r, table_plan *plan, PgQuery__Constraint *constraint);

/* LIKE in a column list; false with an error. */
bool table_plan_like(replay *r, table_plan *plan, PgQuery__TableLikeClause *like);

/* What stands in a list of columns and constraints. */
bool table_plan_elements(replay *r, table_plan *plan, size_t count, PgQuery__Node **elements);

/* Once the table is there: defaults and checks, then keys and their indexes, then foreign keys. */
bool table_plan_finish(replay *r, const table_plan *plan, oid relation);

#endif /* ORIEL_REPLAY_TABLE_PLAN_H */
