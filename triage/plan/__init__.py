"""From conclusions to an action plan: findings, steps in one order, whom to ask, what never to do."""
