import BatchInsight
import BatchListing
import Batches

/// The files of one batch, as commands read them.
struct BatchFiles {
  let server: Server
  let batch: Batch
  /// Whether files on other servers are read there, without the key.
  let followsURLs: Bool
  let environment: [String: String]

  /// Where a file can be read. Failures that a provider writes into the output are read there.
  /// - Returns: nil where the batch names no such file.
  /// - Throws: a `Failure` where its provider keeps the file elsewhere.
  func source(of file: BatchFile) throws -> ContentSource? {
    switch server.dialect.availability(of: file, in: batch) {
    case .source(let source): return source
    case .notNamed: return nil
    case .insideOutput: return try source(of: .output)
    case .unreachable(let reason):
      throw Failure.unavailable("The \(file.label) file cannot be read: \(reason)")
    }
  }

  /// Where the failures can be read: in the file of errors, or in the output where there is none.
  func sourceOfFailures() throws -> ContentSource? {
    try source(of: .errors) ?? source(of: .output)
  }

  /// All files with results: failures are looked for in the output, too, where some servers put them.
  func sourcesOfResults() throws -> [ContentSource] {
    var sources: [ContentSource] = []
    for file in [BatchFile.errors, .output] {
      if let source = try source(of: file), !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  /// What a batch that has not ended means for requests without a result.
  static let stillToBeDone =
    "The batch has not ended: requests that are still to be done count as missing"

  /// Reads a file to its end.
  /// - Parameters:
  ///   - unpacks: whether a file that turns out to be gzip is decompressed.
  ///   - sizeCheck: when the number of bytes is compared with the server's record of the file.
  ///   - prints: whether `take` prints on the terminal, where a progress line would be in the way.
  ///   - restart: called when the server begins with the first byte again, so that all bytes before are
  ///     void.
  ///   - take: receives the bytes in order.
  /// - Throws: a `Failure`, or what the closures throw.
  func read(
    _ source: ContentSource, unpacks: Bool = true,
    sizeCheck: ContentReader.SizeCheck = .whereNeeded, prints: Bool = false,
    isolation: isolated (any Actor)? = #isolation,
    restart: () throws -> Void, _ take: ([UInt8]) throws -> Void
  ) async throws {
    var progress = TransferProgress(
      environment: environment, isOn: !prints)
    defer { progress.clear() }
    let request = ContentRequest(source, followsURLs: followsURLs, unpacks: unpacks)
    let failure = try await ContentReader(service: server.files).read(
      request, sizeCheck: sizeCheck
    ) { event in
      switch event {
      case .began(let head, let start):
        if start == .again { try restart() }
        progress.begin(head)
      case .bytes(let bytes):
        try take(bytes)
        progress.count(bytes.count, now: SystemClock.now)
      case .waiting(let pause, let failure):
        progress.wait(pause, after: failure)
      case .sizeUnknown(let reason):
        progress.clear()
        StandardError.note(Self.sizeUnknown(reason))
      }
    }
    if let failure { throw Failure(failure) }
  }

  private static func sizeUnknown(_ reason: ServiceFailure?) -> String {
    "The size of the file could not be checked: "
      + (reason.map(\.sentence) ?? "the server does not say how large it is")
  }
}

extension BatchFile {
  /// "The input file …"
  var label: String {
    switch self {
    case .input: "input"
    case .output: "output"
    case .errors: "error"
    }
  }
}
