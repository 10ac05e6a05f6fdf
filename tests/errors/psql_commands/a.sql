\set x 1
\i other.sql
copy t from stdin;
it's data
\.
\if :x
\endif
selct 1;
