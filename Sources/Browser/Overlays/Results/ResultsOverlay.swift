import BatchPresentation
import BatchResults
import Batches
import Screen

/// `o`: the results of the selected batch: its failures by cause, what succeeded and what is missing; the
/// requests of each; and one request with its answer.
///
/// Holds where the cursor is. What is known of the files is `OpenResults`.
struct ResultsOverlay: OverlayContent {
  static let traits = OverlayTraits(coversPanes: true)

  enum Tab: Int, Sendable, Hashable, CaseIterable {
    case failures, output, missing

    /// What chooses it: the same keys as the tabs of the list in their order.
    var command: Command {
      switch self {
      case .failures: .allTab
      case .output: .activeTab
      case .missing: .problemsTab
      }
    }
  }

  private(set) var tab: Tab
  /// Among the groups of failures.
  private(set) var groups = RowCursor()
  /// The number of the chosen group, which stays chosen as others outgrow it; nil before a key.
  private var chosenGroup: Int?
  /// Whether the requests of the chosen group are listed.
  private(set) var showsGroup = false
  /// Among the requests that are listed.
  private(set) var rows = RowCursor()
  /// Whether the cursor goes to the last request as further ones are loaded.
  private var goesToLast = false
  /// What the listed requests contain; empty for all.
  private(set) var text = ""
  /// The request that is shown; nil for none.
  private(set) var document: DocumentCursor?
  /// What is typed after `/`; nil for nothing.
  private(set) var typed: LineEditor?

  init(of results: OpenResults) {
    switch results.files.failures {
    case .notNamed where results.files.source(of: .output) != nil: tab = .output
    default: tab = .failures
    }
  }

  var overlay: Overlay { .results(self) }

  /// The list whose requests are shown; nil for the groups.
  func list(in results: OpenResults) -> ResultList? {
    switch tab {
    case .failures: showsGroup ? group(in: results).map { .group($0.number) } : nil
    case .output: .successes
    case .missing: .missing
    }
  }

  /// The chosen group.
  func group(in results: OpenResults) -> FailureGroup? {
    let all = results.failures?.groups ?? []
    return all.first { $0.number == chosenGroup }
      ?? (all.indices.contains(groups.index) ? all[groups.index] : all.last)
  }

  var hints: [KeyHint] {
    if document != nil {
      return [
        KeyHint(.down, "move"), KeyHint(.open, "fold"), KeyHint(.search, "search"),
        KeyHint(.apiPageForward, "next"), KeyHint(.copyID, "copy"), KeyHint(.back),
      ]
    }
    var hints = [KeyHint(.down, "move"), KeyHint(.open, "open")]
    if isShowingRequests { hints.append(KeyHint(.search, "search")) }
    return hints + [
      KeyHint(.save, "save"), KeyHint(.copyID, "copy"), KeyHint(.otherPane, "next tab"),
      KeyHint(.back),
    ]
  }

  private var isShowingRequests: Bool { tab != .failures || showsGroup }

  // MARK: Events

  mutating func handle(_ event: OverlayEvent, in context: OverlayContext) -> OverlayResult {
    guard let results = context.results else { return .closed([]) }
    switch event {
    case .key(let key) where typed != nil: return type(key, results, context)
    case .paste(let pasted) where typed != nil:
      typed?.insert(pasted)
      return .consumed([])
    case .command(let command): return handle(command, results, context)
    case .press(let point): return press(point, results, context)
    case .resized, .resultsChanged:
      keepPlace(results, context)
      return .consumed(wantRows(results, context))
    default: return .ignored
    }
  }

  private mutating func handle(
    _ command: Command, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    if let tab = Tab.allCases.first(where: { $0.command == command }) {
      return choose(tab, results, context)
    }
    switch command {
    case .results, .quit: return close(context)
    case .interrupt where context.save != nil: return .consumed([.cancelSave])
    case .interrupt where results.isReading: return .consumed([.askReader([.stop])])
    case .back, .interrupt: return back(results, context)
    case .help: return .consumed([.open(.help(HelpOverlay()))])
    case .otherPane:
      let next = Tab(rawValue: (tab.rawValue + 1) % Tab.allCases.count) ?? .failures
      return choose(next, results, context)
    case .refresh: return .consumed(readAgain(results))
    case .save: return .consumed([.open(.resultsSave(ResultsSaveMenu(of: results)))])
    case .cancelBatch: return .consumed([.say(.cancelsInList)])
    case .copyID:
      return .consumed(copyFields(results).first.map { [.copy($0)] } ?? [])
    case .chooseCopy:
      let fields = copyFields(results)
      return .consumed(fields.isEmpty ? [] : [.open(.resultsCopy(ResultsCopyMenu(fields: fields)))])
    default: break
    }
    if document != nil { return handleInDocument(command, results, context) }
    return handleInList(command, results, context)
  }

  private mutating func back(
    _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    if document != nil {
      document = nil
      return .consumed([.closeLine])
    }
    if isShowingRequests, !text.isEmpty {
      text = ""
      return .consumed(openList(results, context))
    }
    if showsGroup, tab == .failures {
      showsGroup = false
      return .consumed([.closeList])
    }
    return results.isReading && context.save == nil
      ? .consumed([.askReader([.stop])]) : close(context)
  }

  /// What is saved is read from what was received.
  private func close(_ context: OverlayContext) -> OverlayResult {
    context.save == nil ? .closed([.closeResults]) : .consumed([.say(.resultsStillSaving)])
  }

  private mutating func choose(
    _ tab: Tab, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    self.tab = tab
    typed = nil
    showsGroup = false
    document = nil
    text = ""
    return .consumed([.closeList, .readResults(tab)] + openList(results, context))
  }

  /// Asks for the listed requests from the first one.
  private mutating func openList(
    _ results: OpenResults, _ context: OverlayContext
  ) -> [OverlayAction] {
    rows = RowCursor()
    goesToLast = false
    guard let list = list(in: results) else { return [] }
    return [.openList(list, matching: text, rows: listHeight(context) * 2)]
  }

  private func wantRows(_ results: OpenResults, _ context: OverlayContext) -> [OverlayAction] {
    guard isShowingRequests, document == nil else { return [] }
    return [.wantRows(rows.top + listHeight(context) * 3)]
  }

  /// Reads a file again that failed or was stopped.
  private func readAgain(_ results: OpenResults) -> [OverlayAction] {
    if let failure = failure(in: results), failure.kind == .fileElsewhere {
      return [.open(.followURL(FollowURLConfirmation(failure: failure, tab: tab)))]
    }
    return [.readResults(tab)]
  }

  /// Why what the tab shows could not be read.
  private func failure(in results: OpenResults) -> ServiceFailure? {
    if tab == .missing {
      if case .failed(.failed(let failure)) = results.comparison { return failure }
      return nil
    }
    if case .failed(let failure)? = results.progress(of: place(in: results))?.phase {
      return failure
    }
    return nil
  }

  /// Where what the tab shows comes from.
  func place(in results: OpenResults) -> FileAvailability {
    switch tab {
    case .failures: results.files.failures
    case .output: results.files.place(of: .output)
    case .missing: results.files.place(of: .input)
    }
  }

  /// What is shown stays in its place when the screen or the files change.
  private mutating func keepPlace(_ results: OpenResults, _ context: OverlayContext) {
    let all = results.failures?.groups ?? []
    let height = groupHeight(context)
    if let chosenGroup, let index = all.firstIndex(where: { $0.number == chosenGroup }) {
      groups.move(to: index, count: all.count, height: height)
    } else {
      groups.fit(count: all.count, height: height)
    }
    let lines = results.lines?.lines.count ?? 0
    rows.fit(count: lines, height: listHeight(context))
    if goesToLast { rows.move(to: lines - 1, count: lines, height: listHeight(context)) }
    if let shown = results.shown {
      let height = documentHeight(context)
      document?.lay(out: shown, results.batch, height: height, in: context)
    }
  }

  // MARK: Lists

  private mutating func handleInList(
    _ command: Command, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    guard isShowingRequests else { return handleInGroups(command, results, context) }
    let lines = results.lines?.lines ?? []
    switch command {
    case .open:
      guard lines.indices.contains(rows.index) else { return retryOrIgnore(results) }
      return .consumed(show(lines[rows.index], results, context))
    case .search:
      typed = LineEditor(text)
      return .consumed([])
    default:
      guard rows.move(by: command, count: lines.count, height: listHeight(context)) else {
        return .ignored
      }
      goesToLast = command == .last
      let wanted = command == .last ? ListedLines.mostLines : rows.top + listHeight(context) * 3
      return .consumed([.wantRows(wanted)])
    }
  }

  private func retryOrIgnore(_ results: OpenResults) -> OverlayResult {
    if tab == .missing, case .failed = results.comparison {
      return .consumed(readAgain(results))
    }
    return switch results.progress(of: place(in: results))?.phase {
    case .failed, .stopped: .consumed(readAgain(results))
    case .reading, .waiting, .complete, nil: .consumed([])
    }
  }

  private mutating func handleInGroups(
    _ command: Command, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    let all = results.failures?.groups ?? []
    if command == .open {
      guard let group = group(in: results) else { return retryOrIgnore(results) }
      chosenGroup = group.number
      showsGroup = true
      text = ""
      return .consumed(openList(results, context))
    }
    guard groups.move(by: command, count: all.count, height: groupHeight(context)) else {
      return .ignored
    }
    chosenGroup = all.indices.contains(groups.index) ? all[groups.index].number : nil
    return .consumed([])
  }

  private mutating func press(
    _ point: Point, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    let view = ResultsView(self, results, context)
    if let tab = view.tab(at: point) { return choose(tab, results, context) }
    guard document == nil, let index = view.row(at: point) else { return .consumed([]) }
    if isShowingRequests {
      rows.move(
        to: index, count: results.lines?.lines.count ?? 0, height: listHeight(context))
    } else {
      let all = results.failures?.groups ?? []
      groups.move(to: index, count: all.count, height: groupHeight(context))
      chosenGroup = all.indices.contains(groups.index) ? all[groups.index].number : nil
    }
    return .consumed([])
  }

  // MARK: Typing

  private mutating func type(
    _ key: Key, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    switch key {
    case .enter:
      let query = typed?.text ?? ""
      typed = nil
      if document != nil {
        let height = documentHeight(context)
        document?.search(query, height: height)
        return .consumed(
          query.isEmpty || document?.hasMatch == true ? [] : [.say(.notFound(query))])
      }
      text = query
      return .consumed(openList(results, context))
    case _ where context.keymap.leavesPrompt(key): typed = nil
    default: typed?.edit(key)
    }
    return .consumed([])
  }

  // MARK: One request

  private mutating func show(
    _ line: FoundLine, _ results: OpenResults, _ context: OverlayContext
  ) -> [OverlayAction] {
    guard let list = list(in: results) else { return [] }
    document = DocumentCursor()
    return [.showLine(line, in: list)]
  }

  private mutating func handleInDocument(
    _ command: Command, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    let height = documentHeight(context)
    switch command {
    case .open:
      if let shown = results.shown {
        document?.toggle(shown, results.batch, height: height, in: context)
      }
    case .search: typed = LineEditor()
    case .nextProblem, .previousProblem:
      document?.searchOn(down: command == .nextProblem, height: height)
    case .apiPageForward, .apiPageBack:
      return showNeighbour(command == .apiPageForward ? 1 : -1, results, context)
    default:
      guard document?.move(by: command, height: height) == true else { return .ignored }
    }
    return .consumed([])
  }

  private mutating func showNeighbour(
    _ step: Int, _ results: OpenResults, _ context: OverlayContext
  ) -> OverlayResult {
    let lines = results.lines?.lines ?? []
    let index = rows.index + step
    guard lines.indices.contains(index) else { return .consumed([]) }
    rows.move(to: index, count: lines.count, height: listHeight(context))
    return .consumed(
      show(lines[index], results, context) + [.wantRows(rows.top + listHeight(context) * 3)])
  }

  // MARK: Copying

  /// What can be copied of what is chosen, the most useful first.
  private func copyFields(_ results: OpenResults) -> [CopyField] {
    if document != nil, let shown = results.shown { return CopyField.all(of: shown) }
    if isShowingRequests {
      let lines = results.lines?.lines ?? []
      return lines.indices.contains(rows.index) ? CopyField.all(of: lines[rows.index]) : []
    }
    return group(in: results).map { CopyField.all(of: $0) } ?? []
  }

  // MARK: Drawing

  func draw(in context: OverlayContext, into frame: inout Frame) {
    guard let results = context.results else { return }
    ResultsView(self, results, context).draw(into: &frame)
  }

  func drawFoot(_ area: Rect, in context: OverlayContext, into frame: inout Frame) -> Bool {
    if let typed {
      PromptView(label: "/", line: typed, theme: context.theme).draw(in: area, into: &frame)
      return true
    }
    return false
  }

  func listHeight(_ context: OverlayContext) -> Int {
    ResultsView.Areas(context.body, hasExample: false).rows.rows
  }

  func groupHeight(_ context: OverlayContext) -> Int {
    ResultsView.Areas(context.body, hasExample: true).rows.rows
  }

  func documentHeight(_ context: OverlayContext) -> Int {
    ResultsView.Areas(context.body, hasExample: false).document.rows
  }
}
