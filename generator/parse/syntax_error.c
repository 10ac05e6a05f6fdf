#include "parse/syntax_error.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "parse/sqlstate.h"

/* Messages that do not come with 42601 alone.  `%` stands for any text. */
typedef struct known_message {
    const char *pattern;
    syntax_error error;
} known_message;

static const known_message known_messages[] = {
    {"placeholder", {SQLSTATE_SYNTAX_ERROR, NULL, NULL}},
};

/* Patterns hold at most one `%`. */
static bool message_matches(const char *pattern, const char *message) {
    const char *any = strchr(pattern, '%');
    if (any == NULL) {
        return strcmp(pattern, message) == 0;
    }
    size_t before = (size_t)(any - pattern), after = strlen(any + 1), length = strlen(message);
    return length >= before + after && memcmp(pattern, message, before) == 0 &&
           strcmp(message + length - after, any + 1) == 0;
}

syntax_error syntax_error_of_message(const char *message) {
    for (size_t i = 0; i < sizeof known_messages / sizeof known_messages[0]; i++) {
        if (message_matches(known_messages[i].pattern, message)) {
            return known_messages[i].error;
        }
    }
    return (syntax_error){.sqlstate = SQLSTATE_SYNTAX_ERROR};
}
