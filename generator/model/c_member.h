#ifndef ORIEL_MODEL_C_MEMBER_H
#define ORIEL_MODEL_C_MEMBER_H

/* Columns and fields as the members of a C struct. */

#include "model/model.h"

/*
 * Fills c_name and c_type of each column, the rest being there.  Names are unique among them.  A
 * member called like a type that the struct uses changes what the name means in C++: enums and
 * structs are then written with their keyword (enum mood mood), and in front of others the member
 * gives way (email_).
 */
void c_members_name(arena *a, model_column_list *columns);

#endif /* ORIEL_MODEL_C_MEMBER_H */
