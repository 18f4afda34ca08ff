import BatchInsight

/// Which columns the list shows, in which order, and how far they are scrolled.
///
/// Status and name come first and are not scrolled; of the status, the glyph stays also where its
/// word is not chosen.
package struct ColumnChoice: Sendable, Hashable {
  /// All columns but status and name, from left to right, the ones that are not shown among them.
  package private(set) var order = ListColumn.allCases.filter { !$0.isFixed }
  private var chosen: Set<ListColumn> = [.status, .name, .progress, .age]
  /// By how many columns to scroll. More than there are out of sight counts as that many: a screen
  /// may have become wide.
  package var scrolled = 0

  package init() {}

  /// - Parameters:
  ///   - chosen: the columns that are shown, in any order; the name always is.
  ///   - order: of all; those that it lacks come behind.
  package init(showing chosen: [ListColumn], order: [ListColumn]) {
    let all = ListColumn.allCases.filter { !$0.isFixed }
    var first: [ListColumn] = []
    for column in order where all.contains(column) && !first.contains(column) {
      first.append(column)
    }
    self.order = first + all.filter { !first.contains($0) }
    self.chosen = Set(chosen + [.name])
  }

  /// What can be shown or not: the columns of the menu, in its order.
  package var menu: [ListColumn] { [.status] + order }

  package func contains(_ column: ListColumn) -> Bool { chosen.contains(column) }

  /// The columns that scroll, from left to right.
  package var scrolling: [ListColumn] { order.filter(chosen.contains) }

  /// The format of ages: the time of creation where the user wants times, unless these have
  /// a column of their own.
  package func ageMode(_ mode: TimeMode) -> TimeMode { contains(.created) ? .relative : mode }

  /// Shows a column, or hides it; the name stays.
  package mutating func toggle(_ column: ListColumn) {
    guard column != .name else { return }
    if chosen.remove(column) == nil { chosen.insert(column) }
    scrolled = 0
  }

  /// Moves a column by one place in the menu; status and name have theirs.
  package mutating func move(_ column: ListColumn, by step: Int) {
    guard let index = order.firstIndex(of: column), order.indices.contains(index + step) else {
      return
    }
    order.swapAt(index, index + step)
    scrolled = 0
  }
}
