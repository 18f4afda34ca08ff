import BatchInsight

/// Which of the chosen columns are shown at a width, and how wide each is.
///
/// Glyphs and name always do. As the room shrinks, the others leave in the order in which readers
/// miss them least: the bar, then the last ones first, the counts, the status word, at last the
/// age. What has left can be scrolled to: it follows what found room.
package struct ListColumns: Sendable, Equatable {
  /// Mark and glyph, with a blank behind each.
  package static let glyphColumns = 4
  package static let gap = 2

  /// A scrolling column and its position.
  package struct Slot: Sendable, Equatable {
    package var column: ListColumn
    package var width: Int
  }

  /// 0 where only the status glyph is shown.
  package private(set) var word = 0
  package private(set) var name = 0
  package private(set) var slots: [Slot] = []
  /// By how many steps the columns are scrolled: no more than there are.
  package private(set) var scrolled = 0
  /// Columns that do not fit, or are further to the right.
  package private(set) var hiddenRight = 0

  private typealias LeastName = ColumnWidth.LeastName

  /// Columns of the name that it does not need alone.
  private enum AmpleName {
    /// Enough for most names: of what is beyond, progress gets the larger part.
    static let usual = 40
    /// Enough for all of them.
    static let most = 72
  }

  /// - Parameters:
  ///   - columns: the width of the list.
  ///   - mode: the format of times, which decides how wide they are.
  package init(columns: Int, choice: ColumnChoice, mode: TimeMode) {
    let room = Room(columns: columns, choice: choice, mode: choice.ageMode(mode))
    self = room.fitted()
    if slots.count < choice.scrolling.count {
      var bare = room
      bare.isBare = true
      let others = bare.fitted()
      if others.slots.count > slots.count { self = others }
    }
    // Columns that did not fit at first follow those that did.
    let found = slots.map(\.column)
    let sequence = found + choice.scrolling.filter { !found.contains($0) }
    hiddenRight = sequence.count - found.count
    while scrolled < choice.scrolled, hiddenRight > 0 {
      let step = scrolled + 1
      let rest = Array(sequence.dropFirst(found.isEmpty ? step - 1 : step))
      self = room.fitted(scrolledTo: rest)
      scrolled = step
      hiddenRight = rest.count - slots.count
    }
  }

  package func contains(_ column: ListColumn) -> Bool {
    column == .name || (column == .status && word > 0) || slots.contains { $0.column == column }
  }

  /// The column drawn at a position.
  /// - Parameter offset: columns from the left edge of the list.
  package func column(at offset: Int) -> ListColumn {
    var end = Self.glyphColumns + (word > 0 ? word + Self.gap : 0)
    if offset < end && word > 0 { return .status }
    end += name
    var column = ListColumn.name
    for slot in slots where offset >= end {
      column = slot.column
      end += Self.gap + slot.width
    }
    return column
  }

  /// The reason of a failure is a sentence.
  private mutating func widenProgress() {
    guard let index = slots.firstIndex(where: { $0.column == .progress }) else { return }
    let spare = max(0, name - AmpleName.usual)
    let columns = max(spare * 2 / 3, name - AmpleName.most)
    slots[index].width += columns
    name -= columns
  }

  /// What is given away, piece by piece.
  private struct Room {
    let columns: Int
    let choice: ColumnChoice
    let mode: TimeMode
    /// Whether each column has the least of its widths.
    var isBare = false

    /// The columns in their chosen order, as far as there is room.
    func fitted() -> ListColumns {
      var left = rest
      var result = ListColumns()
      let age =
        choice.contains(.age)
        ? left.take(ListColumn.age.content.width(in: mode), keeping: LeastName.barest) : 0
      takeWord(&result, &left)
      var isFull = false
      for column in choice.scrolling {
        let width = column == .age ? age : isFull ? 0 : take(column, &left)
        if width > 0 {
          result.slots.append(Slot(column: column, width: width))
        } else {
          // A column that comes later does not jump the queue.
          isFull = true
        }
      }
      result.name = max(0, left.columns)
      result.widenProgress()
      return result
    }

    /// The first of these columns, and as many of the others as there is room for.
    func fitted(scrolledTo sequence: [ListColumn]) -> ListColumns {
      var left = rest
      var result = ListColumns()
      for (index, column) in sequence.enumerated() {
        let width = index == 0 ? takeFirst(column, &left) : take(column, &left)
        if index == 0 { takeWord(&result, &left) }
        guard width > 0 else { break }
        result.slots.append(Slot(column: column, width: width))
      }
      result.name = max(0, left.columns)
      result.widenProgress()
      return result
    }

    private var rest: Rest { Rest(columns: columns - ListColumns.glyphColumns - 1) }

    private func takeWord(_ result: inout ListColumns, _ left: inout Rest) {
      guard choice.contains(.status) else { return }
      result.word = left.take(statusWidth, keeping: LeastName.barest)
    }

    /// A column beside which there is still room for `others`.
    private func take(_ column: ListColumn, keeping others: Int = 0, _ left: inout Rest) -> Int {
      for wanted in widths(of: column) {
        let width = left.take(wanted.columns, keeping: wanted.name + others)
        if width > 0 { return width }
      }
      return 0
    }

    /// A column that has to be seen: beside the status word, or in its place, or cut.
    private func takeFirst(_ column: ListColumn, _ left: inout Rest) -> Int {
      let word = choice.contains(.status) ? statusWidth + ListColumns.gap : 0
      for others in [word, 0] {
        let width = take(column, keeping: others, &left)
        if width > 0 { return width }
      }
      let least = widths(of: column).last?.columns ?? 0
      let most = left.columns - ListColumns.gap - LeastName.scrolled
      return left.take(min(least, most), keeping: LeastName.scrolled)
    }

    /// The widest one first.
    private func widths(of column: ListColumn) -> ArraySlice<ColumnWidth> {
      let widths = column.content.widths(in: columns, mode: mode)
      return isBare ? widths.suffix(1) : widths[...]
    }

    private var statusWidth: Int { ListColumn.status.content.width(in: mode) }
  }

  /// Columns not assigned yet; what remains goes to the name.
  private struct Rest {
    var columns: Int

    mutating func take(_ wanted: Int, keeping name: Int) -> Int {
      guard wanted > 0, columns - wanted - ListColumns.gap >= name else { return 0 }
      columns -= wanted + ListColumns.gap
      return wanted
    }
  }

  private init() {}
}
