/*
 * TARGET COUNT FILE...: gives the target each file, then COUNT mutations of them, the same ones
 * every time.  Where it crashes or does not come back, the input is left in the file crash-TARGET.
 */
#define _POSIX_C_SOURCE 200809L

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

enum { SECONDS_FOR_ONE = 60, SLICE = 3000, MAX_STEPS = 6 };

typedef struct bytes {
    uint8_t *data;
    size_t size;
} bytes;

static bytes *seeds;
static int seed_count;
static bytes current; /* for the signal handler */
static char crash_file[256];

static uint64_t random_state = 0x9E3779B97F4A7C15u;

static size_t random_below(size_t limit) {
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return limit == 0 ? 0 : (size_t)(random_state % limit);
}

static void *allocated(void *memory) {
    if (memory == NULL) {
        abort();
    }
    return memory;
}

/* ---- crashes --------------------------------------------------------------------------------- */

static void keep_input(int number) {
    int descriptor = open(crash_file, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    if (descriptor >= 0) {
        (void)!write(descriptor, current.data, current.size);
        close(descriptor);
    }
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void watch(const char *program) {
    const char *slash = strrchr(program, '/');
    (void)snprintf(crash_file, sizeof crash_file, "crash-%s", slash != NULL ? slash + 1 : program);
    static const int signals[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGALRM};
    for (size_t i = 0; i < sizeof signals / sizeof signals[0]; i++) {
        struct sigaction action = {.sa_handler = keep_input};
        if (signals[i] == SIGABRT || signals[i] == SIGALRM) {
            sigaction(signals[i], &action, NULL);
        }
    }
}

static void run(bytes input) {
    current = input;
    (void)alarm(SECONDS_FOR_ONE);
    (void)LLVMFuzzerTestOneInput(input.data, input.size);
    (void)alarm(0);
}

/* ---- mutations ------------------------------------------------------------------------------- */

/* Replaces `removed` bytes at `at` by others. */
static void splice(bytes *b, size_t at, size_t removed, const uint8_t *with, size_t length) {
    uint8_t *made = allocated(malloc(b->size - removed + length + 1));
    memcpy(made, b->data, at);
    if (length > 0) {
        memcpy(made + at, with, length);
    }
    memcpy(made + at + length, b->data + at + removed, b->size - at - removed);
    free(b->data);
    *b = (bytes){made, b->size - removed + length};
}

static size_t line_start(bytes b, size_t at) {
    while (at > 0 && b.data[at - 1] != '\n') {
        at--;
    }
    return at;
}

/* Some lines of a seed. */
static bytes slice(void) {
    bytes seed = seeds[random_below((size_t)seed_count)];
    size_t from = seed.size > SLICE ? line_start(seed, random_below(seed.size)) : 0;
    size_t size = seed.size - from > SLICE ? SLICE : seed.size - from;
    bytes made = {allocated(malloc(size + 1)), size};
    memcpy(made.data, seed.data + from, size);
    return made;
}

static void change_byte(bytes *b) {
    static const uint8_t telling[] = "\0\n\t '\"();,.:-+*/\\$[]{}%_09aEx\x7f\x80\xc3\xff";
    if (b->size > 0) {
        size_t at = random_below(b->size);
        int flipped = b->data[at] ^ (1 << random_below(8));
        int chosen = telling[random_below(sizeof telling - 1)];
        b->data[at] = (uint8_t)(random_below(2) == 0 ? chosen : flipped);
    }
}

static void take_from_elsewhere(bytes *b) {
    bytes other = slice();
    size_t from = random_below(other.size), at = random_below(b->size + 1);
    size_t length = random_below(other.size - from + 1);
    size_t removed = random_below(2) == 0 ? 0 : random_below(b->size - at + 1);
    splice(b, at, removed, other.data + from, length > 200 ? 200 : length);
    free(other.data);
}

static void repeat_span(bytes *b) {
    size_t at = random_below(b->size);
    size_t length = random_below(b->size - at + 1);
    uint8_t span[100];
    length = length > sizeof span ? sizeof span : length;
    memcpy(span, b->data + at, length);
    for (size_t times = random_below(20); length > 0 && times > 0; times--) {
        splice(b, at, 0, span, length);
    }
}

static void drop_span(bytes *b) {
    size_t at = random_below(b->size);
    size_t length = random_below(b->size - at + 1);
    splice(b, at, length > 60 ? 60 : length, NULL, 0);
}

static void change_number(bytes *b) {
    static const char *const numbers[] = {
        "0",          "-1",    "2147483647",          "2147483648",
        "1e308",      "NaN",   "9223372036854775807", "65536",
        "4294967295", "99999", "-9223372036854775808"};
    for (size_t at = random_below(b->size); at < b->size; at++) {
        if (b->data[at] >= '0' && b->data[at] <= '9') {
            const char *n = numbers[random_below(sizeof numbers / sizeof numbers[0])];
            splice(b, at, 1, (const uint8_t *)n, strlen(n));
            return;
        }
    }
}

static void mutate(bytes *b) {
    static void (*const kinds[])(bytes *) = {change_byte, take_from_elsewhere, repeat_span,
                                             drop_span, change_number};
    for (size_t steps = 1 + random_below(MAX_STEPS); steps > 0; steps--) {
        kinds[random_below(sizeof kinds / sizeof kinds[0])](b);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */

static bytes read_seed(const char *path) {
    bytes b = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    for (size_t got = 1; got > 0; b.size += got) {
        b.data = allocated(realloc(b.data, b.size + 65536));
        got = fread(b.data + b.size, 1, 65536, file);
    }
    fclose(file);
    return b;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: %s COUNT FILE...\n", argv[0]);
        return 2;
    }
    watch(argv[0]);
    seed_count = argc - 2;
    seeds = allocated(calloc((size_t)seed_count, sizeof *seeds));
    for (int i = 0; i < seed_count; i++) {
        seeds[i] = read_seed(argv[i + 2]);
        run(seeds[i]);
    }
    for (long left = strtol(argv[1], NULL, 10); left > 0; left--) {
        bytes b = slice();
        mutate(&b);
        run(b);
        free(b.data);
    }
    for (int i = 0; i < seed_count; i++) {
        free(seeds[i].data);
    }
    free(seeds);
    return 0;
}
