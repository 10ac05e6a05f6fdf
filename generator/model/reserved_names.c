#include "model/reserved_names.h"

#include <stdlib.h>
#include <string.h>

/* Both lists are sorted. */
static const char *const anywhere[] = {
    "EOF", "NULL", "_Alignas", "_Alignof", "_Atomic", "_Bool", "_Complex", "_Generic",
    "_Imaginary", "_Noreturn", "_Static_assert", "_Thread_local", "alignas", "alignof", "and",
    "and_eq", "asm", "assert", "auto", "bitand", "bitor", "bool", "break", "case", "catch", "char",
    "char16_t", "char32_t", "char8_t", "class", "co_await", "co_return", "co_yield", "compl",
    "concept", "const", "const_cast", "consteval", "constexpr", "constinit", "continue", "decltype",
    "default", "delete", "do", "double", "dynamic_cast", "else", "enum", "errno", "explicit",
    "export", "extern", "false", "float", "for", "friend", "goto", "i386", "if", "inline", "int",
    "linux", "long", "mutable", "namespace", "new", "noexcept", "not", "not_eq", "nullptr",
    "offsetof", "operator", "or", "or_eq", "private", "protected", "public", "register",
    "reinterpret_cast", "requires", "restrict", "return", "short", "signed", "sizeof", "static",
    "static_assert", "static_cast", "stderr", "stdin", "stdout", "struct", "switch", "template",
    "this", "thread_local", "throw", "true", "try", "typedef", "typeid", "typename", "typeof",
    "union", "unix", "unsigned", "using", "virtual", "void", "volatile", "wchar_t", "while", "xor",
    "xor_eq",
};

static const char *const at_file_scope[] = {
    "FILE", "Oid", "PGcancel", "PGconn", "PGnotify", "PGresult", "abort", "abs", "access",
    "acos", "aligned_alloc", "asctime", "asin", "atan", "atan2", "atexit", "atof", "atoi", "atol",
    "atoll", "blkcnt_t", "brk", "bsearch", "cabs", "calloc", "cbrt", "ceil", "clearerr", "clock",
    "clock_t", "close", "cos", "cosh", "ctermid", "ctime", "daylight", "dev_t", "difftime", "div",
    "div_t", "dprintf", "dup", "erf", "exit", "exp", "exp2", "fabs", "fclose", "fdim", "fdopen",
    "feof", "ferror", "fflush", "fgetc", "fgetpos", "fgets", "fileno", "float_t", "floor", "fma",
    "fmax", "fmemopen", "fmin", "fmod", "fopen", "fork", "fpos_t", "fprintf", "fputc", "fputs",
    "fread", "free", "freopen", "frexp", "fscanf", "fseek", "fsetpos", "ftell", "fwrite", "gamma",
    "getc", "getchar", "getenv", "getline", "getpid", "gets", "gmtime", "hypot", "id_t", "index",
    "ino_t", "int16_t", "int32_t", "int64_t", "int8_t", "intmax_t", "intptr_t", "isalpha",
    "isatty", "isdigit", "isinf", "isnan", "isspace", "j0", "j1", "jn", "labs", "ldexp", "ldiv",
    "lgamma", "link", "llabs", "localtime", "log", "log10", "log2", "logb", "longjmp", "lround",
    "main", "malloc", "max_align_t", "mblen", "memchr", "memcmp", "memcpy", "memmove", "memset",
    "mktime", "mode_t", "modf", "nan", "nice", "nlink_t", "off_t", "open", "pause", "pclose",
    "perror", "pgthreadlock_t", "pid_t", "pipe", "popen", "pow", "printf", "ptrdiff_t", "putc",
    "putchar", "putenv", "puts", "qsort", "raise", "rand", "random", "read", "realloc",
    "remainder", "remove", "rename", "rewind", "rindex", "rint", "round", "scanf", "select",
    "setbuf", "setjmp", "setvbuf", "signal", "sin", "sinh", "size_t", "sleep", "snprintf",
    "sprintf", "sqrt", "srand", "sscanf", "ssize_t", "stat", "strcat", "strchr", "strcmp",
    "strcpy", "strdup", "strerror", "strftime", "strlen", "strncmp", "strtod", "strtol", "system",
    "tan", "tanh", "tempnam", "time", "time_t", "timer_t", "timezone", "tmpfile", "tmpnam", "trunc",
    "tzname", "uid_t", "uint16_t", "uint32_t", "uint64_t", "uint8_t", "uintptr_t", "ungetc",
    "unlink", "va_list", "vprintf", "wait", "write", "y0", "y1", "yn",
};

static int compare_names(const void *x, const void *y) {
    return strcmp(x, *(const char *const *)y);
}

static bool is_in(const char *name, const char *const *list, size_t count) {
    return bsearch(name, list, count, sizeof *list, compare_names) != NULL;
}

bool reserved_name_anywhere(const char *name) {
    return is_in(name, anywhere, sizeof anywhere / sizeof anywhere[0]);
}

bool reserved_name_at_file_scope(const char *name) {
    return reserved_name_anywhere(name) ||
           is_in(name, at_file_scope, sizeof at_file_scope / sizeof at_file_scope[0]) ||
           strncmp(name, "oriel_", 6) == 0 || strncmp(name, "PQ", 2) == 0;
}
