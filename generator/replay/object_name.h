#ifndef ORIEL_REPLAY_OBJECT_NAME_H
#define ORIEL_REPLAY_OBJECT_NAME_H

/* The names that the server makes up: of indexes, constraints, sequences and array types. */

#include "replay/replay_internal.h"

enum { NAME_LIMIT = 63 }; /* bytes of an identifier */

/* name1_name2_label, the names shortened so that all fits into an identifier; name2 and label may
 * be NULL. */
const char *object_name_make(arena *a, const char *name1, const char *name2, const char *label);

/* The name cut to the length of an identifier, never inside a character. */
const char *object_name_cut(arena *a, const char *name);

/* The first such name (label, label1, label2 ...) that no relation of the schema has, nor, where it
 * is for a constraint, any constraint of the schema. */
typedef struct name_choice {
    const char *name1, *name2, *label;
    oid namespace;
    bool for_constraint;
} name_choice;
const char *object_name_choose_relation(replay *r, const name_choice *choice);

/* The same among constraints only; `taken` are names given in this statement already. */
const char *object_name_choose_constraint(replay *r, const name_choice *choice,
                                          const char *const *taken, int taken_count);

/* The columns' names joined as they go into an index's or foreign key's name. */
const char *object_name_join(arena *a, const char *const *columns, int count);

/* The name for the array type of a type of this name. */
const char *object_name_choose_array(replay *r, const char *type_name, oid namespace);

/* Gives an array type that stands in the way of a new type's name another one; true when it was
 * one. */
bool object_name_move_array(replay *r, const pg_type *type);

#endif /* ORIEL_REPLAY_OBJECT_NAME_H */
