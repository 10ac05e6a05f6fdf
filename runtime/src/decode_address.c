#include "decoder.h"

#include <string.h>

#include "network_order.h"

oriel_status orl_decode_uuid(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, sizeof(oriel_uuid));
    if (status == ORIEL_OK) {
        memcpy(to, value.bytes, sizeof(oriel_uuid));
    }
    return status;
}

oriel_status orl_decode_macaddr(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, sizeof(oriel_macaddr));
    if (status == ORIEL_OK) {
        memcpy(to, value.bytes, sizeof(oriel_macaddr));
    }
    return status;
}

oriel_status orl_decode_macaddr8(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, sizeof(oriel_macaddr8));
    if (status == ORIEL_OK) {
        memcpy(to, value.bytes, sizeof(oriel_macaddr8));
    }
    return status;
}

oriel_status orl_decode_point(oriel_decoder *in, orl_value value, void *to) {
    oriel_status status = orl_decoder_length(in, value, 16);
    if (status != ORIEL_OK) {
        return status;
    }
    uint64_t x = network_uint64(value.bytes), y = network_uint64(value.bytes + 8);
    oriel_point point;
    memcpy(&point.x, &x, sizeof x);
    memcpy(&point.y, &y, sizeof y);
    memcpy(to, &point, sizeof point);
    return ORIEL_OK;
}

/* inet and cidr: family, bits of the network, whether it is a cidr, bytes of the address, these. */
oriel_status orl_decode_inet(oriel_decoder *in, orl_value value, void *to) {
    enum { FAMILY_4 = 2, FAMILY_6 = 3 };
    if (value.length < 4) {
        return orl_decoder_fail(in, "an inet of fewer than 4 bytes");
    }
    const unsigned char *head = value.bytes;
    size_t length = head[0] == FAMILY_4 ? 4 : head[0] == FAMILY_6 ? 16 : 0;
    if (length == 0 || head[3] != length || value.length != 4 + length || head[1] > 8 * length) {
        return orl_decoder_fail(in, "an inet with an impossible family, length or netmask");
    }
    oriel_inet inet;
    memset(&inet, 0, sizeof inet);
    inet.length = (unsigned char)length;
    inet.bits = head[1];
    inet.is_cidr = head[2] != 0;
    memcpy(inet.bytes, head + 4, length);
    memcpy(to, &inet, sizeof inet);
    return ORIEL_OK;
}
