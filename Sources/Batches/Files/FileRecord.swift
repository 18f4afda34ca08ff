/// A file, as far as the server describes it. Only the id is always there.
public struct FileRecord: Sendable, Hashable {
  public var id: FileID
  /// The size in bytes.
  public var bytes: Int?
  /// Seconds since 1970.
  public var created: Int?
  /// When the server deletes it, in seconds since 1970.
  public var expires: Int?
  public var name: String?
  /// What it was uploaded or written for, such as `batch` and `batch_output`.
  public var purpose: String?
  /// The number of lines, which for the input of a batch is its number of requests.
  public var lineCount: Int?
  /// All other fields, under their own names and in the server's order.
  public var extras: [JSONMember]

  public init(
    id: FileID, bytes: Int? = nil, created: Int? = nil, expires: Int? = nil, name: String? = nil,
    purpose: String? = nil, lineCount: Int? = nil, extras: [JSONMember] = []
  ) {
    self.id = id
    self.bytes = bytes
    self.created = created
    self.expires = expires
    self.name = name
    self.purpose = purpose
    self.lineCount = lineCount
    self.extras = extras
  }
}

/// One answer of the list of files.
public struct FilePage: Sendable, Hashable {
  public var files: [FileRecord]
  /// How many elements were skipped because they have no id, or are more than
  /// `DecodingLimits.elementsPerPage`.
  public var skipped: Int
  /// Whether the server says that there are further pages; nil where it says nothing.
  public var hasMore: Bool?

  public init(files: [FileRecord], skipped: Int = 0, hasMore: Bool? = nil) {
    self.files = files
    self.skipped = skipped
    self.hasMore = hasMore
  }
}
