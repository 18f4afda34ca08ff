import Screen

extension BrowserState {
  /// Rows that one notch of the wheel moves.
  private static let wheelRows = 3

  mutating func take(_ event: MouseEvent) -> [Effect] {
    guard hasMouse else { return [] }
    message = nil
    hasLooked = true
    if overlay != nil {
      switch event.action {
      case .wheelUp: return perform(.up)
      case .wheelDown: return perform(.down)
      case .press: return pressInMenu(at: event.point)
      }
    }
    if layout.detail?.contains(event.point) == true {
      switch event.action {
      case .press: enterDetail()
      case .wheelUp: for _ in 0..<Self.wheelRows { scrollDetail(.up) }
      case .wheelDown: for _ in 0..<Self.wheelRows { scrollDetail(.down) }
      }
      return []
    }
    if event.action == .press, gantt == nil, !list.isEmpty,
      layout.columnNames.contains(event.point)
    {
      return sort(by: listColumns.column(at: event.point.column - layout.columnNames.column))
    }
    if event.action == .press,
      let tab = TabsView(state: self, theme: Theme(charset: charset)).tab(at: event.point)
    {
      return choose(tab)
    }
    guard layout.rows.contains(event.point) else { return [] }
    switch event.action {
    case .press:
      let index = topIndex + event.point.row - layout.rows.row
      leaveDetail()
      if index < shownCount { moveCursor(to: index) }
    case .wheelUp: moveCursor(to: (cursorIndex ?? 0) - Self.wheelRows, scrolling: -Self.wheelRows)
    case .wheelDown: moveCursor(to: (cursorIndex ?? 0) + Self.wheelRows, scrolling: Self.wheelRows)
    }
    return []
  }

  private mutating func pressInMenu(at point: Point) -> [Effect] {
    let menu = popup(Theme(charset: charset))
    guard let index = menu?.index(at: point, on: size) else { return [] }
    switch overlay {
    case .copy: return chooseCopy(index, .open)
    case .sort: return chooseSort(index, .open)
    case .columns:
      overlay = .columns(choice: index)
      return takeInMenu(.character(" ")) ?? []
    case .prompt, .help, .log, .confirmReread, .confirmReplace, nil: return []
    }
  }
}
