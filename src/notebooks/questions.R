# The five questions in R: Rscript questions.R DIRECTORY-OF-THE-EXPORT
library(arrow)
library(dplyr, warn.conflicts = FALSE)
library(tidyr)

results <- commandArgs(trailingOnly = TRUE)[1]
table <- function(name) read_parquet(file.path(results, paste0(name, ".parquet")))
show <- function(question, frame) {
  cat("\n", question, "\n", sep = "")
  write.csv(frame, row.names = FALSE)
}
rates <- function(frame, ...) {
  frame |>
    group_by(...) |>
    summarise(attained = sum(stemEntry2_attained), observed = sum(stemEntry2_observed), .groups = "drop") |>
    mutate(rate = attained / observed)
}

cells <- table("outcome_cells") |> filter(!is.na(schoolId)) # the others are students without an anchor

show("1. STEM entry within two years, by race/ethnicity", rates(cells, raceEthnicity))

show("2. by income within each third of prior achievement", rates(cells, priorAchievement, economicallyDisadvantaged))

cohorts <- inner_join(cells, table("cohort_regimes"),
  by = c("anchorGrade", "stemList", "districtId", "schoolId", "anchorYear", "subject"))
show("3. over the cohorts, by the regime in force", rates(cohorts, anchorYear, regime))

gaps <- table("equity") |>
  filter(is.na(districtId), by == "economicallyDisadvantaged", group == "YES") |>
  select(regime, gaps) |>
  unnest(gaps)
show("4. gaps in class and beyond school",
  gaps |> select(regime, place, measure, difference, differenceLow, differenceHigh) |> arrange(regime, place, measure))

sorted_anyway <- table("sorting") |>
  filter(subject == "MATHEMATICS", vapply(flags, function(f) "DE_FACTO_TRACKED" %in% f, logical(1)))
show("5. declared detracked, and sorted nevertheless",
  sorted_anyway |> select(districtId, schoolId, schoolYear, gradeLevel, n, omega2) |>
    arrange(districtId, schoolId, schoolYear, gradeLevel))
