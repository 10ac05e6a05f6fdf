#include "source/source_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "source/utf8.h"

#define BYTE_ORDER_MARK        "\xEF\xBB\xBF"
#define FIRST_BUFFER_SIZE      ((size_t)64 * 1024)
#define INVALID_ENCODING_STATE "22021"

typedef struct bytes {
    char *data;
    size_t length, capacity;
} bytes;

static source_file *source_file_new(arena *a, const char *name, const char *content,
                                    size_t length) {
    source_file *file = ARENA_NEW(a, source_file);
    file->name = name;
    file->bytes = content;
    file->length = length;
    return file;
}

/* Its line count of 0 is what tells it from a file that was read. */
position source_file_unread(arena *a, const char *name) {
    return (position){.file = source_file_new(a, arena_strdup(a, name), "", 0)};
}

static void source_file_index_lines(arena *a, source_file *file) {
    size_t count = 1;
    const char *end = file->bytes + file->length;
    for (const char *p = file->bytes; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++) {
        count++;
    }
    size_t *lines = ARENA_ARRAY(a, size_t, count);
    size_t line = 1;
    for (const char *p = file->bytes; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++) {
        lines[line++] = (size_t)(p - file->bytes) + 1;
    }
    file->lines = lines;
    file->line_count = (int)count;
}

/* The server's words, with the bytes that the first of them claims to be one character of. */
static void source_file_report_encoding(source_file *file, size_t offset, diagnostics *d) {
    text shown = text_new(d->arena);
    size_t length = utf8_announced_length(file->bytes[offset]);
    if (length > file->length - offset) {
        length = file->length - offset;
    }
    for (size_t i = 0; i < length; i++) {
        text_printf(&shown, "%s0x%02x", i == 0 ? "" : " ", (unsigned char)file->bytes[offset + i]);
    }
    diagnostic *added = diagnostics_add(
        d, DIAGNOSTIC_ERROR, INVALID_ENCODING_STATE, (position){.file = file, .offset = offset},
        "invalid byte sequence for encoding \"UTF8\": %s", text_string(&shown));
    if (file->length >= 2 &&
        (memcmp(file->bytes, "\xFF\xFE", 2) == 0 || memcmp(file->bytes, "\xFE\xFF", 2) == 0)) {
        added->hint = "The file looks like UTF-16. Save it as UTF-8.";
    } else if (file->bytes[offset] == '\0') {
        added->hint = "The file does not look like SQL text.";
    } else {
        added->hint = "Input files are read as UTF-8.";
    }
}

const source_file *source_file_of_text(arena *a, const char *name, const char *content,
                                       size_t length, diagnostics *d) {
    if (length >= 3 && memcmp(content, BYTE_ORDER_MARK, 3) == 0) {
        content += 3;
        length -= 3;
    }
    source_file *file = source_file_new(a, arena_strdup(a, name), content, length);
    source_file_index_lines(a, file);
    size_t invalid = utf8_first_invalid(content, length);
    if (invalid < length) {
        source_file_report_encoding(file, invalid, d);
        return NULL;
    }
    return file;
}

static void bytes_grow(arena *a, bytes *b) {
    size_t capacity = b->capacity * 2;
    char *data = arena_alloc(a, capacity);
    memcpy(data, b->data, b->length);
    b->data = data;
    b->capacity = capacity;
}

/* Reads to the end of the file and puts a NUL behind it.  Returns 0 or errno. */
static int bytes_read(arena *a, int descriptor, bytes *b) {
    struct stat status;
    b->capacity = FIRST_BUFFER_SIZE;
    if (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
        /* one for the NUL, one so that the end of the file is seen without growing */
        b->capacity = (size_t)status.st_size + 2;
    }
    b->data = arena_alloc(a, b->capacity);
    for (;;) {
        if (b->capacity - b->length < 2) {
            bytes_grow(a, b);
        }
        ssize_t got = read(descriptor, b->data + b->length, b->capacity - b->length - 1);
        if (got == 0) {
            b->data[b->length] = '\0';
            return 0;
        }
        if (got > 0) {
            b->length += (size_t)got;
        } else if (errno != EINTR) {
            return errno;
        }
    }
}

static const source_file *source_file_unreadable(arena *a, const char *name, int error,
                                                 diagnostics *d, bool *unreadable) {
    if (unreadable != NULL) {
        *unreadable = true;
    }
    diagnostics_add(d, DIAGNOSTIC_ERROR, NULL, source_file_unread(a, name),
                    "could not read file: %s", strerror(error));
    return NULL;
}

const source_file *source_file_read(arena *a, const char *path, diagnostics *d, bool *unreadable) {
    bool is_stdin = strcmp(path, "-") == 0;
    const char *name = is_stdin ? "<stdin>" : path;
    int descriptor = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        return source_file_unreadable(a, name, errno, d, unreadable);
    }
    bytes content = {0};
    int error = bytes_read(a, descriptor, &content);
    if (!is_stdin) {
        (void)close(descriptor);
    }
    if (error != 0) {
        return source_file_unreadable(a, name, error, d, unreadable);
    }
    return source_file_of_text(a, name, content.data, content.length, d);
}

/* The line that holds an offset, counted from 0. */
static int source_file_line_index(const source_file *file, size_t offset) {
    int low = 0, high = file->line_count - 1;
    while (low < high) {
        int middle = low + (high - low + 1) / 2;
        if (file->lines[middle] <= offset) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    return low;
}

line_column source_file_line_column(const source_file *file, size_t offset) {
    if (file->line_count == 0) {
        return (line_column){.line = 1, .column = 1};
    }
    if (offset > file->length) {
        offset = file->length;
    }
    int line = source_file_line_index(file, offset);
    int column = 1;
    for (size_t i = file->lines[line]; i < offset; i++) {
        column += !utf8_is_continuation(file->bytes[i]);
    }
    return (line_column){.line = line + 1, .column = column};
}

const char *source_file_line(const source_file *file, int line, size_t *length) {
    if (line < 1 || line > file->line_count) {
        *length = 0;
        return "";
    }
    size_t start = file->lines[line - 1];
    size_t end = line < file->line_count ? file->lines[line] - 1 : file->length;
    if (end > start && file->bytes[end - 1] == '\r') {
        end--;
    }
    *length = end - start;
    return file->bytes + start;
}

size_t source_file_character_offset(const source_file *file, size_t from, size_t characters) {
    size_t offset = from;
    for (; characters > 0 && offset < file->length; characters--) {
        offset++;
        while (offset < file->length && utf8_is_continuation(file->bytes[offset])) {
            offset++;
        }
    }
    return offset;
}
