DROP VIEW top_films;
DROP VIEW store_inventory;
DROP MATERIALIZED VIEW sales_by_category;
DROP VIEW overdue;
DROP VIEW rental_status;
DROP VIEW monthly_revenue;
DROP VIEW film_list;
DROP VIEW customer_list;
DROP VIEW actor_info;
