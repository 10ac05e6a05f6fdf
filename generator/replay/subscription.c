#include "replay/object_statements.h"

#include "replay/definition.h"

/* Subscriptions: nothing that a view could see, so names are all that is kept. */

static const pg_named *need_subscription(replay *r, const char *name, bool missing_ok) {
    const pg_named *s = catalog_find_named(r->catalog, CLASS_SUBSCRIPTION, 0, name);
    if (s == NULL && !missing_ok) {
        replay_refuse(r, SQLSTATE_UNDEFINED_OBJECT, -1, "subscription \"%s\" does not exist", name);
    }
    return s;
}

static bool check_subscription_options(replay *r, size_t count, PgQuery__Node **nodes) {
    static const char *const known[] = {
        "connect", "enabled", "create_slot", "slot_name", "copy_data",        "synchronous_commit",
        "refresh", "binary",  "streaming",   "two_phase", "disable_on_error", "lsn",
    };
    for (size_t i = 0; i < count; i++) {
        const definition_option *e = nodes[i]->def_elem;
        bool found = false;
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++) {
            found = found || definition_is(e, known[k]);
        }
        if (!found) {
            return replay_refuse(r, SQLSTATE_SYNTAX_ERROR, -1,
                                 "unrecognized subscription parameter: \"%s\"", e->defname);
        }
        for (size_t k = 0; k < i; k++) {
            if (definition_is(nodes[k]->def_elem, e->defname)) {
                return definition_conflict(r, e);
            }
        }
    }
    return true;
}

static bool check_publications(replay *r, size_t count, PgQuery__Node **names) {
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (text_equal(node_string(names[i]), node_string(names[k]))) {
                return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1,
                                     "publication name \"%s\" used more than once",
                                     node_string(names[i]));
            }
        }
    }
    return true;
}

bool create_subscription_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__CreateSubscriptionStmt *s = node->create_subscription_stmt;
    if (!check_subscription_options(r, s->n_options, s->options)) {
        return false;
    }
    if (need_subscription(r, s->subname, true) != NULL) {
        return replay_refuse(r, SQLSTATE_DUPLICATE_OBJECT, -1, "subscription \"%s\" already exists",
                             s->subname);
    }
    if (!check_publications(r, s->n_publication, s->publication)) {
        return false;
    }
    catalog_add(r->catalog, CLASS_SUBSCRIPTION, &(pg_named){.name = s->subname});
    return true;
}

bool alter_subscription_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__AlterSubscriptionStmt *s = node->alter_subscription_stmt;
    return need_subscription(r, s->subname, false) != NULL &&
           check_subscription_options(r, s->n_options, s->options) &&
           check_publications(r, s->n_publication, s->publication);
}

bool drop_subscription_replay(replay *r, PgQuery__Node *node) {
    const PgQuery__DropSubscriptionStmt *s = node->drop_subscription_stmt;
    const pg_named *old = need_subscription(r, s->subname, s->missing_ok);
    if (old == NULL) {
        return !r->analysis->failed;
    }
    catalog_set_comment(r->catalog, address_of(CLASS_SUBSCRIPTION, old->oid), NULL);
    catalog_remove(r->catalog, CLASS_SUBSCRIPTION, old->oid);
    return true;
}
