"""`triage kb verify`: the whole rule base and the planner as propositional logic, and invariants proved about it.

circuit.py   and-or-not graphs, evaluated for thousands of households at once
rules.py     productions to a circuit over observed signs
plans.py     findings, urgency, prohibitions, steps, owners and referrals of the plan, on top of it
invariants.py  knowledge/invariants.yaml to formulas
prove.py     z3: proof, or the smallest household that breaks a statement
witness.py   such a household as a file for `triage new -f`
"""
