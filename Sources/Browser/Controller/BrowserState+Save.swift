import Batches
import Screen

/// `w`: the rows to a file.
extension BrowserState {
  private var rowsToSave: SavedRows { SavedRows(list, shown) }

  private var saveExtent: SaveExtent {
    SaveExtent(
      rows: matchCount, loaded: list.count, coverage: loader.tail.coverage,
      hasGaps: !loader.gaps.isEmpty)
  }

  mutating func askSavePath() {
    guard saving == nil else {
      message = .alreadySaving
      return
    }
    guard !isArranging else {
      message = .rowsNotArranged
      return
    }
    guard matchCount > 0 else {
      message = .noRowsToSave
      return
    }
    openSavePrompt(
      savePaths.last ?? SaveTarget.usualPath(at: clocks.local.second, zone: settings.zone))
  }

  mutating func openSavePrompt(_ path: String) {
    overlays.open(.save(SavePrompt(path: path, extent: saveExtent, history: savePaths)))
  }

  mutating func save(_ target: SaveTarget, replacing: Bool) -> [Effect] {
    savePaths = savePaths.remembering(target.path)
    savesStarted += 1
    let request = SaveRequest(target: target, replaces: replacing, rows: rowsToSave)
    saving = Saving(number: savesStarted, target: target, extent: saveExtent)
    return [.save(request, number: savesStarted)]
  }

  // MARK: What comes of it

  mutating func noteSaving(number: Int, rows: Int) {
    if saving?.number == number { saving?.rowsWritten = rows }
  }

  mutating func noteSaved(number: Int, _ outcome: SaveOutcome) {
    guard let saving, saving.number == number else { return }
    self.saving = nil
    switch outcome {
    case .saved(let path):
      let format = saving.target.format.name
      message = .saved(saving.extent, format: format, path: path)
    case .failed(let failure) where failure.kind == .exists && overlay == nil:
      overlays.open(.replace(ReplaceConfirmation(target: saving.target)))
    case .failed(let failure):
      message = .notSaved(failure)
    case .cancelled:
      message = .savingCancelled
    }
  }

  /// The file may be complete before the cancellation arrives; the outcome will say.
  mutating func cancelSaving() -> [Effect] {
    saving?.isCancelled = true
    return [.cancelSave]
  }
}
