#include "model/c_name.h"

#include <string.h>

#include "model/reserved_names.h"

#define uthash_malloc(size)        arena_alloc(scope->arena, (size))
#define uthash_free(pointer, size) ((void)(pointer))
#include <uthash.h>

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

const char *c_name_of(arena *a, const char *name) {
    /* A leading underscore and two in a row belong to the compiler and to C++: never made here. */
    char *result = arena_alloc(a, strlen(name) + 4);
    size_t length = 0;
    if (!is_letter(name[0])) {
        result[length++] = 'n';
    }
    for (const char *c = name; *c != '\0'; c++) {
        bool continues_character = ((unsigned char)*c & 0xC0) == 0x80;
        if (is_letter(*c) || is_digit(*c)) {
            result[length++] = *c;
        } else if (!continues_character && result[length - 1] != '_') {
            result[length++] = '_';
        }
    }
    if (reserved_name_anywhere(result)) {
        result[length] = '_';
    }
    return result;
}

/* Suffixes begin with '_', and C++ keeps names with two of them to itself. */
const char *c_name_stem(arena *a, const char *name) {
    const char *identifier = c_name_of(a, name);
    size_t length = strlen(identifier);
    while (length > 1 && identifier[length - 1] == '_') {
        length--;
    }
    return arena_strndup(a, identifier, length);
}

const char *c_name_upper(arena *a, const char *name) {
    char *result = arena_strdup(a, name);
    for (char *c = result; *c != '\0'; c++) {
        if (*c >= 'a' && *c <= 'z') {
            *c = (char)(*c - 'a' + 'A');
        }
    }
    return result;
}

typedef struct taken_name {
    const char *name;
    UT_hash_handle hh;
} taken_name;

struct c_name_scope {
    arena *arena;
    taken_name *names;
};

c_name_scope *c_name_scope_new(arena *a) {
    c_name_scope *scope = ARENA_NEW(a, c_name_scope);
    scope->arena = a;
    return scope;
}

static bool is_taken(const c_name_scope *scope, const char *name) {
    taken_name *found;
    HASH_FIND_STR(scope->names, name, found);
    return found != NULL;
}

static void take(c_name_scope *scope, const char *name) {
    if (!is_taken(scope, name)) {
        taken_name *taken = ARENA_NEW(scope->arena, taken_name);
        taken->name = name;
        HASH_ADD_KEYPTR(hh, scope->names, taken->name, strlen(taken->name), taken);
    }
}

static const char *numbered(c_name_scope *scope, const char *name, int number) {
    if (number == 1) {
        return name;
    }
    bool ends_in_underscore = name[strlen(name) - 1] == '_';
    return arena_printf(scope->arena, "%s%s%d", name, ends_in_underscore ? "" : "_", number);
}

const char *c_name_take(c_name_scope *scope, const char *name) {
    int number = 1;
    while (is_taken(scope, numbered(scope, name, number))) {
        number++;
    }
    const char *result = numbered(scope, name, number);
    take(scope, result);
    return result;
}

const char *c_name_take_global(c_name_scope *scope, const char *name) {
    int number = 1;
    const char *wanted = name;
    while (is_taken(scope, wanted) || reserved_name_at_file_scope(wanted)) {
        wanted = numbered(scope, name, ++number);
    }
    take(scope, wanted);
    return wanted;
}

/* --- Families -------------------------------------------------------------------------------- */

/* No two headers' names and guards may be the same where file systems do not tell cases apart. */
static const char *file_key(const c_name_scope *scope, const char *name) {
    return c_name_upper(scope->arena, arena_printf(scope->arena, "%s.h", name));
}

static const char *member(const c_name_scope *scope, const char *name, const char *suffix) {
    return arena_printf(scope->arena, "%s%s", name, suffix);
}

static bool family_is_reserved(const c_name_scope *scope, const char *name,
                               const c_name_family *family) {
    for (int i = 0; i < family->suffix_count; i++) {
        if (reserved_name_at_file_scope(member(scope, name, family->suffixes[i]))) {
            return true;
        }
    }
    return reserved_name_of_file(name);
}

static bool family_is_taken(const c_name_scope *scope, const char *name,
                            const c_name_family *family) {
    for (int i = 0; i < family->suffix_count; i++) {
        if (is_taken(scope, member(scope, name, family->suffixes[i]))) {
            return true;
        }
    }
    return is_taken(scope, file_key(scope, name));
}

/* The name as it may be, if nobody else has it. */
static const char *family_stem(const c_name_scope *scope, const char *name,
                               const c_name_family *family) {
    const char *stem = c_name_stem(scope->arena, name);
    if (reserved_name_prefix(stem)) {
        stem = arena_printf(scope->arena, "db_%s", stem);
    }
    return family_is_reserved(scope, stem, family)
               ? arena_printf(scope->arena, "%s_%s", stem, family->noun)
               : stem;
}

const char *c_name_take_family(c_name_scope *scope, const char *name, const c_name_family *family) {
    const char *stem = family_stem(scope, name, family);
    const char *result = stem;
    for (int number = 2; family_is_taken(scope, result, family); number++) {
        result = numbered(scope, stem, number);
    }
    for (int i = 0; i < family->suffix_count; i++) {
        take(scope, member(scope, result, family->suffixes[i]));
    }
    take(scope, file_key(scope, result));
    return result;
}
