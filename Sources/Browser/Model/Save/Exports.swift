import Batches

/// What leaves the program: the file that is being written, and copies to the clipboard.
struct Exports: Sendable {
  /// Something on its way to a file.
  struct Save: Sendable {
    let target: SaveTarget
    /// What rows are saved, for the sentence at the end; nil of anything else.
    let extent: SaveExtent?
    /// Rows, requests or bytes written so far; nil until it has taken long enough to be worth showing.
    fileprivate(set) var written: Int?
    fileprivate(set) var isCancelled = false
  }

  /// One at a time; nil while no file is being written.
  private(set) var save: Save?
  /// The paths that rows were saved to, or tried, the latest last.
  private(set) var paths: [String] = []
  private var saveJob = LatestJob()
  private var copyJob = LatestJob()

  // MARK: Saving

  mutating func beginSave(_ request: SaveRequest, extent: SaveExtent?) -> Effect {
    if request.target.subject.isRows { paths = paths.remembering(request.target.path) }
    save = Save(target: request.target, extent: extent)
    return .save(Numbered(request, number: saveJob.begin()))
  }

  mutating func note(written count: Int, number: Int) {
    if saveJob.number == number { save?.written = count }
  }

  /// - Returns: the save that has ended; nil where it is no longer waited for.
  mutating func finishSave(_ number: Int) -> Save? {
    guard saveJob.finish(number) else { return nil }
    defer { save = nil }
    return save
  }

  /// The file may be complete before the cancellation arrives; the outcome will say.
  mutating func cancelSave() -> Effect {
    save?.isCancelled = true
    return .cancelSave
  }

  // MARK: Copying

  mutating func beginCopy(_ field: CopyField) -> Effect {
    .copy(field, number: copyJob.begin())
  }

  /// Of two copies the later one is wanted, whichever is answered first.
  /// - Returns: false where it is no longer waited for.
  mutating func finishCopy(_ number: Int) -> Bool { copyJob.finish(number) }
}
