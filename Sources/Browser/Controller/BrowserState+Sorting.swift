import BatchInsight

/// The order of the rows: `s` and `S`.
extension BrowserState {
  mutating func openSortMenu() {
    overlays.open(.sort(SortMenu(at: query.order)))
  }

  mutating func reverseSort() -> [Effect] {
    guard query.order.column != nil else {
      message = .notSorted
      return []
    }
    query.order = query.order.reversed
    return queryChanged()
  }

  mutating func sort(by column: ListColumn?) -> [Effect] {
    let order = query.order.choosing(column)
    guard order != query.order else { return [] }
    query.order = order
    return queryChanged()
  }
}
