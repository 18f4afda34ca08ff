import Batches
import Screen

/// Everything the program knows. Changed only by `update`; drawn by `draw`.
public struct BrowserState: Sendable {
  /// What stays the same for the whole run.
  public struct Settings: Sendable {
    /// The server's name for the head line.
    public var serverName: String
    /// Rows to ask for in one page.
    public var pageSize: Int
    public var zone: ZoneRules
    /// How the end of a followed batch is told outside of the screen.
    public var notice: Notice
    /// Starts the source of jitter.
    public var seed: UInt64

    public init(
      serverName: String, pageSize: Int, zone: ZoneRules, notice: Notice = .off, seed: UInt64
    ) {
      self.serverName = serverName
      self.pageSize = pageSize
      self.zone = zone
      self.notice = notice
      self.seed = seed
    }
  }

  /// Why a row is marked until it was looked at.
  enum Mark: Sendable, Hashable {
    case new
    case changed
  }

  enum Focus: Sendable, Hashable {
    case list
    case detail
  }

  public let settings: Settings
  /// Which key means which command, as of the last event.
  var keymap = Keymap.standard
  /// As of the last event.
  var clocks: Clocks
  var size: Size
  var charset: Charset

  var list = BatchList()
  /// What is asked of the server, and where its list goes on.
  var loader: PageLoader
  var marks: [BatchID: Mark] = [:]
  var statistics = ListStatistics()
  /// Rows that arrived above the viewport and were not scrolled to yet.
  var arrivals = 0

  /// Which rows are shown in which order; `queryChanged` makes it so.
  var query = ViewQuery()
  /// The filter as it was typed.
  var filterText = ""
  /// Filters of this run, the oldest first.
  var filterHistory: [String] = []
  /// The rows that are shown.
  var shown = ShownRows.all
  var arranging = Arranging()
  /// Where the cursor was before the view took the row from under it.
  var displaced: Selection?
  var stretch = Stretch()
  var searching = Searching()

  /// The user moved since rows were last asked for: a gap on screen may be filled.
  var gapMayBeFilled = false
  var saving: Saving?
  var savesStarted = 0
  /// The paths that were saved to, or tried, the latest last.
  var savePaths: [String] = []
  var copiesStarted = 0

  var changeLog = ChangeLog()
  /// The id of the batch that is followed, also after its end.
  var followed: String?
  /// What is still to be told outside of the screen.
  var notices: [Effect] = []
  /// A key was pressed since the last refresh: what was on screen has been looked at.
  var hasLooked = false

  var selection = Selection()
  var focus = Focus.list
  var pane = PaneChoice()
  /// The pane was off until the detail got the focus, and goes with it.
  var paneOpenedByFocus = false
  /// Rows by which the detail is scrolled.
  var detailTop = 0
  var timeMode = TimeMode.relative
  var columns = ColumnChoice()
  /// The picture in place of the list; nil for the list.
  var gantt: GanttState?
  var overlays = OverlaySlot()
  var message: Message?
  /// Whether the mouse is the program's.
  var hasMouse = false

  /// - Parameter now: seconds since 1970 by our own clock.
  public init(settings: Settings, size: Size, charset: Charset, now: Double) {
    self.settings = settings
    self.size = size
    self.charset = charset
    clocks = Clocks(local: now)
    loader = PageLoader(pageSize: settings.pageSize, seed: settings.seed)
  }
}

extension BrowserState {
  var layout: Layout {
    var pane = pane
    // Without a batch there is no detail: what is said instead gets the room.
    if list.isEmpty { pane.isOn = false }
    return layout(pane: pane)
  }

  /// The layout as it would be with another choice for the pane.
  func layout(pane: PaneChoice) -> Layout {
    Layout(
      size: size, pane: pane, detailHasFocus: focus == .detail, hasFollowed: followed != nil,
      footRows: overlays.traits.footRows)
  }

  /// The index among the rows that are shown of the row under the cursor; nil without any.
  var cursorIndex: Int? {
    selection.id.flatMap { shownIndex(of: $0) }
  }

  /// Where the row under the cursor stands in the list.
  var selectedListIndex: Int? {
    selection.id.flatMap { list.index(of: $0) }
  }

  var selectedRow: BatchRow? {
    selection.id.flatMap { list.row($0) }
  }

  /// The index, among those that are shown, of the first row on screen.
  var topIndex: Int {
    max(0, (cursorIndex ?? 0) - min(selection.line, max(0, layout.rows.rows - 1)))
  }

  /// The indices, among those that are shown, of the rows on screen.
  var visibleIndices: Range<Int> {
    let top = min(topIndex, shownCount)
    return top..<min(shownCount, top + layout.rows.rows)
  }
}
