#ifndef ORIEL_EMIT_RELATION_TEXT_H
#define ORIEL_EMIT_RELATION_TEXT_H

/* What a relation's header and source have in common. */

#include "emit/c_header.h"
#include "emit/c_text.h"
#include "model/model.h"

/* "view", "materialized view", "table", "foreign table" */
const char *relation_text_noun(const model_relation *r);

/* Views and materialized views. */
bool relation_text_is_view(const model_relation *r);

/* The signature of a find function; `start` stands before its name, `end` behind the arguments. */
void relation_text_find_signature(text *t, const model_relation *r, const model_key *key,
                                  const char *start, const char *end);

#endif /* ORIEL_EMIT_RELATION_TEXT_H */
