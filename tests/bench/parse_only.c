/* parse_only FILE: libpg_query's parse and unpack of a whole file, and nothing else. */

#include <stdio.h>
#include <stdlib.h>

#include <pg_query.h>
#include <pg_query/pg_query.pb-c.h>

static char *read_file(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        return NULL;
    }
    long length = ftell(file);
    char *text = malloc((size_t)length + 1);
    rewind(file);
    if (text != NULL) {
        text[fread(text, 1, (size_t)length, file)] = '\0';
    }
    fclose(file);
    return text;
}

int main(int argc, char **argv) {
    char *text = argc == 2 ? read_file(argv[1]) : NULL;
    if (text == NULL) {
        fputs("parse_only: cannot read the file\n", stderr);
        return 3;
    }
    PgQueryProtobufParseResult packed = pg_query_parse_protobuf(text);
    PgQuery__ParseResult *tree =
        packed.error != NULL
            ? NULL
            : pg_query__parse_result__unpack(NULL, packed.parse_tree.len,
                                             (const uint8_t *)packed.parse_tree.data);
    if (tree == NULL) {
        fputs("parse_only: the file is not SQL\n", stderr);
        return 1;
    }
    printf("%zu statements\n", tree->n_stmts);
    free(text);
    return 0;
}
