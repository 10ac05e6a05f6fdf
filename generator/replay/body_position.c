#include "replay/body_position.h"

#include <stdbool.h>
#include <string.h>

/* `literal` is behind an opening quote.  The body's byte `offset` in it, or NULL when it is another
 * constant. */
static const char *find_in_literal(const char *literal, const char *body, int offset) {
    const char *found = NULL;
    for (int i = 0; body[i] != '\0'; i++, literal++) {
        if (i == offset) {
            found = literal;
        }
        if (literal[0] == '\\' || (literal[0] == '\'' && literal[1] == '\'')) {
            literal++;
        } else if (literal[0] == '\'') {
            return NULL;
        }
        if (literal[0] != body[i]) {
            return NULL;
        }
    }
    bool closed = literal[0] == '\'' && literal[1] != '\'';
    return closed && found == NULL ? literal : closed ? found : NULL;
}

int body_position_find(const char *statement, const char *body, int offset) {
    size_t length = strlen(body);
    int found = -1;
    for (const char *c = statement; *c != '\0'; c++) {
        const char *at = NULL;
        if (c[0] == '$' && strncmp(c + 1, body, length) == 0 && c[1 + length] == '$') {
            at = c + 1 + offset;
        } else if (c[0] == '\'') {
            at = find_in_literal(c + 1, body, offset);
        }
        if (at != NULL && found >= 0) {
            return -1;
        }
        found = at != NULL ? (int)(at - statement) : found;
    }
    return found;
}
