/// Which columns of the list are shown at a width, and how wide each is.
///
/// As the room shrinks, columns leave in the order in which readers miss them least: first the
/// bar, then the counts, then the status word (its glyph stays), then the time.
struct ListColumns: Sendable, Hashable {
  /// Mark and glyph, with a blank behind each.
  static let glyphColumns = 4
  static let gap = 2

  /// 0 where the column is not shown.
  var word: Int
  var name: Int
  var progress: Int
  var time: Int

  /// - Parameters:
  ///   - columns: the width of the list.
  ///   - timeColumns: what the times take in the mode that is on.
  init(columns: Int, timeColumns: Int) {
    let leastName = 12
    var room = columns - Self.glyphColumns - 1
    func take(_ wanted: Int, keeping rest: Int) -> Int {
      guard room - wanted - Self.gap >= rest else { return 0 }
      room -= wanted + Self.gap
      return wanted
    }
    time = take(timeColumns, keeping: leastName)
    word = take(11, keeping: leastName)
    let bar = take(columns >= 110 ? 24 : 19, keeping: 18)
    progress = bar > 0 ? bar : take(10, keeping: 14)
    name = max(0, room)
  }
}
