/// The body of a response that holds a page: well formed, but not decoded yet.
public struct PageBody: FetchedPage {
  private enum Content {
    case list(JSONDocument, row: Int, hasMore: Bool?, isWholeList: Bool, error: String?)
    case empty(hasMore: Bool?)
  }

  private var content: Content
  private let reading: RowReading
  /// The token of the next page, in a dialect that pages by tokens; nil where there is none.
  public private(set) var nextToken: String?
  /// Where the next page is, in a dialect that pages by ids whose `has_more` says nothing; nil where it is
  /// behind the last row, or there is none.
  public private(set) var nextAddress: NextAddress?
  /// How many rows the whole list has, where the response says so.
  public private(set) var total: Int?

  /// Parses the response to a request for a page.
  /// - Parameters:
  ///   - bytes: the decompressed body.
  ///   - status: the HTTP status; 2xx.
  ///   - headers: the response's headers, to be quoted in a failure.
  ///   - now: seconds since 1970.
  ///   - dialect: of the server.
  /// - Throws: `ServiceFailure` when the body holds no list, or holds an error.
  public init(
    parsing bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0, dialect: Dialect = .common
  ) throws(ServiceFailure) {
    reading = RowReading(dialect)
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .list)
    let document = try answer.document()
    switch Envelope(document, about: answer.subject, dialect, reading) {
    case .bareList(let row):
      content = .list(document, row: row, hasMore: nil, isWholeList: true, error: nil)
    case .list(let row, let hasMore, let error):
      content = .list(
        document, row: row, hasMore: hasMore, isWholeList: false,
        error: error?.message ?? error?.code)
    case .emptyList(let hasMore):
      content = .empty(hasMore: hasMore)
    case .error(let error):
      throw answer.failure(error)
    case .batch, .other:
      throw answer.otherShape()
    }
    if case .list(_, let row, _, _, _) = content, Self.lacksIDs(document, row, reading) {
      throw answer.otherProtocol(ListProtocol(document, list: row))
    }
    if case .list(_, let row, _, _, _) = content,
      let other = OtherList(document, list: row, reading)
    {
      throw answer.otherList(other)
    }
    total = ListTotal(document, list: listRow).rows
    if dialect.list.paging.continuesAnywhere, !Self.saysWhetherMore(document) {
      let continuation = Continuation(document, link: headers.link)
      if let hasMore = continuation.hasMore { content = saying(hasMore: hasMore).content }
      nextAddress = continuation.address
    }
    if !dialect.list.paging.continuesAnywhere, document.kind(JSONDocument.root) == .object {
      nextToken = NextPage(document, JSONDocument.root).token
    }
  }

  private static func saysWhetherMore(_ document: JSONDocument) -> Bool {
    ["has_more", "hasMore"].contains { name in
      document.member(name, of: JSONDocument.root).flatMap(document.looseBool) != nil
    }
  }

  private var listRow: Int? {
    guard case .list(_, let row, _, _, _) = content else { return nil }
    return row
  }

  /// The number of elements, some of which may be skipped when they are decoded.
  public var elements: Int {
    guard case .list(let document, let list, _, _, _) = content else { return 0 }
    return document.elementCount(list)
  }

  /// The id of the last row; nil where it has none.
  public var lastID: BatchID? {
    guard case .list(let document, let list, _, _, _) = content else { return nil }
    var last: Int?
    document.forEachElement(list) { last = $0 }
    return last.flatMap { BatchDecoder.id(of: $0, in: document, reading) }.map { BatchID($0) }
  }

  /// The page, saying that there are further ones, or none.
  public func saying(hasMore: Bool) -> PageBody {
    var page = self
    switch content {
    case .list(let document, let row, _, let isWholeList, let error):
      page.content = .list(
        document, row: row, hasMore: hasMore, isWholeList: isWholeList && !hasMore, error: error)
    case .empty:
      page.content = .empty(hasMore: hasMore)
    }
    return page
  }

  /// Whether there are rows, and none of them has an id.
  private static func lacksIDs(
    _ document: JSONDocument, _ list: Int, _ reading: RowReading
  ) -> Bool {
    if document.isEmpty(list) { return false }
    // As a rule the first one has.
    if BatchDecoder.id(of: list + 1, in: document, reading) != nil { return false }
    var hasRows = false
    var isFound = false
    document.forEachElement(list) { element in
      guard !isFound, !document.isNothing(element) else { return }
      hasRows = true
      isFound = BatchDecoder.id(of: element, in: document, reading) != nil
    }
    return hasRows && !isFound
  }

  public var byteCount: Int {
    switch content {
    case .list(let document, _, _, _, _): document.bytes.count
    case .empty: 0
    }
  }

  public var outline: PageOutline? {
    guard case .list(let document, let list, let hasMore, isWholeList: false, _) = content,
      hasMore != false, document.elementsLeftOut[list] == nil, let lastID
    else { return nil }
    return PageOutline(lastID: lastID, elements: elements)
  }

  /// A bad element never fails the page: it is counted in `BatchPage.skippedBehind`.
  public func decode() -> BatchPage {
    switch content {
    case .list(let document, let row, let hasMore, let isWholeList, let error):
      var page = BatchPage(
        document, reading, list: row, hasMore: hasMore, isWholeList: isWholeList)
      page.errorBesideRows = error
      page.total = total
      return page
    case .empty(let hasMore):
      return BatchPage(batches: [], hasMore: hasMore, total: total)
    }
  }
}

extension BatchPage {
  /// Decodes the response to a request for a page; for parameters and errors see
  /// `PageBody.init(parsing:status:headers:now:dialect:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0, dialect: Dialect = .common
  ) throws(ServiceFailure) {
    self = try PageBody(
      parsing: bytes, status: status, headers: headers, now: now, dialect: dialect
    ).decode()
  }

  fileprivate init(
    _ document: JSONDocument, _ reading: RowReading, list: Int, hasMore: Bool?, isWholeList: Bool
  ) {
    self.init(batches: [], hasMore: hasMore, isWholeList: isWholeList)
    var decoder = BatchDecoder(document, reading)
    batches.reserveCapacity(document.elementCount(list))
    document.forEachElement(list) { element in
      if !decoder.append(element, to: &batches) {
        skippedBehind[batches.count, default: 0] += 1
      }
    }
    decoder.finish(&batches)
    overLimit = document.elementsLeftOut[list] ?? 0
  }
}

extension Batch {
  /// Decodes the response to a request for one batch, which may be wrapped in an envelope or a list.
  ///
  /// The parameters and errors are those of `PageBody.init(parsing:status:headers:now:dialect:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0, dialect: Dialect = .common
  ) throws(ServiceFailure) {
    let reading = RowReading(dialect)
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .batch)
    let document = try answer.document()
    let row: Int
    switch Envelope(document, about: answer.subject, dialect, reading) {
    case .batch(let index):
      row = index
    case .bareList(let list), .list(let list, _, _):
      row = list + 1
      let holdsOne =
        Int(document.nodes[list].next) > row
        && document.nodes[row].next == document.nodes[list].next
      guard holdsOne else { throw answer.otherShape() }
    case .error(let error):
      throw answer.failure(error)
    case .emptyList, .other:
      throw answer.otherShape()
    }
    var decoder = BatchDecoder(document, reading)
    guard let batch = decoder.batch(row) else { throw answer.otherShape() }
    self = batch
  }
}

extension Batch {
  /// Decodes the response to a request that cancels a batch, as that to a request for it.
  /// - Returns: nil where the response describes no batch, such as an empty one.
  public static func cancelled(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0, dialect: Dialect = .common
  ) throws(ServiceFailure) -> Batch? {
    if ASCII.trimmed(bytes[...]).isEmpty { return nil }
    let reading = RowReading(dialect)
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .cancellation)
    let document = try answer.document()
    switch Envelope(document, about: .cancellation, dialect, reading) {
    case .batch(let row):
      var decoder = BatchDecoder(document, reading)
      return decoder.batch(row)
    case .error(let error): throw answer.failure(error)
    case .list, .bareList, .emptyList, .other: return nil
    }
  }
}

extension BatchPage {
  /// Without the rows up to one that is among them, and the elements that were skipped before it.
  public mutating func removeRows(through id: BatchID) {
    guard let index = batches.lastIndex(where: { $0.key == id }) else { return }
    let removed = index + 1
    batches.removeFirst(removed)
    skippedBehind = Dictionary(
      uniqueKeysWithValues: skippedBehind.compactMap { position, count in
        position >= removed ? (position - removed, count) : nil
      })
  }
}
