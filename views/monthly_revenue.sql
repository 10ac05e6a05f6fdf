-- Revenue by month, with the sum up to then and the change from the month before.
CREATE VIEW monthly_revenue AS
WITH monthly AS (
    SELECT date_trunc('month', p.paid_at)::date AS month,
           sum(p.amount) AS revenue,
           count(*) AS payments
    FROM payment AS p
    GROUP BY 1
)
SELECT m.month,
       m.revenue,
       m.payments,
       sum(m.revenue) OVER (ORDER BY m.month) AS revenue_so_far,
       m.revenue - lag(m.revenue) OVER (ORDER BY m.month) AS change
FROM monthly AS m;
