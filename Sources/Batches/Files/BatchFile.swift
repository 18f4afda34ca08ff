/// The files that belong to a batch.
public enum BatchFile: Sendable, Hashable, CaseIterable {
  case input, output, errors
}

/// Where the content of a file can be read.
public enum ContentSource: Sendable, Hashable {
  /// An id, or the URL that a server gives instead of one.
  case file(FileID)
  /// Below the batch itself, without a file.
  case results(of: BatchID)
}

/// Whether and where a file of a batch can be read.
public enum FileAvailability: Sendable, Hashable {
  case source(ContentSource)
  /// The batch names no such file.
  case notNamed
  /// The failed requests are among the others, in the output.
  case insideOutput
  /// The provider keeps it where this API does not lead, as a sentence without a full stop.
  case unreachable(String)
}

extension Dialect {
  /// Whether and where a file of a batch can be read.
  public func availability(of file: BatchFile, in batch: Batch) -> FileAvailability {
    let (place, id) =
      switch file {
      case .input: (files.input, batch.inputFileID)
      case .output: (files.output, batch.outputFileID)
      case .errors: (files.errors, batch.errorFileID)
      }
    switch place {
    case .file:
      guard let id, !id.isEmpty else { return .notNamed }
      return .source(.file(FileID(id)))
    case .batch:
      // It also names this place as a URL at the provider's own address, which need not be the one in use.
      return batch.outputFileID == nil ? .notNamed : .source(.results(of: batch.key))
    case .output: return .insideOutput
    case .unreachable(let reason): return .unreachable(reason)
    }
  }
}
