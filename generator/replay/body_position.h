#ifndef ORIEL_REPLAY_BODY_POSITION_H
#define ORIEL_REPLAY_BODY_POSITION_H

/* Bodies are constants of a statement: where their bytes stand in its text. */

/* The byte of `statement` that is the body's byte `offset`; -1 when not exactly one constant reads
 * like the body, so that the server gives no position. */
int body_position_find(const char *statement, const char *body, int offset);

#endif /* ORIEL_REPLAY_BODY_POSITION_H */
