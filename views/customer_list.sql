-- Customers with the store they belong to.
CREATE VIEW customer_list AS
SELECT c.customer_id,
       c.first_name || ' ' || c.last_name AS name,
       c.email,
       c.address,
       s.name AS store,
       c.since
FROM customer AS c
LEFT JOIN store AS s USING (store_id);
