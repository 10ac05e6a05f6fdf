#ifndef ORIEL_CATALOG_EXTENSION_OID_H
#define ORIEL_CATALOG_EXTENSION_OID_H

/*
 * How the tables of an extension name what has no OID before the extension is installed: its own
 * objects by a local number (the extension itself is 0), those of the extensions it requires by
 * their local numbers there, and the schema it is installed in.  What initdb made has another OID in
 * every database: it goes by name, as a place in extension->names.
 */

#define EXTENSION_OID_BIT              0x80000000u
#define EXTENSION_SCHEMA_OID           0xffffffffu
#define EXTENSION_OID(requires, local) (EXTENSION_OID_BIT | (requires) << 20 | (local))
#define EXTENSION_OID_REQUIRES(object) (((object) & ~EXTENSION_OID_BIT) >> 20) /* 0: itself */
#define EXTENSION_OID_NAMED            0x7feu /* in place of a requirement's number */
#define EXTENSION_OID_LOCAL(object)    ((object)&0xfffffu)

#endif /* ORIEL_CATALOG_EXTENSION_OID_H */
