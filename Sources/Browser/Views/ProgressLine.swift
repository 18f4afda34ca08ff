import BatchInsight
import BatchPresentation
import Batches
import Screen

/// What is in progress, with the keys that stop it, for the foot.
struct ProgressLine: Sendable {
  enum Work: Sendable {
    case saving(Exports.Save)
    /// For the next try of a request that failed.
    case waiting(ServiceFailure, RetryCountdown)
    case loadingAll(LoadAllProgress)
    case refreshing
    /// `page` counts from 1; `pages` is an estimate.
    case reloading(page: Int, pages: Int)
  }

  let work: Work
  /// Of the foot.
  let columns: Int
  /// Seconds since 1970 by our clock.
  let now: Double
  let keymap: Keymap
  let theme: Theme

  var line: StyledLine {
    switch work {
    case .saving(let save): running(text(of: save))
    case .waiting(let failure, let countdown): waiting(failure, countdown)
    case .loadingAll(let progress): loading(progress)
    case .refreshing: running("refreshing" + theme.ellipsis)
    case .reloading(let page, let pages):
      running("reading everything again: page \(page.grouped) of about \(pages.grouped)")
    }
  }

  /// When the line says something else although nothing happens, in seconds since 1970; nil for never.
  var nextChange: Double? {
    if case .waiting(_, let countdown) = work { return countdown.nextChange }
    return nil
  }

  private func text(of save: Exports.Save) -> String {
    switch save.target.subject {
    case .rows, .marked:
      "saving: \(save.written?.grouped ?? "0") of \(save.extent?.rows.grouped ?? "") rows"
    case .results(let subject):
      "saving \(save.target.name)\(save.written.map { ": " + subject.words($0) } ?? theme.ellipsis)"
    }
  }

  private func waiting(_ failure: ServiceFailure, _ countdown: RetryCountdown) -> StyledLine {
    var keys = StyledLine("   " + key(.refresh), theme.key)
    keys.append(" now   ", theme.secondary)
    keys.append(key(.back), theme.key)
    keys.append(" stop", theme.secondary)
    // The reason is in the list; the countdown and its keys are only here.
    let room = columns - 4 - keys.columns - ScreenText.columns(of: countdown.text)
    if room < 8 { return StyledLine(countdown.sentence) + keys }
    let reason =
      ScreenText.columns(of: failure.summary) <= room ? failure.summary : failure.brief
    return StyledLine(theme.glyphs.flag + " ", theme.warning)
      + StyledLine(
        ScreenText.truncated(reason, to: room, ellipsis: theme.ellipsis) + ", "
          + countdown.text) + keys
  }

  /// "loading all: 37 pages, 3,700 rows, 1,240 rows/s", or as much of it as there is room for.
  private func loading(_ progress: LoadAllProgress) -> StyledLine {
    let pages = progress.pages.grouped + (progress.pages == 1 ? " page" : " pages")
    let rows = progress.rows.grouped + " rows"
    let rate = progress.rate(now: now).map { $0.grouped + " rows/s" }
    let parts = [[pages, rows, rate], [rows, rate], [rows]].map { $0.compactMap { $0 } }
    let lines = parts.map {
      running("loading all: " + $0.joined(separator: ", "), ends: "stop")
    }
    return lines.first { $0.columns <= columns - 2 } ?? lines[lines.count - 1]
  }

  private func key(_ command: Command) -> String { keymap.label(of: command) }

  private func running(_ text: String, ends verb: String = "cancel") -> StyledLine {
    var line = StyledLine(text, theme.accent)
    line.append("   " + key(.interrupt), theme.key)
    line.append(" " + verb, theme.secondary)
    return line
  }
}

extension ProgressLine {
  /// - Returns: nil where nothing is in progress that the keys on screen stop.
  init?(state: BrowserState, columns: Int, theme: Theme) {
    guard let work = Work(state: state) else { return nil }
    self.work = work
    self.columns = columns
    now = state.clocks.local.time
    keymap = state.settings.keymap
    self.theme = theme
  }
}

extension ProgressLine.Work {
  fileprivate init?(state: BrowserState) {
    // An overlay has the keys that would stop what is going on; that of the results passes one on.
    let isResults = if case .results = state.overlay { true } else { false }
    guard state.overlay == nil || isResults else { return nil }
    if let save = state.exports.save, save.isShown {
      self = .saving(save)
      return
    }
    guard state.overlay == nil else { return nil }
    let loader = state.loader
    if let failure = loader.pause?.failure,
      let countdown = RetryCountdown(of: loader, now: state.clocks.local.time)
    {
      self = .waiting(failure, countdown)
      return
    }
    switch loader.purpose {
    case nil: return nil
    case .tail, .gap, .autoRefresh:
      guard let progress = loader.loadAll else { return nil }
      self = .loadingAll(progress)
    case .refresh: self = .refreshing
    case .reload:
      self = .reloading(
        page: (loader.pagesReloaded ?? 0) + 1, pages: max(1, state.pagesLoaded))
    }
  }
}

extension Exports.Save {
  /// Rows are usually written before the eye could read it.
  fileprivate var isShown: Bool { written != nil || !target.subject.isRows }
}
