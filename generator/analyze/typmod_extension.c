#include "analyze/type_modifier.h"

bool type_modifier_extension(analysis *an, const char *symbol, type_modifiers modifiers,
                             int32_t *typmod, bool *ok) {
    (void)an;
    (void)symbol;
    (void)modifiers;
    (void)typmod;
    (void)ok;
    return false;
}
