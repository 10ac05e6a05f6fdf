#ifndef ORIEL_REPLAY_TABLE_PLAN_H
#define ORIEL_REPLAY_TABLE_PLAN_H

/*
 * What CREATE TABLE and ALTER TABLE ADD write about columns and constraints, sorted out before
 * anything is made: serial columns become sequences, column constraints table constraints.
 */

#include "replay/sequence.h"

/* A default, a generation expression or a check that a column brings along. */
typedef struct planned_default {
    int attribute;       /* number in the new table */
    PgQuery__Node *node; /* to be analysed; NULL: taken over from `like` */
    bool generated;
    int location;      /* of the word DEFAULT or GENERATED */
    int serial;        /* serial: the number of its sequence in the plan, from 1; node is NULL */
    oid sequence;      /* the same once it is made */
    oid like_relation; /* taken over from this relation's column */
    int like_attribute;
    const int16_t *attribute_map; /* like_relation's column numbers to ours */
} planned_default;

/* A sequence that belongs to a column. */
typedef struct planned_sequence {
    sequence_plan plan;
    int attribute;
    oid made;
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
    bool partitioned;         /* PARTITION BY */
    bool typed;               /* OF */
    bool partition;           /* PARTITION OF */
    bool only;                /* ALTER TABLE ONLY: keys are not made for partitions */
    const pg_class *existing; /* ALTER TABLE, else NULL */
    attribute_list columns;
    LIST_OF(planned_default) defaults;
    LIST_OF(planned_sequence) sequences;
    planned_constraint_list checks, keys, foreign_keys;
    LIST_OF(PgQuery__TableLikeClause *) likes; /* whose indexes and such are still to come */
} table_plan;

/* One column definition; false with an error.  In a typed table or partition its type stays 0: it
 * only adds to a column that is there. */
bool table_plan_column(replay *r, table_plan *plan, PgQuery__ColumnDef *def);

/* One table constraint; false with an error. */
bool table_plan_constraint(replay *r, table_plan *plan, PgQuery__Constraint *constraint);

/* LIKE in a column list; false with an error. */
bool table_plan_like(replay *r, table_plan *plan, PgQuery__TableLikeClause *like);

/* What stands in a list of columns and constraints. */
bool table_plan_elements(replay *r, table_plan *plan, size_t count, PgQuery__Node **elements);

/* A sequence for the plan's column of that number; false with an error. */
bool table_plan_sequence(replay *r, table_plan *plan, const sequence_owner *owner, int attribute);

/* Makes the sequences, before the table is there; false with an error. */
bool table_plan_make_sequences(replay *r, table_plan *plan);

/* Once the table is there: its defaults; the sequences become its columns'. */
bool table_plan_add_defaults(replay *r, const table_plan *plan, oid relation);
bool table_plan_give_sequences(replay *r, const table_plan *plan, oid relation);

/* ON COMMIT is for temporary tables; false with an error. */
bool table_plan_check_on_commit(replay *r, PgQuery__OnCommitAction action, char persistence);

#endif /* ORIEL_REPLAY_TABLE_PLAN_H */
