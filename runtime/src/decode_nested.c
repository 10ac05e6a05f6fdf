#include "decoder.h"

#include <string.h>

#include "error.h"
#include "memory.h"

/* What all arrays of types.h look like. */
typedef struct any_array ORIEL_ARRAY_OF(void) any_array;

_Static_assert(sizeof(any_array) == sizeof(oriel_int4_array), "arrays differ in their items only");

enum { MOST_DIMENSIONS = 6, ALIGNMENT = 16 };

/* The part of the decoder's bytes that is one value: what is inside cannot reach beyond it. */
static oriel_decoder decoder_inside(const oriel_decoder *in, orl_value value) {
    oriel_decoder inside = *in;
    inside.at = value.bytes;
    inside.left = value.length;
    return inside;
}

/* Reads the dimensions and leaves in *count how many elements follow. */
static oriel_status read_dimensions(oriel_decoder *in, int dimension_count,
                                    oriel_dimension *dimensions, size_t *count) {
    *count = dimension_count == 0 ? 0 : 1;
    for (int i = 0; i < dimension_count; i++) {
        oriel_dimension *dimension = &dimensions[i];
        oriel_status status = orl_decoder_int32(in, &dimension->length);
        if (status == ORIEL_OK) {
            status = orl_decoder_int32(in, &dimension->lower_bound);
        }
        if (status != ORIEL_OK) {
            return status;
        }
        if (dimension->length < 0 ||
            (int64_t)dimension->lower_bound + dimension->length > INT32_MAX) {
            return orl_decoder_fail(in, "an array with an impossible dimension");
        }
        /* Both factors are below 2^31, so the product cannot overflow before it is refused. */
        uint64_t product = (uint64_t)*count * (uint64_t)dimension->length;
        if (product > in->left) {
            return orl_decoder_fail(in, "an array with more elements than data");
        }
        *count = (size_t)product;
    }
    if (*count > in->left / 4) {
        return orl_decoder_fail(in, "an array with more elements than data");
    }
    return ORIEL_OK;
}

static oriel_status read_array_head(oriel_decoder *in, const oriel_type *type, any_array *array) {
    int32_t dimension_count = 0, flags = 0, element = 0;
    oriel_status status = orl_decoder_int32(in, &dimension_count);
    if (status == ORIEL_OK) {
        status = orl_decoder_int32(in, &flags);
    }
    if (status == ORIEL_OK) {
        status = orl_decoder_int32(in, &element);
    }
    if (status != ORIEL_OK) {
        return status;
    }
    if (dimension_count < 0 || dimension_count > MOST_DIMENSIONS) {
        return orl_decoder_fail(in, "an array with an impossible number of dimensions");
    }
    if (!orl_type_accepts(type->of, (uint32_t)element)) {
        return orl_decoder_mismatch(in, "the array has elements of another type than the model");
    }
    oriel_dimension dimensions[MOST_DIMENSIONS] = {{0, 0}};
    status = read_dimensions(in, dimension_count, dimensions, &array->count);
    if (status != ORIEL_OK) {
        return status;
    }
    size_t size = (size_t)dimension_count * sizeof *dimensions;
    oriel_dimension *kept = orl_memory_alloc(in->memory, size, ALIGNMENT);
    if (kept == NULL) {
        return orl_error_memory(in->err);
    }
    memcpy(kept, dimensions, size);
    array->dimensions = kept;
    array->dimension_count = dimension_count;
    return ORIEL_OK;
}

static oriel_status read_elements(oriel_decoder *in, const oriel_type *element, any_array *array) {
    size_t stride = element->nullable_size;
    if (array->count > SIZE_MAX / 2 / stride) {
        return orl_error_memory(in->err);
    }
    /* Never of size 0: an empty array is not a NULL one. */
    size_t size = array->count * stride;
    char *items = orl_memory_alloc(in->memory, size == 0 ? 1 : size, ALIGNMENT);
    if (items == NULL) {
        return orl_error_memory(in->err);
    }
    memset(items, 0, size);
    array->items = items;
    for (size_t i = 0; i < array->count; i++) {
        oriel_status status = orl_decode_value(in, element, true, items + i * stride);
        if (status != ORIEL_OK) {
            return status;
        }
    }
    return ORIEL_OK;
}

static oriel_status decoder_at_end(oriel_decoder *in) {
    return in->left == 0 ? ORIEL_OK : orl_decoder_fail(in, "the value goes on after its last part");
}

oriel_status orl_decode_array(oriel_decoder *in, const oriel_type *type, orl_value value,
                              void *to) {
    oriel_decoder inside = decoder_inside(in, value);
    any_array array;
    memset(&array, 0, sizeof array);
    oriel_status status = read_array_head(&inside, type, &array);
    if (status == ORIEL_OK) {
        status = read_elements(&inside, type->of, &array);
    }
    if (status == ORIEL_OK) {
        status = decoder_at_end(&inside);
    }
    if (status == ORIEL_OK) {
        memcpy(to, &array, sizeof array);
    }
    return status;
}

oriel_status orl_decode_composite(oriel_decoder *in, const oriel_type *type, orl_value value,
                                  void *to) {
    oriel_decoder inside = decoder_inside(in, value);
    int32_t count = 0;
    oriel_status status = orl_decoder_int32(&inside, &count);
    if (status == ORIEL_OK && (count < 0 || (size_t)count != type->part_count)) {
        status =
            orl_decoder_mismatch(&inside, "the composite type has other fields than the model");
    }
    for (size_t i = 0; status == ORIEL_OK && i < type->part_count; i++) {
        const oriel_column *field = &type->fields[i];
        int32_t oid = 0;
        status = orl_decoder_int32(&inside, &oid);
        if (status == ORIEL_OK && !orl_type_accepts(field->type, (uint32_t)oid)) {
            status = orl_decoder_mismatch(&inside, "a field has another type than in the model");
        }
        if (status == ORIEL_OK) {
            status =
                orl_decode_value(&inside, field->type, field->nullable, (char *)to + field->offset);
        }
    }
    return status == ORIEL_OK ? decoder_at_end(&inside) : status;
}
