#include <string.h>

#include "analyze/literal/input_functions.h"

/* Any beginning of these words counts; "o" could be both on and off. */
static bool is_word_start(const char *text, size_t length) {
    static const struct {
        const char *word;
        size_t shortest;
    } words[] = {{"true", 1}, {"false", 1}, {"yes", 1}, {"no", 1},
                 {"on", 2},   {"off", 2},   {"1", 1},   {"0", 1}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (length >= words[i].shortest && length <= strlen(words[i].word) &&
            literal_equal_fold_n(text, words[i].word, length)) {
            return true;
        }
    }
    return false;
}

bool boolean_input(const literal_input *in) {
    const char *start = literal_skip_space(in->text);
    size_t length = strlen(start);
    while (length > 0 && literal_is_space(start[length - 1])) {
        length--;
    }
    return is_word_start(start, length) || literal_input_syntax(in, "boolean");
}
