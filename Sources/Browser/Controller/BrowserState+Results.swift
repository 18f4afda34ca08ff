import BatchInsight
import BatchResults
import BatchStore
import Batches
import Screen

/// `o`: the results of the selected batch.
extension BrowserState {
  mutating func openResults() -> [Effect] {
    guard let batch = selectedRow?.batch else { return [] }
    var effects = closeResults()
    let files = ResultFiles(of: batch, settings.dialect)
    let opened = results.open(batch, files)
    let overlay = ResultsOverlay(of: opened)
    // Without failures, what succeeded is listed at once.
    if overlay.tab == .output {
      results.open?.open(.successes, matching: "", rows: screen.size.rows * 2)
    }
    overlays.open(.results(overlay))
    effects.append(.openResults(batch, files, session: opened.session))
    if batch.counts?.total == nil, case .file(let id)? = files.source(of: .input), !id.isURL {
      effects += ask([.countLines(id)])
    }
    return effects + readResults(overlay.tab)
  }

  mutating func closeResults() -> [Effect] {
    results.close().map { [.closeResults(session: $0)] } ?? []
  }

  /// Receives what a tab shows, unless that has come already.
  mutating func readResults(_ tab: ResultsOverlay.Tab) -> [Effect] {
    guard let files = results.open?.files else { return [] }
    switch tab {
    case .failures: return read(files.failures)
    case .output: return read(files.place(of: .output))
    case .missing: return ask(results.open?.beginComparing() ?? [])
    }
  }

  private func read(_ place: FileAvailability) -> [Effect] {
    place.source.map { ask([.read($0)]) } ?? []
  }

  func ask(_ requests: [ResultsRequest]) -> [Effect] {
    guard let session = results.open?.session else { return [] }
    return requests.map { .askReader($0, session: session) }
  }

  mutating func receive(_ event: ResultsEvent, session: Int) -> [Effect] {
    guard results.receive(event, session: session, now: clocks.local.time) else { return [] }
    return tellOverlays(.resultsChanged) + ask(results.open?.requestLines() ?? [])
      + askBeforeFollowing(event)
  }

  /// The user is asked when it turns out that a file is on another server.
  private mutating func askBeforeFollowing(_ event: ResultsEvent) -> [Effect] {
    guard case .progress(let source, let progress) = event,
      case .failed(let failure) = progress.phase, failure.kind == .fileElsewhere,
      case .results(let shown)? = overlay, let results = results.open,
      shown.tab == .missing || shown.place(in: results).source == source || results.shown != nil
    else { return [] }
    overlays.open(.followURL(FollowURLConfirmation(failure: failure, tab: shown.tab)))
    return []
  }

  mutating func askResultsPath(_ subject: ResultsSave) {
    guard let batch = results.open?.batch else { return }
    guard exports.save == nil else {
      say(.alreadySaving)
      return
    }
    openSavePrompt(subject.usualPath(for: batch), of: .results(subject))
  }
}
