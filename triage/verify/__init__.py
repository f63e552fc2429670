"""`triage kb verify`: the whole rule base and the planner as propositional logic, and statements proved about it.

circuit.py     and-or-not graphs, evaluated for thousands of households at once
rules.py       productions to a circuit over observed signs
plan_logic.py  the shape of a plan as formulas; plans.py its findings and urgency; plan_steps.py its steps and referrals
invariants.py  knowledge/invariants.yaml to formulas
prove.py       z3: proof, or the smallest household that breaks a statement; run.py all statements in turn
witness.py     such a household as a file for `triage new -f`
trial.py       the statements tried on sample households, without z3; guard.py refuses a district's layer that fails;
               certificate.py remembers what was proved or tried
"""
