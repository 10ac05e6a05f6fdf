#include "decoder.h"

#include <string.h>

#include "network_order.h"

static const int64_t usecs_per_day = INT64_C(86400000000);

/* Closer than this to Greenwich, in seconds, is every zone that PostgreSQL accepts. */
enum { ZONE_LIMIT = 16 * 3600 };

oriel_status orl_decode_time(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 8);
    if (status != ORIEL_OK) {
        return status;
    }
    oriel_time time = {network_int64(value.bytes)};
    if (time.usecs < 0 || time.usecs > usecs_per_day) {
        return orl_decoder_fail(in, "a time outside the day");
    }
    memcpy(to, &time, sizeof time);
    return ORIEL_OK;
}

oriel_status orl_decode_timetz(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 12);
    if (status != ORIEL_OK) {
        return status;
    }
    oriel_timetz time;
    memset(&time, 0, sizeof time);
    time.usecs = network_int64(value.bytes);
    time.zone = network_int32(value.bytes + 8);
    if (time.usecs < 0 || time.usecs > usecs_per_day || time.zone <= -ZONE_LIMIT ||
        time.zone >= ZONE_LIMIT) {
        return orl_decoder_fail(in, "a time outside the day or an impossible zone");
    }
    memcpy(to, &time, sizeof time);
    return ORIEL_OK;
}

oriel_status orl_decode_interval(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 16);
    if (status != ORIEL_OK) {
        return status;
    }
    oriel_interval interval = {network_int64(value.bytes), network_int32(value.bytes + 8),
                               network_int32(value.bytes + 12)};
    memcpy(to, &interval, sizeof interval);
    return ORIEL_OK;
}
