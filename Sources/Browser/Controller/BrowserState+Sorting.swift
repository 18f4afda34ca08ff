import Screen

/// The order of the rows: `s` and `S`.
extension BrowserState {
  mutating func openSortMenu() {
    overlays.open(.sort(choice: SortOrder.choices.firstIndex(of: query.order.column) ?? 0))
  }

  mutating func chooseSort(_ choice: Int, _ command: Command) -> [Effect] {
    switch command {
    case .open where SortOrder.choices.indices.contains(choice):
      return sort(by: SortOrder.choices[choice])
    case .reverseSort: return reverseSort()
    default:
      overlays.open(.sort(choice: command.moved(choice, in: SortOrder.choices.count)))
      return []
    }
  }

  /// - Returns: nil for a key that is not one of the menu's own.
  mutating func takeInSortMenu(_ character: Character) -> [Effect]? {
    if character == SortOrder.serverLetter { return sort(by: nil) }
    return ListColumn.allCases.first { $0.letter == character }.map { sort(by: $0) }
  }

  mutating func reverseSort() -> [Effect] {
    guard query.order.column != nil else {
      message = Message("the rows stand in the server's order; s sorts them by a column")
      return []
    }
    query.order = query.order.reversed
    return queryChanged()
  }

  mutating func sort(by column: ListColumn?) -> [Effect] {
    overlays.close()
    let order = query.order.choosing(column)
    guard order != query.order else { return [] }
    query.order = order
    return queryChanged()
  }
}
