#ifndef ORIEL_EXPORT_H
#define ORIEL_EXPORT_H

/* Marks what the shared library shows; everything else is hidden. */
#if defined(__GNUC__)
#define ORIEL_API __attribute__((visibility("default")))
#define ORIEL_MUST_CHECK __attribute__((warn_unused_result))
#else
#define ORIEL_API
#define ORIEL_MUST_CHECK
#endif

#endif /* ORIEL_EXPORT_H */
