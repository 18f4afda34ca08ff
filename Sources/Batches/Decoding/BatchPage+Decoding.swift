extension BatchPage {
  /// Decodes an answer to a request for a page.
  /// - Parameters:
  ///   - bytes: the body, decompressed.
  ///   - status: of the response; 2xx.
  ///   - headers: the response's headers, for what a failure tells.
  ///   - now: seconds since 1970.
  /// - Throws: `ServiceFailure` when the body holds no list, or holds an error. One bad element
  ///   never costs the page: it is counted in `skippedBehind`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    let answer = GoodAnswer(
      bytes: bytes, status: status, headers: headers, now: now, subject: .list)
    let document = try answer.document()
    switch Envelope(document, about: answer.subject) {
    case .bareList(let list):
      self.init(document, list: list, hasMore: nil, isWholeList: true)
    case .list(let list, let hasMore, let error):
      self.init(document, list: list, hasMore: hasMore, isWholeList: false)
      errorBesideRows = error?.message ?? error?.code
    case .emptyList(let hasMore):
      self.init(batches: [], hasMore: hasMore)
    case .error(let words):
      throw answer.failure(words)
    case .batch, .other:
      throw answer.otherShape()
    }
  }

  private init(_ document: JSONDocument, list: Int, hasMore: Bool?, isWholeList: Bool) {
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
  /// Decodes an answer to a request for one batch, also when it is wrapped.
  ///
  /// The parameters and errors are those of `BatchPage.init(decoding:status:headers:now:)`.
  public init(
    decoding bytes: [UInt8], status: Int = 200, headers: ResponseFacts = ResponseFacts(),
    now: Int = 0
  ) throws(ServiceFailure) {
    let answer = GoodAnswer(
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
    case .error(let words):
      throw answer.failure(words)
    case .emptyList, .other:
      throw answer.otherShape()
    }
    var decoder = BatchDecoder(document)
    guard let batch = decoder.batch(row) else { throw answer.otherShape() }
    self = batch
  }
}
