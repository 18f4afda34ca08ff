import BatchInsight
import BatchStore
import Batches
import Screen

/// `w`: the rows to a file.
extension BrowserState {
  private func saveExtent(of subject: SaveSubject) -> SaveExtent? {
    guard subject.isRows else { return nil }
    return SaveExtent(
      rows: subject == .marked ? marks.count : matchCount, loaded: shownList.count,
      coverage: showsGone ? .complete : loader.tail.coverage,
      hasGaps: !showsGone && !loader.gaps.isEmpty, areMarked: subject == .marked)
  }

  mutating func askSavePath() {
    guard exports.save == nil else {
      say(.alreadySaving)
      return
    }
    guard !rows.isArranging || !marks.isEmpty else {
      say(.rowsNotArranged)
      return
    }
    guard matchCount > 0 || !marks.isEmpty else {
      say(.noRowsToSave)
      return
    }
    openSavePrompt(
      exports.paths.last ?? SaveTarget.usualPath(at: clocks.local.second, zone: settings.zone),
      of: marks.isEmpty ? .rows : .marked)
  }

  mutating func openSavePrompt(_ path: String, of subject: SaveSubject) {
    overlays.open(
      .save(
        SavePrompt(
          path: path, of: subject, extent: saveExtent(of: subject),
          history: subject.isRows ? exports.paths : [])))
  }

  mutating func save(_ target: SaveTarget, replacing: Bool) -> [Effect] {
    let content: SaveRequest.Content =
      switch target.subject {
      case .rows: .rows(SavedRows(shownList, ids: rows.shown.ids))
      case .marked: .rows(SavedRows(list, ids: markedBatches.map(\.id)))
      case .results(let subject): .results(subject)
      }
    let request = SaveRequest(target: target, replaces: replacing, content: content)
    return [exports.beginSave(request, extent: saveExtent(of: target.subject))]
  }

  /// Whether the keys belong to something that a question must not take the place of.
  private var isTyping: Bool {
    switch overlay {
    case nil, .results: false
    default: true
    }
  }

  // MARK: What comes of it

  mutating func noteSaved(number: Int, _ outcome: SaveOutcome) {
    guard let save = exports.finishSave(number) else { return }
    switch outcome {
    case .saved(let path, let count):
      if case .results(let subject) = save.target.subject {
        say(.savedResults(subject, count: count, path: path))
      } else if let extent = save.extent {
        say(.saved(extent, format: save.target.format.name, path: path))
      }
    case .failed(let failure) where failure.kind == .exists && !isTyping:
      overlays.open(.replace(ReplaceConfirmation(target: save.target)))
    case .failed(let failure):
      say(.notSaved(failure))
    case .unavailable(let failure): say(.resultsNotSaved(failure))
    case .cancelled:
      say(.savingCancelled)
    }
  }
}
