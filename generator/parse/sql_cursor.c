#include "parse/sql_cursor.h"

#include "source/utf8.h"

size_t sql_cursor_offset(const char *text, size_t length, int cursor) {
    size_t offset = 0;
    for (int i = 1; i < cursor && offset < length; i++) {
        offset++;
        while (offset < length && utf8_is_continuation(text[offset])) {
            offset++;
        }
    }
    return offset;
}
