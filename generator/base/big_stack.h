#ifndef ORIEL_BASE_BIG_STACK_H
#define ORIEL_BASE_BIG_STACK_H

/*
 * Runs work that recurses as deep as its input says on a thread with a large stack.  Pages that are
 * not touched cost nothing.  Every entry point of the library does its work inside one such call.
 */

#include <stdbool.h>
#include <stddef.h>

/*
 * Calls function(argument) on a new thread and waits for it.  Asks for 512 MiB and settles for less
 * where the system grants less.  False when there is no thread to be had: nothing was called then.
 */
bool big_stack_run(void (*function)(void *argument), void *argument);

/* Bytes of stack that the calling thread has left; a guess on the low side where it is not known.
 */
size_t big_stack_room(void);

#endif /* ORIEL_BASE_BIG_STACK_H */
