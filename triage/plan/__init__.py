"""From conclusions to an action plan: findings with urgency, steps in one total order, whom to ask, what never to do."""
