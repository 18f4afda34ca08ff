import BatchResults
import Batches

/// What has been received of a file, so that its lines can be read again: in memory while it is small,
/// then in a scratch file.
final class FileCopy {
  let source: ContentSource
  private(set) var head = ContentHead()
  /// In bytes.
  private(set) var received = 0
  var phase = FileProgress.Phase.stopped
  /// Why what was received cannot be read again; nil where it can.
  private(set) var failure: SaveFailure?
  private(set) var reader = ResultReader()

  private let store: any FileStore
  /// Input files hold no results.
  private let hasResults: Bool
  private var memory: [UInt8] = []
  private var scratch: (any ScratchFile)?

  /// Bytes that are kept in memory: most files of errors are smaller, and never reach a disk.
  private static let memoryBytes = 8 << 20

  init(of source: ContentSource, hasResults: Bool, store: any FileStore) {
    self.source = source
    self.hasResults = hasResults
    self.store = store
  }

  /// Where a further request continues; nil for the beginning.
  var position: ContentPosition? {
    guard received > 0, !head.isUnpacked else { return nil }
    return ContentPosition(offset: received, version: head.version)
  }

  /// An answer begins: where the last one broke off, or with the first byte again.
  func begin(_ head: ContentHead) {
    self.head = head
    guard head.start != received else { return }
    received = 0
    memory = []
    scratch = nil
    failure = nil
    reader = ResultReader()
  }

  func take(_ bytes: [UInt8]) {
    keep(bytes)
    received += bytes.count
    if hasResults { bytes.withUnsafeBufferPointer { reader.feed($0) } }
  }

  func finish() {
    phase = .complete
    if hasResults { reader.finish() }
  }

  private func keep(_ bytes: [UInt8]) {
    guard failure == nil else { return }
    do throws(SaveFailure) {
      if scratch == nil, memory.count + bytes.count > Self.memoryBytes {
        let file = try store.scratch()
        try file.append(memory)
        scratch = file
        memory = []
      }
      if let scratch { try scratch.append(bytes) } else { memory += bytes }
    } catch {
      failure = error
      memory = []
      scratch = nil
    }
  }

  /// Bytes of the file that were received.
  /// - Throws: why they cannot be read again.
  func bytes(_ range: Range<Int>) throws(SaveFailure) -> [UInt8] {
    if let failure { throw failure }
    let range = range.clamped(to: 0..<received)
    if let scratch { return try scratch.read(range) }
    return Array(memory[range])
  }

  /// A line as it is shown; of one that is longer than any that is read, the beginning.
  func document(at offset: Int, length: Int) throws(SaveFailure) -> ResultDocument {
    let bytes = try bytes(offset..<offset + min(length, ResultLimits.lineBytes))
    return ResultDocument(line: ResultLine(bytes), outline: JSONOutline(bytes))
  }

  /// The lines that belong to a list in a stretch of the file.
  func lines(
    of wanted: ResultReader.Wanted, in stretch: Stretches.Stretch, _ bytes: [UInt8],
    _ body: (FoundLine) -> Void
  ) {
    bytes.withUnsafeBufferPointer { reader.lines(of: wanted, in: stretch, $0, body) }
  }

  var progress: FileProgress {
    FileProgress(
      phase: phase, received: received, size: head.size, origin: head.origin,
      summary: reader.summary, groups: reader.groups)
  }
}
