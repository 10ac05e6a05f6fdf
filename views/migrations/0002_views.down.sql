-- Undo: views

DROP VIEW actor_info;
DROP VIEW overdue;
DROP VIEW customer_list;
DROP VIEW film_list;
DROP VIEW monthly_revenue;
DROP VIEW rental_status;
DROP MATERIALIZED VIEW sales_by_category;
DROP VIEW store_inventory;
DROP VIEW top_films;
