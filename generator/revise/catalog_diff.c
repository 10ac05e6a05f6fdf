#include "revise/catalog_diff.h"

#include <string.h>

static void add(arena *a, catalog_diff *diff, const catalog_fact *before,
                const catalog_fact *after) {
    *LIST_PUSH(a, diff) = (catalog_difference){
        .subject = before != NULL ? before->subject : after->subject,
        .before = before != NULL ? before->fact : NULL,
        .after = after != NULL ? after->fact : NULL,
    };
}

const catalog_diff *catalog_diff_of(arena *a, const catalog_image *before,
                                    const catalog_image *after) {
    catalog_diff *diff = ARENA_NEW(a, catalog_diff);
    int x = 0, y = 0;
    while (x < before->count || y < after->count) {
        const catalog_fact *was = x < before->count ? &before->items[x] : NULL;
        const catalog_fact *is = y < after->count ? &after->items[y] : NULL;
        int order = was == NULL ? 1 : is == NULL ? -1 : strcmp(was->subject, is->subject);
        if (order < 0) {
            add(a, diff, was, NULL);
            x++;
        } else if (order > 0) {
            add(a, diff, NULL, is);
            y++;
        } else {
            if (strcmp(was->fact, is->fact) != 0) {
                add(a, diff, was, is);
            }
            x++;
            y++;
        }
    }
    return diff;
}

const char *catalog_difference_text(arena *a, const catalog_difference *difference) {
    if (difference->after == NULL) {
        return arena_printf(a, "%s is missing", difference->subject);
    }
    if (difference->before == NULL) {
        return arena_printf(a, "%s was not there before", difference->subject);
    }
    return arena_printf(a, "%s was %s and is %s", difference->subject, difference->before,
                        difference->after);
}
