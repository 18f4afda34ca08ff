/// Where files are written.
package protocol FileStore: Sendable {
  /// Begins a file that gets its name only when it is complete.
  /// - Parameters:
  ///   - path: absolute, below the working directory, or below the home with a leading `~`.
  ///   - replacing: whether a file that is there may be replaced; else that is a failure.
  func create(_ path: String, replacing: Bool) throws(SaveFailure) -> any UnfinishedFile

  /// Begins a file without a name, which is gone when it is released or the program ends.
  func scratch() throws(SaveFailure) -> any ScratchFile

  /// Removes what is not complete, since the program ends.
  func removeUnfinished()

  /// The names that complete a path.
  func completions(of path: String) -> PathCompletions
}

/// A file that is being written and not visible under its name yet.
package protocol UnfinishedFile {
  /// The absolute path that it will have.
  var path: String { get }

  func write(_ bytes: [UInt8]) throws(SaveFailure)

  /// Gives the file its name, once its bytes are on the disk.
  func finish() throws(SaveFailure)

  /// Removes it; does nothing to one that is finished.
  func remove()
}

/// A file that only this program sees.
package protocol ScratchFile {
  func append(_ bytes: [UInt8]) throws(SaveFailure)

  /// - Parameter range: of bytes that were appended.
  func read(_ range: Range<Int>) throws(SaveFailure) -> [UInt8]
}

/// Completions of a typed path.
package struct PathCompletions: Sendable, Hashable {
  /// The path as far as all files agree that begin with it, a slash behind a folder included.
  package var path: String
  /// The names to choose from where there are several.
  package var names: [String]

  package init(path: String, names: [String] = []) {
    self.path = path
    self.names = names
  }
}
