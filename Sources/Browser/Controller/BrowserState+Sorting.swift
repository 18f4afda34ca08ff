import BatchInsight
import BatchPresentation

/// The order of the rows: `s` and `S`.
extension BrowserState {
  mutating func openSortMenu() {
    overlays.open(.sort(SortMenu(at: query.order)))
  }

  mutating func reverseSort() -> [Effect] {
    guard query.order.column != nil else {
      say(.notSorted)
      return []
    }
    return order(by: query.order.reversed)
  }

  mutating func sort(by column: ListColumn?) -> [Effect] {
    order(by: query.order.choosing(column))
  }

  private mutating func order(by order: SortOrder) -> [Effect] {
    rows.sort(by: order) ? arrangeIfDue(replacing: true) : []
  }
}
