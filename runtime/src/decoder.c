#include "decoder.h"

#include <string.h>

#include "error.h"
#include "network_order.h"

/* bool has no padding before it: what follows a value in oriel_opt_T and T_opt is is_null. */
_Static_assert(offsetof(oriel_opt_int8, is_null) == sizeof(int64_t), "is_null follows the value");
_Static_assert(offsetof(oriel_opt_inet, is_null) == sizeof(oriel_inet),
               "is_null follows the value");

static const char *decoder_column_name(const oriel_decoder *in) {
    return in->column == NULL ? "a row" : in->column->name;
}

oriel_status orl_decoder_fail(oriel_decoder *in, const char *what) {
    return orl_error_set(in->err, ORIEL_DECODE, "%s of %s.%s: %s", decoder_column_name(in),
                         in->model->schema, in->model->name, what);
}

oriel_status orl_decoder_mismatch(oriel_decoder *in, const char *what) {
    return orl_error_set(in->err, ORIEL_MODEL, "%s of %s.%s: %s", decoder_column_name(in),
                         in->model->schema, in->model->name, what);
}

oriel_status orl_decoder_length(oriel_decoder *in, orl_value value, size_t length) {
    if (value.length != length) {
        return orl_decoder_fail(in, "the value has another length than its type");
    }
    return ORIEL_OK;
}

oriel_status orl_decoder_int32(oriel_decoder *in, int32_t *value) {
    if (in->left < 4) {
        return orl_decoder_fail(in, "the data ends too early");
    }
    *value = network_int32(in->at);
    in->at[0] = '\0';
    in->at += 4;
    in->left -= 4;
    return ORIEL_OK;
}

bool orl_type_accepts(const oriel_type *type, uint32_t oid) {
    enum { TEXT_OID = 25 };
    if (type->oid == 0 || type->oid == oid) {
        return true;
    }
    /* A type without decoder arrives as the text the query cast it to. */
    return type->kind == ORIEL_KIND_TEXT && oid == TEXT_OID;
}

/* Decodes a value that is not NULL into the plain C type. */
static oriel_status decode_plain(oriel_decoder *in, const oriel_type *type, orl_value value,
                                 void *to) {
    switch (type->kind) {
    case ORIEL_KIND_TEXT:
        return orl_decode_text(in, value, to);
    case ORIEL_KIND_BOOL:
        return orl_decode_bool(in, value, to);
    case ORIEL_KIND_CHAR:
        return orl_decode_char(in, value, to);
    case ORIEL_KIND_INT2:
        return orl_decode_int2(in, value, to);
    case ORIEL_KIND_INT4:
    case ORIEL_KIND_FLOAT4:
    case ORIEL_KIND_OID:
    case ORIEL_KIND_DATE:
        return orl_decode_int4(in, value, to);
    case ORIEL_KIND_INT8:
    case ORIEL_KIND_FLOAT8:
    case ORIEL_KIND_MONEY:
    case ORIEL_KIND_TIMESTAMP:
    case ORIEL_KIND_TIMESTAMPTZ:
        return orl_decode_int8(in, value, to);
    case ORIEL_KIND_NUMERIC:
        return orl_decode_numeric(in, value, to);
    case ORIEL_KIND_JSONB:
        return orl_decode_jsonb(in, value, to);
    case ORIEL_KIND_BYTEA:
        return orl_decode_bytea(in, value, to);
    case ORIEL_KIND_TIME:
        return orl_decode_time(in, value, to);
    case ORIEL_KIND_TIMETZ:
        return orl_decode_timetz(in, value, to);
    case ORIEL_KIND_INTERVAL:
        return orl_decode_interval(in, value, to);
    case ORIEL_KIND_UUID:
        return orl_decode_uuid(in, value, to);
    case ORIEL_KIND_INET:
        return orl_decode_inet(in, value, to);
    case ORIEL_KIND_MACADDR:
        return orl_decode_macaddr(in, value, to);
    case ORIEL_KIND_MACADDR8:
        return orl_decode_macaddr8(in, value, to);
    case ORIEL_KIND_POINT:
        return orl_decode_point(in, value, to);
    case ORIEL_KIND_ENUM:
        return orl_decode_enum(in, type, value, to);
    case ORIEL_KIND_ARRAY:
        return orl_decode_array(in, type, value, to);
    case ORIEL_KIND_COMPOSITE:
        return orl_decode_composite(in, type, value, to);
    case ORIEL_KIND_DOMAIN:
        return decode_plain(in, type->of, value, to);
    }
    return orl_decoder_mismatch(in, "the model has a kind this runtime does not know");
}

/* `to` is zeroed, which already is NULL for types that hold a pointer. */
static oriel_status decode_null(oriel_decoder *in, const oriel_type *type, bool nullable,
                                void *to) {
    if (!nullable) {
        return orl_decoder_mismatch(in, "is null, which the model takes for impossible");
    }
    if (type->nullable_size != type->size) {
        bool is_null = true;
        memcpy((char *)to + type->size, &is_null, sizeof is_null);
    }
    return ORIEL_OK;
}

oriel_status orl_decode_value(oriel_decoder *in, const oriel_type *type, bool nullable, void *to) {
    int32_t length = 0;
    oriel_status status = orl_decoder_int32(in, &length);
    if (status != ORIEL_OK) {
        return status;
    }
    if (length == -1) {
        return decode_null(in, type, nullable, to);
    }
    if (length < 0 || (size_t)length > in->left) {
        return orl_decoder_fail(in, "the value is longer than the data");
    }
    orl_value value = {in->at, (size_t)length};
    in->at += length;
    in->left -= (size_t)length;
    return decode_plain(in, type, value, to);
}

static oriel_status decode_by_table(oriel_decoder *in, void *row) {
    const oriel_model *model = in->model;
    if (in->left < 2) {
        return orl_decoder_fail(in, "the data ends too early");
    }
    size_t count = network_uint16(in->at);
    in->at += 2;
    in->left -= 2;
    if (count != model->column_count) {
        return orl_decoder_mismatch(in, "has another number of columns than the model");
    }
    for (size_t i = 0; i < count; i++) {
        in->column = &model->columns[i];
        oriel_status status = orl_decode_value(in, in->column->type, in->column->nullable,
                                               (char *)row + in->column->offset);
        if (status != ORIEL_OK) {
            return status;
        }
    }
    in->column = NULL;
    return ORIEL_OK;
}

oriel_status orl_decode_row(oriel_decoder *in, void *row) {
    in->column = NULL;
    oriel_status status =
        in->model->decode != NULL ? in->model->decode(in, row) : decode_by_table(in, row);
    if (status == ORIEL_OK && in->left != 0) {
        status = orl_decoder_fail(in, "the data goes on after the last column");
    }
    return status;
}
