#include "replay/define.h"

bool define_aggregate(replay *r, const define_statement *s) {
    (void)s;
    return replay_not_supported(r, -1, "CREATE AGGREGATE");
}
bool define_operator(replay *r, const define_statement *s) {
    (void)s;
    return replay_not_supported(r, -1, "CREATE OPERATOR");
}
bool define_collation(replay *r, const define_statement *s) {
    (void)s;
    return replay_not_supported(r, -1, "CREATE COLLATION");
}
bool define_text_search(replay *r, const define_statement *s) {
    (void)s;
    return replay_not_supported(r, -1, "CREATE TEXT SEARCH");
}
