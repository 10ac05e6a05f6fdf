#include "analyze/parse_state.h"

parse_state *parse_state_new(analysis *an, parse_state *parent) {
    parse_state *ps = ARENA_NEW(an->arena, parse_state);
    ps->analysis = an;
    ps->parent = parent;
    ps->query = ARENA_NEW(an->arena, query);
    ps->query->location = -1;
    ps->resolve_unknowns = true;
    return ps;
}

int parse_state_add_rte(parse_state *ps, range_table_entry *rte) {
    *LIST_PUSH(ps->analysis->arena, &ps->query->rtable) = rte;
    return ps->query->rtable.count;
}

parse_state *parse_state_outer(parse_state *ps, int levels_up) {
    while (levels_up-- > 0) {
        ps = ps->parent;
    }
    return ps;
}
