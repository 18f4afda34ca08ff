import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The line below the last loaded row: whether there is more, or why it cannot be loaded.
struct ListEnd: Sendable {
  /// How far the list is read, and what keeps it from being read further.
  struct Tail: Sendable {
    let coverage: Pager.Coverage
    let isLoading: Bool
    /// Why no more rows are loaded: a failure, or a pause before the next try.
    let failure: ServiceFailure?
    /// Of the request that failed.
    let countdown: RetryCountdown?
    /// Whether pages are being read in search of rows to show.
    let isFillingScreen: Bool
    let budget: FillBudget
  }

  /// What is known of batches that the server no longer lists.
  enum Gone: Sendable {
    case noHistory, asking, known
  }

  let tail: Tail
  /// nil where the rows are of batches that it lists.
  let gone: Gone?
  /// Rows that are loaded, shown or not.
  let loaded: Int
  /// No row is shown.
  let isAlone: Bool
  let query: ViewQuery
  let isTypingFilter: Bool
  /// Whether the rows on screen are not yet those that were asked for.
  let isArranging: Bool
  let keymap: Keymap
  let theme: Theme

  /// - Parameter rows: that fill the screen as far as there are any.
  func draw(below rows: VisibleRows, into frame: inout Frame, _ lifetime: inout Lifetime) {
    let area = rows.area
    lifetime.limit(to: tail.countdown?.nextChange)
    let room = max(0, area.columns - 4)
    let lines = isAlone ? page(columns: room) : [line]
    // An empty screen has the room to say it calmly, below the eye's first line.
    let top = isAlone && area.rows > 8 ? 2 : 0
    for (offset, styled) in lines.enumerated() {
      let row = area.row + rows.rows.count + top + offset
      guard row < area.endRow else { break }
      frame.draw(
        styled.truncated(to: room, ellipsis: theme.ellipsis),
        at: Point(column: area.column + 4, row: row), clip: area)
    }
  }

  /// In one line, below rows.
  var line: StyledLine {
    if gone != nil {
      return StyledLine("no longer listed by the server; shown as last seen", theme.secondary)
    }
    if tail.isLoading { return loading }
    if let failure = tail.failure {
      var line = StyledLine(failure.summary, theme.error)
      line.append("  ")
      line.append(again, theme.secondary)
      return line
    }
    switch tail.coverage {
    case .more: return StyledLine(more, theme.secondary)
    case .complete:
      return StyledLine("end of the list", theme.secondary)
    case .maybeIncomplete(let reason):
      return StyledLine("the list may be incomplete: \(reason)", theme.warning)
    }
  }

  private var loading: StyledLine {
    guard tail.isFillingScreen else {
      return StyledLine("loading more" + theme.ellipsis, theme.secondary)
    }
    var line = StyledLine("reading on for more", theme.accent)
    line.append(
      ": page \(tail.budget.pages) of at most \(FillBudget.mostPages)", theme.secondary)
    line.append("   " + key(.interrupt), theme.key)
    line.append(" stops", theme.secondary)
    return line
  }

  /// What is left on the server, and why it is not being read.
  private var more: String {
    guard query.hidesRows, tail.budget.isSpent else { return "more on the server" }
    return tail.budget.isStopped
      ? "stopped; more on the server, \(key(.last)) reads on"
      : "\(tail.budget.pages) pages read; more on the server, \(key(.last)) reads on"
  }

  /// In several lines, where there are no rows at all.
  func page(columns: Int) -> [StyledLine] {
    if let gone { return lines(for: gone, columns: columns) }
    if loaded > 0 { return nothingMatches }
    if let failure = tail.failure { return lines(for: failure, columns: columns) }
    if tail.isLoading {
      return [StyledLine("loading the first page" + theme.ellipsis, theme.secondary)]
    }
    switch tail.coverage {
    case .more: return [StyledLine("nothing is loaded yet", theme.secondary)]
    case .complete:
      return [
        StyledLine("No batches here yet.", theme.title), StyledLine(""),
        StyledLine(
          "The server answered with an empty list. \(key(.refresh)) asks again.", theme.secondary),
      ]
    case .maybeIncomplete(let reason):
      let sentence = "No batches came; the list may be incomplete: \(reason)"
      return ScreenText.wrapped(sentence, to: columns).map { StyledLine($0, theme.warning) }
    }
  }

  /// Where rows are loaded, and none of them is shown.
  private var nothingMatches: [StyledLine] {
    if isArranging {
      return [StyledLine("looking through the rows" + theme.ellipsis, theme.secondary)]
    }
    return [
      StyledLine("None of the \(loaded.grouped) loaded batches match.", theme.title), line,
    ] + ways
  }

  /// How more is shown.
  private var ways: [StyledLine] {
    var ways: [String] = []
    if !query.filter.isEmpty, !isTypingFilter {
      ways.append("\(key(.back)) clears the filter")
    }
    if query.tab != .all { ways.append("\(key(.allTab)) shows all") }
    return [StyledLine(ways.joined(separator: ", "), theme.secondary)]
  }

  private func lines(for gone: Gone, columns: Int) -> [StyledLine] {
    switch gone {
    case .noHistory:
      return ScreenText.wrapped(
        "No history is kept, so nothing is known of batches that the server no longer lists.",
        to: columns
      ).map { StyledLine($0, theme.title) }
    case .asking:
      return [StyledLine("reading the history" + theme.ellipsis, theme.secondary)]
    case .known where loaded == 0:
      return ScreenText.wrapped("No batch is known to be gone from the server.", to: columns)
        .map { StyledLine($0, theme.title) } + ways
    case .known where isArranging:
      return [StyledLine("looking through the rows" + theme.ellipsis, theme.secondary)]
    case .known:
      return [
        StyledLine(
          "None of the \(loaded.grouped) batches match that are gone from the server.", theme.title)
      ] + ways
    }
  }

  private var again: String {
    tail.countdown == nil
      ? "\(key(.refresh)) tries again"
      : "\(key(.refresh)) tries again now, \(key(.back)) stops"
  }

  private func key(_ command: Command) -> String { keymap.label(of: command) }

  private func lines(for failure: ServiceFailure, columns: Int) -> [StyledLine] {
    var lines = ScreenText.wrapped(failure.headline + ".", to: columns)
      .map { StyledLine($0, theme.error.adding(.bold)) }
    if let said = failure.serverWords {
      lines += ScreenText.wrapped("The server said: \(said)", to: columns).map { StyledLine($0) }
    }
    if let countdown = tail.countdown {
      lines.append(StyledLine())
      lines.append(StyledLine(countdown.sentence + "."))
    } else if let advice = failure.whatToDo {
      lines.append(StyledLine())
      lines += ScreenText.wrapped(advice + ".", to: columns).map { StyledLine($0) }
    }
    lines.append(StyledLine())
    if let trace = failure.traceID {
      lines.append(StyledLine("trace id \(trace)", theme.secondary))
    }
    lines.append(StyledLine(again, theme.secondary))
    return lines
  }
}

extension ListEnd {
  /// - Returns: nil where the rows fill the screen.
  init?(below rows: VisibleRows, state: BrowserState, theme: Theme) {
    guard rows.rows.count < rows.area.rows else { return nil }
    tail = Tail(
      of: state.loader, isFillingScreen: state.isFillingScreen, budget: state.rows.budget,
      now: state.clocks.local.time)
    gone =
      if state.showsGone {
        !state.settings.keepsHistory ? .noHistory : state.recall.gone.isKnown ? .known : .asking
      } else {
        nil
      }
    loaded = state.shownList.count
    isAlone = state.shownCount == 0
    query = state.query
    isTypingFilter = state.isTypingFilter
    isArranging = state.rows.isArranging
    keymap = state.settings.keymap
    self.theme = theme
  }
}

extension ListEnd.Tail {
  /// - Parameter now: seconds since 1970 by our clock.
  init(of loader: PageLoader, isFillingScreen: Bool, budget: FillBudget, now: Double) {
    coverage = loader.tail.coverage
    let isReading = loader.purpose == .tail
    isLoading = loader.isWaiting && (isFillingScreen || isReading)
    failure = (isReading ? loader.pause?.failure : nil) ?? loader.tailFailure
    countdown = RetryCountdown(of: loader, now: now)
    self.isFillingScreen = isFillingScreen
    self.budget = budget
  }
}
