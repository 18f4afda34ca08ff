/// Which column of a picture a moment falls into: all columns are equally long.
package struct TimeScale: Sendable, Equatable {
  /// The left edge, in seconds since 1970 in UTC.
  package let start: Double
  let secondsPerColumn: Double
  package let columns: Int

  /// From −1 for what lies left of the picture to `columns` for what lies right of it.
  package func column(of time: Double) -> Int {
    let column = ((time - start) / secondsPerColumn).rounded(.down)
    return Int(min(max(column, -1), Double(columns)))
  }

  package func column(of epoch: Int) -> Int { column(of: Double(epoch)) }

  /// The right edge, in seconds since 1970 in UTC.
  package var end: Double { start + secondsPerColumn * Double(columns) }

  /// When a moment that goes along with the clock comes into its next column; nil once it has
  /// left the picture.
  package func nextColumn(after now: Double) -> Double? {
    guard now < end else { return nil }
    return now < start ? start : nextEdge(after: now)
  }

  /// The same as if the picture had no ends.
  package func nextEdge(after now: Double) -> Double {
    let next = start + (((now - start) / secondsPerColumn).rounded(.down) + 1) * secondsPerColumn
    // Rounding must not lead to a moment that has been.
    return next > now ? next : next + secondsPerColumn
  }
}
