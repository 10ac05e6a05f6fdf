#include "model/reserved_names.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off: as many as a line holds.  Each list is sorted as strcmp() does. */

/* Keywords of C11 and C++17 and macros of the headers that the runtime's headers include. */
static const char *const anywhere[] = {
    "BUFSIZ",
    "EOF",
    "FILENAME_MAX",
    "FOPEN_MAX",
    "InvalidOid",
    "L_ctermid",
    "L_tmpnam",
    "NULL",
    "OID_MAX",
    "P_tmpdir",
    "SEEK_CUR",
    "SEEK_END",
    "SEEK_SET",
    "TMP_MAX",
    "_Alignas",
    "_Alignof",
    "_Atomic",
    "_Bool",
    "_Complex",
    "_Generic",
    "_Imaginary",
    "_Noreturn",
    "_Static_assert",
    "_Thread_local",
    "alignas",
    "alignof",
    "and",
    "and_eq",
    "asm",
    "assert",
    "atooid",
    "auto",
    "bitand",
    "bitor",
    "bool",
    "break",
    "case",
    "catch",
    "char",
    "char16_t",
    "char32_t",
    "char8_t",
    "class",
    "co_await",
    "co_return",
    "co_yield",
    "compl",
    "concept",
    "const",
    "const_cast",
    "consteval",
    "constexpr",
    "constinit",
    "continue",
    "decltype",
    "default",
    "delete",
    "do",
    "double",
    "dynamic_cast",
    "else",
    "enum",
    "errno",
    "explicit",
    "export",
    "extern",
    "false",
    "float",
    "for",
    "friend",
    "goto",
    "i386",
    "if",
    "inline",
    "int",
    "linux",
    "long",
    "mutable",
    "namespace",
    "new",
    "noexcept",
    "not",
    "not_eq",
    "nullptr",
    "offsetof",
    "operator",
    "or",
    "or_eq",
    "private",
    "protected",
    "public",
    "register",
    "reinterpret_cast",
    "requires",
    "restrict",
    "return",
    "short",
    "signed",
    "sizeof",
    "static",
    "static_assert",
    "static_cast",
    "stderr",
    "stdin",
    "stdout",
    "struct",
    "switch",
    "template",
    "this",
    "thread_local",
    "throw",
    "true",
    "try",
    "typedef",
    "typeid",
    "typename",
    "typeof",
    "union",
    "unix",
    "unsigned",
    "using",
    "virtual",
    "void",
    "volatile",
    "wchar_t",
    "while",
    "xor",
    "xor_eq",
};

/* Types and functions of the standard library, POSIX and libpq; members and parameters that
 * generated code itself has, which a type of that name would hide. */
static const char *const at_file_scope[] = {
    "CONNECTION_AUTH_OK", "CONNECTION_AWAITING_RESPONSE", "CONNECTION_BAD",
    "CONNECTION_CHECK_STANDBY", "CONNECTION_CHECK_TARGET", "CONNECTION_CHECK_WRITABLE",
    "CONNECTION_CONSUME", "CONNECTION_GSS_STARTUP", "CONNECTION_MADE", "CONNECTION_NEEDED",
    "CONNECTION_OK", "CONNECTION_SETENV", "CONNECTION_SSL_STARTUP", "CONNECTION_STARTED",
    "ConnStatusType", "ExecStatusType", "FILE", "Oid", "PGContextVisibility", "PGEventId",
    "PGEventRegister", "PGPing", "PGTransactionStatusType", "PGVerbosity", "PGcancel", "PGconn",
    "PGdataValue", "PGnotify", "PGpipelineStatus", "PGresAttDesc", "PGresult",
    "PostgresPollingStatusType", "abort", "abs", "access", "acos", "aligned_alloc", "asctime",
    "asin", "atan", "atan2", "atexit", "atof", "atoi", "atol", "atoll", "blkcnt_t", "brk",
    "bsearch", "cabs", "caddr_t", "calloc", "cbrt", "ceil", "char8_t", "clearerr", "clock",
    "clock_t", "close", "conn", "cos", "cosh", "ctermid", "ctime", "daylight", "dev_t", "difftime",
    "div", "div_t", "dprintf", "dup", "erf", "err", "exit", "exp", "exp2", "fabs", "fclose",
    "fd_set", "fdim", "fdopen", "feof", "ferror", "fflush", "fgetc", "fgetpos", "fgets", "fileno",
    "float_t", "floor", "fma", "fmax", "fmemopen", "fmin", "fmod", "fopen", "fork", "found",
    "fpos_t", "fprintf", "fputc", "fputs", "fread", "free", "freopen", "frexp", "fscanf", "fseek",
    "fsetpos", "ftell", "fwrite", "gamma", "getc", "getchar", "getenv", "getline", "getpid", "gets",
    "gmtime", "hypot", "id_t", "index", "ino_t", "int16_t", "int32_t", "int64_t", "int8_t",
    "intmax_t", "intptr_t", "is_null", "isalpha", "isatty", "isdigit", "isinf", "isnan", "isspace",
    "j0", "j1", "jn", "key", "key_t", "labs", "ldexp", "ldiv", "ldiv_t", "lgamma", "link", "llabs",
    "lldiv_t", "localtime", "loff_t", "log", "log10", "log2", "logb", "longjmp", "lround", "main",
    "malloc", "max_align_t", "mblen", "memchr", "memcmp", "memcpy", "memmove", "memset", "mktime",
    "mode_t", "modf", "nan", "nice", "nlink_t", "nullptr_t", "off_t", "open", "outcome", "pause",
    "pclose", "perror", "pg_int64", "pgthreadlock_t", "pid_t", "pipe", "popen", "pow", "pqbool",
    "printf", "ptrdiff_t", "putc", "putchar", "putenv", "puts", "qsort", "quad_t", "raise", "rand",
    "random", "read", "realloc", "register_t", "remainder", "remove", "rename", "rewind", "rindex",
    "rint", "round", "rows", "scanf", "select", "setbuf", "setjmp", "setvbuf", "signal", "sigset_t",
    "sin", "sinh", "size_t", "sleep", "snprintf", "sprintf", "sqrt", "srand", "sscanf", "ssize_t",
    "stat", "std", "strcat", "strchr", "strcmp", "strcpy", "strdup", "stream", "strerror",
    "strftime", "strlen", "strncmp", "strtod", "strtol", "suseconds_t", "system", "tan", "tanh",
    "tempnam", "text", "time", "time_t", "timer_t", "timespec", "timeval", "timezone", "tm",
    "tmpfile", "tmpnam", "trunc", "tzname", "uid_t", "uint", "uint16_t", "uint32_t", "uint64_t",
    "uint8_t", "uintptr_t", "ulong", "ungetc", "unlink", "useconds_t", "ushort", "va_list", "value",
    "values", "vprintf", "wait", "wint_t", "write", "y0", "y1", "yn",
};

/* Headers that a generated file of the same name would come before. */
static const char *const system_headers[] = {
    "aio",       "alloca",       "argp",    "argz",         "arpa",     "assert",   "byteswap",
    "complex",   "cpio",         "crypt",   "ctype",        "dirent",   "dlfcn",    "elf",
    "endian",    "err",          "errno",   "error",        "execinfo", "fcntl",    "features",
    "fenv",      "float",        "fmtmsg",  "fnmatch",      "ftw",      "gconv",    "getopt",
    "glob",      "grp",          "gshadow", "iconv",        "ifaddrs",  "inttypes", "iso646",
    "langinfo",  "libgen",       "libintl", "libpq_events", "libpq_fe", "limits",   "link",
    "locale",    "malloc",       "math",    "mcheck",       "memory",   "mntent",   "monetary",
    "mqueue",    "ndbm",         "netdb",   "nl_types",     "nss",      "obstack",  "paths",
    "poll",      "postgres_ext", "printf",  "proc_service", "pthread",  "pty",      "pwd",
    "re_comp",   "regex",        "regexp",  "resolv",       "sched",    "search",   "semaphore",
    "setjmp",    "shadow",       "signal",  "spawn",        "stab",     "stdalign", "stdarg",
    "stdatomic", "stdbool",      "stddef",  "stdint",       "stdio",    "stdlib",   "stdnoreturn",
    "string",    "strings",      "stropts", "syscall",      "sysexits", "syslog",   "tar",
    "termio",    "termios",      "tgmath",  "thread_db",    "threads",  "time",     "trace",
    "uchar",     "ucontext",     "ulimit",  "unistd",       "utime",    "utmp",     "utmpx",
    "values",    "wait",         "wchar",   "wctype",       "wordexp",
};

/* clang-format on */

#define COUNT_OF(list) (sizeof(list) / sizeof(list)[0])

static int compare_names(const void *x, const void *y) {
    return strcmp(x, *(const char *const *)y);
}

static bool is_in(const char *name, const char *const *list, size_t count) {
    return bsearch(name, list, count, sizeof *list, compare_names) != NULL;
}

static bool has_prefix(const char *name, const char *prefix) {
    return strncmp(name, prefix, strlen(prefix)) == 0;
}

static bool has_suffix(const char *name, const char *suffix) {
    size_t length = strlen(name), suffix_length = strlen(suffix);
    return length >= suffix_length && strcmp(name + length - suffix_length, suffix) == 0;
}

/* INT32_MAX and its many sisters in <stdint.h>. */
static bool is_limit_macro(const char *name) {
    bool of_type = has_prefix(name, "INT") || has_prefix(name, "UINT") ||
                   has_prefix(name, "SIZE_") || has_prefix(name, "PTRDIFF_") ||
                   has_prefix(name, "WCHAR_") || has_prefix(name, "WINT_") ||
                   has_prefix(name, "SIG_ATOMIC_");
    return of_type && (has_suffix(name, "_MAX") || has_suffix(name, "_MIN") ||
                       has_suffix(name, "_C") || has_suffix(name, "_WIDTH"));
}

bool reserved_name_anywhere(const char *name) {
    return is_in(name, anywhere, COUNT_OF(anywhere)) || is_limit_macro(name) ||
           has_prefix(name, "ORIEL_") || has_prefix(name, "PG_COPYRES_") ||
           has_prefix(name, "PG_DIAG_") || has_prefix(name, "LIBPQ_HAS_");
}

bool reserved_name_at_file_scope(const char *name) {
    return reserved_name_anywhere(name) || is_in(name, at_file_scope, COUNT_OF(at_file_scope)) ||
           has_prefix(name, "PGRES_");
}

bool reserved_name_prefix(const char *name) {
    return has_prefix(name, "oriel_") || has_prefix(name, "ORIEL_") || has_prefix(name, "orl_") ||
           has_prefix(name, "PQ");
}

bool reserved_name_of_file(const char *name) {
    return is_in(name, system_headers, COUNT_OF(system_headers));
}
