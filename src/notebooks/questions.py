"""The five questions in pandas: python3 questions.py DIRECTORY-OF-THE-EXPORT"""
import sys
from pathlib import Path

import pandas as pd

results = Path(sys.argv[1])
cells = pd.read_parquet(results / "outcome_cells.parquet")
cells = cells[cells.schoolId.notna()]  # the others are students without an anchor
cells["attained"] = cells.stemEntry2_attained
cells["observed"] = cells.stemEntry2_observed


def rates(frame, by):
    sums = frame.groupby(by, as_index=False)[["attained", "observed"]].sum()
    sums["rate"] = sums.attained / sums.observed
    return sums


def show(question, frame):
    print(f"\n{question}")
    print(frame.to_csv(index=False), end="")


show("1. STEM entry within two years, by race/ethnicity", rates(cells, ["raceEthnicity"]))

show("2. by income within each third of prior achievement",
     rates(cells, ["priorAchievement", "economicallyDisadvantaged"]))

regimes = pd.read_parquet(results / "cohort_regimes.parquet")
cohorts = cells.merge(regimes, on=["anchorGrade", "stemList", "districtId", "schoolId", "anchorYear", "subject"])
show("3. over the cohorts, by the regime in force", rates(cohorts, ["anchorYear", "regime"]))

equity = pd.read_parquet(results / "equity.parquet")
ledgers = equity[equity.districtId.isna() & (equity["by"] == "economicallyDisadvantaged") & (equity["group"] == "YES")]
gaps = pd.DataFrame([{"regime": ledger.regime, **gap} for ledger in ledgers.itertuples() for gap in ledger.gaps])
show("4. gaps in class and beyond school",
     gaps[["regime", "place", "measure", "difference", "differenceLow", "differenceHigh"]]
     .sort_values(["regime", "place", "measure"]))

sorting = pd.read_parquet(results / "sorting.parquet")
sorted_anyway = sorting[sorting.flags.map(lambda flags: "DE_FACTO_TRACKED" in list(flags))
                        & (sorting.subject == "MATHEMATICS")]
show("5. declared detracked, and sorted nevertheless",
     sorted_anyway[["districtId", "schoolId", "schoolYear", "gradeLevel", "n", "omega2"]]
     .sort_values(["districtId", "schoolId", "schoolYear", "gradeLevel"]))
