/// One request for a page of the list.
public struct PageRequest: Sendable, Hashable {
  /// The id after which the page starts; nil for the head of the list.
  public var after: String?
  /// The number of rows asked for; nil leaves it to the server.
  public var limit: Int?

  public init(after: String? = nil, limit: Int? = nil) {
    self.after = after
    self.limit = limit
  }
}

/// One answer to a `PageRequest`, already decoded.
public struct BatchPage: Sendable, Hashable {
  /// The rows in the server's order; may hold an id twice if the server sent it twice.
  public var batches: [Batch]
  /// How many elements of the page cannot be shown because they have no id, by the number of
  /// `batches` before them: behind the last one stand those that the next page may bring again.
  public var skippedBehind: [Int: Int]
  /// How many elements came after the first `DecodingLimits.elementsPerPage`, and were left
  /// unread.
  public var overLimit: Int
  /// What the server said of further pages; nil when it said nothing.
  public var hasMore: Bool?
  /// What the server said of an error that it reports beside the rows; nil as a rule.
  public var errorBesideRows: String?
  /// The server's answer was no page of a list but the list itself (a bare array).
  public var isWholeList: Bool

  public init(
    batches: [Batch], hasMore: Bool? = nil, skippedBehind: [Int: Int] = [:],
    isWholeList: Bool = false, overLimit: Int = 0, errorBesideRows: String? = nil
  ) {
    self.batches = batches
    self.hasMore = hasMore
    self.skippedBehind = skippedBehind
    self.isWholeList = isWholeList
    self.overLimit = overLimit
    self.errorBesideRows = errorBesideRows
  }

  /// How many elements of the page cannot be shown because they have no id.
  public var skipped: Int { skippedBehind.values.reduce(0, +) }
}

/// What an answer says of the list before its rows are decoded, where that is enough to know which
/// request comes next.
public struct PageOutline: Sendable, Hashable {
  /// The id of the last row.
  public var lastID: String
  /// The elements of the page, of which some may be no rows.
  public var elements: Int

  public init(lastID: String, elements: Int) {
    self.lastID = lastID
    self.elements = elements
  }
}

/// An answer to a `PageRequest` that was found to be a page and is not decoded yet, so that the next
/// request can be on its way meanwhile.
public protocol FetchedPage: Sendable {
  /// Of the text that is to be decoded.
  var bytes: Int { get }
  /// nil where the next request depends on the rows, or there is none.
  var outline: PageOutline? { get }
  func decode() -> BatchPage
}

extension BatchPage: FetchedPage {
  public var bytes: Int { 0 }

  public var outline: PageOutline? {
    guard !isWholeList, overLimit == 0, hasMore != false, let last = batches.last else {
      return nil
    }
    return PageOutline(lastID: last.id, elements: batches.count + skipped)
  }

  public func decode() -> BatchPage { self }
}
