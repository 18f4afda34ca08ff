/// The files of a server, and the cancelling of its batches. Every call is a single try, as those of
/// `BatchService` are, and fails with `ServiceFailure.Kind.cancelled` when its task is cancelled.
public protocol FileService: Sendable {
  func file(_ id: FileID) async throws(ServiceFailure) -> FileRecord
  /// - Parameters:
  ///   - purpose: only files for it; nil for all.
  ///   - after: the id after which the page starts; nil for the head of the list.
  func files(purpose: String?, after: FileID?) async throws(ServiceFailure) -> FilePage
  /// Begins to receive a file. The transfer ends when the content is released.
  func content(_ request: ContentRequest) async throws(ServiceFailure) -> any FileContent
  /// Asks the server to cancel a batch.
  ///
  /// `retry` of a failure is `.never` unless the server said that it did nothing.
  /// - Returns: the batch as the server describes it, which need not have moved yet; nil where it
  ///   describes nothing.
  func cancel(_ batch: BatchID) async throws(ServiceFailure) -> Batch?
}

/// What is asked of a file's content.
public struct ContentRequest: Sendable, Hashable {
  public var source: ContentSource
  /// Where to go on after a cut; nil for the beginning.
  public var resume: ContentPosition?
  /// Whether a file on another server may be read there, without the key: where a batch names a URL, or
  /// the API redirects to one.
  public var followsURLs: Bool
  /// Whether a file that turns out to be gzip is decompressed. One whose headers say so always is.
  public var unpacks: Bool

  public init(
    _ source: ContentSource, resume: ContentPosition? = nil, followsURLs: Bool = false,
    unpacks: Bool = true
  ) {
    self.source = source
    self.resume = resume
    self.followsURLs = followsURLs
    self.unpacks = unpacks
  }
}

/// A place in a file, and the file that it is a place in.
public struct ContentPosition: Sendable, Hashable {
  /// Bytes from the beginning.
  public var offset: Int
  public var version: ContentVersion

  public init(offset: Int, version: ContentVersion) {
    self.offset = offset
    self.version = version
  }
}

/// What distinguishes one version of a file from another.
public struct ContentVersion: Sendable, Hashable {
  /// As sent, with its quotes.
  public var etag: String?
  public var lastModified: String?
  /// Bytes of the whole file.
  public var size: Int?

  public init(etag: String? = nil, lastModified: String? = nil, size: Int? = nil) {
    self.etag = etag
    self.lastModified = lastModified
    self.size = size
  }

  /// Whether both are certainly of the same file: they share its ETag or its size, and contradict each
  /// other in nothing.
  public func isSame(as other: ContentVersion) -> Bool {
    func contradict<Value: Equatable>(_ one: Value?, _ other: Value?) -> Bool {
      one != nil && other != nil && one != other
    }
    if contradict(etag, other.etag) || contradict(size, other.size)
      || contradict(lastModified, other.lastModified)
    {
      return false
    }
    return etag != nil && other.etag != nil || size != nil && other.size != nil
  }
}

/// What is known of a content before its first byte.
public struct ContentHead: Sendable, Hashable {
  /// The byte of the file that comes first: 0, unless the server resumed where it was asked to.
  public var start: Int
  public var version: ContentVersion
  /// Whether the bytes are decompressed, so that neither the size nor a position applies to them.
  public var isUnpacked: Bool
  /// Whether the answer says where it ends. Where it does not, a cut cannot be told from the end.
  public var isEndMarked: Bool
  /// The server that sends it, where that is not the API's own.
  public var origin: String?

  public init(
    start: Int = 0, version: ContentVersion = ContentVersion(), isUnpacked: Bool = false,
    isEndMarked: Bool = true, origin: String? = nil
  ) {
    self.start = start
    self.version = version
    self.isUnpacked = isUnpacked
    self.isEndMarked = isEndMarked
    self.origin = origin
  }

  /// The size in bytes of what is received when all has come; nil where that is not known.
  public var size: Int? { isUnpacked ? nil : version.size }
}

/// The bytes of a file as they arrive. While none are taken, the server has to wait.
public protocol FileContent: AnyObject, Sendable {
  var head: ContentHead { get }
  /// The next bytes, never none; nil at the end. One task at a time may wait for them.
  /// - Throws: why the content broke off, after all bytes that arrived before.
  func next() async throws(ServiceFailure) -> [UInt8]?
}
