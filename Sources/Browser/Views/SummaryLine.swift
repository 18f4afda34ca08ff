import Batches
import Screen

/// How many of the loaded rows are in each status: a bar, and what its parts mean.
struct SummaryLine {
  let counts: StatusCounts
  let theme: Theme

  private static let leastBar = 12
  private static let mostBar = 36
  private static let gap = 3

  /// With words where there is room for them, else with glyphs alone; a bar where there is room
  /// for one.
  func line(columns: Int) -> StyledLine {
    fitting(columns: columns)
      ?? legend(hasWords: false).truncated(to: columns, ellipsis: theme.glyphs.ellipsis)
  }

  /// Nil where there is not enough room for a bar and what it means.
  func fitting(columns: Int) -> StyledLine? {
    for hasWords in [true, false] {
      let legend = legend(hasWords: hasWords)
      let room = columns - legend.columns - Self.gap
      guard room >= Self.leastBar else { continue }
      return StyledLine.joined([bar(columns: min(room, Self.mostBar)), legend], gap: Self.gap)
    }
    return nil
  }

  private func bar(columns: Int) -> StyledLine {
    let present = counts.present
    let widths = Proportions.columns(
      total: columns, weights: present.map { Double($0.count) },
      minimums: present.map { _ in 1 })
    var line = StyledLine()
    for (part, width) in zip(present, widths) {
      let look = theme.look(of: part.kind)
      line.append(String(repeating: theme.cell(of: part.kind), count: width), look.glyphStyle)
    }
    return line
  }

  private func legend(hasWords: Bool) -> StyledLine {
    let parts = counts.present.map { kind, count in
      let look = theme.look(of: kind)
      var part = StyledLine(look.glyph, look.glyphStyle)
      part.append(" " + CountText.grouped(count))
      if hasWords { part.append(" " + look.word, theme.secondary) }
      return part
    }
    return StyledLine.joined(parts, gap: 2)
  }
}

extension Theme {
  fileprivate func look(of kind: StatusCounts.Kind) -> StatusLook {
    if kind == .withFailures {
      return StatusLook(
        glyph: glyphs.partlyFailed, glyphStyle: warning, word: "with failures", wordStyle: .plain)
    }
    return look(of: BatchStatus(kind.word))
  }

  /// A part of the bar is told from its neighbours by its shape: the common ones by a pattern, the
  /// others by their glyph.
  fileprivate func cell(of kind: StatusCounts.Kind) -> String {
    switch kind {
    case .validating, .queued: glyphs.barRest
    case .running, .finalizing: glyphs.barActive
    case .completed: glyphs.barDone
    case .cancelling, .unknown, .withFailures, .failed, .expired, .cancelled:
      look(of: kind).glyph
    }
  }
}

extension StatusCounts.Kind {
  /// As servers write it.
  fileprivate var word: String {
    switch self {
    case .validating: "validating"
    case .queued: "in_queue"
    case .running: "in_progress"
    case .finalizing: "finalizing"
    case .cancelling: "cancelling"
    case .unknown: "other"
    case .completed, .withFailures: "completed"
    case .failed: "failed"
    case .expired: "expired"
    case .cancelled: "cancelled"
    }
  }
}
