-- Who has to be called: a view over other views.
CREATE VIEW overdue AS
SELECT s.rental_id,
       s.title,
       s.rented_at,
       c.name AS customer,
       c.email
FROM rental_status AS s
JOIN customer_list AS c USING (customer_id)
WHERE s.status = 'overdue';
