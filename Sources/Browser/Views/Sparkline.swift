import Screen

/// Counts over time as a line of small bars.
enum Sparkline {
  /// A cell for each count, the highest as high as a cell. What lies before the first count that is
  /// not zero stays blank: nothing is loaded from then.
  static func line(_ counts: [Int], theme: Theme) -> StyledLine {
    let levels = theme.glyphs.sparkLevels
    let most = counts.max() ?? 0
    guard most > 0 else { return StyledLine() }
    var line = StyledLine()
    var hasBegun = false
    for count in counts {
      hasBegun = hasBegun || count > 0
      if count <= 0 {
        line.append(hasBegun ? theme.glyphs.sparkZero : " ", theme.secondary)
      } else {
        // One of a thousand is still something.
        let level = (count * levels.count + most - 1) / most
        line.append(levels[min(max(1, level), levels.count) - 1], theme.accent)
      }
    }
    return line
  }

  /// Hours, or days where the last day says little, that are shown at most.
  private static let mostCells = 24

  /// "ended per hour ▁▂▅█▂"
  /// - Parameters:
  ///   - columns: that it may take; as much of the past is shown as finds room.
  /// - Returns: nil where nothing ended, and where there is too little room to say anything.
  static func line(of ends: EndCounts, columns: Int, now: Int, theme: Theme) -> StyledLine? {
    let perHour = ends.latest(mostCells, .hour, now: now)
    let unit: EndCounts.Unit = perHour.count { $0 > 0 } >= 2 ? .hour : .day
    let label = StyledLine("ended per \(unit.label) ", theme.secondary)
    let cells = min(mostCells, columns - label.columns)
    guard cells >= 8 else { return nil }
    let line = line(ends.latest(cells, unit, now: now), theme: theme)
    return line.isEmpty ? nil : label + line
  }
}
