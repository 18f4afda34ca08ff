import Screen

/// Counts over time as a line of small bars.
enum Sparkline {
  /// A cell for each count, the highest as high as a cell.
  static func line(_ counts: some Collection<Int>, theme: Theme) -> StyledLine {
    let levels = theme.glyphs.sparkLevels
    let most = counts.max() ?? 0
    guard most > 0 else { return StyledLine() }
    var line = StyledLine()
    for count in counts {
      if count <= 0 {
        line.append(theme.glyphs.sparkZero, theme.secondary)
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
  /// With less room than for so many nothing is shown.
  private static let leastCells = 6

  /// "ended per hour ▁▂▅█▂ max 12", without the number where there is little room
  ///
  /// It begins with the first hour in which something ended: before that nothing may be loaded.
  /// - Parameters:
  ///   - columns: that it may take; as much of the past is shown as finds room.
  /// - Returns: nil where nothing ended, and where there is too little room to say anything.
  static func line(of ends: EndCounts, columns: Int, now: Int, theme: Theme) -> StyledLine? {
    let perHour = ends.latest(mostCells, .hour, now: now)
    let unit: EndCounts.Unit = perHour.count { $0 > 0 } >= 2 ? .hour : .day
    let label = StyledLine("ended per \(unit.label) ", theme.secondary)
    let all = ends.latest(mostCells, unit, now: now)
    var scale = StyledLine(" max \(all.max() ?? 0)", theme.secondary)
    var room = columns - label.columns - scale.columns
    if room < leastCells {
      scale = StyledLine()
      room = columns - label.columns
    }
    guard room >= leastCells else { return nil }
    let counts = all.suffix(room).drop { $0 == 0 }
    return counts.isEmpty ? nil : label + line(counts, theme: theme) + scale
  }
}
