/// The body of a response that holds a page: well formed, but not decoded yet.
public struct PageBody: FetchedPage {
  private enum Content {
    case list(JSONDocument, row: Int, hasMore: Bool?, isWholeList: Bool, error: String?)
    case empty(hasMore: Bool?)
  }

  private let content: Content

  /// Parses the response to a request for a page.
  /// - Parameters:
  ///   - bytes: the decompressed body.
  ///   - status: the HTTP status; 2xx.
  ///   - headers: the response's headers, to be quoted in a failure.
  ///   - now: seconds since 1970.
  /// - Throws: `ServiceFailure` when the body holds no list, or holds an error.
  public init(
    parsing bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .list)
    let document = try answer.document()
    switch Envelope(document, about: answer.subject) {
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
    if case .list(_, let row, _, _, _) = content, Self.lacksIDs(document, row) {
      throw answer.otherProtocol(ListProtocol(document, list: row))
    }
  }

  /// Whether there are elements, and none of them has an id.
  private static func lacksIDs(_ document: JSONDocument, _ list: Int) -> Bool {
    if document.isEmpty(list) { return false }
    // As a rule the first one has.
    if BatchDecoder.id(of: list + 1, in: document) != nil { return false }
    var isFound = false
    document.forEachElement(list) { element in
      isFound = isFound || BatchDecoder.id(of: element, in: document) != nil
    }
    return !isFound
  }

  public var byteCount: Int {
    switch content {
    case .list(let document, _, _, _, _): document.bytes.count
    case .empty: 0
    }
  }

  public var outline: PageOutline? {
    guard case .list(let document, let list, let hasMore, isWholeList: false, _) = content,
      hasMore != false, document.elementsLeftOut[list] == nil
    else { return nil }
    var count = 0
    var last: Int?
    document.forEachElement(list) { element in
      count += 1
      last = element
    }
    guard let last, let id = BatchDecoder.id(of: last, in: document) else { return nil }
    return PageOutline(lastID: BatchID(id), elements: count)
  }

  /// A bad element never fails the page: it is counted in `BatchPage.skippedBehind`.
  public func decode() -> BatchPage {
    switch content {
    case .list(let document, let row, let hasMore, let isWholeList, let error):
      var page = BatchPage(document, list: row, hasMore: hasMore, isWholeList: isWholeList)
      page.errorBesideRows = error
      return page
    case .empty(let hasMore):
      return BatchPage(batches: [], hasMore: hasMore)
    }
  }
}

extension BatchPage {
  /// Decodes the response to a request for a page; for parameters and errors see
  /// `PageBody.init(parsing:status:headers:now:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    self = try PageBody(parsing: bytes, status: status, headers: headers, now: now).decode()
  }

  fileprivate init(_ document: JSONDocument, list: Int, hasMore: Bool?, isWholeList: Bool) {
    self.init(batches: [], hasMore: hasMore, isWholeList: isWholeList)
    var decoder = BatchDecoder(document)
    batches.reserveCapacity(document.elementCount(list))
    document.forEachElement(list) { element in
      if let batch = decoder.batch(element) {
        batches.append(batch)
      } else {
        skippedBehind[batches.count, default: 0] += 1
      }
    }
    overLimit = document.elementsLeftOut[list] ?? 0
  }
}

extension Batch {
  /// Decodes the response to a request for one batch, which may be wrapped in an envelope or a list.
  ///
  /// The parameters and errors are those of `PageBody.init(parsing:status:headers:now:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    let answer = SuccessBody(
      bytes: bytes, status: status, headers: headers, now: now, subject: .batch)
    let document = try answer.document()
    let row: Int
    switch Envelope(document, about: answer.subject) {
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
    var decoder = BatchDecoder(document)
    guard let batch = decoder.batch(row) else { throw answer.otherShape() }
    self = batch
  }
}
