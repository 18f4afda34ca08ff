import BatchInsight
import Batches
import Screen

/// How many of the loaded rows are in each status: a bar, and what its parts mean.
package struct SummaryLine {
  let counts: StatusCounts
  let theme: Theme

  package init(counts: StatusCounts, theme: Theme) {
    self.counts = counts
    self.theme = theme
  }

  private static let leastBar = 12
  private static let mostBar = 36
  private static let gap = 3

  /// With words where there is room for them, those of what matters most first; a bar where there
  /// is room for one; and without what matters least where there is not even room for all counts.
  package func line(columns: Int) -> StyledLine {
    if let line = fitting(columns: columns) { return line }
    var kinds = counts.present.map(\.kind)
    while kinds.count > 1, legend(of: kinds).columns > columns {
      kinds.remove(at: kinds.indices.max { kinds[$0].rank < kinds[$1].rank } ?? 0)
    }
    return legend(of: kinds, words: words(of: kinds, columns: columns))
      .truncated(to: columns, ellipsis: theme.ellipsis)
  }

  /// Nil where there is not enough room for a bar and what it means.
  package func fitting(columns: Int) -> StyledLine? {
    let kinds = counts.present.map(\.kind)
    let room = columns - Self.leastBar - Self.gap
    guard legend(of: kinds).columns <= room else { return nil }
    let legend = legend(of: kinds, words: words(of: kinds, columns: room))
    let bar = bar(columns: min(columns - legend.columns - Self.gap, Self.mostBar))
    return StyledLine.joined([bar, legend], gap: Self.gap)
  }

  /// Those kinds for whose words there is room, the ones that matter most first.
  private func words(of kinds: [StatusCounts.Kind], columns: Int) -> Set<StatusCounts.Kind> {
    var words: Set<StatusCounts.Kind> = []
    for kind in kinds.sorted(by: { $0.rank < $1.rank }) {
      let more = words.union([kind])
      if legend(of: kinds, words: more).columns <= columns { words = more }
    }
    return words
  }

  private func bar(columns: Int) -> StyledLine {
    let present = counts.present
    let widths = Proportions.columns(
      total: columns, weights: present.map { Double($0.count) },
      minimums: present.map { _ in 1 })
    var line = StyledLine()
    for (part, width) in zip(present, widths) {
      let style = theme.style(of: part.kind)
      line.append(String(repeating: theme.cell(of: part.kind), count: width), style.glyphStyle)
    }
    return line
  }

  private func legend(
    of kinds: [StatusCounts.Kind], words: Set<StatusCounts.Kind> = []
  ) -> StyledLine {
    let parts = kinds.map { kind in
      let style = theme.style(of: kind)
      var part = StyledLine(style.glyph, style.glyphStyle)
      part.append(" " + counts[kind].grouped)
      if words.contains(kind) { part.append(" " + style.word, theme.secondary) }
      return part
    }
    return StyledLine.joined(parts, gap: 2)
  }
}

extension Theme {
  fileprivate func style(of kind: StatusCounts.Kind) -> StatusStyle {
    if kind == .withProblems {
      return StatusStyle(
        glyph: glyphs.partlyFailed, glyphStyle: warning, word: "flawed", wordStyle: .plain)
    }
    return style(of: BatchStatus(kind.word))
  }

  /// The parts of the bar differ in shape: the common ones have a pattern, the
  /// others by their glyph.
  fileprivate func cell(of kind: StatusCounts.Kind) -> String {
    switch kind {
    case .validating, .queued: glyphs.barRest
    case .running, .finalizing: glyphs.barActive
    case .completed: glyphs.barDone
    case .cancelling, .unknown, .withProblems, .failed, .expired, .cancelled:
      style(of: kind).glyph
    }
  }
}

extension StatusCounts.Kind {
  /// What went wrong matters most, then what is still running; what has ended well or by intent has a tab
  /// that shows its number.
  fileprivate var rank: Int {
    switch self {
    case .failed: 0
    case .expired: 1
    case .withProblems: 2
    case .unknown: 3
    case .running: 4
    case .queued: 5
    case .cancelling: 6
    case .finalizing: 7
    case .validating: 8
    case .completed: 9
    case .cancelled: 10
    }
  }

  /// As servers write it.
  fileprivate var word: String {
    switch self {
    case .validating: "validating"
    case .queued: "in_queue"
    case .running: "in_progress"
    case .finalizing: "finalizing"
    case .cancelling: "cancelling"
    case .unknown: "other"
    case .completed, .withProblems: "completed"
    case .failed: "failed"
    case .expired: "expired"
    case .cancelled: "cancelled"
    }
  }
}
