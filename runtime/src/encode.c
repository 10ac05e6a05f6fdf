#include "encode.h"

#include <limits.h>
#include <string.h>

#include "error.h"
#include "network_order.h"

static oriel_status encode_null(oriel_error *err) {
    return orl_error_set(err, ORIEL_BAD_ARGUMENT, "a key is never null");
}

/* Text travels as text: the server reads it as the parameter's type. */
static oriel_status encode_text(const char *text, orl_parameter *parameter, oriel_error *err) {
    if (text == NULL) {
        return encode_null(err);
    }
    parameter->value = text;
    parameter->length = 0; /* libpq takes the terminator */
    parameter->format = 0;
    return ORIEL_OK;
}

static oriel_status encode_bytes(size_t length, orl_parameter *parameter) {
    parameter->value = (const char *)parameter->bytes;
    parameter->length = (int)length;
    parameter->format = 1;
    return ORIEL_OK;
}

static oriel_status encode_copy(const void *value, size_t length, orl_parameter *parameter) {
    memcpy(parameter->bytes, value, length);
    return encode_bytes(length, parameter);
}

static oriel_status encode_int2(const void *value, orl_parameter *parameter) {
    uint16_t bits;
    memcpy(&bits, value, sizeof bits);
    network_put_uint16(parameter->bytes, bits);
    return encode_bytes(2, parameter);
}

/* 32 and 64 bits of any type. */
static oriel_status encode_int4(const void *value, orl_parameter *parameter) {
    uint32_t bits;
    memcpy(&bits, value, sizeof bits);
    network_put_uint32(parameter->bytes, bits);
    return encode_bytes(4, parameter);
}

static oriel_status encode_int8(const void *value, orl_parameter *parameter) {
    uint64_t bits;
    memcpy(&bits, value, sizeof bits);
    network_put_uint64(parameter->bytes, bits);
    return encode_bytes(8, parameter);
}

static oriel_status encode_bool(const void *value, orl_parameter *parameter) {
    bool is_true;
    memcpy(&is_true, value, sizeof is_true);
    parameter->bytes[0] = is_true ? 1 : 0;
    return encode_bytes(1, parameter);
}

static oriel_status encode_bytea(const void *value, orl_parameter *parameter, oriel_error *err) {
    oriel_bytea bytea;
    memcpy(&bytea, value, sizeof bytea);
    if (bytea.data == NULL) {
        return encode_null(err);
    }
    if (bytea.length > INT_MAX) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "a bytea is longer than a server takes");
    }
    parameter->value = (const char *)bytea.data;
    parameter->length = (int)bytea.length;
    parameter->format = 1;
    return ORIEL_OK;
}

static oriel_status encode_timetz(const void *value, orl_parameter *parameter) {
    oriel_timetz time;
    memcpy(&time, value, sizeof time);
    network_put_uint64(parameter->bytes, (uint64_t)time.usecs);
    network_put_uint32(parameter->bytes + 8, (uint32_t)time.zone);
    return encode_bytes(12, parameter);
}

static oriel_status encode_interval(const void *value, orl_parameter *parameter) {
    oriel_interval interval;
    memcpy(&interval, value, sizeof interval);
    network_put_uint64(parameter->bytes, (uint64_t)interval.usecs);
    network_put_uint32(parameter->bytes + 8, (uint32_t)interval.days);
    network_put_uint32(parameter->bytes + 12, (uint32_t)interval.months);
    return encode_bytes(16, parameter);
}

static oriel_status encode_inet(const void *value, orl_parameter *parameter, oriel_error *err) {
    oriel_inet inet;
    memcpy(&inet, value, sizeof inet);
    if (inet.length != 4 && inet.length != 16) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "an inet has 4 or 16 bytes");
    }
    parameter->bytes[0] = inet.length == 4 ? 2 : 3;
    parameter->bytes[1] = inet.bits;
    parameter->bytes[2] = inet.is_cidr;
    parameter->bytes[3] = inet.length;
    memcpy(parameter->bytes + 4, inet.bytes, inet.length);
    return encode_bytes(4 + (size_t)inet.length, parameter);
}

static oriel_status encode_enum(const oriel_type *type, const void *value, orl_parameter *parameter,
                                oriel_error *err) {
    int index = -1;
    if (type->size == sizeof index) {
        memcpy(&index, value, sizeof index);
    } else if (type->size == 2) {
        uint16_t medium;
        memcpy(&medium, value, sizeof medium);
        index = medium;
    } else if (type->size == 1) {
        index = *(const unsigned char *)value;
    }
    const char *label = oriel_enum_to_text(type, index);
    if (label == NULL) {
        return orl_error_set(err, ORIEL_BAD_ARGUMENT, "%d is no value of enum %s", index,
                             type->name);
    }
    return encode_text(label, parameter, err);
}

static const char *text_at(const void *value) {
    const char *text;
    memcpy(&text, value, sizeof text);
    return text;
}

oriel_status orl_encode(const oriel_type *type, const void *value, orl_parameter *parameter,
                        oriel_error *err) {
    switch (type->kind) {
    case ORIEL_KIND_TEXT:
    case ORIEL_KIND_JSONB:
    case ORIEL_KIND_NUMERIC: /* a struct of nothing but its digits */
        return encode_text(text_at(value), parameter, err);
    case ORIEL_KIND_BOOL:
        return encode_bool(value, parameter);
    case ORIEL_KIND_INT2:
        return encode_int2(value, parameter);
    case ORIEL_KIND_INT4:
    case ORIEL_KIND_FLOAT4:
    case ORIEL_KIND_OID:
    case ORIEL_KIND_DATE:
        return encode_int4(value, parameter);
    case ORIEL_KIND_INT8:
    case ORIEL_KIND_FLOAT8:
    case ORIEL_KIND_MONEY:
    case ORIEL_KIND_TIME:
    case ORIEL_KIND_TIMESTAMP:
    case ORIEL_KIND_TIMESTAMPTZ:
        return encode_int8(value, parameter);
    case ORIEL_KIND_TIMETZ:
        return encode_timetz(value, parameter);
    case ORIEL_KIND_INTERVAL:
        return encode_interval(value, parameter);
    case ORIEL_KIND_BYTEA:
        return encode_bytea(value, parameter, err);
    case ORIEL_KIND_CHAR:
    case ORIEL_KIND_UUID:
    case ORIEL_KIND_MACADDR:
    case ORIEL_KIND_MACADDR8:
        return encode_copy(value, type->size, parameter);
    case ORIEL_KIND_INET:
        return encode_inet(value, parameter, err);
    case ORIEL_KIND_ENUM:
        return encode_enum(type, value, parameter, err);
    case ORIEL_KIND_DOMAIN:
        return orl_encode(type->of, value, parameter, err);
    case ORIEL_KIND_POINT:
    case ORIEL_KIND_ARRAY:
    case ORIEL_KIND_COMPOSITE:
        break;
    }
    return orl_error_set(err, ORIEL_BAD_ARGUMENT, "no key can be of this type");
}
