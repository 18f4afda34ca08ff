import Batches

@testable import Browser

/// Files in memory: what was finished, what is unfinished, and what goes wrong.
final class FakeFiles: FileStore {
  struct Contents {
    var finished: [String: [UInt8]] = [:]
    var unfinished: [String: [UInt8]] = [:]
    /// What the next file fails with, and at which write; nil at its end.
    var failure: (SaveFailure, atWrite: Int?)?
    /// What a scratch file fails with; nil where there is room for one.
    var scratchFailure: SaveFailure?
    /// Called before each write.
    var onWrite: (@Sendable () -> Void)?
  }

  let contents = Locked(Contents())

  init(finished: [String: [UInt8]] = [:]) {
    contents.withLock { $0.finished = finished }
  }

  var finished: [String: [UInt8]] { contents.withLock { $0.finished } }
  var unfinished: [String: [UInt8]] { contents.withLock { $0.unfinished } }

  func create(_ path: String, replacing: Bool) throws(SaveFailure) -> any UnfinishedFile {
    let path = "/home/" + path
    if !replacing, finished[path] != nil { throw SaveFailure(.exists, path) }
    contents.withLock { $0.unfinished[path] = [] }
    return File(path: path, files: self)
  }

  func scratch() throws(SaveFailure) -> any ScratchFile {
    let failure = contents.withLock { $0.scratchFailure }
    if let failure { throw failure }
    return Scratch()
  }

  private final class Scratch: ScratchFile {
    private var bytes: [UInt8] = []
    func append(_ more: [UInt8]) { bytes += more }
    func read(_ range: Range<Int>) -> [UInt8] { Array(bytes[range]) }
  }

  func removeUnfinished() { contents.withLock { $0.unfinished = [:] } }

  func completions(of path: String) -> PathCompletions {
    let paths = finished.keys.map { String($0.dropFirst("/home/".count)) }
      .filter { $0.hasPrefix(path) }.sorted()
    if paths.count == 1 { return PathCompletions(path: paths[0]) }
    return PathCompletions(path: path, names: paths)
  }

  private final class File: UnfinishedFile {
    let path: String
    private let files: FakeFiles
    private var writes = 0

    init(path: String, files: FakeFiles) {
      self.path = path
      self.files = files
    }

    func write(_ bytes: [UInt8]) throws(SaveFailure) {
      let (failure, hook) = files.contents.withLock { contents in
        contents.unfinished[path]? += bytes
        return (contents.failure, contents.onWrite)
      }
      hook?()
      if let failure, failure.atWrite == writes { throw failure.0 }
      writes += 1
    }

    func finish() throws(SaveFailure) {
      let failure = files.contents.withLock { $0.failure }
      if let failure, failure.atWrite == nil { throw failure.0 }
      files.contents.withLock { $0.finished[path] = $0.unfinished.removeValue(forKey: path) }
    }

    func remove() { files.contents.withLock { $0.unfinished[path] = nil } }
  }
}
