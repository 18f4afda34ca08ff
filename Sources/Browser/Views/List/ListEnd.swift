import BatchInsight
import BatchPresentation
import BatchStore
import Batches
import Screen

/// The line below the last loaded row: whether there is more, or why it cannot be loaded.
struct ListEnd {
  let shown: ShownState
  let theme: Theme

  private var state: BrowserState { shown.state }

  /// In one line, below rows.
  var line: StyledLine {
    if isLoading { return loading }
    if let failure = failure {
      var line = StyledLine(failure.summary, theme.error)
      line.append("  ")
      line.append(again, theme.secondary)
      return line
    }
    switch state.loader.tail.coverage {
    case .more: return StyledLine(more, theme.secondary)
    case .complete:
      return StyledLine("end of the list", theme.secondary)
    case .maybeIncomplete(let reason):
      return StyledLine("the list may be incomplete: \(reason)", theme.warning)
    }
  }

  private var loading: StyledLine {
    guard state.isFillingScreen else {
      return StyledLine("loading more" + theme.ellipsis, theme.secondary)
    }
    var line = StyledLine("reading on for more", theme.accent)
    line.append(
      ": page \(state.rows.budget.pages) of at most \(FillBudget.mostPages)", theme.secondary)
    line.append("   " + key(.interrupt), theme.key)
    line.append(" stops", theme.secondary)
    return line
  }

  /// What is left on the server, and why it is not being read.
  private var more: String {
    guard state.query.hidesRows, state.rows.budget.isSpent else { return "more on the server" }
    return state.rows.budget.isStopped
      ? "stopped; more on the server, \(key(.last)) reads on"
      : "\(state.rows.budget.pages) pages read; more on the server, \(key(.last)) reads on"
  }

  /// In several lines, where there are no rows at all.
  func page(columns: Int) -> [StyledLine] {
    if !state.list.isEmpty { return nothingMatches }
    if let failure { return lines(for: failure, columns: columns) }
    if isLoading {
      return [StyledLine("loading the first page" + theme.ellipsis, theme.secondary)]
    }
    switch state.loader.tail.coverage {
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
    if state.rows.isArranging {
      return [StyledLine("looking through the rows" + theme.ellipsis, theme.secondary)]
    }
    var ways: [String] = []
    if !state.query.filter.isEmpty, !state.isTypingFilter {
      ways.append("\(key(.back)) clears the filter")
    }
    if state.query.tab != .all { ways.append("\(key(.allTab)) shows all") }
    return [
      StyledLine(
        "None of the \(state.list.count.grouped) loaded batches match.", theme.title),
      line,
      StyledLine(ways.joined(separator: ", "), theme.secondary),
    ]
  }

  private var isLoading: Bool {
    guard state.loader.isWaiting else { return false }
    return state.isFillingScreen || state.loader.purpose == .tail
  }

  /// Why no more rows are loaded: a failure, or a pause before the next try.
  private var failure: ServiceFailure? {
    if state.loader.purpose == .tail, let failure = state.loader.pause?.failure {
      return failure
    }
    return state.loader.tailFailure
  }

  private var again: String {
    countdown == nil
      ? "\(key(.refresh)) tries again"
      : "\(key(.refresh)) tries again now, \(key(.back)) stops"
  }

  private func key(_ command: Command) -> String { state.settings.keymap.label(of: command) }

  /// Of the request that failed.
  var countdown: RetryCountdown? {
    RetryCountdown(of: state.loader, now: state.clocks.local.time)
  }

  private func lines(for failure: ServiceFailure, columns: Int) -> [StyledLine] {
    var lines = ScreenText.wrapped(failure.headline + ".", to: columns)
      .map { StyledLine($0, theme.error.adding(.bold)) }
    if let said = failure.serverWords {
      lines += ScreenText.wrapped("The server said: \(said)", to: columns).map { StyledLine($0) }
    }
    if let countdown {
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
