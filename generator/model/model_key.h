#ifndef ORIEL_MODEL_MODEL_KEY_H
#define ORIEL_MODEL_MODEL_KEY_H

/* Proven keys as find functions. */

#include "analyze/keys.h"
#include "model/c_name.h"
#include "model/model.h"

/* Adds the keys whose values a program can hand over.  column_of_attribute: attribute number - 1 to
 * the index of the relation's column. */
void model_keys_add(arena *a, model_relation *m, const relation_key_list *keys,
                    const int *column_of_attribute, c_name_scope *names);

#endif /* ORIEL_MODEL_MODEL_KEY_H */
