import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// Everything the program knows. Changed only by `update`; drawn by `draw`.
package struct BrowserState: Sendable {
  /// What stays the same for the whole run.
  package struct Settings: Sendable {
    /// The server's name for the head line.
    package var serverName: String
    /// Rows to ask for in one page.
    package var pageSize: Int
    package var zone: ZoneRules
    /// The zone that local times should be in; nil where that is `zone`.
    package var unknownZone: UnknownZone?
    /// How the user is notified of the end of a followed batch outside of the screen.
    package var notice: Notice
    /// Which key means which command.
    package var keymap: Keymap
    /// Starts the source of jitter.
    package var seed: UInt64
    /// Where the files of a batch are.
    package var dialect = Dialect.common
    /// Where the provider shows batches in the web; nil where that is not known.
    package var consolePage: ConsolePage?
    /// Whether batches may be cancelled.
    package var allowsCancel = false
    /// Whether what is read is kept for later runs.
    package var keepsHistory = false
    /// The type of the terminal that this machine does not know, and the one used in its place.
    package var unknownTerminal: (name: String, used: String)?
    /// What is wrong with the configuration file, as a sentence; nil for nothing.
    package var complaint: String?
    /// The names of the profiles that can be switched to.
    package var profiles: [String] = []
    /// The one in use; nil for none.
    package var profile: String?

    package init(
      serverName: String, pageSize: Int, zone: ZoneRules, unknownZone: UnknownZone? = nil,
      notice: Notice = .off, keymap: Keymap = .standard, seed: UInt64
    ) {
      self.serverName = serverName
      self.pageSize = pageSize
      self.zone = zone
      self.unknownZone = unknownZone
      self.notice = notice
      self.keymap = keymap
      self.seed = seed
    }
  }

  package let settings: Settings
  /// As of the last event.
  var clocks: Clocks
  var screen: ScreenState

  var list = BatchList()
  /// What is asked of the server, and where its list continues.
  var loader: PageLoader
  var statistics: ListStatistics
  /// Which rows are from earlier runs, whether they were read again, and which the server no longer lists.
  var recall = Recall()

  /// Which rows are shown in which order.
  var rows = RowView()
  /// Which of these are on screen, and where the cursor is.
  var viewport = Viewport()
  /// What became of the rows since the program started.
  var following = Following()
  var exports = Exports()
  var results = ResultsState()

  var overlays = OverlaySlot()
  /// What the footer says until the next key; nil for nothing.
  private(set) var message: Message?

  /// - Parameter now: seconds since 1970 by our own clock.
  package init(settings: Settings, size: Size, charset: Charset, now: Double) {
    self.settings = settings
    screen = ScreenState(size: size, charset: charset)
    clocks = Clocks(local: now)
    statistics = ListStatistics(now: clocks.local.second)
    loader = PageLoader(pageSize: settings.pageSize, seed: settings.seed)
    let zone = settings.unknownZone.map(Message.unknownZone)
    let terminal = settings.unknownTerminal.map {
      Message.terminalUnknown(name: $0.name, used: $0.used)
    }
    let complaint = settings.complaint.map(Message.configuration)
    message = [complaint, zone, terminal].compactMap { $0 }
      .reduce(nil) { first, next in first.map { .both($0, next) } ?? next }
  }
}

extension BrowserState {
  mutating func say(_ message: Message?) { self.message = message }
}

// MARK: The screen

extension BrowserState {
  var theme: Theme { Theme(charset: screen.charset) }
  var layout: Layout { screen.layout(for: screenContents) }

  var screenContents: ScreenState.Contents {
    ScreenState.Contents(
      hasRows: hasRows, hasFollowed: following.isOn,
      footRows: overlays.traits.footRows)
  }
}

// MARK: The rows

extension BrowserState {
  var query: ViewQuery { rows.query }
  var selection: Selection { viewport.selection }
  var marks: Marks { viewport.marked }

  /// How long a phase usually takes. What is gone is in no phase any more.
  var baselines: PhaseBaselines { showsGone ? .none : statistics.baselines }

  var rowSource: RowView.Source {
    RowView.Source(list: shownList, clocks: clocks, baselines: baselines)
  }

  var shownCount: Int { rows.count(in: shownList) }
  var matchCount: Int { rows.matchCount(in: shownList) }

  /// The row at an index among those that are shown; nil beyond them.
  func shownRow(at index: Int) -> BatchRow? { rows.stored(at: index, in: shownList)?.row }

  /// Where a row is among those that are shown; nil for one that is not.
  func shownIndex(of id: String) -> Int? { rows.index(of: id, in: shownList) }

  /// The index among the rows that are shown of the row under the cursor; nil without any.
  var cursorIndex: Int? { selection.id.flatMap { shownIndex(of: $0) } }

  var selectedRow: BatchRow? { selection.id.flatMap { shownList.row($0) } }

  var viewportExtent: Viewport.Extent {
    Viewport.Extent(count: shownCount, height: layout.rows.rows, cursor: cursorIndex)
  }

  /// The index, among those that are shown, of the first row on screen.
  var topIndex: Int { viewport.top(in: viewportExtent) }

  /// The indices, among those that are shown, of the rows on screen.
  var visibleIndices: Range<Int> { viewport.visible(in: viewportExtent) }
}
