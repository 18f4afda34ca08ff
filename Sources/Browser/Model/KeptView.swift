import BatchInsight
import BatchPresentation
import Batches

/// How the user left the browser, to begin with it in the next run.
package struct KeptView: Sendable, Hashable {
  package var place: ListPlace
  var columns: ColumnChoice
  var times: TimeMode
  var pane: PaneChoice

  /// How the browser begins without one.
  package init() {
    place = ListPlace()
    columns = ColumnChoice()
    times = .relative
    pane = PaneChoice()
  }
}

extension BrowserState {
  /// Begins as the user left the browser.
  package mutating func restore(_ view: KeptView) {
    screen.restore(view)
    restore(view.place)
    _ = arrangeIfDue()
  }

  /// Says that the file with the view holds something else, beside what is said already.
  package mutating func noteDamagedView(_ path: String) {
    say(message.map { .both(.viewNotRead(path), $0) } ?? .viewNotRead(path))
  }

  /// How the user leaves it.
  var keptView: KeptView {
    var view = KeptView()
    view.place = place
    view.columns = screen.display.columns
    view.times = screen.display.timeMode
    view.pane = screen.chosenPane
    return view
  }
}

// MARK: In a file

/// The file does not hold what `KeptView.json` writes.
package struct KeptViewDamage: Error {
  package init() {}
}

extension KeptView {
  /// As one line of JSON. What is as at the first start is left out.
  package var json: String {
    let usual = KeptView()
    var members: [JSONMember] = []
    func add(_ name: String, _ value: JSONValue?) {
      if let value { members.append(JSONMember(name, value)) }
    }
    func names(_ columns: [ListColumn]) -> JSONValue { .array(columns.map { .string($0.name) }) }
    if let tab = Tab(rawValue: place.tab - 1), tab != .all { add("tab", .string(tab.name)) }
    if !place.filter.isEmpty { add("filter", .string(place.filter)) }
    add("sort", place.sort.map { .string($0) })
    add("selected", place.selected.map { .string($0) })
    if columns != usual.columns {
      add("columns", names(columns.menu.filter(columns.contains)))
      add("column_order", names(columns.order))
      add("columns_scrolled", .number(String(columns.scrolled)))
    }
    if times != usual.times { add("times", .string(times.name)) }
    if pane != usual.pane {
      add("pane", .bool(pane.isOn))
      add("pane_side", .string(pane.side.rawValue))
      add("pane_growth", .number(String(pane.growth)))
    }
    return String(decoding: JSONValue.object(members).json(escaping: .terminalSafe), as: UTF8.self)
      + "\n"
  }

  /// Unknown names, of columns or members, are those of another version and left out.
  package init(json: [UInt8]) throws(KeptViewDamage) {
    self.init()
    guard let value = JSONValue(parsing: json), case .object(let members) = value else {
      throw KeptViewDamage()
    }
    var chosen: [ListColumn]?
    var order: [ListColumn]?
    var scrolled = 0
    for member in members {
      switch (member.name, member.value) {
      case ("tab", .string(let name)):
        if let tab = Tab.allCases.first(where: { $0.name == name }) { place.tab = tab.rawValue + 1 }
      case ("filter", .string(let text)): place.filter = text
      case ("sort", .string(let name)): place.sort = name
      case ("selected", .string(let id)): place.selected = id
      case ("columns", .array(let names)): chosen = try Self.columns(names)
      case ("column_order", .array(let names)): order = try Self.columns(names)
      case ("columns_scrolled", .number(let text)): scrolled = try Self.count(text)
      case ("times", .string(let name)):
        times = TimeMode.allCases.first { $0.name == name } ?? times
      case ("pane", .bool(let isOn)): pane.isOn = isOn
      case ("pane_side", .string(let name)):
        pane.side = PaneChoice.Side(rawValue: name) ?? pane.side
      case ("pane_growth", .number(let text)): pane.growth = try Self.count(text)
      case ("tab", _), ("filter", _), ("sort", _), ("selected", _), ("columns", _),
        ("column_order", _), ("columns_scrolled", _), ("times", _), ("pane", _), ("pane_side", _),
        ("pane_growth", _):
        throw KeptViewDamage()
      default: break
      }
    }
    if chosen != nil || order != nil {
      columns = ColumnChoice(showing: chosen ?? [], order: order ?? [])
      columns.scrolled = max(0, scrolled)
    }
  }

  private static func columns(_ names: [JSONValue]) throws(KeptViewDamage) -> [ListColumn] {
    var columns: [ListColumn] = []
    for name in names {
      guard case .string(let name) = name else { throw KeptViewDamage() }
      if let column = ListColumn.allCases.first(where: { $0.name == name }) {
        columns.append(column)
      }
    }
    return columns
  }

  /// No more than a screen could have.
  private static func count(_ text: String) throws(KeptViewDamage) -> Int {
    guard let count = Int(text), abs(count) < 10_000 else { throw KeptViewDamage() }
    return count
  }
}

extension Tab {
  fileprivate var name: String { title.lowercased() }
}

extension TimeMode {
  fileprivate var name: String {
    switch self {
    case .relative: "relative"
    case .local: "local"
    case .utc: "utc"
    }
  }
}
