CREATE TABLE film (id int PRIMARY KEY, title varchar(40) NOT NULL, len int, at timestamptz);
CREATE FUNCTION f(a int, b text) RETURNS text LANGUAGE sql AS 'SELECT b';
