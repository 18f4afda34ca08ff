import Batches

/// What leaves the program: the file that is being written, and copies to the clipboard.
struct Exports: Sendable {
  /// Rows on their way to a file.
  struct Save: Sendable {
    /// Tells its results from those of others.
    let number: Int
    let target: SaveTarget
    /// What the rows are, for the sentence at the end.
    let extent: SaveExtent
    /// Rows that are written; nil until it has lasted long enough to be worth telling.
    fileprivate(set) var rowsWritten: Int?
    fileprivate(set) var isCancelled = false
  }

  /// One at a time; nil while no file is being written.
  private(set) var save: Save?
  /// The paths that were saved to, or tried, the latest last.
  private(set) var paths: [String] = []
  private var savesStarted = 0
  private var copiesStarted = 0

  // MARK: Saving

  mutating func beginSave(_ request: SaveRequest, extent: SaveExtent) -> Effect {
    paths = paths.remembering(request.target.path)
    savesStarted += 1
    save = Save(number: savesStarted, target: request.target, extent: extent)
    return .save(request, number: savesStarted)
  }

  mutating func note(rowsWritten rows: Int, number: Int) {
    if save?.number == number { save?.rowsWritten = rows }
  }

  /// - Returns: the save that has ended; nil where nobody waits for it any more.
  mutating func finishSave(_ number: Int) -> Save? {
    guard let save, save.number == number else { return nil }
    self.save = nil
    return save
  }

  /// The file may be complete before the cancellation arrives; the outcome will say.
  mutating func cancelSave() -> Effect {
    save?.isCancelled = true
    return .cancelSave
  }

  // MARK: Copying

  mutating func beginCopy(_ field: CopyField) -> Effect {
    copiesStarted += 1
    return .copy(field, number: copiesStarted)
  }

  /// Of two copies the later one is wanted, whichever is answered first.
  func isLatestCopy(_ number: Int) -> Bool { number == copiesStarted }
}
