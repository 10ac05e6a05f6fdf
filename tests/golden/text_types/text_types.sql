-- Types without a decoder are read as the server prints them.
CREATE TYPE word_range AS RANGE (subtype = text);
CREATE TABLE t (
    words tsvector NOT NULL,
    more_words tsvector[],
    during tstzrange,
    pauses tstzmultirange,
    bits bit(3),
    more_bits varbit,
    corner box,
    own word_range PRIMARY KEY,
    relation regclass,
    vector int2vector
);
CREATE VIEW v AS SELECT * FROM t;
