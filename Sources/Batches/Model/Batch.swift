/// A batch inference job, as much of it as the server told.
///
/// Only `id` is certain: every other field is optional, and a field that the program does not
/// know stands in `extras`.
public struct Batch: Sendable, Hashable, Identifiable {
  public var id: String
  public var status: BatchStatus
  public var times: Timestamps
  public var counts: RequestCounts?
  public var object: String?
  public var endpoint: String?
  public var inputFileID: String?
  public var outputFileID: String?
  public var errorFileID: String?
  public var completionWindow: String?
  public var fileName: String?
  public var errors: [BatchError]
  /// All keys, in the server's order; empty for null.
  public var metadata: [JSONMember]
  /// Fields that have no place above, under their own names, in the server's order.
  public var extras: [JSONMember]

  public init(
    id: String, status: BatchStatus = BatchStatus(""), times: Timestamps = Timestamps(),
    counts: RequestCounts? = nil, object: String? = nil, endpoint: String? = nil,
    inputFileID: String? = nil, outputFileID: String? = nil, errorFileID: String? = nil,
    completionWindow: String? = nil, fileName: String? = nil, errors: [BatchError] = [],
    metadata: [JSONMember] = [], extras: [JSONMember] = []
  ) {
    self.id = id
    self.status = status
    self.times = times
    self.counts = counts
    self.object = object
    self.endpoint = endpoint
    self.inputFileID = inputFileID
    self.outputFileID = outputFileID
    self.errorFileID = errorFileID
    self.completionWindow = completionWindow
    self.fileName = fileName
    self.errors = errors
    self.metadata = metadata
    self.extras = extras
  }
}

extension Batch {
  /// What people call it: the metadata's name, else the file's name, else the id.
  public var name: String {
    if let name = metadataText("name"), !name.isBlank { return name }
    if let fileName, !fileName.isBlank { return fileName }
    return id
  }

  /// The metadata's description, under either of the names that servers use.
  public var description: String? {
    metadataText("batch_description") ?? metadataText("description")
  }

  private func metadataText(_ key: String) -> String? {
    guard case .string(let text)? = metadata.last(where: { $0.name == key })?.value else {
      return nil
    }
    return text
  }
}

extension String {
  /// Whether nothing of it would be seen: empty, blanks, or characters without a width.
  fileprivate var isBlank: Bool {
    // The tables of Unicode are slow to ask, and names are asked for in every row.
    if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
    return unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }
}
