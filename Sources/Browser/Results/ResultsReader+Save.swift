import BatchListing
import BatchResults
import Batches

extension ResultsReader {
  /// Writes a file from what was received, and receives what that lacks.
  /// - Parameter count: receives how many requests, groups or bytes are written so far.
  func save(
    _ subject: ResultsSave, to target: SaveTarget, replacing: Bool, count: (Int) -> Void
  ) async -> SaveOutcome {
    do throws(ResultsFailure) {
      let file = try SavedFile(target.path, replacing: replacing, in: store)
      let written =
        switch subject {
        case .retry(let wanted): try await writeRetry(wanted, to: file, count)
        case .report: try await writeReport(target.format, to: file)
        case .file(let batchFile): try await writeFile(batchFile, to: file, count)
        }
      if Task.isCancelled { return .cancelled }
      return .saved(path: try file.finish(), count: written)
    } catch {
      return switch error {
      case .stopped: .cancelled
      case .notKept(let failure): .failed(failure)
      case .noInput, .failed: .unavailable(error)
      }
    }
  }

  private func write(_ bytes: [UInt8], to file: SavedFile) throws(ResultsFailure) {
    if Task.isCancelled || isClosed { throw .stopped }
    try file.write(bytes)
  }

  private func writeRetry(
    _ wanted: RetryFile.Wanted, to file: SavedFile, _ count: (Int) -> Void
  ) async throws(ResultsFailure) -> Int {
    if !isReconciled { _ = try await compareFiles().get() }
    let input = try await receiveInput()
    let scan = RetryScan(wanted)
    var position = 0
    while let chunk = try await chunk(of: input, from: position) {
      try write(scan.pieces(in: chunk, ids: ids), of: input, to: file)
      position += chunk.count
      count(scan.count)
    }
    try write(scan.lastPieces(ids: ids), of: input, to: file)
    return scan.count
  }

  private func write(
    _ pieces: [RetryScan.Piece], of input: FileCopy, to file: SavedFile
  ) throws(ResultsFailure) {
    for piece in pieces {
      switch piece {
      case .lines(let bytes): try write(bytes, to: file)
      case .longLine(let range):
        for start in stride(
          from: range.lowerBound, to: range.upperBound, by: RequestSearch.chunkBytes)
        {
          let end = min(range.upperBound, start + RequestSearch.chunkBytes)
          try write(bytes(start..<end, of: input), to: file)
        }
        try write([UInt8(ascii: "\n")], to: file)
      }
    }
  }

  private func writeReport(
    _ format: SaveFormat, to file: SavedFile
  ) async throws(ResultsFailure) -> Int {
    guard let source = files.failures.source else { throw .noInput(nil) }
    do throws(ResultsFailure) {
      _ = try await receiveAll(source)
    } catch {
      // The causes are known although the lines are not.
      guard case .notKept = error else { throw error }
    }
    let groups = copy(of: source).reader.groups
    try write(GroupReport(groups).bytes(format.ofReport), to: file)
    return groups.count
  }

  private func writeFile(
    _ batchFile: BatchFile, to file: SavedFile, _ count: (Int) -> Void
  ) async throws(ResultsFailure) -> Int {
    guard let source = files.source(of: batchFile) else { throw .noInput(nil) }
    let copy = copy(of: source)
    guard copy.phase == .complete, copy.failure == nil, !copy.head.isUnpacked else {
      return try await download(source, to: file, count)
    }
    var written = 0
    while let chunk = try await chunk(of: copy, from: written) {
      try write(chunk, to: file)
      written += chunk.count
      count(written)
    }
    return written
  }

  /// Byte for byte as the server has it, compressed or not.
  private func download(
    _ source: ContentSource, to file: SavedFile, _ count: (Int) -> Void
  ) async throws(ResultsFailure) -> Int {
    var written = 0
    let request = ContentRequest(source, followsURLs: followsURLs, unpacks: false)
    let failure: ServiceFailure?
    do {
      failure = try await ContentReader(service: service).read(request) { event in
        switch event {
        case .began(_, .again):
          try file.restart()
          written = 0
        case .began, .waiting, .sizeUnknown: break
        case .bytes(let bytes):
          try write(bytes, to: file)
          written += bytes.count
          count(written)
        }
      }
    } catch {
      throw error as? ResultsFailure ?? .stopped
    }
    if let failure { throw failure.kind == .cancelled ? .stopped : .failed(failure) }
    return written
  }

  func bytes(_ range: Range<Int>, of copy: FileCopy) throws(ResultsFailure) -> [UInt8] {
    do throws(SaveFailure) { return try copy.bytes(range) } catch { throw .notKept(error) }
  }
}

/// A file that is being written, which may have to begin again.
private final class SavedFile {
  private let path: String
  private let replacing: Bool
  private let store: any FileStore
  private var file: any UnfinishedFile

  init(_ path: String, replacing: Bool, in store: any FileStore) throws(ResultsFailure) {
    self.path = path
    self.replacing = replacing
    self.store = store
    file = try Self.create(path, replacing: replacing, in: store)
  }

  deinit { file.remove() }

  private static func create(
    _ path: String, replacing: Bool, in store: any FileStore
  ) throws(ResultsFailure) -> any UnfinishedFile {
    do throws(SaveFailure) {
      return try store.create(path, replacing: replacing)
    } catch {
      throw .notKept(error)
    }
  }

  func restart() throws(ResultsFailure) {
    file.remove()
    file = try Self.create(path, replacing: replacing, in: store)
  }

  func write(_ bytes: [UInt8]) throws(ResultsFailure) {
    do throws(SaveFailure) { try file.write(bytes) } catch { throw .notKept(error) }
  }

  /// - Returns: its absolute path.
  func finish() throws(ResultsFailure) -> String {
    do throws(SaveFailure) { try file.finish() } catch { throw .notKept(error) }
    return file.path
  }
}
