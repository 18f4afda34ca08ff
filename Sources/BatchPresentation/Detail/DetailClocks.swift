import BatchInsight
import Batches

extension DetailContext {
  /// What is wrong beyond the status, a sentence each, with the numbers that it was judged by.
  func verdicts() -> [StyledLine] {
    Verdict.all(of: batch, now: lifecycle.now, baselines: outlook.baselines).flatMap { verdict in
      (theme.glyph(of: verdict) + StyledLine(" " + verdict.sentence(of: batch)))
        .wrapped(to: columns, indent: 2)
    }
  }

  /// What is to be foreseen: when it will be done, how long it has left, how long its results stay.
  func clocks() -> [StyledLine] {
    var rows: [(String, String)] = []
    if let eta = outlook.eta {
      let flag = eta.isLate ? theme.glyphs.expired + " " : ""
      rows.append(("ETA", flag + eta.text(now: lifecycle.now)))
    }
    if let clock = Countdown(of: batch, now: lifecycle.now) {
      switch clock.goal {
      // The verdict says that a deadline has passed.
      case .deadline where clock.seconds < 0: break
      case .target: rows.append(("time left", clock.text))
      case .deadline: rows.append(("time left", SpanText.long(clock.seconds) + " to its deadline"))
      case .results where outlook.hasLostResults:
        rows.append(("results", "gone from the server"))
      case .results:
        let day = Countdown.endOfResults(of: batch).flatMap {
          CivilTime(epoch: $0, zone: zone)?.date
        }
        let rule =
          (batch.terms.keptFromCreation ? "created" : "end") + " + \(batch.terms.daysKept ?? 0)d"
        let date = day.map { (clock.seconds < 0 ? ", since " : ", on ") + $0 } ?? ""
        rows.append(
          ("time left", clock.text + date + " (estimate: \(rule))"))
      }
    }
    return rows.flatMap { label, value in
      row(StyledLine(label, theme.secondary), value: value, indent: Self.labelColumns + 2)
    }
  }
}

extension Theme {
  /// Stands before a verdict's words.
  func glyph(of verdict: Verdict) -> StyledLine {
    switch verdict {
    case .allFailed: StyledLine(glyphs.failed, error)
    case .overdue: StyledLine(glyphs.expired, late)
    case .noOutput, .notDone, .someFailed, .expiredWithOutput, .expiredWithoutOutput,
      .cancellingLong, .stuck:
      StyledLine(glyphs.flag, warning)
    }
  }
}
