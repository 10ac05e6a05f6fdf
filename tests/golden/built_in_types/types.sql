-- Every type with a decoder: never null, nullable and as an array.
CREATE TABLE t (
    a_bool boolean NOT NULL,
    a_char "char" NOT NULL,
    an_int2 smallint NOT NULL,
    an_int4 integer NOT NULL,
    an_int8 bigint NOT NULL,
    a_float4 real NOT NULL,
    a_float8 double precision NOT NULL,
    a_numeric numeric(10,3) NOT NULL,
    a_money money NOT NULL,
    an_oid oid NOT NULL,
    a_text text NOT NULL,
    a_varchar varchar(20) NOT NULL,
    a_bpchar char(3) NOT NULL,
    a_name name NOT NULL,
    an_xml xml NOT NULL,
    a_json json NOT NULL,
    a_jsonb jsonb NOT NULL,
    a_bytea bytea NOT NULL,
    a_date date NOT NULL,
    a_time time(3) NOT NULL,
    a_timetz timetz NOT NULL,
    a_timestamp timestamp NOT NULL,
    a_timestamptz timestamptz(0) NOT NULL,
    an_interval interval day to second NOT NULL,
    a_uuid uuid NOT NULL,
    an_inet inet NOT NULL,
    a_cidr cidr NOT NULL,
    a_macaddr macaddr NOT NULL,
    a_macaddr8 macaddr8 NOT NULL,
    a_point point NOT NULL
);

CREATE VIEW never_null AS SELECT * FROM t;

CREATE VIEW nullable AS SELECT t.* FROM (VALUES (1)) AS one LEFT JOIN t ON true;

CREATE VIEW arrays AS
SELECT array_agg(a_bool) AS bools, array_agg(a_char) AS chars, array_agg(an_int2) AS int2s,
       array_agg(an_int4) AS int4s, array_agg(an_int8) AS int8s, array_agg(a_float4) AS float4s,
       array_agg(a_float8) AS float8s, array_agg(a_numeric) AS numerics, array_agg(a_money) AS moneys,
       array_agg(an_oid) AS oids, array_agg(a_text) AS texts, array_agg(a_varchar) AS varchars,
       array_agg(a_bpchar) AS bpchars, array_agg(a_name) AS names, array_agg(an_xml) AS xmls,
       array_agg(a_json) AS jsons, array_agg(a_jsonb) AS jsonbs, array_agg(a_bytea) AS byteas,
       array_agg(a_date) AS dates, array_agg(a_time) AS times, array_agg(a_timetz) AS timetzs,
       array_agg(a_timestamp) AS timestamps, array_agg(a_timestamptz) AS timestamptzs,
       array_agg(an_interval) AS intervals, array_agg(a_uuid) AS uuids, array_agg(an_inet) AS inets,
       array_agg(a_cidr) AS cidrs, array_agg(a_macaddr) AS macaddrs,
       array_agg(a_macaddr8) AS macaddr8s, array_agg(a_point) AS points
FROM t;
