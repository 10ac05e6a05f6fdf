#include "analyze/plpgsql/keyword.h"

#include <stddef.h>
#include <string.h>

typedef struct keyword {
    const char *name;
    bool reserved;
} keyword;

static const keyword keywords[] = {
#define KEYWORD(name, constant, reserved) {name, reserved},
    PL_KEYWORDS(KEYWORD)
#undef KEYWORD
};

#define KEYWORD_COUNT (sizeof keywords / sizeof keywords[0])

int pl_keyword_find(const char *word, bool reserved) {
    size_t low = 0;
    size_t high = KEYWORD_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(word, keywords[middle].name);
        if (order == 0) {
            return keywords[middle].reserved == reserved ? PL_FIRST_KEYWORD + (int)middle : PL_WORD;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return PL_WORD;
}

bool pl_keyword_is_unreserved(int kind) {
    return kind >= PL_FIRST_KEYWORD && !keywords[kind - PL_FIRST_KEYWORD].reserved;
}
