#include <string.h>

#include "analyze/literal/input_functions.h"
#include "parse/sqlstate.h"

bool enum_input(const literal_input *in) {
    for (int i = 0; i < in->type->label_count; i++) {
        if (strcmp(in->type->labels[i], in->text) == 0) {
            return true;
        }
    }
    return literal_input_error(in, SQLSTATE_INVALID_TEXT_REPRESENTATION,
                               "invalid input value for enum %s: \"%s\"",
                               analysis_type(in->an, in->type->oid), in->text);
}

bool enum_input_domain(const literal_input *in) {
    return literal_input_part(in, in->type->base, in->type->typmod, in->text);
}

bool enum_input_pseudo(const literal_input *in) {
    return literal_input_error(in, SQLSTATE_FEATURE_NOT_SUPPORTED,
                               "cannot accept a value of type %s",
                               analysis_type(in->an, in->type->oid));
}
