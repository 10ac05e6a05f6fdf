#ifndef ORIEL_ANALYZE_WINDOW_FRAME_H
#define ORIEL_ANALYZE_WINDOW_FRAME_H

/* ROWS, RANGE and GROUPS frames: which modes and offsets a window can have (manual 4.2.8). */

#include "analyze/parse_state.h"

/* The grammar's bits of frame options that matter here. */
enum window_frame_option {
    FRAME_RANGE = 0x00002,
    FRAME_ROWS = 0x00004,
    FRAME_GROUPS = 0x00008,
    FRAME_START_UNBOUNDED_PRECEDING = 0x00020,
    FRAME_END_CURRENT_ROW = 0x00400,
    FRAME_START_OFFSET_PRECEDING = 0x00800,
    FRAME_END_OFFSET_PRECEDING = 0x01000,
    FRAME_START_OFFSET_FOLLOWING = 0x02000,
    FRAME_END_OFFSET_FOLLOWING = 0x04000,
};

/* What a window without a frame clause has. */
#define FRAME_DEFAULTS (FRAME_RANGE | FRAME_START_UNBOUNDED_PRECEDING | FRAME_END_CURRENT_ROW)
#define FRAME_OFFSETS                                                                              \
    (FRAME_START_OFFSET_PRECEDING | FRAME_END_OFFSET_PRECEDING | FRAME_START_OFFSET_FOLLOWING |    \
     FRAME_END_OFFSET_FOLLOWING)

/* Checks the window's mode and fills its offsets; the window's order is known.  false with an
 * error. */
bool window_frame_transform(parse_state *ps, const PgQuery__WindowDef *definition,
                            window_clause *window);

#endif /* ORIEL_ANALYZE_WINDOW_FRAME_H */
