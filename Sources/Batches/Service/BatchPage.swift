/// One request for a page of the list.
public struct PageRequest: Sendable, Hashable {
  /// The id after which the page starts; nil for the head of the list.
  public var after: BatchID?
  /// The number of rows asked for; nil leaves it to the server.
  public var limit: Int?

  public init(after: BatchID? = nil, limit: Int? = nil) {
    self.after = after
    self.limit = limit
  }
}

/// One answer to a `PageRequest`, already decoded.
public struct BatchPage: Sendable, Hashable {
  /// The rows in the server's order; an id that the server sent twice is here twice.
  public var batches: [Batch]
  /// How many elements of the page were skipped because they have no id, by the number of `batches`
  /// before them. The next page may repeat those after the last batch.
  public var skippedBehind: [Int: Int]
  /// How many elements after the first `DecodingLimits.elementsPerPage` were left unread.
  public var overLimit: Int
  /// Whether the server says that there are further pages; nil where it says nothing.
  public var hasMore: Bool?
  /// The message of an error that the server reports beside the rows; nil as a rule.
  public var errorBesideRows: String?
  /// How many rows the server says that the whole list has; nil where it says nothing.
  public var total: Int?
  /// The response was a bare array: the whole list instead of a page.
  public var isWholeList: Bool

  public init(
    batches: [Batch], hasMore: Bool? = nil, skippedBehind: [Int: Int] = [:],
    isWholeList: Bool = false, overLimit: Int = 0, errorBesideRows: String? = nil,
    total: Int? = nil
  ) {
    self.batches = batches
    self.hasMore = hasMore
    self.skippedBehind = skippedBehind
    self.isWholeList = isWholeList
    self.overLimit = overLimit
    self.errorBesideRows = errorBesideRows
    self.total = total
  }

  /// How many elements of the page were skipped because they have no id.
  public var skipped: Int { skippedBehind.values.reduce(0, +) }
}

/// What is known of a page before its rows are decoded, where that determines the next request.
public struct PageOutline: Sendable, Hashable {
  /// The id of the last row.
  public var lastID: BatchID
  /// The number of elements, some of which may be skipped when they are decoded.
  public var elements: Int

  public init(lastID: BatchID, elements: Int) {
    self.lastID = lastID
    self.elements = elements
  }
}

/// A page that was received and checked but is not decoded yet, so that the next request can be sent
/// first.
public protocol FetchedPage: Sendable {
  /// The size in bytes of what `decode()` has to read; 0 where it is decoded already.
  var byteCount: Int { get }
  /// nil where the next request depends on the rows, or where there is none.
  var outline: PageOutline? { get }
  func decode() -> BatchPage
}

extension BatchPage: FetchedPage {
  public var byteCount: Int { 0 }

  public var outline: PageOutline? {
    guard !isWholeList, overLimit == 0, hasMore != false, let last = batches.last else {
      return nil
    }
    return PageOutline(lastID: last.key, elements: batches.count + skipped)
  }

  public func decode() -> BatchPage { self }
}
