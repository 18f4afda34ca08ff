import Batches

/// The files of a server in memory.
final class FakeFileService: FileService {
  struct File: Sendable {
    var bytes: [UInt8]
    /// Bytes after which the next answers break off, one each.
    var cuts: [Int] = []
    /// Whether an answer can begin within the file.
    var hasRanges = true
    var failure: ServiceFailure?
    var lineCount: Int?
    /// It is on another server.
    var isElsewhere = false
  }

  struct Contents {
    var files: [ContentSource: File] = [:]
    /// The first byte of each answer that was begun.
    var begun: [ContentSource: [Int]] = [:]
    var cancelled: [BatchID] = []
    var cancelAnswer: Result<Batch?, ServiceFailure> = .success(nil)
  }

  let contents = Locked(Contents())

  init(_ files: [FileID: String] = [:]) {
    contents.withLock { contents in
      for (id, text) in files { contents.files[.file(id)] = File(bytes: Array(text.utf8)) }
    }
  }

  func change(_ id: FileID, _ change: (inout File) -> Void) {
    contents.withLock { contents in
      var file = contents.files[.file(id)] ?? File(bytes: [])
      change(&file)
      contents.files[.file(id)] = file
    }
  }

  func begun(_ id: FileID) -> [Int] { contents.withLock { $0.begun[.file(id)] ?? [] } }

  func file(_ id: FileID) async throws(ServiceFailure) -> FileRecord {
    guard let file = contents.withLock({ $0.files[.file(id)] }) else {
      throw ServiceFailure(.fileGone, "no such file", status: 404)
    }
    return FileRecord(id: id, bytes: file.bytes.count, lineCount: file.lineCount)
  }

  func files(purpose: String?, after: FileID?) async throws(ServiceFailure) -> FilePage {
    FilePage(files: [])
  }

  func content(_ request: ContentRequest) async throws(ServiceFailure) -> any FileContent {
    guard var file = contents.withLock({ $0.files[request.source] }) else {
      throw ServiceFailure(.fileGone, "The file is gone", status: 404)
    }
    if let failure = file.failure { throw failure }
    if file.isElsewhere, !request.followsURLs {
      var failure = ServiceFailure(.fileElsewhere, "The file is at a URL, https://files.example")
      failure.server = "https://files.example"
      throw failure
    }
    let start = file.hasRanges ? request.resume?.offset ?? 0 : 0
    let end = file.cuts.isEmpty ? nil : file.cuts.removeFirst()
    contents.withLock { contents in
      contents.files[request.source]?.cuts = file.cuts
      contents.begun[request.source, default: []].append(start)
    }
    return Content(file.bytes, from: start, to: end)
  }

  func cancel(_ batch: BatchID) async throws(ServiceFailure) -> Batch? {
    let answer = contents.withLock { contents in
      contents.cancelled.append(batch)
      return contents.cancelAnswer
    }
    return try answer.get()
  }

  private final class Content: FileContent {
    let head: ContentHead
    private let rest: Locked<ArraySlice<UInt8>>
    private let isCut: Bool

    init(_ bytes: [UInt8], from start: Int, to end: Int?) {
      head = ContentHead(start: start, version: ContentVersion(etag: "\"1\"", size: bytes.count))
      rest = Locked(bytes[start..<max(start, min(end ?? bytes.count, bytes.count))])
      isCut = end.map { $0 < bytes.count } ?? false
    }

    func next() async throws(ServiceFailure) -> [UInt8]? {
      if Task.isCancelled { throw ServiceFailure(.cancelled, "cancelled") }
      let chunk = rest.withLock { rest in
        let chunk = Array(rest.prefix(64 << 10))
        rest = rest.dropFirst(chunk.count)
        return chunk
      }
      if !chunk.isEmpty { return chunk }
      // A failure that is not tried again by itself.
      if isCut { throw ServiceFailure(.connection, "The connection broke off", retry: .never) }
      return nil
    }
  }
}
