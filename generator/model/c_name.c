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
    return number == 1 ? name : arena_printf(scope->arena, "%s_%d", name, number);
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

static bool family_is_free(const c_name_scope *scope, const char *name, const char *const *suffixes,
                           int count) {
    for (int i = 0; i < count; i++) {
        const char *member = arena_printf(scope->arena, "%s%s", name, suffixes[i]);
        if (is_taken(scope, member) || reserved_name_at_file_scope(member)) {
            return false;
        }
    }
    return true;
}

const char *c_name_take_family(c_name_scope *scope, const char *name, const char *const *suffixes,
                               int count) {
    int number = 1;
    while (!family_is_free(scope, numbered(scope, name, number), suffixes, count)) {
        number++;
    }
    const char *result = numbered(scope, name, number);
    for (int i = 0; i < count; i++) {
        take(scope, arena_printf(scope->arena, "%s%s", result, suffixes[i]));
    }
    return result;
}
