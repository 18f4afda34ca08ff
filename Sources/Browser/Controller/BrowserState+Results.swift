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
    let opened = OpenResults(of: batch, files: files, session: resultSessions.next())
    let overlay = ResultsOverlay(of: opened)
    results = opened
    // Without failures, what succeeded is listed at once.
    if overlay.tab == .output {
      results?.open(.successes, matching: "", rows: screen.size.rows * 2)
    }
    overlays.open(.results(overlay))
    effects.append(.openResults(batch, files, session: opened.session))
    if batch.counts?.total == nil, case .file(let id)? = files.source(of: .input), !id.isURL {
      effects += ask([.countLines(id)])
    }
    return effects + readResults(overlay.tab)
  }

  mutating func closeResults() -> [Effect] {
    guard let session = results?.session else { return [] }
    results = nil
    return [.closeResults(session: session)]
  }

  /// Receives what a tab shows, unless that has come already.
  mutating func readResults(_ tab: ResultsOverlay.Tab) -> [Effect] {
    guard let files = results?.files else { return [] }
    switch tab {
    case .failures: return read(files.failures)
    case .output: return read(files.place(of: .output))
    case .missing: return ask(results?.beginComparing() ?? [])
    }
  }

  private func read(_ place: FileAvailability) -> [Effect] {
    place.source.map { ask([.read($0)]) } ?? []
  }

  func ask(_ requests: [ResultsRequest]) -> [Effect] {
    guard let session = results?.session else { return [] }
    return requests.map { .askReader($0, session: session) }
  }

  mutating func receive(_ event: ResultsEvent, session: Int) -> [Effect] {
    guard results?.session == session else { return [] }
    results?.receive(event, now: clocks.local.time)
    noteLoss(event)
    return tellOverlays(.resultsChanged) + ask(results?.requestLines() ?? [])
      + askBeforeFollowing(event)
  }

  private mutating func noteLoss(_ event: ResultsEvent) {
    guard let results, case .progress(let source, let progress) = event,
      results.files.results.contains(source)
    else { return }
    switch progress.phase {
    case .failed(let failure) where failure.kind == .fileGone:
      note(resultsOf: results.batch.key, areLost: true)
    case .complete where !results.lacksFile: note(resultsOf: results.batch.key, areLost: false)
    case .complete, .reading, .waiting, .stopped, .failed: break
    }
  }

  /// The user is asked when it turns out that a file is on another server.
  private mutating func askBeforeFollowing(_ event: ResultsEvent) -> [Effect] {
    guard case .progress(let source, let progress) = event,
      case .failed(let failure) = progress.phase, failure.kind == .fileElsewhere,
      case .results(let shown)? = overlay, let results,
      shown.tab == .missing || shown.place(in: results).source == source || results.shown != nil
    else { return [] }
    overlays.open(.followURL(FollowURLConfirmation(failure: failure, tab: shown.tab)))
    return []
  }

  mutating func askResultsPath(_ subject: ResultsSave) {
    guard let batch = results?.batch else { return }
    guard exports.save == nil else {
      say(.alreadySaving)
      return
    }
    openSavePrompt(subject.usualPath(for: batch), of: .results(subject))
  }
}
