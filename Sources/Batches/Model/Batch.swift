/// A batch inference job, as far as the server describes it.
///
/// Only `id` is always there: every other field is optional, and unknown fields are kept in
/// `extras`.
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
  /// All keys in the server's order; empty for null.
  public var metadata: [JSONMember]
  /// All other fields, under their own names and in the server's order.
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
  /// What to call it: the name in the metadata, else the file name, else the id.
  public var name: String {
    if let name = metadataText("name"), !name.isBlank { return name }
    if let fileName, !fileName.isBlank { return fileName }
    return id
  }

  /// The description in the metadata, under either of the names that servers use.
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
  /// Whether it is empty, white space or invisible characters only.
  fileprivate var isBlank: Bool {
    // Unicode properties are slow to look up, and every row asks for a name.
    if let first = utf8.first, (0x21...0x7E).contains(first) { return false }
    return unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.generalCategory == .format
    }
  }
}
