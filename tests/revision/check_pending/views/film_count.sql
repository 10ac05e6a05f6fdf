CREATE MATERIALIZED VIEW reports."Film count" AS SELECT length, count(*) AS n FROM long_film GROUP BY length;
CREATE UNIQUE INDEX ON reports."Film count" (length);
CREATE INDEX by_n ON reports."Film count" (n DESC);
COMMENT ON MATERIALIZED VIEW reports."Film count" IS 'counts';
COMMENT ON INDEX reports.by_n IS 'the n';
