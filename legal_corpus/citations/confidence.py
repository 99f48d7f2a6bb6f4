"""How sure a citation of each kind is: the share of its kind that has the right span and means the right act.

Measured by reading random citations of each kind in provincial acts, codified articles, laws and labelled
sentences; ``rasoat bench --only calibration`` compares them with annotations. A citation with its type word
and full number, or with a name of the vocabulary, is stated at 1.0: of 456 read, none was wrong.
"""

from __future__ import annotations

AMENDING_NAME = 0.97  # "Luật sửa đổi, bổ sung một số điều của …": 52 of 53 right
NUMBERED_NAME = 0.97  # a name of several words that a number or date closes: 19 of 19
SHORT_RESOLVED = 0.95  # "Nghị định 61" whose only antecedent gives the full number: 12 of 12
LIST_MEMBER = 0.93  # "số 2/2020/NĐ-CP" in a list of acts: 26 of 28
TREATY_NAME = 0.95  # a treaty by its name: 122 of 125 different names
SHORT_NUMBER = 0.85  # "Nghị định 61" without antecedent: 57 of 65
NAME_BY_GRAMMAR = 0.85  # a name that the vocabulary does not know, ended by its wording: 35 of 42
SMALL_NAME = 0.85  # the same after "luật" in small letters: 9 of 9, too few to say more
DATED_LAW = 0.85  # "Luật ngày 25 tháng 6 năm 2025": 4 of 4, too few to say more
DATED_ACT = 0.7  # another act told by its date alone: none was met
LOOSE_NUMBER = 0.6  # a number without type word and list; its type word often stands further off: 20 of 38
GUESSED_LAW = 0.5  # a number of the National Assembly without any word: law or resolution
