"""The training aid: study, cards, quiz, simulated clients, exam and case report, all made from the same knowledge."""
