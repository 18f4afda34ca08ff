/// What a response contains, once the envelope around its batches is opened.
enum Envelope {
  /// The row of the array, whether there are further pages, and an error beside the array.
  case list(Int, hasMore: Bool?, error: ErrorBody? = nil)
  /// The whole response is an array: a server without pages.
  case bareList(Int)
  /// A list object without a list.
  case emptyList(hasMore: Bool?)
  /// The row of a single batch.
  case batch(Int)
  /// An error reported with a success status.
  case error(ErrorBody)
  /// JSON of another shape.
  case other

  /// - Parameter subject: what was requested. A batch may have arrays under any name, and a list may
  ///   have an id. Where it is about files, so is what is here said of batches.
  init(
    _ document: JSONDocument, about subject: ServiceFailure.Subject, _ dialect: Dialect = .common,
    _ reading: RowReading = .common
  ) {
    let reader = EnvelopeReader(
      document: document, subject: subject, reading: reading, list: dialect.list)
    self = reader.read(JSONDocument.root, outerHasMore: nil, depth: 0)
  }
}

private struct EnvelopeReader {
  let document: JSONDocument
  let subject: ServiceFailure.Subject
  let reading: RowReading
  let list: Dialect.List

  /// Names of members that hold the array, or an object around it.
  private static let listNames = [
    "data", "batches", "items", "results", "list", "rows", "records", "jobs", "tasks", "batch_jobs",
    "objects", "content", "entries", "result", "response", "payload",
  ]
  /// Names of members that hold a single batch or file.
  private static let singleNames = ["batch", "job", "file"]
  /// Levels of nested objects that are searched.
  private static let maximumDepth = 4
  /// In bytes; longer names are never the name of an error.
  private static let longestErrorName = 32

  func read(_ index: Int, outerHasMore: Bool?, depth: Int) -> Envelope {
    switch document.kind(index) {
    case .array:
      return depth == 0 ? .bareList(index) : .list(index, hasMore: outerHasMore)
    case .object:
      return readObject(index, outerHasMore: outerHasMore, depth: depth)
    case .string, .escapedString:
      return depth == 0 ? .error(ErrorBody(document.value(index))) : .other
    case .null, .true, .false, .number, .word, .tooDeep:
      return .other
    }
  }

  private func readObject(_ index: Int, outerHasMore: Bool?, depth: Int) -> Envelope {
    if subject.isSingle, isBatch(index) { return .batch(index) }
    let hasMore =
      bool("has_more", index) ?? bool("hasMore", index) ?? NextPage(document, index).isPromised
      ?? outerHasMore
    let names = list.member.map { [$0] } ?? []
    let lists = (names + Self.listNames).compactMap { document.member($0, of: index) }
    if let list = lists.first(where: { document.kind($0) == .array }) {
      let body = document.isEmpty(list) ? errorBody(index) : nil
      return body.map { .error($0) } ?? .list(list, hasMore: hasMore, error: errorBeside(index))
    }
    let single = subject.isSingle ? Self.singleNames : []
    let holders = lists + single.compactMap { document.member($0, of: index) }
    let inner = readInside(holders, hasMore: hasMore, depth: depth)
    // Batches are shown, whatever a code beside them may mean to this server.
    if let inner, holdsBatches(inner) { return inner }
    if let body = errorBody(index) { return .error(body) }
    if let inner { return inner }
    if isListWithoutRows(index, lists) { return .emptyList(hasMore: hasMore) }
    guard !subject.isSingle else {
      // An error may have such a name, too.
      return isBatch(index, byAnyID: true) ? .batch(index) : .other
    }
    let other = listUnderAnotherName(index, hasMore: hasMore)
    if case .other = other, list.omitsEmptyMember, depth == 0 {
      return .emptyList(hasMore: hasMore)
    }
    return other
  }

  /// The only array of objects, whatever its name.
  private func listUnderAnotherName(_ index: Int, hasMore: Bool?) -> Envelope {
    var lists: [Int] = []
    document.forEachMember(index) { _, value in
      if document.kind(value) == .array, !document.isEmpty(value),
        document.kind(value + 1) == .object
      {
        lists.append(value)
      }
    }
    guard lists.count == 1, !isBatch(index) else { return .other }
    return .list(lists[0], hasMore: hasMore)
  }

  /// The contents of the first of these objects that has any known shape.
  private func readInside(_ lists: [Int], hasMore: Bool?, depth: Int) -> Envelope? {
    guard depth < Self.maximumDepth else { return nil }
    for list in lists where document.kind(list) == .object && !document.isEmpty(list) {
      let inner = read(list, outerHasMore: hasMore, depth: depth + 1)
      if case .other = inner { continue }
      return inner
    }
    return nil
  }

  private func holdsBatches(_ envelope: Envelope) -> Bool {
    guard case .list(let list, _, _) = envelope else { return false }
    var isFound = false
    document.forEachElement(list) { isFound = isFound || isBatch($0) }
    return isFound
  }

  private func bool(_ name: String, _ index: Int) -> Bool? {
    document.member(name, of: index).flatMap(document.looseBool)
  }

  private func has(_ names: [String], _ index: Int, where test: (Int) -> Bool) -> Bool {
    names.contains { document.member($0, of: index).map(test) ?? false }
  }

  private func isBatch(_ index: Int, byAnyID: Bool = false) -> Bool {
    let id =
      byAnyID
      ? BatchDecoder.id(of: index, in: document, reading)
      : BatchDecoder.ownID(of: index, in: document, reading)
    guard id != nil else { return false }
    // Some servers give errors an id, too.
    return !has(["object", "type"], index) {
      document.matches($0, "error") || document.matches($0, "list")
    }
  }

  /// Whether an object without rows is a list by its type, or by members that only lists have.
  private func isListWithoutRows(_ index: Int, _ lists: [Int]) -> Bool {
    guard lists.allSatisfy(document.isNothing) else { return false }
    return !lists.isEmpty
      || has(["object"], index) { document.matches($0, "list") }
      || has(["has_more", "first_id", "last_id"], index) { _ in true }
  }

  /// The error that an object without rows reports; nil where it reports none.
  private func errorBody(_ index: Int) -> ErrorBody? {
    reportsError(index, depth: 0) ? ErrorBody(document.value(index)) : nil
  }

  private func reportsError(_ index: Int, depth: Int) -> Bool {
    var members: [String: Int] = [:]
    document.forEachMember(index) { name, value in
      guard document.range(name).count <= Self.longestErrorName else { return }
      members[ErrorNames.folded(document.text(name))] = value
    }
    let isReported = members.contains { name, value in
      switch name {
      case _ where ErrorNames.errors.contains(name): !isNone(value)
      case _ where ErrorNames.codes.contains(name): !isGoodCode(value)
      case _ where ErrorNames.flags.contains(name): document.looseBool(value) == false
      case "object", "type": document.matches(value, "error")
      case "status": isBadStatus(value)
      default: false
      }
    }
    if isReported || isMessageAlone(index, members) { return true }
    guard depth < Self.maximumDepth else { return false }
    return members.contains { name, value in
      ErrorNames.outcomes.contains(name) && document.kind(value) == .object
        && reportsError(value, depth: depth + 1)
    }
  }

  /// Whether there is a message without a code where a list should be.
  private func isMessageAlone(_ index: Int, _ members: [String: Int]) -> Bool {
    ["message", "msg"].contains { members[$0].map { !isNone($0) } ?? false }
      && !["object", "code", "hasmore"].contains { members[$0] != nil }
      && !has(Self.listNames, index) { document.kind($0) == .array || !document.isNothing($0) }
  }

  private func isNone(_ index: Int) -> Bool {
    document.isNothing(index) || document.kind(index) == .false
      || (document.looseBool(index) != true && isGoodCode(index))
  }

  private func isBadStatus(_ index: Int) -> Bool {
    if document.kind(index) == .false { return true }
    guard case .value(let status) = document.looseText(index) else { return false }
    return ErrorNames.badStatuses.contains(status.lowercased())
      || Int(status).map { (400..<600).contains($0) } ?? false
  }

  /// The error that an object reports beside its rows. A code alone means nothing there: every server
  /// has its own for success.
  private func errorBeside(_ index: Int) -> ErrorBody? {
    for name in ["error", "errors"] {
      guard let error = document.member(name, of: index), !isNone(error) else { continue }
      let body = ErrorBody(document.value(error))
      if !body.isEmpty { return body }
    }
    return nil
  }

  private func isGoodCode(_ index: Int) -> Bool {
    switch document.looseText(index) {
    case .notSet: true
    case .unreadable: false
    case .value(let code): ErrorNames.isGood(code: code)
    }
  }
}
