#include "analyze/raw_node.h"

#include <string.h>

static PgQuery__Node *new_node(arena *a, PgQuery__Node__NodeCase node_case) {
    PgQuery__Node *node = ARENA_NEW(a, PgQuery__Node);
    pg_query__node__init(node);
    node->node_case = node_case;
    return node;
}

PgQuery__Node *raw_node_string(arena *a, const char *text) {
    PgQuery__Node *node = new_node(a, PG_QUERY__NODE__NODE_STRING);
    node->string = ARENA_NEW(a, PgQuery__String);
    pg_query__string__init(node->string);
    node->string->sval = arena_strdup(a, text);
    return node;
}

PgQuery__Node *raw_node_operator(arena *a, const char *name, PgQuery__Node *left,
                                 PgQuery__Node *right, int location) {
    PgQuery__Node *node = new_node(a, PG_QUERY__NODE__NODE_A_EXPR);
    PgQuery__AExpr *e = ARENA_NEW(a, PgQuery__AExpr);
    pg_query__a__expr__init(e);
    e->kind = PG_QUERY__A__EXPR__KIND__AEXPR_OP;
    e->n_name = 1;
    e->name = ARENA_ARRAY(a, PgQuery__Node *, 1);
    e->name[0] = raw_node_string(a, name);
    e->lexpr = left;
    e->rexpr = right;
    e->location = location;
    node->a_expr = e;
    return node;
}

PgQuery__Node *raw_node_boolean(arena *a, PgQuery__BoolExprType operation, PgQuery__Node *left,
                                PgQuery__Node *right, int location) {
    PgQuery__Node *node = new_node(a, PG_QUERY__NODE__NODE_BOOL_EXPR);
    PgQuery__BoolExpr *e = ARENA_NEW(a, PgQuery__BoolExpr);
    pg_query__bool_expr__init(e);
    e->boolop = operation;
    e->n_args = 2;
    e->args = ARENA_ARRAY(a, PgQuery__Node *, 2);
    e->args[0] = left;
    e->args[1] = right;
    e->location = location;
    node->bool_expr = e;
    return node;
}

const char *raw_node_text(const PgQuery__Node *node) {
    if (node == NULL || node->node_case != PG_QUERY__NODE__NODE_STRING) {
        return NULL;
    }
    return node->string->sval;
}

/* --- Comparison ------------------------------------------------------------------------------ */

static size_t value_size(ProtobufCType type) {
    switch (type) {
    case PROTOBUF_C_TYPE_INT64:
    case PROTOBUF_C_TYPE_SINT64:
    case PROTOBUF_C_TYPE_SFIXED64:
    case PROTOBUF_C_TYPE_UINT64:
    case PROTOBUF_C_TYPE_FIXED64:
    case PROTOBUF_C_TYPE_DOUBLE:
        return sizeof(int64_t);
    case PROTOBUF_C_TYPE_BOOL:
        return sizeof(protobuf_c_boolean);
    case PROTOBUF_C_TYPE_STRING:
    case PROTOBUF_C_TYPE_MESSAGE:
        return sizeof(void *);
    case PROTOBUF_C_TYPE_BYTES:
        return sizeof(ProtobufCBinaryData);
    case PROTOBUF_C_TYPE_INT32:
    case PROTOBUF_C_TYPE_SINT32:
    case PROTOBUF_C_TYPE_SFIXED32:
    case PROTOBUF_C_TYPE_UINT32:
    case PROTOBUF_C_TYPE_FIXED32:
    case PROTOBUF_C_TYPE_FLOAT:
    case PROTOBUF_C_TYPE_ENUM:
        break;
    }
    return sizeof(int32_t);
}

static bool value_equal(const ProtobufCFieldDescriptor *field, const char *x, const char *y) {
    if (field->type == PROTOBUF_C_TYPE_MESSAGE) {
        const ProtobufCMessage *left, *right;
        memcpy(&left, x, sizeof left);
        memcpy(&right, y, sizeof right);
        return raw_node_equal(left, right);
    }
    if (field->type == PROTOBUF_C_TYPE_STRING) {
        const char *left, *right;
        memcpy(&left, x, sizeof left);
        memcpy(&right, y, sizeof right);
        return left == right || (left != NULL && right != NULL && strcmp(left, right) == 0);
    }
    return memcmp(x, y, value_size(field->type)) == 0;
}

static bool repeated_equal(const ProtobufCFieldDescriptor *field, const char *x, const char *y) {
    size_t x_count, y_count;
    const char *x_items, *y_items;
    memcpy(&x_count, x + field->quantifier_offset, sizeof x_count);
    memcpy(&y_count, y + field->quantifier_offset, sizeof y_count);
    if (x_count != y_count) {
        return false;
    }
    memcpy(&x_items, x + field->offset, sizeof x_items);
    memcpy(&y_items, y + field->offset, sizeof y_items);
    size_t size = value_size(field->type);
    for (size_t i = 0; i < x_count; i++) {
        if (!value_equal(field, x_items + i * size, y_items + i * size)) {
            return false;
        }
    }
    return true;
}

static bool field_equal(const ProtobufCFieldDescriptor *field, const char *x, const char *y) {
    if (strcmp(field->name, "location") == 0) {
        return true;
    }
    if (field->label == PROTOBUF_C_LABEL_REPEATED) {
        return repeated_equal(field, x, y);
    }
    if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
        int32_t x_case, y_case;
        memcpy(&x_case, x + field->quantifier_offset, sizeof x_case);
        memcpy(&y_case, y + field->quantifier_offset, sizeof y_case);
        if (x_case != y_case) {
            return false;
        }
        if ((uint32_t)x_case != field->id) {
            return true;
        }
    }
    return value_equal(field, x + field->offset, y + field->offset);
}

bool raw_node_equal(const ProtobufCMessage *x, const ProtobufCMessage *y) {
    if (x == NULL || y == NULL) {
        return x == y;
    }
    if (x->descriptor != y->descriptor) {
        return false;
    }
    for (unsigned i = 0; i < x->descriptor->n_fields; i++) {
        if (!field_equal(&x->descriptor->fields[i], (const char *)x, (const char *)y)) {
            return false;
        }
    }
    return true;
}
