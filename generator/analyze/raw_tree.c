#include "analyze/raw_tree.h"

#include <string.h>

static const void *member_at(const ProtobufCMessage *message, unsigned offset) {
    return (const char *)message + offset;
}

/* The pointer stored at that offset. */
static const void *pointer_at(const ProtobufCMessage *message, unsigned offset) {
    const void *pointer;
    memcpy(&pointer, member_at(message, offset), sizeof pointer);
    return pointer;
}

const ProtobufCMessage *raw_tree_message(const PgQuery__Node *node) {
    if (node == NULL || node->node_case == PG_QUERY__NODE__NODE__NOT_SET) {
        return NULL;
    }
    const ProtobufCFieldDescriptor *field = protobuf_c_message_descriptor_get_field(
        &pg_query__node__descriptor, (unsigned)node->node_case);
    return field == NULL ? NULL : pointer_at(&node->base, field->offset);
}

static bool visit_message(const ProtobufCMessage *message, raw_visitor visit, void *context) {
    if (message != NULL && message->descriptor == &pg_query__node__descriptor) {
        message = raw_tree_message((const PgQuery__Node *)(const void *)message);
    }
    return message != NULL && visit(message, context);
}

static bool visit_repeated(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field,
                           raw_visitor visit, void *context) {
    size_t count;
    memcpy(&count, member_at(message, field->quantifier_offset), sizeof count);
    ProtobufCMessage *const *items = pointer_at(message, field->offset);
    for (size_t i = 0; i < count; i++) {
        if (visit_message(items[i], visit, context)) {
            return true;
        }
    }
    return false;
}

static bool is_other_choice(const ProtobufCMessage *message,
                            const ProtobufCFieldDescriptor *field) {
    if ((field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) == 0) {
        return false;
    }
    uint32_t chosen;
    memcpy(&chosen, member_at(message, field->quantifier_offset), sizeof chosen);
    return chosen != field->id;
}

bool raw_tree_each_child(const ProtobufCMessage *message, raw_visitor visit, void *context) {
    const ProtobufCMessageDescriptor *descriptor = message->descriptor;
    for (unsigned i = 0; i < descriptor->n_fields; i++) {
        const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
        if (field->type != PROTOBUF_C_TYPE_MESSAGE || is_other_choice(message, field)) {
            continue;
        }
        bool stopped = field->label == PROTOBUF_C_LABEL_REPEATED
                           ? visit_repeated(message, field, visit, context)
                           : visit_message(pointer_at(message, field->offset), visit, context);
        if (stopped) {
            return true;
        }
    }
    return false;
}

static int leftmost(int x, int y) {
    if (x < 0) {
        return y;
    }
    return y < 0 || x < y ? x : y;
}

int raw_tree_list_location(size_t count, PgQuery__Node *const *nodes) {
    for (size_t i = 0; i < count; i++) {
        int location = raw_tree_location(nodes[i]);
        if (location >= 0) {
            return location;
        }
    }
    return -1;
}

/* A node's own `location` member. */
static int own_location(const PgQuery__Node *node) {
    const ProtobufCMessage *message = raw_tree_message(node);
    if (message == NULL) {
        return -1;
    }
    const ProtobufCFieldDescriptor *field =
        protobuf_c_message_descriptor_get_field_by_name(message->descriptor, "location");
    if (field == NULL) {
        return -1;
    }
    int32_t location;
    memcpy(&location, member_at(message, field->offset), sizeof location);
    return location;
}

int raw_tree_location(const PgQuery__Node *node) {
    if (node == NULL) {
        return -1;
    }
    switch ((int)node->node_case) {
    case PG_QUERY__NODE__NODE_A_EXPR:
        return leftmost(own_location(node), raw_tree_location(node->a_expr->lexpr));
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
        return leftmost(own_location(node),
                        raw_tree_list_location(node->bool_expr->n_args, node->bool_expr->args));
    case PG_QUERY__NODE__NODE_FUNC_CALL:
        return leftmost(own_location(node),
                        raw_tree_list_location(node->func_call->n_args, node->func_call->args));
    case PG_QUERY__NODE__NODE_TYPE_CAST: {
        const PgQuery__TypeCast *cast = node->type_cast;
        int type = cast->type_name == NULL ? -1 : cast->type_name->location;
        return leftmost(leftmost(raw_tree_location(cast->arg), type), cast->location);
    }
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
        return raw_tree_location(node->collate_clause->arg);
    case PG_QUERY__NODE__NODE_NULL_TEST:
        return leftmost(own_location(node), raw_tree_location(node->null_test->arg));
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST:
        return leftmost(own_location(node), raw_tree_location(node->boolean_test->arg));
    case PG_QUERY__NODE__NODE_SUB_LINK:
        return leftmost(own_location(node), raw_tree_location(node->sub_link->testexpr));
    case PG_QUERY__NODE__NODE_LIST:
        return raw_tree_list_location(node->list->n_items, node->list->items);
    case PG_QUERY__NODE__NODE_SORT_BY:
        return raw_tree_location(node->sort_by->node);
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
    case PG_QUERY__NODE__NODE_SELECT_STMT:
        return -1;
    default:
        return own_location(node);
    }
}
